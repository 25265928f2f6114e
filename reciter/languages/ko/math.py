"""Signs of arithmetic beside numbers and letters: 2+3=5, 3×4, x², √2, ±0.5."""

from __future__ import annotations

import re

from reciter.languages.ko.jamo import coda_of
from reciter.languages.ko.letters import spell_latin
from reciter.languages.ko.numeral import NUMBER, sino
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


RULES = rules(
    "math",
    (rf"({_OPERAND})(\^-?\d+|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power),
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
