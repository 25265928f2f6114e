"""Years: 1998 · 1905 · 2026 · the 1900s · the '90s · 44 BC."""

from __future__ import annotations

import re

from reciter.languages.en.number import cardinal
from reciter.languages.en.rule import Rule, rule

YEAR = r"(?:1[0-9]|20)\d\d"
"""Four digits that can be a year where the words around say so."""
_BARE = r"(?:1[1-9]|20)\d\d"
_BEFORE = (
    r"(?:[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Tt]ill?|[Oo]f|[Dd]uring|[Bb]efore|[Aa]fter|[Cc]irca|[Aa]round|[Yy]ears?|[Bb]etween"
    r"|(?:early|late|back|recently|far) as"
    r"|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Ee]arly|[Ll]ate|[Mm]id|A\.?D\.?|©|[Ee]dition|[Bb]orn|[Dd]ied)"
)
# Words in lower case after a year; any other word in lower case makes it a count (1500 men).
_AFTER = (
    r"and|or|to|when|while|he|she|it|they|we|was|were|is|had|has|as|at|by|for|from|in|on|of|with|the|a|an|that|this|but"
    r"|until|till|after|before|census|edition|election|war|revolution|season|report|novel|film|book|version"
)
_COUNTED = (
    r"men|women|people|children|soldiers|words|pages|copies|miles|metres|meters|feet|tons|tonnes|pounds|dollars|euros"
    r"|ways|times|cases|votes|ships|horses|lines|items|bytes|bits"
)


def year(value: int) -> str:
    """`1998` → `nineteen ninety-eight`, `1905` → `nineteen oh five`, `2000` → `two thousand`."""
    century, rest = divmod(value, 100)
    if 100 < value < 1000 and rest:
        return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"
    if value < 1000 or value > 9999 or (century % 10 == 0 and rest < 10):
        return cardinal(value)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def plural(word: str) -> str:
    """`nineteen ninety` → `nineteen nineties`."""
    return word[:-1] + "ies" if word.endswith("y") else word + ("es" if word.endswith("x") else "s")


def _speak(match: re.Match[str]) -> str:
    return year(int(match[1]))


def _speak_after(match: re.Match[str]) -> str:
    return match[1] + year(int(match[2]))


def _short_year(match: re.Match[str]) -> str:
    """'98 → ninety-eight, '05 → oh five."""
    value = int(match[1])
    return ("oh " if value < 10 else "") + cardinal(value)


def _short_decade(match: re.Match[str]) -> str:
    return plural(cardinal(int(match[1])))


RULES: tuple[Rule, ...] = (
    rule("year", r"(?<![\w.,])(1\d\d0|20\d0)['’]?s\b", lambda match: plural(year(int(match[1])))),
    rule("year", r"(?<!\w)['’]([2-9]0)s\b", _short_decade),
    rule("year", r"(?<=\b[Tt]he )([2-9]0)s\b", _short_decade),
    rule("year", r"(?<![\w.,])['’](\d\d)(?=[\s,.;:)]|$)", _short_year),
    rule("year", rf"(?<![\w.,$£€¥#-])([1-9]\d\d|{YEAR})(?=\s(?:B\.?C|A\.?D|C\.?E)\b)", _speak),
    rule("year", rf"\b({_BEFORE}\s)({YEAR})(?![\w%°]|[–/-]\d|,\d|\.\d|\s(?:{_COUNTED})\b)", _speak_after),
    rule("year", rf"(?<=\d\d\d\d )(and )({YEAR})(?![\w%°]|,\d|\.\d|\s(?:{_COUNTED})\b)", _speak_after),
    rule("year", rf"(?:^|(?<=[\s(“\"—]))(?<!\d\s)({_BARE})(?![\w%°/–-]|,\d|\.\d|\s[a-zµ])", _speak),
    rule("year", rf"(?<![\w.,$£€¥#-])({_BARE})(?=\s(?:{_AFTER})\b)", _speak),
)
