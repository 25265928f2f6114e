"""Plain numbers: whole, decimal, signed, mixed with 万 and 亿, and numbers of a few things."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import ALONE, NUMBER, counted, read, signed, spell
from reciter.text.rule import rules

_CIRCLED = {chr(0x2460 + i): str(i + 1) for i in range(20)} | {chr(0x2474 + i): str(i + 1) for i in range(20)}


def _signed(match: re.Match[str]) -> str:
    return signed(match[0].replace(" ", ""))


def _plain(match: re.Match[str]) -> str:
    return counted(match[0], match.string[match.end() :])


def _circled(match: re.Match[str]) -> str:
    return read(_CIRCLED[match[0]])


def _figures(match: re.Match[str]) -> str:
    return spell(match[0])


RULES = rules(
    "number",
    (
        rf"(?:(?<![\w一-鿿)）%℃°.-])|(?<=[是为到达于的得约至温在把将即从负比了过])|(?<=[=×÷(（]))[+-]{NUMBER}",
        _signed,
    ),
    (rf"{ALONE}{NUMBER}", _plain),
    (r"\d+", _figures),
    ("[" + "".join(_CIRCLED) + "]", _circled),
)
