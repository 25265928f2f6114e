"""Signs of arithmetic beside numbers and letters: 2+3=5, 3×4, x², √2, ±0.5."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import NUMBER, read
from reciter.text.formula import COMPOUND, FORMULA, FormulaWords, spoken_compound, spoken_formula
from reciter.text.rule import rules

_BETWEEN = {
    "×": "かける", "*": "かける", "÷": "わる", "/": "わる", "+": "たす", "-": "ひく", "=": "イコール",
    "==": "イコール", "≈": "ニアリーイコール", "≒": "ニアリーイコール", "≠": "ノットイコール",
    "!=": "ノットイコール", ">": "大なり", "<": "小なり", "≥": "大なりイコール", "≧": "大なりイコール",
    "≤": "小なりイコール", "≦": "小なりイコール", ">=": "大なりイコール", "<=": "小なりイコール",
}  # fmt: skip
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def _between(match: re.Match[str]) -> str:
    return _BETWEEN[match[1]]


def _in_equation(match: re.Match[str]) -> str | None:
    return _BETWEEN[match[1]] if re.search("[=≈≒<>≥≧≤≦≠]", match.string) else None


def _before(match: re.Match[str]) -> str:
    return {"±": "プラスマイナス", "√": "ルート", "≒": "約", "≈": "約"}[match[1]]


def _power(match: re.Match[str]) -> str:
    return _exponent(match[1].lstrip("^").translate(_SUPERSCRIPT), True)


def _exponent(power: str, _of_number: bool) -> str:
    minus, size = ("マイナス" if power[0] == "-" else ""), power.lstrip("-")
    return f"の{minus}{read(size) if size.isdecimal() else size}乗"


def _formula(match: re.Match[str]) -> str | None:
    return spoken_formula(match[0], _WORDS)


def _compound(match: re.Match[str]) -> str | None:
    return spoken_compound(match[0], _WORDS)


def _index(figures: str) -> str:
    """H₂O is エイチツーオー: figures of formulas have their English names."""
    return "".join(_ENGLISH[int(figure)] for figure in figures)


_ENGLISH = ("ゼロ", "ワン", "ツー", "スリー", "フォー", "ファイブ", "シックス", "セブン", "エイト", "ナイン")
_SIGNS = {
    "−": "ひく", "·": "かける", "≡": "合同", "∝": "比例", "±": "プラスマイナス", "√": "ルート", "negative": "マイナス",
}  # fmt: skip
_FRACTIONS = {"½": "二分の一", "⅓": "三分の一", "¼": "四分の一", "¾": "四分の三"}
_WORDS = FormulaWords(_BETWEEN | _SIGNS, read, _exponent, _FRACTIONS, _index, between_letters="")


RULES = rules(
    "math",
    (FORMULA, _formula),
    (COMPOUND, _compound),
    (r"(?<=[\dA-Za-z)）])(\^-?\d+|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power),
    (r"(?<=[\dA-Za-zα-ωΑ-Ω)）²³%])\s?(>=|<=|==|!=|[×÷=≈≒≠≥≧≤≦])\s?(?=[\dA-Za-zα-ωΑ-Ω(（√±+-])", _between),
    (r"(?<=[\d)）²³])\s?([+<>*])\s?(?=[\dA-Za-z(（√])", _between),
    (r"(?<=[A-Za-z])\s?([+*<>])\s?(?=\d)", _between),
    (r"(?<=[\d)）a-z²³])\s?([-/])\s?(?=[\d(（a-z])(?![a-z]{2})", _in_equation),
    (rf"([±√≒≈])\s?(?={NUMBER}|[a-z(（])", _before),
)
