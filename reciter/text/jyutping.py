"""Jyutping (`hoeng1 gong2`) → syllables; what is none is named."""

from __future__ import annotations

import difflib
import re
from functools import cache

from reciter.errors import InputProblem

# Initials and finals of the Linguistic Society of Hong Kong's scheme (1993, finals a and oet added later).
_INITIALS = "b p m f d t n l g k ng h gw kw w z c s j"
_FINALS = (
    "aa aai aau aam aan aang aap aat aak a ai au am an ang ap at ak e ei eu em en eng ep et ek i iu im in ing ip it ik "
    "o oi ou on ong ot ok u ui un ung ut uk oe oeng oet oek eoi eon eot yu yun yut"
)
_ALONE = ("m", "ng", "hm", "hng")
_SYLLABLE = re.compile(r"([a-z]+)([0-9]?)|[^\s'’·-]")


@cache
def syllables() -> frozenset[str]:
    """Every initial with every final, and the nasals that stand alone; without tones."""
    initials = ("", *_INITIALS.split())
    return frozenset(initial + final for initial in initials for final in _FINALS.split()).union(_ALONE)


def read_jyutping(value: str) -> list[str]:
    """Cut Jyutping into its syllables, each with its tone 1 to 6.

    Raises:
        InputProblem: a syllable that Cantonese does not have (the nearest one is named), or one without its tone.
    """
    matches = list(_SYLLABLE.finditer(value.lower()))
    if not matches or not all(match[1] for match in matches):
        raise InputProblem(f"“{value}” is not Jyutping.", how="Write it like hoeng1 gong2.")
    return [_checked(match[1], match[2]) for match in matches]


def _checked(bare: str, tone: str) -> str:
    if bare not in syllables():
        near = difflib.get_close_matches(bare, sorted(syllables()), n=1, cutoff=0.5)
        how = f"Did you mean {near[0]}{tone}?" if near else "Write it like hoeng1 gong2."
        raise InputProblem(f"“{bare}{tone}” is no syllable of Jyutping.", how=how)
    if tone not in tuple("123456"):
        raise InputProblem(f"“{bare}{tone}” has no tone of Cantonese.", how=f"Write {bare}1 to {bare}6.")
    return bare + tone
