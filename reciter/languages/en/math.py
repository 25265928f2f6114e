"""Formulas: x + y = z · 6×4=24 · a² · 10⁶ · 2^n · √2 · f(x) · O(n²) · H₂O."""

from __future__ import annotations

import re

from reciter.languages.en.fraction import fraction
from reciter.languages.en.number import NUMBER, cardinal, number, ordinal
from reciter.languages.en.rule import Rule, rule
from reciter.text.formula import FORMULA, FormulaWords
from reciter.text.formula import spoken_formula as spoken_by_sign

OPERATORS = {
    "+": "plus", "-": "minus", "−": "minus", "–": "minus", "±": "plus or minus", "×": "times", "*": "times",
    "·": "times",
    "÷": "divided by", "/": "divided by", "=": "equals", "≠": "is not equal to", "≤": "is at most", "≥": "is at least",
    "<": "is less than", ">": "is greater than", "≈": "is about",
}  # fmt: skip
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ"
_SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
_PLAIN = str.maketrans(_SUPERSCRIPTS + _SUBSCRIPTS, "0123456789-n0123456789")
_POWER = rf"(?:[{_SUPERSCRIPTS}]+|\^-?\w+)"
_ATOM = rf"(?:(?:{NUMBER})[a-z]?|[A-Za-zπ]|[a-z]{{2}}(?={_POWER}))"
_TERM = rf"[-−±√]*(?:{_ATOM}{_POWER}?|[fgO]\([a-z]{_POWER}?\))(?![^\W_])"
_SIGN = "[" + re.escape("".join(OPERATORS)) + "]"
_FORMULA = rf"(?<![\w.,/$£€^√-]){_TERM}(?:\s?{_SIGN}\s?{_TERM})+(?![\w/^]|[.,]\d|-\d)"
_PARTS = re.compile(rf"{NUMBER}|{_POWER}|[^\W\d_]|\S")
_CERTAIN = re.compile(r"[=≠≤≥≈÷^√±]|(?:^|\s)[A-Za-z\d.]+[⁰-ⁿ²³]|\+")


def power(written: str) -> str:
    """`²` → `squared`, `^6` → `to the sixth`, `ⁿ` → `to the n`."""
    exponent = written.translate(_PLAIN).lstrip("^")
    if exponent in ("2", "3"):
        return "squared" if exponent == "2" else "cubed"
    if exponent.isdecimal():
        return f"to the {ordinal(int(exponent))}"
    minus = "minus " if exponent.startswith("-") else ""
    rest = exponent.lstrip("-")
    return f"to the {minus}{cardinal(int(rest)) if rest.isdecimal() else rest}"


def spoken_formula(written: str) -> str:
    """A formula sign by sign: `2x + 3 = 7` → `two x plus three equals seven`."""
    written = re.sub(r"([fgO])\((.+?)\)", r"\1 of \2", written)
    written = re.sub(r"(?<![\w.])(\d+)/(\d+)(?![\w.])(?=\s?[-+−=]|$)", _as_fraction, written)
    parts = re.split(r"(«[^»]*»|\bof\b)", written)
    return " ".join(word for part in parts for word in _words(part))


def _as_fraction(match: re.Match[str]) -> str:
    numerator, denominator = int(match[1]), int(match[2])
    return f"«{fraction(numerator, denominator)}»" if 0 < numerator < denominator <= 20 else match[0]


def _words(part: str) -> list[str]:
    if part == "of" or part.startswith("«"):
        return [part.strip("«»")]
    return [_part(match[0]) for match in _PARTS.finditer(part)]


def _part(part: str) -> str:
    if part[0] in _SUPERSCRIPTS or (part[0] == "^" and len(part) > 1):
        return power(part)
    if part[0].isdecimal() or (part[0] == "." and len(part) > 1):
        return number(part)
    return {"√": "the square root of", "π": "pi"}.get(part) or OPERATORS.get(part, part)


def _formula(match: re.Match[str]) -> str | None:
    """None where it may be a range, a date, a score or a fraction: only strokes between numbers."""
    written = match[0]
    if _CERTAIN.search(written) or re.search(r"\d\s?[×*]\s?\d", written):
        return spoken_formula(written)
    if re.fullmatch(r"\d[\d.,]*\s[-−]\s\d[\d.,]*", written) or re.search(r"(?<=\s)[+<>]\s", written):
        return spoken_formula(written)
    return None


def _alone(match: re.Match[str]) -> str:
    return spoken_formula(match[0])


def _subscript(match: re.Match[str]) -> str:
    return re.sub(
        rf"[{_SUBSCRIPTS}]+", lambda m: f" {cardinal(int(m[0].translate(_PLAIN)))} ", match[0]
    ).strip()


_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "gamma",
    "Δ": "delta", "Θ": "theta", "Λ": "lambda", "Ξ": "xi", "Π": "pi", "Σ": "sigma", "Φ": "phi", "Ψ": "psi", "Ω": "omega",
}  # fmt: skip
_FRACTIONS = {"½": "one half", "⅓": "one third", "¼": "one quarter", "¾": "three quarters"}
_WORDS = FormulaWords(
    OPERATORS | _GREEK | {"negative": "minus", "√": "the square root of"},
    number, lambda exponent, _: power(f"^{exponent}"), _FRACTIONS, number,
)  # fmt: skip


def _product(match: re.Match[str]) -> str | None:
    """A formula with products of letters in it, which are no words: F = ma, 4πr²."""
    return spoken_by_sign(match[0], _WORDS)


RULES: tuple[Rule, ...] = (
    rule(
        "math",
        rf"(?<!\w)[A-Z][A-Za-z]{{0,2}}[{_SUBSCRIPTS}]+(?:[A-Z][a-z]?[{_SUBSCRIPTS}]*)*(?!\w)",
        _subscript,
    ),
    rule("math", rf"(?<!\w)[a-z][{_SUBSCRIPTS}]+(?!\w)", _subscript),
    rule("math", rf"(?<!\w)[fgO]\([a-z\d]{_POWER}?\)(?!\w)", _alone),
    rule("math", _FORMULA, _formula),
    rule("math", FORMULA, _product),
    rule("math", rf"(?<![\w.,]){_ATOM}{_POWER}(?!\w)", _alone),
    rule("math", rf"√(?:{_ATOM})(?!\w)", _alone),
)
