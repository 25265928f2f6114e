"""Latin letters that Korean reads itself: No.5, p.12, A4, 3D, CO2, KBS, TV, A씨, X세대, vs, ㈜."""

from __future__ import annotations

import re

from reciter.languages.ko.letters import spell_latin
from reciter.languages.ko.numeral import RANGE, sino
from reciter.languages.ko.tables import pairs
from reciter.text.rule import rules

_NAMES = pairs("abbreviations.tsv")
_SIGNS = {
    "㈜": "주식회사", "(주)": "주식회사", "㏇": "주식회사", "㈔": "사단법인", "(사)": "사단법인", "(재)": "재단법인",
    "℡": "전화번호", "©": "저작권", "®": "등록 상표", "™": "상표",
}  # fmt: skip
_ANY_NAME = "|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))
_ANY_SIGN = "|".join(map(re.escape, sorted(_SIGNS, key=len, reverse=True)))
# Acronyms with vowels that are spelled all the same; the others of four letters and more may be words (NASA, LOVE).
_SPELLED = "UCLA|YMCA|YWCA|IAEA|USSR|IBRD|ISBN|ISSN|ESPN|RISC|UHD|HDMI|OECD|OLED|UEFA|IPTV|MBTI|CCTV|WIPO"
_ALONE = r"(?<![A-Za-z\d&'’./@_+-])(?<![A-Za-z] )"
_CLOSED = r"(?![A-Za-z\d&'’/@_+]|-[A-Za-z\d]|\.[A-Za-z]|[ ][A-Za-z])"
_ENGLISH = ("원", "투", "스리", "포", "파이브", "식스", "세븐", "에이트", "나인")
_ENGLISH_FIGURES = dict(zip("123456789", _ENGLISH, strict=True))
_PLACES = ("호", "번", "형", "급", "관", "동", "층", "석", "열")
_EDGE = r"(?![A-Za-z0-9])"


def _name(match: re.Match[str]) -> str:
    return _NAMES[match[0]]


def _page(match: re.Match[str]) -> str:
    first = f"{sino(match[1])}에서 " if match[2] else ""
    return f"{first}{sino(match[2] or match[1])} 쪽"


def _numbered(match: re.Match[str]) -> str:
    return f"넘버 {sino(match[1])}"


def _volume(match: re.Match[str]) -> str:
    return f"{sino(match[1])}권"


def _chapter(match: re.Match[str]) -> str:
    return f"{sino(match[1])}장"


def _figure(match: re.Match[str]) -> str:
    return f"그림 {sino(match[1])}"


def _versus(match: re.Match[str]) -> str:
    return " 대" if match.string[match.end() : match.end() + 1] == " " else " 대 "


def _letters(match: re.Match[str]) -> str:
    return spell_latin(match[0])


def _dotted(match: re.Match[str]) -> str:
    return spell_latin(match[0].replace(".", ""))


def _with_figures(match: re.Match[str]) -> str:
    """B-29 is 비 이십구, K-2 케이 투; a number of a storey or a room stays Korean: B1층."""
    is_place = match.string[match.end() : match.end() + 1] in _PLACES
    english = _ENGLISH_FIGURES.get(match[2])
    return f"{spell_latin(match[1])} {english if english and not is_place else sino(match[2])}"


def _sign(match: re.Match[str]) -> str:
    space = "" if match.string[match.end() : match.end() + 1] in ("", " ") else " "
    return _SIGNS[match[0]] + space


RULES = rules(
    "abbreviation",
    (_ANY_SIGN, _sign),
    (rf"(?<![A-Za-z0-9])(?:{_ANY_NAME}){_EDGE}", _name),
    (rf"(?<![A-Za-z])(?:[Pp]{{1,2}}\.|[Pp][Pp])\s?(\d+)(?:{RANGE}(\d+))?(?![\dA-Za-z]|\.\d)", _page),
    (r"(?<![A-Za-z\d])(\d+)\s?[Pp](?![A-Za-z\d])", lambda match: f"{sino(match[1])} 페이지"),
    (r"(?:№|(?<![A-Za-z])(?:No|NO|no)\.?|(?<![\w&])#)\s?(\d+)(?!\d)", _numbered),
    (r"(?<![A-Za-z])[Vv]ol\.?\s?(\d+)(?!\d)", _volume),
    (r"(?<![A-Za-z])[Cc]h(?:ap)?\.\s?(\d+)(?!\d)", _chapter),
    (r"(?<![A-Za-z])[Ff]ig\.\s?(\d+)(?!\d)", _figure),
    (
        r"(?<=[가-힣\d)])(?: ?)(?:[vV][sS]\.?)(?= ?[가-힣\d(])",
        _versus,
    ),
    (r"(?<![A-Za-z.])(?:[A-Z]\.){2,}(?![A-Za-z])", _dotted),
    (rf"{_ALONE}([A-Z]{{1,4}})-?(\d{{1,3}})(?![\d.]*\d|[A-Za-z_/@-]|\.[A-Za-z])", _with_figures),
    (rf"{_ALONE}(?:[A-Z]{{2,3}}|[BCDFGHJ-NP-TV-Z]{{4,5}}|{_SPELLED}){_CLOSED}", _letters),
    (r"(?<![A-Za-z\d&'’./@_+-])(?<![A-Za-z] )[A-Za-z](?=[가-힣])", _letters),
    (r"(?<=[가-힣])[A-Z](?![A-Za-z\d&'’/@_+.-])", _letters),
    (r"(?<![A-Za-z\d&'’./@_+-])(?<![A-Za-z] )[B-HJ-Z](?=[,.]?(?:\s[가-힣]|$))", _letters),
)
