"""Times of day: 10:30, 8:05:20, 3:00 PM, 9:00〜17:30, 7時05分."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reciter.languages.ja.counter import minutes
from reciter.languages.ja.numeral import RANGE, read
from reciter.text.rule import rules

_CLOCK = r"([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?"
_SCORE = re.compile(r"スコア|得点|比率|割合")
_SCORED = re.compile(r"\s?(?:で(?:勝|敗|負|下|破|引)|の(?:勝利|敗北|割合|比))")


def _hour(figures: str) -> str:
    return "零" if not int(figures) else read(str(int(figures)))


def _time_of_day(clock: Sequence[str], half: str | None = None) -> str:
    hour, minute, second = clock
    prefix = {"a": "午前", "p": "午後"}.get((half or "").lower(), "")
    spoken = f"{prefix}{_hour(hour)}時" + ("" if minute == "00" and not second else minutes(minute))
    return spoken + (f"{_hour(second)}秒" if second else "")


def _clock(match: re.Match[str]) -> str | None:
    before, after = match.string[: match.start()], match.string[match.end() :]
    if _SCORE.search(re.split("[、。]", before)[-1]) or _SCORED.match(after):
        return None
    return _time_of_day(match.groups()[:3], match[4])


def _from_to(match: re.Match[str]) -> str:
    first, last = match.groups()[:3], match.groups()[3:6]
    return f"{_time_of_day(first)}から{_time_of_day(last)}"


def _hour_alone(match: re.Match[str]) -> str:
    return {"a": "午前", "p": "午後"}[match[2].lower()] + f"{_hour(match[1])}時"


def _minutes(match: re.Match[str]) -> str:
    return f"{_hour(match[1])}時{minutes(match[2])}"


def _hour_number(match: re.Match[str]) -> str:
    return _hour(match[1])


RULES = rules(
    "time",
    (rf"(?<![\d:：.]){_CLOCK}{RANGE}{_CLOCK}(?![\d:：])", _from_to),
    (rf"(?<![\d:：.]){_CLOCK}(?![\d:：])(?:\s?([AaPp])\.?[Mm]\b\.?)?", _clock),
    (r"(?<![\d:：.])(1[0-2]|[1-9])\s?([AaPp])\.?[Mm]\b\.?", _hour_alone),
    (r"(?<![\d:：.])([01]?\d|2[0-9])時([0-5]?\d)分", _minutes),
    (r"(?<![\d:：.])(0\d)(?=時)", _hour_number),
)
