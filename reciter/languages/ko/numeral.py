"""Arabic figures as Korean numerals: Sino-Korean (일, 이, 삼), native (한, 두, 세), and figures one by one (공일공)."""

from __future__ import annotations

import re
from functools import lru_cache

from reciter.languages.ko.jamo import has_coda

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""Pattern of an unsigned number with an optional thousands comma and decimal part."""

ALONE = r"(?<![\d.])(?<!\d,)"
"""Look-behind: what follows is not the tail of another number."""

RANGE = r"\s?(?:[~～〜∼]|[—–-]{1,2})\s?"
"""Pattern of a sign that means 에서 (from … to) between two numbers."""

LARGE = r"(?:[십백천]?[만억조]|[십백천])"
"""Pattern of a Hangul unit of tens, thousands or more that an author may put after figures: 3만, 5천, 2백만."""

_FIGURES = ("영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_ONE_BY_ONE = str.maketrans(dict(zip("0123456789", ("공", *_FIGURES[1:]), strict=True)))
_DECIMALS = str.maketrans(dict(zip("0123456789", _FIGURES, strict=True)))
_SMALL = ("", "십", "백", "천")
_MYRIADS = ("", "만", "억", "조", "경")
_LARGEST = 4 * len(_MYRIADS)
_UNITS = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_UNITS_ALONE = ("", "하나", "둘", "셋", "넷", *_UNITS[5:])
_FEW_NATIVE = {
    ("1", "2"): "한두", ("2", "3"): "두세", ("3", "4"): "서너", ("4", "5"): "네댓", ("5", "6"): "대여섯",
    ("6", "7"): "예닐곱", ("7", "8"): "일고여덟", ("8", "9"): "여덟아홉",
}  # fmt: skip
_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")


@lru_cache(maxsize=8192)
def sino(number: str) -> str:
    """Read an unsigned number in Sino-Korean: `15,000` → 만 오천, `3.14` → 삼 점 일사, `007` → 공공칠.

    Words stand apart at every ten thousand (한글 맞춤법 제44항).

    Args:
        number: figures with optional thousands commas and one decimal point.
    """
    whole, _, decimals = number.replace(",", "").partition(".")
    if not decimals:
        return _whole(whole)
    return f"{_whole(whole)} 점 {decimals.translate(_DECIMALS)}"


def amount(number: str, large: str = "") -> str:
    """Read a number with the Hangul unit after it: `3`, `만` → 삼만; `1`, `만` → 만; `1.5`, `억` → 일 점 오억."""
    bare = number == "1" and large[:1] in ("십", "백", "천", "만")
    return large if bare and large else sino(number) + large


def few(first: str, last: str) -> str:
    """Two figures in a row as they are said together before a Sino-Korean counter: `2`, `3` → 이삼; `5`, `6` → 오륙.

    Returns:
        Empty where they do not follow one another between 1 and 9.
    """
    if not (len(first) == len(last) == 1 and first != "0" and int(last) - int(first) == 1):
        return ""
    return "오륙" if first == "5" else sino(first) + sino(last)


def few_native(first: str, last: str) -> str:
    """Two figures in a row as they are said together before a native counter: `3`, `4` → 서너. Empty: see `few`."""
    return _FEW_NATIVE.get((first, last), "")


def joined_by_and(number: str) -> str:
    """A number with 와 or 과, as its sound asks: 이와, 삼과."""
    word = sino(number)
    return word + ("과" if has_coda(word[-1]) else "와")


def signed(number: str) -> str:
    """Read a number that may begin with + or -: `-5` → 마이너스 오."""
    sign = {"-": "마이너스 ", "+": "플러스 "}.get(number[:1], "")
    return sign + sino(number[1:] if sign else number)


def native(number: int) -> str:
    """Native numeral of 1 to 99 as it stands before a noun: 한, 열두, 스무, 스물한.

    Raises:
        ValueError: there is no native numeral for it.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"no native numeral for {number}")
    tens, units = divmod(number, 10)
    return "스무" if number == 20 else _TENS[tens] + _UNITS[units]


def native_alone(number: int) -> str:
    """Native numeral of 1 to 99 that stands by itself: 하나, 열둘, 스물."""
    tens, units = divmod(number, 10)
    return _TENS[tens] + _UNITS_ALONE[units]


def spell(figures: str) -> str:
    """Read figures one by one, 0 as 공: `010` → 공일공."""
    return figures.translate(_ONE_BY_ONE)


def spell_groups(text: str) -> str:
    """Read groups of figures one by one, with a short pause between groups."""
    return ", ".join(spell(group) for group in re.findall(r"\d+", text))


def _whole(figures: str) -> str:
    if len(figures) > _LARGEST or (figures[0] == "0" and len(figures) > 1):
        return spell(figures)
    if figures == "0":
        return _FIGURES[0]
    groups: list[str] = []
    for power in range((len(figures) - 1) // 4, -1, -1):
        group = figures[max(len(figures) - 4 * power - 4, 0) : len(figures) - 4 * power]
        if int(group):
            groups.append(_myriad(group, power, is_first=not groups))
    return " ".join(groups)


def _myriad(group: str, power: int, *, is_first: bool) -> str:
    """Four figures with their 만, 억 …; 10,000 at the head is 만, not 일만."""
    if int(group) == 1 and power == 1 and is_first:
        return _MYRIADS[1]
    places = zip(group, reversed(_SMALL[: len(group)]), strict=True)
    words = (
        ("" if figure == "1" and place else _FIGURES[int(figure)]) + place
        for figure, place in places
        if figure != "0"
    )
    return "".join(words) + _MYRIADS[power]
