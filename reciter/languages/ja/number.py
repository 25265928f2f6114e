"""Plain numbers: whole, decimal, signed, with 万 and 億, circled."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import ALONE, NUMBER, read, signed, spell
from reciter.text.rule import rules

_CIRCLED = {chr(0x2460 + i): str(i + 1) for i in range(20)} | {chr(0x2474 + i): str(i + 1) for i in range(20)}


def _signed(match: re.Match[str]) -> str:
    return signed(match[0])


def _plain(match: re.Match[str]) -> str:
    return read(match[0])


def _figures(match: re.Match[str]) -> str:
    return spell(match[0])


def _circled(match: re.Match[str]) -> str:
    return read(_CIRCLED[match[0]])


RULES = rules(
    "number",
    (rf"(?<![A-Za-z0-9)）%℃°.-])[+-]{NUMBER}", _signed),
    (rf"{ALONE}{NUMBER}", _plain),
    (r"\d+", _figures),
    ("[" + "".join(_CIRCLED) + "]", _circled),
)
