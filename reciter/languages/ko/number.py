"""Plain numbers: whole, decimal, signed, with 만 and 억, circled."""

from __future__ import annotations

import re

from reciter.languages.ko.numeral import ALONE, LARGE, NUMBER, amount, signed, sino, spell
from reciter.text.rule import rules

_CIRCLED = {chr(0x2460 + i): str(i + 1) for i in range(20)} | {chr(0x2474 + i): str(i + 1) for i in range(20)}
_CIRCLED |= {chr(0x2776 + i): str(i + 1) for i in range(10)} | {"⓪": "0"}


def _signed(match: re.Match[str]) -> str:
    return signed(match[1]) + (match[2] or "")


def _large(match: re.Match[str]) -> str:
    return amount(match[1], match[2])


def _plain(match: re.Match[str]) -> str:
    return sino(match[0])


def _figures(match: re.Match[str]) -> str:
    return spell(match[0])


def _circled(match: re.Match[str]) -> str:
    return sino(_CIRCLED[match[0]])


def _chain(match: re.Match[str]) -> str:
    return " 점 ".join(sino(part) for part in match[0].split("."))


RULES = rules(
    "number",
    (r"(?<![\d.])\d+(?:\.\d+){2,}(?!\d)", _chain),
    (rf"(?<![A-Za-z0-9)）%℃°.가-힣-])([+-]{NUMBER})({LARGE})?", _signed),
    (rf"{ALONE}({NUMBER})({LARGE})", _large),
    (rf"{ALONE}{NUMBER}", _plain),
    (r"\d+", _figures),
    ("[" + "".join(_CIRCLED) + "]", _circled),
)
