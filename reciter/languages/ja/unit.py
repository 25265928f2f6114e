"""Units without a figure before them, and in one character: ㌔, ㌘, ㎏, 数km, 何kg, 百m, km単位."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.ja.measure import COMPOUND, UNITS, compound_name
from reciter.languages.ja.numeral import read
from reciter.text.rule import rules

_SQUARED = "㌀-㍗㎀-㏟"
_ANY = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_LONG = "|".join(sorted((re.escape(unit) for unit in UNITS if len(unit) > 1), key=len, reverse=True))


def _squared(match: re.Match[str]) -> str | None:
    name = unicodedata.normalize("NFKC", match[0])
    return UNITS.get(match[0]) or UNITS.get(name) or (name if "゠" <= name[0] <= "ヿ" else None)


def _hour(match: re.Match[str]) -> str:
    number, counter = re.fullmatch(r"(\d+)(\D)", unicodedata.normalize("NFKC", match[0])).groups()  # type: ignore[union-attr]
    return f"{'零' if number == '0' else read(number)}{counter.replace('点', '時')}"


def _name(match: re.Match[str]) -> str:
    return UNITS[match[1]]


def _compound(match: re.Match[str]) -> str:
    return compound_name(match[1])


# A compound unit alone is told from words such as N/A by an exponent or a μ in it.
_SIGNED_BY_POWER = "(?=[A-Za-zμΩ°/·()（）]*[²³⁻μ])(?=[A-Za-zμΩ°²³⁻¹]*[/·])"

RULES = rules(
    "unit",
    (rf"(?<=[一二三四五六七八九十百千万億数何半〇])\s?({COMPOUND.pattern})", _compound),
    (rf"(?<![A-Za-z\d/]){_SIGNED_BY_POWER}({COMPOUND.pattern})", _compound),
    (f"[{_SQUARED}]", _squared),
    ("[㍘-㍰㏠-㏾㋀-㋋]", _hour),
    (rf"(?<=[一二三四五六七八九十百千万億数何半〇])\s?({_ANY})(?![A-Za-z0-9²³/])", _name),
    (rf"(?<![A-Za-z0-9])({_LONG})(?=単位|当たり|あたり|換算|以上|以下|表示|程度)", _name),
)
