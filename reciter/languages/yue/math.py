"""Signs of arithmetic beside numbers and letters: 2+3=5, 3×4, a≥1, x², √2, ±0.5."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import read
from reciter.languages.yue.symbol import GREEK
from reciter.text.formula import COMPOUND, FORMULA, FormulaWords, spoken_compound, spoken_formula
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
    is_number = not match.string[match.start() - 1].isalpha()
    return _exponent(match[1].lstrip("^").translate(_SUPERSCRIPT), is_number)


def _exponent(power: str, of_number: bool) -> str:
    # 嘅 parts two numerals that would run into one: 10⁶ is 十嘅六次方, not 十六次方.
    minus, size = ("負" if power[0] == "-" else ""), power.lstrip("-")
    return f"{'嘅' if of_number else ''}{minus}{read(size) if size.isdecimal() else size}次方"


def _formula(match: re.Match[str]) -> str | None:
    return spoken_formula(match[0], _WORDS)


def _compound(match: re.Match[str]) -> str | None:
    return spoken_compound(match[0], _WORDS)


def _index(figures: str) -> str:
    """H₂O is H two O: figures of formulas have their English names."""
    return " ".join(_ENGLISH[int(figure)] for figure in figures)


_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SIGNS = {"·": "乘", "≒": "約等於", "≡": "恆等於", "≦": "小於或等於", "≧": "大於或等於", "±": "正負", "√": "開方",
          "negative": "負"}  # fmt: skip
_FRACTIONS = {"½": "二分之一", "⅓": "三分之一", "¼": "四分之一", "¾": "四分之三"}
_WORDS = FormulaWords(_BETWEEN | _SIGNS | GREEK, read, _exponent, _FRACTIONS, _index)


RULES = rules(
    "math",
    (FORMULA, _formula),
    (COMPOUND, _compound),
    (r"(?<=[\dA-Za-z)）])(\^-?\d+|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power),
    (rf"(?<=[{_OPERAND})）²³%])\s?(>=|<=|==|!=|[×✕÷=≈≠≥≤∝∈])\s?(?=[{_OPERAND}(（√±+-])", _between),
    (r"(?<=[\d)）²³])\s?([+<>*])\s?(?=[\dA-Za-z(（√])", _between),
    (r"(?<=[A-Za-z])\s?([+*<>])\s?(?=\d)", _between),
    (r"(?<=[\d)）a-z²³])\s?([-/])\s?(?=[\d(（a-z])(?![a-z]{2})", _in_equation),
    (rf"([±√≈≥≤])\s?(?={NUMBER}|[a-z(（])", _before),
    (rf"(?<![\w=<>-])([<>])\s?(?={NUMBER})", _before),
)
