"""Signs of arithmetic beside numbers and letters: 2+3=5, 3×4, a≥1, x², √2, ±0.5."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import NUMBER, read
from reciter.text.rule import rules

_BETWEEN = {
    "×": "乘", "✕": "乘", "*": "乘", "÷": "除以", "/": "除以", "+": "加", "=": "等于",
    "==": "等于", "≈": "约等于", "≠": "不等于", "!=": "不等于", ">": "大于", "<": "小于",
    "≥": "大于等于", "≤": "小于等于", ">=": "大于等于", "<=": "小于等于", "≡": "恒等于", "≪": "远小于",
    "≫": "远大于", "∝": "正比于", "∈": "属于", "-": "减",
}  # fmt: skip
_POWERS = {"²": "的平方", "³": "的立方"}
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_ALWAYS = "×✕÷=≈≠≥≤≡≪≫∝∈"


def _between(match: re.Match[str]) -> str:
    return _BETWEEN[match[1]]


def _in_equation(match: re.Match[str]) -> str | None:
    return _BETWEEN[match[1]] if re.search("[=≈<>≥≤≠]", match.string) else None


def _before(match: re.Match[str]) -> str:
    return {"±": "正负", "√": "根号"}.get(match[1]) or _BETWEEN[match[1]]


def _power(match: re.Match[str]) -> str:
    power = match[1].lstrip("^").translate(_SUPERSCRIPT)
    short = {"2": "的平方", "3": "的立方"}.get(power)
    minus = "负" if power[0] == "-" else ""
    return short or f"的{minus}{read(power.lstrip('-'))}次方"


RULES = rules(
    "math",
    (r"(?<=[\dA-Za-z)）])(\^-?\d+|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power),
    (rf"(?<=[\dA-Za-zα-ωΑ-Ω)）²³%])\s?(>=|<=|==|!=|[{_ALWAYS}])\s?(?=[\dA-Za-zα-ωΑ-Ω(（√±+-])", _between),
    (r"(?<=[\d)）²³])\s?([+<>*])\s?(?=[\dA-Za-z(（√])", _between),
    (r"(?<=[A-Za-z])\s?([+*<>])\s?(?=\d)", _between),
    (r"(?<=[\d)）a-z²³])\s?([-/])\s?(?=[\d(（a-z])(?![a-z]{2})", _in_equation),
    (rf"([±√≈≥≤])\s?(?={NUMBER}|[a-z(（])", _before),
    (rf"(?<![\w=<>-])([<>])\s?(?={NUMBER})", _before),
)
