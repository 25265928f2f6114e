"""Which script a stretch of text is written in: Han, kana, Latin, Hangul and the others, by ISO 15924 code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

COMMON = "Zyyy"
"""Digits, punctuation and white space: they belong to no script of their own."""

LATIN = "A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u02af\u0300-\u036f\u1e00-\u1eff\u212a\u212b\uff21-\uff3a\uff41-\uff5a"
HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HIRAGANA = "\u3041-\u3096\u309b-\u309f"
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"

# Ranges of the Unicode blocks (Unicode 16, Blocks.txt). `・` and `゠` are common: Chinese uses them in names, too.
_CLASSES = {
    "Latn": LATIN,
    "Hani": HAN,
    "Hira": HIRAGANA,
    "Kana": KATAKANA,
    "Bopo": "\u3105-\u312f\u31a0-\u31bf",
    "Hang": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff",
    "Grek": "\xb5\u2126\u0370-\u0373\u0376-\u037d\u037f-\u0386\u0388-\u03ff\u1f00-\u1fff",
    "Hebr": "\u0591-\u05f4\ufb1d-\ufb4f",
    "Arab": "\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "Armn": "\u0531-\u0588",
    "Geor": "\u10a0-\u10fa\u1c90-\u1cbf",
    "Deva": "\u0900-\u0963\u0970-\u097f",
    "Beng": "\u0980-\u09e5\u09f0-\u09ff",
    "Taml": "\u0b80-\u0be5",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Tibt": "\u0f00-\u0fff",
    "Ethi": "\u1200-\u139f",
    "Khmr": "\u1780-\u17df",
}
_STRETCH = re.compile("|".join(f"(?P<{script}>[{ranges}]+)" for script, ranges in _CLASSES.items()))


class Stretch(NamedTuple):
    """A stretch of text in one script."""

    start: int
    end: int
    script: str


def script_stretches(text: str) -> Iterator[Stretch]:
    """Split text into stretches of one script each; they cover it without gaps.

    Args:
        text: any text.

    Yields:
        Stretches in order. Their script is an ISO 15924 code: `Zyyy` for what has no script (digits, punctuation,
        white space), `Zzzz` for letters of a script that is not known here.
    """
    at = 0
    for match in _STRETCH.finditer(text):
        if match.start() > at:
            yield from _unclassed(text, at, match.start())
        yield Stretch(match.start(), match.end(), match.lastgroup or COMMON)
        at = match.end()
    if at < len(text):
        yield from _unclassed(text, at, len(text))


def scripts_in(text: str) -> frozenset[str]:
    """The scripts that occur in a text, without `Zyyy`."""
    return frozenset(stretch.script for stretch in script_stretches(text)) - {COMMON}


def _unclassed(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Common characters, and between them letters of scripts that are not known here."""
    if not any(character.isalpha() for character in text[start:end]):
        yield Stretch(start, end, COMMON)
        return
    for is_letter, characters in groupby(text[start:end], key=str.isalpha):
        length = len(list(characters))
        yield Stretch(start, start + length, "Zzzz" if is_letter else COMMON)
        start += length
