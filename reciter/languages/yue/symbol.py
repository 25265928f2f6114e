"""Single signs between words: &, §4, ©, ®, ™, →, α, and a slash between two words."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import read
from reciter.text.rule import rules

_SIGNS = {"©": "版權所有", "®": "註冊商標", "™": "商標", "℅": "轉交"}
GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho",
    "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "gamma",
    "Δ": "delta", "Θ": "theta", "Λ": "lambda", "Ξ": "xi", "Π": "pi", "Σ": "sigma", "Φ": "phi", "Ψ": "psi", "Ω": "omega",
}  # fmt: skip
"""Greek letters, which Hong Kong calls by their English names."""
_LETTER = "Ͱ-Ͽἀ-῾A-Za-z"
_HAN = "一-鿿"


def _sign(match: re.Match[str]) -> str:
    return _SIGNS[match[1]]


def _greek(match: re.Match[str]) -> str:
    return GREEK[match[0]]


def _and(_: re.Match[str]) -> str:
    return "同"


def _or(_: re.Match[str]) -> str:
    return "或"


def _to(_: re.Match[str]) -> str:
    return "到"


def _section(match: re.Match[str]) -> str:
    return f"第{'點'.join(read(part) for part in match[1].split('.'))}節"


RULES = rules(
    "symbol",
    (r"§\s?(\d+(?:\.\d+)*)", _section),
    (rf"(?<=[{_HAN}\d])\s?&\s?(?=[{_HAN}\d])", _and),
    (rf"(?<=[{_HAN}])\s?→\s?(?=[{_HAN}])", _to),
    (rf"(?<=[{_HAN}])(?<!及)/(?=[{_HAN}])(?!或)", _or),
    (r"(?<=及)/(?=或)", lambda match: ""),
    (r"([©®™℅])", _sign),
    (rf"(?<![{_LETTER}])[{''.join(GREEK)}](?![{_LETTER}])", _greek),
)
