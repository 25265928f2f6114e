"""Formulas in running text: E=mc², a² + b² = c², y=kx+b, x³. Where they are, and how they are read sign by sign.

A formula holds a letter, and a sign of relation or a power. Letters stand alone or in products of few (mc, πr, nRT);
what may be a word (abc, value) makes no formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_LETTER = "A-Za-zα-ωΑ-Ω"
_CONSONANT = "A-Zbcdfghj-np-tv-zα-ωΑ-Ω"
_POWER = r"(?:\^-?\d+|\^[a-z](?![A-Za-z])|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|ⁿ)"
_INDEX = "[₀-₉]+"
_PRODUCT = rf"(?:[{_CONSONANT}]{{1,4}}|[{_LETTER}]{{1,2}})(?![{_LETTER}])|[{_LETTER}](?=[₀-₉⁻⁰¹²³⁴-⁹ⁿ^])"
_FACTORS = rf"(?:(?:{_PRODUCT})(?:{_INDEX})?{_POWER}?){{1,3}}"
_TERM = rf"[-−±√]*(?:(?:{_NUMBER}|[½⅓¼¾])(?:{_FACTORS}|{_POWER})?|{_FACTORS})"
_OPERATOR = r"(?:>=|<=|==|!=|[-−+×÷*/·=≈≒≠<>≤≥≦≧≡∝])"
_GROUP = rf"[-−]?(?:{_NUMBER}|[A-Za-z])?[(（]{_TERM}(?:\s?{_OPERATOR}\s?{_TERM}){{0,3}}[)）]{_POWER}?"
_OPERAND = rf"(?:{_GROUP}|{_TERM})"
_END = rf"(?![{_LETTER}\d/^@&]|[.,_-][A-Za-z\d])"
_EQUATION = rf"{_OPERAND}(?:\s?{_OPERATOR}\s?{_OPERAND})+"
_ALONE = rf"(?:{_NUMBER})?{_FACTORS}|{_NUMBER}\^[a-z]"
_SIGN_AHEAD = r"(?=[^\n]{0,80}?[=≈≒≠≤≥≦≧≡∝<>⁰¹²³⁴-⁹ⁿ^])"
FORMULA = rf"(?<![{_LETTER}\d.,/$£€@#&_=+-]){_SIGN_AHEAD}(?:{_EQUATION}|{_ALONE}){_END}"
"""Pattern of what may be a formula; `is_formula` decides."""

_ELEMENT = "[A-Z][a-z]?"
_PARTS = rf"(?:{_ELEMENT}(?:{_INDEX})?){{1,12}}(?<=[₀-₉])(?:{_ELEMENT})?"
COMPOUND = rf"(?<![A-Za-z\d])(?:\d{{1,2}}(?=[A-Z]))?{_PARTS}(?![A-Za-z\d])"
"""Pattern of a formula of chemistry with an index, at its end or before its last element: CO₂, H₂O, Na₂CO₃."""

_HAS_LETTER = re.compile(f"[{_LETTER}]")
_HAS_RELATION = re.compile(rf"[=≈≒≠≤≥≦≧≡∝]|(?<=[{_LETTER}\s])[<>]|[<>](?=\s?[{_LETTER}])")
_HAS_POWER = re.compile(rf"(?<=[{_LETTER}₀-₉)）]){_POWER}|\^[a-z]")
_TOKEN = re.compile(rf"(?P<number>{_NUMBER}|[½⅓¼¾])|(?P<power>{_POWER})|(?P<index>{_INDEX})|(?P<letter>[{_LETTER}])"
                    rf"|(?P<operator>{_OPERATOR}|[±√])|(?P<other>\S)")  # fmt: skip
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ₀₁₂₃₄₅₆₇₈₉", "0123456789-n0123456789")


class Token(NamedTuple):
    """A sign of a formula: its kind (number, power, index, letter, operator, other) and its plain writing."""

    kind: str
    text: str


@dataclass(frozen=True)
class FormulaWords:
    """How a language says the signs of a formula.

    Attributes:
        signs: operators, roots and Greek letters by name; a letter without a name stays as it is.
        number: reads an unsigned number.
        power: reads an exponent (`2`, `-3`, `n`), with what links it to its base; told whether that is a number.
        fractions: of ½ ⅓ ¼ ¾.
        index: reads an index: the 2 of H₂O.
        between_letters: what stands between two Latin letters, so that they are no word.
    """

    signs: Mapping[str, str]
    number: Callable[[str], str]
    power: Callable[[str, bool], str]
    fractions: Mapping[str, str]
    index: Callable[[str], str]
    between_letters: str = " "


def is_formula(text: str) -> bool:
    """Whether a match of `FORMULA` is one: it holds a letter, and a relation or a power of a letter."""
    return bool(_HAS_LETTER.search(text) and (_HAS_RELATION.search(text) or _HAS_POWER.search(text)))


def tokens(text: str) -> Iterator[Token]:
    """The signs of a formula in order, without white space; powers and indices in plain figures: `²` → `2`."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        plain = kind in ("power", "index")
        yield Token(kind, match[0].translate(_PLAIN).lstrip("^") if plain else match[0])


def spoken_formula(text: str, words: FormulaWords) -> str | None:
    """A formula sign by sign: `E=mc²` → `E等于m c的平方`; None if it is none, or has a sign without a name."""
    return _said(text, words) if is_formula(text) else None


def spoken_compound(text: str, words: FormulaWords) -> str | None:
    """A match of `COMPOUND` letter by letter: `CO₂` → `C O二`."""
    return _said(text, words)


def _said(text: str, words: FormulaWords) -> str | None:
    said, before = "", Token("", "")
    for token in tokens(text):
        word = _word(token, before, words)
        if word is None:
            return None
        is_latin = word[:1].isascii() and word[:1].isalpha() and said[-1:].isascii() and said[-1:].isalpha()
        said += (words.between_letters if is_latin else "") + word
        before = token
    return said


def _word(token: Token, before: Token, words: FormulaWords) -> str | None:
    kind, text = token
    if kind == "number":
        return words.fractions.get(text) or words.number(text)
    if kind == "power":
        return words.power(text, before.kind == "number")
    if kind == "index":
        return words.index(text)
    if kind == "operator" and text in "-−" and before.kind in ("", "operator"):
        return words.signs["negative"]
    if kind in ("operator", "letter"):
        return words.signs.get(text) or (text if kind == "letter" else None)
    return text if text in "()（）" else None
