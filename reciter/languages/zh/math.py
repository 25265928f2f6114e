"""Signs of arithmetic beside numbers and letters: 2+3=5, 3×4, a≥1, x², √2, ±0.5."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import NUMBER, read
from reciter.languages.zh.symbol import GREEK
from reciter.text.formula import COMPOUND, FORMULA, FormulaWords, spoken_compound, spoken_formula
from reciter.text.rule import rules

_BETWEEN = {
    "×": "乘", "✕": "乘", "*": "乘", "÷": "除以", "/": "除以", "+": "加", "=": "等于",
    "==": "等于", "≈": "约等于", "≠": "不等于", "!=": "不等于", ">": "大于", "<": "小于",
    "≥": "大于等于", "≤": "小于等于", ">=": "大于等于", "<=": "小于等于", "≡": "恒等于", "≪": "远小于",
    "≫": "远大于", "∝": "正比于", "∈": "属于", "-": "减",
}  # fmt: skip
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_ALWAYS = "×✕÷=≈≠≥≤≡≪≫∝∈"


def _between(match: re.Match[str]) -> str:
    return _BETWEEN[match[1]]


def _in_equation(match: re.Match[str]) -> str | None:
    return _BETWEEN[match[1]] if re.search("[=≈<>≥≤≠]", match.string) else None


def _before(match: re.Match[str]) -> str:
    return {"±": "正负", "√": "根号"}.get(match[1]) or _BETWEEN[match[1]]


def _power(match: re.Match[str]) -> str:
    return _exponent(match[1].lstrip("^").translate(_SUPERSCRIPT), True)


def _exponent(power: str, _of_number: bool) -> str:
    short = {"2": "的平方", "3": "的立方"}.get(power)
    minus, size = ("负" if power[0] == "-" else ""), power.lstrip("-")
    return short or f"的{minus}{read(size) if size.isdecimal() else size}次方"


def _formula(match: re.Match[str]) -> str | None:
    return spoken_formula(match[0], _WORDS)


def _compound(match: re.Match[str]) -> str | None:
    return spoken_compound(match[0], _WORDS)


_SIGNS = {"−": "减", "·": "乘", "≒": "约等于", "≦": "小于等于", "≧": "大于等于", "±": "正负", "√": "根号",
          "negative": "负"}  # fmt: skip
_FRACTIONS = {"½": "二分之一", "⅓": "三分之一", "¼": "四分之一", "¾": "四分之三"}
_WORDS = FormulaWords(_BETWEEN | _SIGNS | GREEK, read, _exponent, _FRACTIONS, read)


RULES = rules(
    "math",
    (FORMULA, _formula),
    (COMPOUND, _compound),
    (r"(?<=[\dA-Za-z)）])(\^-?\d+|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power),
    (rf"(?<=[\dA-Za-zα-ωΑ-Ω)）²³%])\s?(>=|<=|==|!=|[{_ALWAYS}])\s?(?=[\dA-Za-zα-ωΑ-Ω(（√±+-])", _between),
    (r"(?<=[\d)）²³])\s?([+<>*])\s?(?=[\dA-Za-z(（√])", _between),
    (r"(?<=[A-Za-z])\s?([+*<>])\s?(?=\d)", _between),
    (r"(?<=[\d)）a-z²³])\s?([-/])\s?(?=[\d(（a-z])(?![a-z]{2})", _in_equation),
    (rf"([±√≈≥≤])\s?(?={NUMBER}|[a-z(（])", _before),
    (rf"(?<![\w=<>-])([<>])\s?(?={NUMBER})", _before),
)
