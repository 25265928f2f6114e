"""Times of day and lengths of time: 3시 30분, 10:30, 8:05:20, 오후 3:30, 9:00~17:30, 24시간, 90초."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reciter.languages.ko.numeral import ALONE, NUMBER, RANGE, few, few_native, native, sino
from reciter.text.rule import rules, text_after, text_before

_CLOCK = r"([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?"
_SCORE = re.compile(r"스코어|점수|득점|비율|비는|비가|축척|배율|화면비|[장편절서복음기]\s?$")
_SCORED = re.compile(
    r"\s?(?:로\s?(?:이|승|졌|패|앞|뒤|비|끌|누|꺾|완|대|마)|으로\s?(?:이|승|졌|패|앞|뒤|비|끌|누|꺾)|의?\s?비율|의\s?(?:승리|패배|스코어)|\s?무승부)"
)
_NATIVE_HOURS = 12
_NATIVE_LENGTH = 20
_HALVES = {"a": "오전 ", "p": "오후 "}
_AFTER = r"(?![가-힣])|(?=[경쯤에의까부이은는도만전후가를을로이면인마반께간대])"


def hour(figures: str) -> str:
    """An hour of the day, 시 included: `3` → 세 시, `15` → 십오 시, `00` → 영 시."""
    number = int(figures)
    return (native(number) if 1 <= number <= _NATIVE_HOURS else sino(str(number))) + " 시"


def _time_of_day(clock: Sequence[str], half: str | None = None) -> str:
    written_hour, minute, second = clock
    spoken = _HALVES.get((half or "").lower(), "") + hour(written_hour)
    if minute != "00" or second:
        spoken += f" {sino(str(int(minute)))} 분"
    return spoken + (f" {sino(str(int(second)))} 초" if second else "")


def _clock(match: re.Match[str]) -> str | None:
    before, after = text_before(match), text_after(match)
    if _SCORE.search(re.split("[,.]", before)[-1][-12:]) or _SCORED.match(after):
        return None
    return _time_of_day(match.group(1, 2, 3), match[4])


def _from_to(match: re.Match[str]) -> str:
    return f"{_time_of_day(match.group(1, 2, 3))}에서 {_time_of_day(match.group(4, 5, 6))}"


def _half_day(match: re.Match[str]) -> str:
    return _HALVES[match[2].lower()] + hour(match[1])


def _hour(match: re.Match[str]) -> str:
    is_followed = match.string[match.end() : match.end() + 1].isdecimal()
    return hour(match[1]) + (" " if is_followed else "")


def _hours(match: re.Match[str]) -> str:
    together = few_native(match[1], match[2]) if int(match[2]) < 5 else ""
    return f"{together} 시" if together else f"{hour(match[1])}에서 {hour(match[2])}"


def _hours_long(number: str) -> str:
    """A length in hours: 두, 스무, 이십사."""
    figures = number.replace(",", "")
    is_native = len(figures) < 4 and figures.isdecimal() and 1 <= int(figures) <= _NATIVE_LENGTH
    return native(int(figures)) if is_native else sino(number)


def _length(match: re.Match[str]) -> str:
    return _hours_long(match[1]) + " "


def _lengths(match: re.Match[str]) -> str:
    apart = f"{_hours_long(match[1])} 시간에서 {_hours_long(match[2])}"
    return (few_native(match[1], match[2]) or apart) + " "


def _minutes(match: re.Match[str]) -> str:
    return sino((match[1].lstrip("0") or "0") if match[1].isdecimal() else match[1]) + " "


def _minute_range(match: re.Match[str]) -> str:
    first, last = match.group(1, 2)
    return (few(first, last) or f"{sino(first)}에서 {sino(last)}") + " "


RULES = rules(
    "time",
    (rf"(?<![\d:：.]){_CLOCK}{RANGE}{_CLOCK}(?![\d:：])", _from_to),
    (
        rf"(?<![\d:：.]){_CLOCK}(?![\d:：])분?(?:\s?([AaPp])\.?[Mm](?![A-Za-z])(?:\.(?=\s?[가-힣,]))?)?",
        _clock,
    ),
    (r"(?<![\d:：.])(1[0-2]|[1-9])\s?([AaPp])\.?[Mm](?![A-Za-z])(?:\.(?=\s?[가-힣,]))?", _half_day),
    (rf"(?<![\d:：.])(2[0-4]|[01]?\d)\s?시?{RANGE}(2[0-4]|[01]?\d)\s?시(?:{_AFTER})", _hours),
    (rf"(?<![\d:：.])(2[0-4]|[01]?\d)\s?시(?:{_AFTER}|(?=\d))", _hour),
    (rf"{ALONE}(\d+)\s?(?:시간)?{RANGE}(\d+)\s?(?=시간)", _lengths),
    (rf"{ALONE}({NUMBER})\s?(?=시간)", _length),
    (rf"{ALONE}({NUMBER})\s?[분초]?{RANGE}({NUMBER})\s?(?=[분초](?:{_AFTER}))", _minute_range),
    (rf"{ALONE}({NUMBER})\s?(?=[분초](?:{_AFTER}|(?=[씩짜동안가량정도뒤내당여]))(?!의\s?\d))", _minutes),
)
