"""Signs: & · @ · #1 · + · = · × · ± · § · α · → · footnote stars."""

from __future__ import annotations

import re

from reciter.languages.en.number import number
from reciter.languages.en.rule import Rule, rule

# Between or before words and numbers.
SIGNS = {
    "&": "and", "@": "at", "=": "equals", "×": "times", "÷": "divided by", "±": "plus or minus", "≈": "is about",
    "≠": "is not equal to", "≤": "is at most", "≥": "is at least", "∞": "infinity", "√": "the square root of",
    "§": "section", "¶": "paragraph", "©": "copyright", "→": "to", "⇒": "implies", "←": "from", "↔": "to and from",
    "∈": "in", "∑": "the sum of", "π": "pi", "°": "degrees", "Ω": "omega", "μ": "mu", "µ": "mu",
}  # fmt: skip
GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "ν": "nu", "ξ": "xi", "ο": "omicron", "ρ": "rho", "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "gamma", "Δ": "delta", "Θ": "theta",
    "Λ": "lambda", "Ξ": "xi", "Π": "pi", "Σ": "sigma", "Φ": "phi", "Ψ": "psi",
}  # fmt: skip
SUPERSCRIPTS = {"²": "squared", "³": "cubed"}
_GRADED = (
    "(?:" + "|".join(rf"(?<=\b{word} [A-F])" for word in ("a", "an", "An", "of", "to", "grade", "got")) + ")"
)
_SPOKEN = "".join(SIGNS)


def _spaced(match: re.Match[str], said: str) -> str:
    """The word with a space where a letter or digit touches it."""
    text, start, end = match.string, match.start(), match.end()
    before = " " if start and text[start - 1].isalnum() else ""
    return before + said + (" " if text[end : end + 1].isalnum() else "")


def _sign(match: re.Match[str]) -> str:
    return _spaced(match, SIGNS[match[0]])


def _greek(match: re.Match[str]) -> str:
    return _spaced(match, GREEK[match[0]])


RULES: tuple[Rule, ...] = (
    rule("symbol", r"(?<!\w)#(\d+)(?!\w)", lambda match: f"number {number(match[1])}"),
    rule("symbol", r"(?<!\w)#(?=[A-Za-z]\w)", lambda _: "hashtag "),
    rule("symbol", r"(?<=\d)\s?\+\s?(?=\d)|(?<=\s)\+(?=\s)", lambda match: _spaced(match, "plus")),
    rule("symbol", r"(?<=\b[A-F])\+(?![\w+])", lambda _: " plus"),
    rule("symbol", rf"{_GRADED}[-−](?=[\s,.;:!?)]|$)", lambda _: " minus"),
    rule("symbol", r"(?<=\b[A-Z])\+\+", lambda _: " plus plus"),
    rule("symbol", r"(?<=\b[CF])#(?!\w)", lambda _: " sharp"),
    rule("symbol", r"(?<=\d)\+(?!\w)", lambda _: " plus"),
    rule("symbol", r"(?<=\s)<(?=\s)", lambda _: "is less than"),
    rule("symbol", r"(?<=\s)>(?=\s)", lambda _: "is greater than"),
    rule("symbol", r"(?<=\s)(?:==|===)(?=\s)", lambda _: "equals"),
    rule("symbol", r"(?<=\s)!=(?=\s)", lambda _: "is not equal to"),
    rule("symbol", r"(?<=\d\s)[−-](?=\s\d)", lambda _: "minus"),
    rule("symbol", r"(?<=\d\s)\*(?=\s\d)", lambda _: "times"),
    rule("symbol", r"(?:(?<=^)|(?<=[\s(<\[`]))&(?=[A-Za-z_'])", lambda _: "ampersand "),
    rule("symbol", r">(?=\d)", lambda _: "more than "),
    rule("symbol", r"<(?=\d)", lambda _: "less than "),
    rule("symbol", r"~(?=\d)", lambda _: "about "),
    rule("symbol", r"(?<=\d)°", lambda _: " degrees"),
    rule("symbol", r"(?<=\w)[²³]", lambda match: " " + SUPERSCRIPTS[match[0]]),
    rule("symbol", rf"(?<![\w])[{''.join(GREEK)}](?!\w)", _greek),
    rule("symbol", r"[™®]|(?<=[\w.,;:!?”’\"'])[*†‡]+|(?<!\S)[*†‡]+(?=\w)", lambda _: ""),
    rule("symbol", r"[•◦▪·](?=\s)", lambda _: ","),
    rule("symbol", rf"[{re.escape(_SPOKEN)}]", _sign),
)
