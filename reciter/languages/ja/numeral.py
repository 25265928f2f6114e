"""Arabic figures as kanji numerals, which engines join to counters; and figures one by one."""

from __future__ import annotations

import re
from functools import lru_cache

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""Pattern of an unsigned number with an optional thousands comma and decimal part."""

ALONE = r"(?<![\d.])(?<!\d,)"
"""Look-behind: what follows is not the tail of another number."""

RANGE = r"\s?(?:[~～〜∼]|[—–-]{1,2})\s?"
"""Pattern of a sign that means から between two numbers."""

_NAMES = ("ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー")
_ONE_BY_ONE = str.maketrans(dict(zip("0123456789", _NAMES, strict=True)))
_DECIMALS = str.maketrans("0123456789", "零一二三四五六七八九")
_LARGEST = 16


@lru_cache(maxsize=8192)
def read(number: str) -> str:
    """Write an unsigned number in kanji: `1,998` → 千九百九十八, `3.14` → 三点一四, `007` → ゼロゼロナナ.

    Args:
        number: figures with optional thousands commas and one decimal point.
    """
    whole, _, decimals = number.replace(",", "").partition(".")
    if not decimals:
        return _whole(whole)
    return f"{'零' if whole == '0' else _whole(whole)}点{decimals.translate(_DECIMALS)}"


def signed(number: str) -> str:
    """Write a number that may begin with + or -: `-5` → マイナス五."""
    sign = {"-": "マイナス", "+": "プラス"}.get(number[:1], "")
    return sign + read(number[1:] if sign else number)


def spell(figures: str) -> str:
    """Read figures one by one, in kana so that no engine takes them for one number: `090` → ゼロキューゼロ."""
    return figures.translate(_ONE_BY_ONE)


def spell_groups(text: str) -> str:
    """Read groups of figures one by one, with a short pause between groups."""
    return "、".join(spell(group) for group in re.findall(r"\d+", text))


def _whole(figures: str) -> str:
    if len(figures) > _LARGEST or figures[0] == "0":
        return spell(figures)
    from num2words import num2words  # here, because it is slow to import

    named: str = num2words(int(figures), lang="ja")
    return named
