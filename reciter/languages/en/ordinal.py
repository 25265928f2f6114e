"""Ordinals: 21st · 2nd · 1,000th."""

from __future__ import annotations

import re

from reciter.languages.en.number import ordinal
from reciter.languages.en.rule import Rule, rule


def _speak(match: re.Match[str]) -> str:
    return ordinal(int(match[1].replace(",", "")))


# 2d and 73d are how older books write 2nd and 73rd; 3D with a capital is something else.
_OLD = r"(?<![\w.])(\d*[23])d(?=\s[A-Z])"
RULES: tuple[Rule, ...] = (
    rule(
        "ordinal",
        r"(?<![\w.])(\d{1,3}(?:,\d{3})+|\d{1,9})(?:st|nd|rd|th|ST|ND|RD|TH|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)(?!\w)",
        _speak,
    ),
    rule("ordinal", _OLD, _speak),
)
