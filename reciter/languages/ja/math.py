"""Signs of arithmetic beside numbers and letters: 2+3=5, 3×4, x², √2, ±0.5."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import NUMBER, read
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
    power = match[1].lstrip("^").translate(_SUPERSCRIPT)
    minus = "マイナス" if power[0] == "-" else ""
    return f"の{minus}{read(power.lstrip('-'))}乗"


RULES = rules(
    "math",
    (r"(?<=[\dA-Za-z)）])(\^-?\d+|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power),
    (r"(?<=[\dA-Za-zα-ωΑ-Ω)）²³%])\s?(>=|<=|==|!=|[×÷=≈≒≠≥≧≤≦])\s?(?=[\dA-Za-zα-ωΑ-Ω(（√±+-])", _between),
    (r"(?<=[\d)）²³])\s?([+<>*])\s?(?=[\dA-Za-z(（√])", _between),
    (r"(?<=[A-Za-z])\s?([+*<>])\s?(?=\d)", _between),
    (r"(?<=[\d)）a-z²³])\s?([-/])\s?(?=[\d(（a-z])(?![a-z]{2})", _in_equation),
    (rf"([±√≒≈])\s?(?={NUMBER}|[a-z(（])", _before),
)
