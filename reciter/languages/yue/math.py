"""Signs of arithmetic beside numbers and letters: 2+3=5, 3×4, a≥1, x², √2, ±0.5."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import read
from reciter.text.han_numerals import NUMBER
from reciter.text.rule import rules, text_after, text_before

_BETWEEN = {
    "×": "乘", "✕": "乘", "*": "乘", "÷": "除", "/": "除", "+": "加", "=": "等於", "==": "等於", "-": "減", "−": "減",
    "≈": "約等於", "≠": "不等於", "!=": "不等於", ">": "大於", "<": "小於", "≥": "大於或等於", "≤": "小於或等於",
    ">=": "大於或等於", "<=": "小於或等於", "∝": "正比於", "∈": "屬於",
}  # fmt: skip
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RELATION = re.compile("[=≈<>≥≤≠]")
_OPERAND = r"\dA-Za-zα-ωΑ-Ω"


def _between(match: re.Match[str]) -> str:
    return _BETWEEN[match[1]]


def _in_equation(match: re.Match[str]) -> str | None:
    return _BETWEEN[match[1]] if _RELATION.search(text_before(match) + text_after(match)) else None


def _before(match: re.Match[str]) -> str:
    return {"±": "正負", "√": "開方"}.get(match[1]) or _BETWEEN[match[1]]


def _power(match: re.Match[str]) -> str:
    power = match[1].lstrip("^").translate(_SUPERSCRIPT)
    minus = "負" if power[0] == "-" else ""
    # 嘅 parts two numerals that would run into one: 10⁶ is 十嘅六次方, not 十六次方.
    link = "" if match.string[match.start() - 1].isalpha() else "嘅"
    return f"{link}{minus}{read(power.lstrip('-'))}次方"


RULES = rules(
    "math",
    (r"(?<=[\dA-Za-z)）])(\^-?\d+|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power),
    (rf"(?<=[{_OPERAND})）²³%])\s?(>=|<=|==|!=|[×✕÷=≈≠≥≤∝∈])\s?(?=[{_OPERAND}(（√±+-])", _between),
    (r"(?<=[\d)）²³])\s?([+<>*])\s?(?=[\dA-Za-z(（√])", _between),
    (r"(?<=[A-Za-z])\s?([+*<>])\s?(?=\d)", _between),
    (r"(?<=[\d)）a-z²³])\s?([-/])\s?(?=[\d(（a-z])(?![a-z]{2})", _in_equation),
    (rf"([±√≈≥≤])\s?(?={NUMBER}|[a-z(（])", _before),
    (rf"(?<![\w=<>-])([<>])\s?(?={NUMBER})", _before),
)
