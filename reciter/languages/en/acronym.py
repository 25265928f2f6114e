"""Capital letters: spelled (FBI, GPU), said as a word (NASA, RAM), or a word that is only shouted (STOP).

`data/acronyms.tsv` has those that people agree on. Any other is a word when the dictionary has it and it is long or
stands among other capitals; it is spelled when it is short or its letters cannot be said in English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from reciter.languages.en.dictionary import dictionary_phones

Way = Literal["letters", "word", "phones"]
"""Letter by letter, as the word that its letters make, or with the phones that the table gives."""

_SHOUTED_WORDS = """
the and not but yes all you now new old end who how why our out off his her him she was are has had did can
may one two six ten day man men god boy big bad let get got put say saw see too any own run red no so go do me
my we he be if in is it of on or to up us at an as by am oh ah ha hi hey stop only what when that this with
from have will they your here there help fire wait look love good come
"""
_SHOUTED = frozenset(_SHOUTED_WORDS.split())
_ONSET = (
    r"(?:[bcdfghjklmnpqrstvwxyz]|[bcfgkps]l|[bcdfgkptw]r|s[ckmnptw]|[cst]h|ph|wh|qu|kn|wr|gn|sch|scr|shr|spl|spr|str|thr"
    r"|tw|dw|gh|rh)"
)
_CODA = (
    r"(?:[bcdfgklmnprstvwxyz]|[lnr][bcdfgkmnpstz]|ck|ff|ll|ss|tt|zz|[cst]h|sh|ng|mp|ft|pt|ct|sk|sp|st|rth|nth|nch|tch|rch"
    r"|rst|nst|nks?|rld|xt|gh|ght|[lnrpktmcdg]s)"
)
_SAYABLE = re.compile(rf"{_ONSET}?(?:[aeiouy]{{1,2}}(?:{_CODA}?{_ONSET}?))*[aeiouy]{{1,2}}{_CODA}?")


def acronym(word: str, *, among_capitals: bool = False) -> tuple[Way, bool]:
    """How a word of two capital letters or more is said, and whether that is agreed.

    Args:
        word: capitals only.
        among_capitals: whether its neighbours are in capitals too, as in a heading.
    """
    lower = word.lower()
    known = _table().get(word)
    if known and not (among_capitals and lower in _SHOUTED):
        return known[0], True
    if lower in _SHOUTED or (among_capitals and len(word) > 3 and dictionary_phones(lower)):
        return "word", True
    if len(word) <= 3:
        return "letters", not re.search("[aeiou]", lower)
    if dictionary_phones(lower):
        return "word", len(word) > 4
    sayable = _SAYABLE.fullmatch(lower) or (
        len(word) > 5 and not re.search("[^aeiouy]{5}|^[^aeiouy]+$", lower)
    )
    return ("word" if sayable else "letters"), False


def acronym_phones(word: str) -> tuple[str, ...]:
    """Phones of an acronym whose way is `phones`: `JPEG` → `JH EY1 P EH2 G`."""
    return tuple(_table()[word][1].split())


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Way, str]]:
    text = (files("reciter.languages.en") / "data" / "acronyms.tsv").read_text(encoding="utf-8")
    table: dict[str, tuple[Way, str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("# "):
            way, words = line.split("\t")
            if way in ("letters", "word"):
                table |= dict.fromkeys(words.split(), ("letters" if way == "letters" else "word", ""))
            else:
                table[way] = ("phones", words)
    return table
