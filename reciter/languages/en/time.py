"""Times of day, verses and ratios: 10:30 a.m. · 10:05 · 9 pm · 17:00 · John 3:16 · 3:2."""

from __future__ import annotations

import re

from reciter.languages.en.number import cardinal
from reciter.languages.en.rule import Rule, closes_sentence, rule

_HOUR = "1[0-2]|[1-9]"
_HALF = r"(?:[aApP]\.\s?[mM]\.|[aApP][mM]\b|[AP]M\b)"


def _half(match: re.Match[str], group: int) -> str:
    """` A M` or ` P M`, letter by letter; the full stop stays when the sentence ends there."""
    written = match[group]
    if not written:
        return ""
    stop = "." if written.endswith(".") and closes_sentence(match) else ""
    return f" {written[0].upper()} M{stop}"


def _clock(match: re.Match[str]) -> str:
    hour, minute, seconds = int(match[1]), match[2], match[3]
    if minute == "00" and not seconds:
        rest = "" if match[4] else (" o'clock" if 0 < hour <= 12 and match[1][0] != "0" else " hundred")
    else:
        rest = " " + (f"oh {cardinal(int(minute))}" if minute[0] == "0" else cardinal(int(minute)))
    if seconds:
        rest += f" and {cardinal(int(seconds))} second{'' if int(seconds) == 1 else 's'}"
    return cardinal(hour) + rest + _half(match, 4)


def _hour(match: re.Match[str]) -> str:
    return cardinal(int(match[1])) + _half(match, 2)


def _hours(match: re.Match[str]) -> str:
    first, second = cardinal(int(match[1])), cardinal(int(match[3]))
    return f"{first}{_half(match, 2)} to {second}{_half(match, 4)}"


def _ratio(match: re.Match[str]) -> str:
    return f"{cardinal(int(match[1]))} to {cardinal(int(match[2]))}"


def _verse(match: re.Match[str]) -> str:
    last = f" to {cardinal(int(match[4]))}" if match[4] else ""
    return f"{match[1]}{cardinal(int(match[2]))}, {cardinal(int(match[3]))}{last}"


_BOOKS = (
    "Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Ruth|Samuel|Kings|Chronicles|Ezra|Nehemiah|Esther|Job"
    "|Psalms?|Proverbs|Ecclesiastes|Isaiah|Jeremiah|Lamentations|Ezekiel|Daniel|Hosea|Joel|Amos|Jonah|Micah|Matthew|Mark"
    "|Luke|John|Acts|Romans|Corinthians|Galatians|Ephesians|Philippians|Colossians|Timothy|Titus|Hebrews|Peter|Revelation"
)
RULES: tuple[Rule, ...] = (
    rule("time", r"(?<=\d:\d\d)\s?[–-]\s?(?=\d{1,2}:\d\d(?!\d))", lambda _: " to "),
    rule("time", rf"\b((?:{_BOOKS})\s)(\d{{1,3}}):(\d{{1,3}})(?:[–-](\d{{1,3}}))?(?![\w:])", _verse),
    rule(
        "time",
        rf"(?<![\w.:,])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?:\s?({_HALF}))?(?![\d:])",
        _clock,
    ),
    rule("time", rf"(?<![\w.:,])(1[0-2]|0?[1-9])\.([0-5]\d)()\s?({_HALF})(?!\w)", _clock),
    rule("time", rf"(?<![\w.:,$£€])({_HOUR})(?:\s?({_HALF}))?\s?[–-]\s?({_HOUR})\s?({_HALF})(?!\w)", _hours),
    rule("time", rf"(?<![\w.:,$£€])(1[0-2]|[1-9])\s?({_HALF})(?!\w)", _hour),
    rule("time", r"(?<![\w.:,])(\d{1,4}):(\d{1,4})(?![\w:])", _ratio),
)
