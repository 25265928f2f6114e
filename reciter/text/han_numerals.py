"""Arabic figures as Han numerals, as Chinese and Cantonese read them alike: cardinals, decimals, figures one by one.

Answers are in simplified characters; `reciter.text.han_script.to_traditional` writes them in the other.
"""

from __future__ import annotations

from functools import lru_cache

NUMBER = r"(?:\d{1,3}(?:[,_]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""Pattern of an unsigned number with an optional thousands comma and decimal part."""

ALONE = r"(?<![\d.])(?<!\d,)"
"""Look-behind: what follows is not the tail of another number."""

RANGE = r"\s?(?:[~～〜∼]|[—–-]{1,2})\s?"
"""Pattern of a sign that means 'to' between two numbers."""

_LONGEST_WITH_A_NAME = 16
"""Beyond sixteen figures there is no name that listeners follow, and cn2an has none either."""


def spell(figures: str, *, one: str = "一") -> str:
    """Read figures one by one: `2026` → 二零二六. `one` is 幺 in Mandarin telephone numbers."""
    return figures.translate({ord(str(i)): name for i, name in enumerate(f"零{one}二三四五六七八九")})


@lru_cache(maxsize=8192)
def cardinal(figures: str) -> str:
    """Read a whole number: `2005` → 二千零五; figures one by one if it begins with 0 or is too long for a name.

    Args:
        figures: digits 0 to 9 only, at least one.
    """
    if len(figures) > _LONGEST_WITH_A_NAME or (len(figures) > 1 and figures[0] == "0"):
        return spell(figures)
    import cn2an  # here, because it takes 0.2 s to import

    named: str = cn2an.an2cn(figures, "low")
    return named
