"""Figures in a transcript, written out the way the text that was to be said has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reciter.languages.en.unit import UNITS
from reciter.text.alignment import Alignment, align
from reciter.text.span import Rewrite

_DIGITS = "零一二三四五六七八九"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?\b|\d[\d,]*(?:\.\d+)?")
"""A figure as transcripts have it, with its commas, its fraction and its ending."""
_MOST_DIGITS = 12
_SIGNED = re.compile("[%$€£¥￥°℃℉]")  # the language's rules know where their names stand
_UNIT = re.compile(rf"\s?(?:{'|'.join(re.escape(unit) for unit in UNITS if len(unit) > 1)})(?![A-Za-z])")


def with_numbers_as(text: str, language: str, *, other: str) -> Alignment:
    """A transcript in which each figure that the other text says in words is in those words.

    Figures that it does not say stay, and those before a unit; the language's own rules read them.

    Args:
        text: a transcript.
        language: of the text around the figures.
        other: what was to be said, with its numbers in words.
    """
    plain = _plain(other)
    rewrites = []
    for match in NUMBER.finditer(text):
        number = match[0].replace(",", "")
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        if (
            sum(map(str.isdigit, number)) <= _MOST_DIGITS
            and not _SIGNED.search(around)
            and not _UNIT.match(text, match.end())
        ):
            said = [way for way in _ways(number, language) if _plain(way) in plain]
            if said:
                rewrites.append(Rewrite(*match.span(), f" {max(said, key=len)} ", "number"))
    return align(text, rewrites)


def _ways(number: str, language: str) -> Iterator[str]:
    if language == "zh":
        yield from mandarin_numbers(number)
    elif language == "ja":
        yield from japanese_numbers(number)
    yield from english_numbers(number)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def english_numbers(number: str) -> Iterator[str]:
    """Ways to say a figure in English: an amount, a year, digit by digit."""
    from num2words import num2words

    if number[-1].isalpha():
        yield num2words(int(number[:-2]), to="ordinal")
        return
    value = float(number) if "." in number else int(number)
    yield num2words(value)
    yield num2words(value).replace(" and ", " ")
    if number.startswith("1"):
        yield num2words(value).removeprefix("one ")
    if number.isdigit() and len(number) == 4:
        yield num2words(value, to="year")
    yield " ".join(num2words(int(digit)) for digit in number if digit.isdigit())


def mandarin_numbers(number: str) -> Iterator[str]:
    """Ways to say a figure in Mandarin, and in an English word among the Chinese."""
    import cn2an

    number = number.rstrip("stndrh")
    yield cn2an.an2cn(number)
    yield cn2an.an2cn(number).replace("二百", "两百").replace("二千", "两千")
    yield "".join(_DIGITS[int(digit)] for digit in number if digit.isdigit())
    yield from english_numbers(
        number
    )  # in an English word among the Chinese: ch01 is heard as ch零一 or as ch01


def japanese_numbers(number: str) -> Iterator[str]:
    """The way to say a figure in Japanese, in kanji numerals."""
    from num2words import num2words

    number = number.rstrip("stndrh")
    yield num2words(float(number) if "." in number else int(number), lang="ja")
