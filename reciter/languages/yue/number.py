"""Plain numbers: whole, decimal, signed, mixed with 萬 and 億, and numbers of a few things."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import counted, read, signed
from reciter.text.han_numerals import ALONE, NUMBER, spell
from reciter.text.rule import rules, text_after

_CIRCLED = {chr(0x2460 + i): str(i + 1) for i in range(20)} | {chr(0x2474 + i): str(i + 1) for i in range(20)}
_BELOW_ZERO = rf"(?:(?<![\w一-鿿)）%℃°.-])|(?<=[係是為到達於得約至喺在將負])|(?<=[=×÷(（]))[+-]{NUMBER}"


def _signed(match: re.Match[str]) -> str:
    return signed(match[0])


def _plain(match: re.Match[str]) -> str:
    return counted(match[0], text_after(match))


def _remainder(match: re.Match[str]) -> str:
    return read(match[0])


def _round_zero(match: re.Match[str]) -> str:
    return "零" * len(match[0])


def _circled(match: re.Match[str]) -> str:
    return read(_CIRCLED[match[0]])


def _figures(match: re.Match[str]) -> str:
    return spell(match[0])


RULES = rules(
    "number",
    (r"(?<=[一二三四五六七八九零〇])[○◯]+|[○◯](?=[一二三四五六七八九])", _round_zero),
    (_BELOW_ZERO, _signed),
    (r"(?<=[萬億千])2(?=[千百十])", _remainder),
    (rf"{ALONE}{NUMBER}", _plain),
    (r"\d+", _figures),
    ("[" + "".join(_CIRCLED) + "]", _circled),
)
