"""Numbers with units: 12 km · 60 mph · 20°C · 5'10" · 3 × 4."""

from __future__ import annotations

import re

from reciter.languages.en.number import NUMBER, cardinal, number, signed
from reciter.languages.en.rule import Rule, rule
from reciter.languages.en.unit import COMPOSED, UNIT, UNITS, unit_words


def _speak(match: re.Match[str]) -> str:
    return f"{signed(match[1] or '', match[2])} {unit_words(match[3], one=match[2] == '1')}"


def _range(match: re.Match[str]) -> str:
    first, second = signed(match[1] or "", match[2]), signed(match[3] or "", match[4])
    return f"{first} to {second} {unit_words(match[5], one=False)}"


def _sides(match: re.Match[str]) -> str:
    """3 × 4 m → three by four meters."""
    unit = f" {unit_words(match[3], one=False)}" if match[3] else ""
    return f"{number(match[1])} by {number(match[2])}{unit}"


def _inches_after_feet(match: re.Match[str]) -> str:
    feet = "foot" if match[1] == "1" else "feet"
    return f"{number(match[1])} {feet} {number(match[2])} {'inch' if match[2] == '1' else 'inches'}"


def _adjective(match: re.Match[str]) -> str:
    """a 5-km run, a 3.5 mm jack: the unit in the singular."""
    return f"{match[1]}{number(match[2])}-{UNITS[match[3]][0]}"


def _feet_and_inches(match: re.Match[str]) -> str:
    feet, inches = match[1], match[2]
    spoken = f"{number(feet)} {'foot' if inches or feet == '1' else 'feet'}"
    return f"{spoken} {number(inches)}" if inches else spoken


def _inches(match: re.Match[str]) -> str:
    return f"{number(match[1])} {'inch' if match[1] == '1' else 'inches'}"


def _coordinates(match: re.Match[str]) -> str:
    minutes = int(match[2])
    return f"{cardinal(int(match[1]))} degrees {cardinal(minutes)} minute{'' if minutes == 1 else 's'}"


RULES: tuple[Rule, ...] = (
    rule("measure", rf"(?<![\w.])({NUMBER})\s?[x×]\s?({NUMBER})\s?({UNIT})(?![\w²³/])", _sides),
    rule("measure", rf"(?<![\w.])({NUMBER})\s?x\s?({NUMBER})()(?!\w)", _sides),
    rule(
        "measure",
        r"(?<![\w.])(\d{1,2})\s?(?:ft|feet)\.?\s(\d{1,2})\s?(?:in\b(?!\s[a-z])\.?|inch(?:es)?\b)",
        _inches_after_feet,
    ),
    rule("measure", r"(?<![\w.])(\d{1,3})°\s?(\d{1,2})[′'’]", _coordinates),
    rule(
        "measure",
        r"(?<![\w.])(\d{1,2})[′'’]\s?(\d{1,2}(?:\.\d+)?)(?:[″\"”]|[′'’]{2})",
        _feet_and_inches,
    ),
    rule("measure", r"(?<![\w.])(\d{1,5})′()", _feet_and_inches),
    rule("measure", r"(?<![\w.])(\d{1,4}(?:\.\d+)?)(?:″|\"(?=\s[a-z]))", _inches),
    rule(
        "measure",
        rf"\b([Aa]n?\s|[Tt]he\s)({NUMBER})-({UNIT})(?=\s[a-z])",
        _adjective,
    ),
    rule(
        "measure",
        rf"(?<![\w.])([-−])?({NUMBER})\s?[–-]\s?([-−])?({NUMBER})\s?(?![sB]\b)({COMPOSED})(?![\w²³/])",
        _range,
    ),
    rule(
        "measure",
        rf"(?:(?<![\w.)–-])([-−]))?(?<![\w.])({NUMBER})(?:[ \u00a0-]?(?![sBhNJV]\b)|[ \u00a0])({COMPOSED})"
        r"(?![\w²³/'’])(?:(?<=[a-z])\.(?=\s[a-z(]|[,;:)]))?",
        _speak,
    ),
)
