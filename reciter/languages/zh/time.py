"""Times of day: 10:30, 8:05, 23:59:59, 3:00 pm, 9:00-17:30, 2点5分."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reciter.languages.zh.numeral import RANGE, read
from reciter.text.rule import rules

_CLOCK = r"([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?"
_HALF_DAY = r"(?:\s?([AaPp])\.?[Mm]\b\.?)?"
_NOT_A_TIME = re.compile(r"比分|比例|战胜|击败|险胜|大胜|负于|领先|落后|战平|福音|书\s?$|诗篇|创世记|箴言")


def _hour(figures: str) -> str:
    hour = str(int(figures))
    return "两" if hour == "2" else read(hour)


def _minute(figures: str) -> str:
    figures = figures.replace("零", "0")
    value = str(int(figures))
    return f"零{read(value)}" if figures[0] == "0" and value != "0" else read(value)


def _time_of_day(clock: Sequence[str], half: str | None = None) -> str:
    hour, minute, second = clock
    prefix = {"a": "上午", "p": "下午"}.get((half or "").lower(), "")
    spoken = f"{prefix}{_hour(hour)}点"
    if second:
        return f"{spoken}{_minute(minute)}分{_minute(second)}秒"
    return spoken + {"00": "", "30": "半"}.get(minute, f"{_minute(minute)}分")


def _clock(match: re.Match[str]) -> str | None:
    before, after = match.string[: match.start()], match.string[match.end() :]
    if _NOT_A_TIME.search(re.split("[，。；,;]", before)[-1]) or _NOT_A_TIME.match(after.lstrip()):
        return None
    return _time_of_day(match.groups()[:3], match[4])


def _from_to(match: re.Match[str]) -> str:
    first, last = match.groups()[:3], match.groups()[3:6]
    return f"{_time_of_day(first)}到{_time_of_day(last)}"


def _hour_alone(match: re.Match[str]) -> str:
    prefix = {"a": "上午", "p": "下午"}[match[2].lower()]
    return f"{prefix}{_hour(match[1])}点"


def _written_out(match: re.Match[str]) -> str:
    hour, word, minute = match.groups()
    return f"{_hour(hour)}{word}" + (_minute(minute) if minute else "")


RULES = rules(
    "time",
    (rf"(?<![\d:：.]){_CLOCK}{RANGE}{_CLOCK}(?![\d:：])", _from_to),
    (rf"(?<![\d:：.]){_CLOCK}(?![\d:：]){_HALF_DAY}", _clock),
    (r"(?<![\d:：.])(1[0-2]|[1-9])\s?([AaPp])\.?[Mm]\b\.?", _hour_alone),
    (r"(?<![\d:：.])([01]?\d|2[0-4])\s?([点时])\s?(零?[0-5]?\d)(?=\s?分)", _written_out),
    (
        r"(?<![\d:：.])([01]?\d|2[0-4])(点)()(?=\s?(?:半|整|钟|多|左右|[一二三]刻|前|后|差|到|，|。|$))",
        _written_out,
    ),
)
