"""Numbers before counting words: 사과 3개 (세 개), 20살 (스무 살), 30쪽 (삼십 쪽); by the table `counters.tsv`."""

from __future__ import annotations

import re

from reciter.languages.ko.numeral import ALONE, LARGE, NUMBER, RANGE, amount, few, few_native, native, sino
from reciter.languages.ko.tables import rows
from reciter.text.rule import rules, text_before

NATIVE_LIMITS = {word: int(limit or 0) for word, _, limit in rows("counters.tsv")}
"""Counting words and the largest number read in native numerals before them; 0: none."""

AFTER = (
    "(?![가-힣])|(?=(?:이|가|은|는|을|를|의|에|로|으로|와|과|도|만|까지|부터|보다|마다|씩|째|간|짜리|쯤|가량|정도|이나|나|라|며|고|인|였|이었"
    "|입니|다|뿐|밖|처럼|당|들|여|남짓|이상|미만|이하|전|후|내|동안|반|배기|경|하|안|분|면|요|이요|이죠|죠|서|조차|치|형|용|한테)(?![가-힣]{6}))"
)
"""What may follow a counting word, so that 3개 is not found in 3개월 or 3대륙: no Hangul, or a particle."""

COUNTER = "(" + "|".join(sorted(NATIVE_LIMITS, key=len, reverse=True)) + f")(?:{AFTER})"
"""Pattern of a counting word as a group of its own, with what may follow."""

_BARE = COUNTER.replace("(", "(?:", 1)
_SHEETS = re.compile(
    r"(?:종이|사진|티켓|표|카드|지폐|편지|엽서|그림|원짜리|앨범|음반|접시|김|벽돌|기와|이불|담요|수건|우표|원고지|도화지|명함|유리|서류"
    r"|문서|쪽지|메모|초대장|포스터|사본|레코드|판|CD|DVD|셔츠|옷|천|가죽|잎|꽃잎|휴지|비닐|마스크|악보|지도|용지|증명서|수표|복권|석)"
    r"(?:을|를|이|가|만|도)?\s?$"
)
_MACHINES = re.compile(
    r"(?:차|트럭|버스|택시|비행기|전투기|여객기|컴퓨터|노트북|카메라|피아노|대포|탱크|전차|헬기|헬리콥터|마차|자전거|오토바이|텔레비전|티브이|TV"
    r"|냉장고|기계|로봇|담배|수레|가마|전화기|휴대전화|에어컨|세탁기|기타|배|열차|엘리베이터|드론|침대|주사|매)"
    r"(?:을|를|이|가|만|도|는)?\s?$"
)
_LABELLED = re.compile(
    r"(?:문제|보기|교향곡|협주곡|소나타|사중주|작품|버스|국도|출구|타자|번호|홀|채널|트랙|염색체|항목|질문|테이블|창구|게이트|승강장|경추"
    r"|요추|척추|제|기호|후보|선수|서곡|왈츠|연습곡|테마)\s?$"
)
_LABEL_AFTER = re.compile(
    r"번(?:은|이|을|의)?\s?(?:출구|버스|국도|타자|선수|방|문제|홀|버튼|트랙|채널|게이트|창구|테이블|마|자리"
    r"|서가|염색체|기둥|칸|레인|좌석|후보|문항|교향곡|협주곡|곡|환자|참가자|죄수|객차|도로|승강장|지)"
    r"|번(?:이|으)로 (?:전화|신고|연락)"
)
_GENERATION = re.compile(
    r"대(?:째|에 걸|\s?(?:독자|대통령|왕|국왕|총리|회장|원칙|요소|강국|주주|과제|영양소|기관|불가사의|미항|문명|종교"
    r"|조건|명절|명산|악|의무|사장|황제|임금|교주|손|조))"
)


def numeral(number: str, counter: str, *, large: str = "") -> str:
    """A number as it is read before a counting word: `3`, `개` → 세; `101`, `명` → 백한; `30`, `쪽` → 삼십.

    Args:
        number: figures with optional commas and decimal point.
        counter: the counting word.
        large: Hangul unit after the figures: 만, 천 …
    """
    bare = number.replace(",", "")
    limit = NATIVE_LIMITS.get(counter, 0)
    if large or not limit or not bare.isdecimal() or bare[0] == "0" or len(bare) > 4:
        return amount(number, large)
    value = int(bare)
    if value <= limit:
        return native(value)
    hundreds, rest = divmod(value, 100)
    is_native = limit == 99 and 1 <= rest <= 4 and 0 < hundreds < 100
    return sino(str(hundreds * 100)) + native(rest) if is_native else sino(number)


def _counted(match: re.Match[str]) -> str | None:
    number, large, counter = match.group(1, 2, 3)
    return None if _is_label(match, counter) else numeral(number, counter, large=large or "") + " "


def _is_label(match: re.Match[str], counter: str) -> bool:
    """Whether the number numbers a thing instead of counting: 3장 (a chapter), 3번 출구, 20대 (the twenties)."""
    before, here = text_before(match, most=12), match.string[match.start(3) : match.start(3) + 14]
    if before.rstrip().endswith("제"):
        return True
    if counter == "장":
        return not _SHEETS.search(before)
    if counter == "번":
        return bool(_LABELLED.search(before) or _LABEL_AFTER.match(here))
    if counter == "대":
        decade = match[1][-1] == "0" and len(match[1]) == 2 and not _MACHINES.search(before)
        return decade or bool(_GENERATION.match(here)) or before.rstrip().endswith("세계")
    return counter == "권" and bool(re.search(r"(?:전|총|상|하|제)\s?$", before))


def _range(match: re.Match[str]) -> str | None:
    """서너 개 for 3~4개, 이삼 년 for 2~3년; else 세 명에서 다섯 명."""
    first, last, counter = match.group(1, 2, 3)
    if _is_label(match, counter):
        return None
    if NATIVE_LIMITS[counter]:
        together = few_native(first, last)
        apart = f"{numeral(first, counter)} {counter}에서 {numeral(last, counter)}"
        return (together or apart) + " "
    return (few(first, last) or f"{sino(first)}에서 {sino(last)}") + " "


def _listed(match: re.Match[str]) -> str | None:
    """2, 3명: 두세 명; 5, 6년: 오륙년; only figures that follow one another."""
    first, last, counter = match.group(1, 2, 3)
    if int(last) - int(first) != 1:
        return None
    if counter and NATIVE_LIMITS[counter] and not _is_label(match, counter):
        return few_native(first, last) + " "
    return few(first, last) + (" " if counter and not NATIVE_LIMITS[counter] else "")


RULES = rules(
    "counter",
    (rf"(?<![\d.,A-Za-z])([1-8]),\s?([2-9])\s?(?=(?:{COUNTER}|[년일월층급회차학호위등]))", _listed),
    (rf"{ALONE}(?<![A-Za-z])({NUMBER})\s?(?:{_BARE})?{RANGE}({NUMBER})\s?(?={COUNTER})", _range),
    (rf"{ALONE}(?<![A-Za-z])(?<![A-Za-z]-)({NUMBER})({LARGE})?\s?(?={COUNTER})", _counted),
)
