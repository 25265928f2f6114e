"""Times of day: 8:30, 3點45分, 14:05, 9:00-17:30, 3:00 pm, 2點3個字."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reciter.languages.yue.numeral import RANGE_WORD, counted, read
from reciter.text.han_numerals import RANGE
from reciter.text.rule import rules, text_after, text_before

_CLOCK = r"([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?"
_HALF_DAY = r"(?:\s?([AaPp])\.?[Mm]\b\.?|\s?([Nn])\.?[Nn]\b\.?)?"
_HALVES = {"a": "上午", "n": "中午", "p": "下午"}
_NOT_A_TIME = re.compile(r"比分|比例|大勝|險勝|擊敗|戰勝|贏|輸|領先|落後|打和|福音|書\s?$|詩篇|創世記|箴言")
_CLAUSE = re.compile("[，。；,;]")


def _hour(figures: str) -> str:
    return counted(str(int(figures)), "點")


def _minute(figures: str) -> str:
    value = str(int(figures))
    return f"零{read(value)}" if figures[0] == "0" and value != "0" else read(value)


def _time_of_day(clock: Sequence[str], half: str | None = None) -> str:
    hour, minute, second = clock
    spoken = f"{_HALVES.get((half or '').lower(), '')}{_hour(hour)}點"
    if second:
        return f"{spoken}{_minute(minute)}分{_minute(second)}秒"
    if minute == "30" and int(hour) <= 12:
        return f"{spoken}半"
    return spoken + ("" if minute == "00" else f"{_minute(minute)}分")


def _clock(match: re.Match[str]) -> str | None:
    before, after = text_before(match), text_after(match, most=8)
    if _NOT_A_TIME.search(_CLAUSE.split(before)[-1]) or _NOT_A_TIME.match(after.lstrip()):
        return None
    return _time_of_day(match.groups()[:3], match[4] or match[5])


def _from_to(match: re.Match[str]) -> str:
    first, last = match.groups()[:3], match.groups()[3:6]
    return f"{_time_of_day(first)}{RANGE_WORD}{_time_of_day(last)}"


def _hour_alone(match: re.Match[str]) -> str:
    return f"{_HALVES[match[2].lower()]}{_hour(match[1])}點"


def _oclock(match: re.Match[str]) -> str:
    return f"{_hour(match[1])}點" + (_minute(match[2]) if match[2] else "")


def _five_minutes(match: re.Match[str]) -> str:
    return f"{_hour(match[1])}點{read(match[2])}"


def _formal(match: re.Match[str]) -> str:
    return f"{read(str(int(match[1])))}時" + (_minute(match[2]) if match[2] else "")


RULES = rules(
    "time",
    (rf"(?<![\d:：.]){_CLOCK}{RANGE}{_CLOCK}(?![\d:：])", _from_to),
    (rf"(?<![\d:：.]){_CLOCK}(?![\d:：]){_HALF_DAY}", _clock),
    (r"(?<![\d:：.])(1[0-2]|[1-9])\s?([AaPp])\.?[Mm]\b\.?", _hour_alone),
    (r"(?<![\d:：.])([01]?\d|2[0-4])\s?點\s?([0-5]?\d)(?=\s?分)", _oclock),
    (r"(?<![\d:：.])([01]?\d|2[0-4])\s?點\s?([1-9]|1[01])(?=\s?(?:個字|[，。！？、]|$))", _five_minutes),
    (r"(?<![\d:：.])([01]?\d|2[0-4])\s?點()(?=\s?(?:半|正|鐘|幾|零|多|左右|前|後|[，。]|$))", _oclock),
    (r"(?<![\d:：.])([01]?\d|2[0-4])\s?時\s?([0-5]?\d)(?=\s?分)", _formal),
    (r"(?<![\d:：.])([01]?\d|2[0-4])\s?時()(?=\s?(?:半|正|許|左右|至|前|後|[，。、]|$))", _formal),
)
