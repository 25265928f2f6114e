"""Units made of others: μg/m³, m·s⁻², J/(kg·K). Their pattern over a language's own unit signs, and their factors.

As the SI brochure writes them (BIPM, 9th edition, 5.4): a point multiplies, a stroke divides once, brackets hold a
divisor of several factors, exponents are superscripts; `^2`, and a plain 2 or 3 after a length, are typed for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

_LENGTHS = frozenset(("m", "cm", "mm", "km", "μm", "nm", "ft", "in"))
_EXPONENT = r"(?:⁻?[¹²³⁴]|\^-?[1-4])"
_PLAIN = str.maketrans("⁻¹²³⁴", "-1234", "^")
_POINT = "[·⋅・]"
_COMPOUND_SIGN = re.compile(r"[/0-9²³\s]|per")


class Factor(NamedTuple):
    """A unit sign of the table and its power, below 0 where the exponent divides; in `Factors` never below 0."""

    sign: str
    power: int


class Factors(NamedTuple):
    """What a compound unit multiplies and what it divides by."""

    above: tuple[Factor, ...]
    below: tuple[Factor, ...]


class CompoundUnits:
    """The compound units over a table of unit signs.

    Attributes:
        pattern: of a compound unit, without groups, and with what may not follow it.
    """

    def __init__(self, signs: Iterable[str]) -> None:
        simple = sorted((sign for sign in signs if not _COMPOUND_SIGN.search(sign)), key=len, reverse=True)
        one = "(?:" + "|".join(map(re.escape, simple)) + ")"
        lengths = "|".join(re.escape(sign) for sign in simple if sign in _LENGTHS)
        factor = rf"(?:(?:{lengths})[23]|{one}{_EXPONENT}?)"
        product = rf"{factor}(?:{_POINT}{factor})*"
        below = rf"/(?:[(（]{product}[)）]|{factor})"
        inverse = rf"{one}(?:⁻[¹²³⁴]|\^-[1-4])"
        after = rf"(?![A-Za-z0-9⁰-⁹²³/^]|{_POINT}[A-Za-z])"
        self.pattern = rf"(?:{product}{below}|{factor}(?:{_POINT}{factor})+|{inverse}){after}"
        self._factor = re.compile(rf"({one})({_EXPONENT}|[23])?")

    def factors(self, unit: str) -> Factors:
        """Take a match of `pattern` apart: `J/(kg·K)` → J above, kg and K below."""
        over, _, under = unit.partition("/")
        above, below = [], [Factor(sign, power) for sign, power in self._signed(under)]
        for factor in self._signed(over):
            if factor.power > 0:
                above.append(factor)
            else:
                below.append(Factor(factor.sign, -factor.power))
        return Factors(tuple(above), tuple(below))

    def _signed(self, product: str) -> Sequence[Factor]:
        found = self._factor.findall(product)
        return [Factor(sign, int((power or "1").translate(_PLAIN))) for sign, power in found]


def named(factors: Sequence[Factor], name: Callable[[Factor], str], *, between: str = "") -> str:
    """Factors by name, one after the other."""
    return between.join(name(factor) for factor in factors)
