"""Signs of arithmetic beside numbers and letters: 2+3=5, 3×4, x², √2, ±0.5."""

from __future__ import annotations

import re

from reciter.languages.ko.jamo import coda_of
from reciter.languages.ko.letters import GREEK, LATIN, spell_latin
from reciter.languages.ko.numeral import NUMBER, sino
from reciter.text.formula import COMPOUND, FORMULA, FormulaWords, spoken_compound, spoken_formula
from reciter.text.rule import rules, text_after, text_before

_BETWEEN = {
    "×": "곱하기",
    "*": "곱하기",
    "÷": "나누기",
    "/": "나누기",
    "+": "더하기",
    "-": "빼기",
    "−": "빼기",
    "≈": "약",
    "≒": "약",
}
_COMPARED = {
    ">": "보다 크다", "<": "보다 작다", "≥": "보다 크거나 같다", ">=": "보다 크거나 같다", "≧": "보다 크거나 같다",
    "≤": "보다 작거나 같다", "<=": "보다 작거나 같다", "≦": "보다 작거나 같다",
}  # fmt: skip
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_OPERAND = rf"(?:{NUMBER}|[A-Za-z](?![A-Za-z]))"


def _read(operand: str) -> str:
    return spell_latin(operand) if operand.isalpha() else sino(operand)


def _topic(word: str) -> str:
    return "은" if coda_of(word[-1]) else "는"


def _equals(match: re.Match[str]) -> str:
    """=: 는 or 은, as the word before it ends: 이 더하기 삼은 오."""
    before = match[1]
    word = _read(before) if re.fullmatch(_OPERAND, before) else ("제곱" if before in "²³" else "로")
    if before in ")）":
        return f"{before}는 "
    return (word + "" if before not in "²³" else _power_word(before)) + _topic(word) + " "


def _power_word(sign: str) -> str:
    return {"²": " 제곱", "³": " 세제곱"}[sign]


def _between(match: re.Match[str]) -> str:
    return f" {_BETWEEN[match[1]]} "


def _in_equation(match: re.Match[str]) -> str | None:
    return (
        f" {_BETWEEN[match[1]]} "
        if re.search("[=≈≒<>≥≧≤≦≠]", text_before(match) + text_after(match))
        else None
    )


def _comparison(match: re.Match[str]) -> str:
    left, right = _read(match[1]), _read(match[3])
    return f"{left}{_topic(left)} {right}{_COMPARED[match[2]]}"


def _unequal(match: re.Match[str]) -> str:
    left, right = _read(match[1]), _read(match[2])
    return f"{left}{_topic(left)} {right}{'과' if coda_of(right[-1]) else '와'} 같지 않다"


def _before(match: re.Match[str]) -> str:
    return {"±": "플러스마이너스 ", "√": "루트 ", "≒": "약 ", "≈": "약 "}[match[1]]


def _power(match: re.Match[str]) -> str:
    power = match[2].lstrip("^").translate(_SUPERSCRIPT)
    minus = "마이너스 " if power[0] == "-" else ""
    name = {"2": "제곱", "3": "세제곱"}.get(power, f"{minus}{sino(power.lstrip('-'))}제곱")
    return f"{_read(match[1])}의 {name}"


def _letter(match: re.Match[str]) -> str:
    return spell_latin(match[0])


def _exponent(power: str, _of_number: bool) -> str:
    minus, size = ("마이너스 " if power[0] == "-" else ""), power.lstrip("-")
    count = sino(size) if size.isdecimal() else spell_latin(size)
    return "의 " + {"2": "제곱", "3": "세제곱"}.get(power, f"{minus}{count}제곱")


def _index(figures: str) -> str:
    """H₂O is 에이치투오: figures of formulas have their English names."""
    return "".join(_ENGLISH[int(figure)] for figure in figures)


def _formula(match: re.Match[str]) -> str | None:
    """A formula with =, whose sign is the particle of what stands before it: 이는 엠시의 제곱."""
    said = None if _UNEQUAL.search(match[0]) else spoken_formula(match[0], _WORDS)
    return said and re.sub(r"(.)=", lambda equals: f"{equals[1]}{_topic(equals[1])} ", said)


def _compound(match: re.Match[str]) -> str | None:
    return spoken_compound(match[0], _WORDS)


_ENGLISH = ("제로", "원", "투", "스리", "포", "파이브", "식스", "세븐", "에이트", "나인")
_UNEQUAL = re.compile("[<>≥≤≧≦≠≈≒≡∝]|!=")
_SIGNS = {"=": "=", "==": "=", "·": " 곱하기 ", "±": "플러스마이너스 ", "√": "루트 ", "negative": "마이너스 "}
_OPERATORS = {sign: f" {word} " for sign, word in _BETWEEN.items() if word != "약"}
_LETTERS = LATIN | {letter.lower(): name for letter, name in LATIN.items()}
_GREEK = GREEK | {letter.upper(): name for letter, name in GREEK.items()}
_FRACTIONS = {"½": "이분의 일 ", "⅓": "삼분의 일 ", "¼": "사분의 일 ", "¾": "사분의 삼 "}
_WORDS = FormulaWords(_GREEK | _LETTERS | _OPERATORS | _SIGNS, sino, _exponent, _FRACTIONS, _index)

RULES = rules(
    "math",
    (FORMULA, _formula),
    (COMPOUND, _compound),
    (rf"({_OPERAND})(\^-?\d+|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power),
    (rf"(?<![A-Za-z\d.])({_OPERAND})\s?(>=|<=|[<>≥≧≤≦])\s?({_OPERAND})", _comparison),
    (rf"(?<![A-Za-z\d.])({_OPERAND})\s?(?:!=|≠)\s?({_OPERAND})", _unequal),
    (rf"({_OPERAND}|[)）²³])\s?==?\s?(?=[-±√]?\d|[A-Za-z](?![A-Za-z])|[(（√])", _equals),
    (r"(?<=[\dA-Za-z)）²³])\s?([×÷≈≒])\s?(?=[\dA-Za-z(（√±+-])", _between),
    (r"(?<=[\d)）²³])\s?([+*])\s?(?=[\dA-Za-z(（√])", _between),
    (r"(?<=[A-Za-z])\s?([+*])\s?(?=\d)", _between),
    (r"(?<=[\d)）a-z²³])\s?([-−/])\s?(?=[\d(（a-z])(?![a-z]{2})", _in_equation),
    (rf"([±√≒≈])\s?(?={NUMBER}|[a-z(（])", _before),
    (r"(?<![A-Za-z\d가-힣.])[a-z](?=\s?[+×=*÷-]\s?[\da-z(√])", _letter),
    (r"(?<=[+×=÷*-])[a-z](?![A-Za-z])|(?<=[+×=÷*-] )[a-z](?![A-Za-z])", _letter),
)
