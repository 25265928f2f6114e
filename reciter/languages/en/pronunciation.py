"""What one English word sounds like, and where that was found.

A word is looked up in our own few (`data/words.tsv`), then in the CMU dictionary, then built from a word that is there
(possessives, endings, compounds), then looked up in hibari's dictionary; what is left is said by hibari's network.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from reciter.languages.en.acronym import acronym, acronym_phones
from reciter.languages.en.arpabet import ipa_to_arpabet
from reciter.languages.en.dictionary import dictionary_phones
from reciter.languages.en.inflection import ends_in_vowel, with_ed, with_ing, with_s
from reciter.languages.en.reader import reader

Source = Literal["dictionary", "acronym", "letters", "built", "model"]
Phones = tuple[str, ...]

_SHORTEST_PART = 4
_VOWEL = re.compile("[aeiouyà-öø-ÿ]")
_HUMPS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
_SUFFIXES = {
    "ly": ("L", "IY0"), "ness": ("N", "AH0", "S"), "less": ("L", "AH0", "S"), "ful": ("F", "AH0", "L"),
    "like": ("L", "AY2", "K"), "ship": ("SH", "IH0", "P"), "hood": ("HH", "UH2", "D"), "wards": ("W", "ER0", "D", "Z"),
    "most": ("M", "OW2", "S", "T"),
}  # fmt: skip
_PREFIXES = {
    "un": ("AH0", "N"), "non": ("N", "AA2", "N"), "over": ("OW2", "V", "ER0"), "under": ("AH2", "N", "D", "ER0"),
    "out": ("AW2", "T"), "fore": ("F", "AO2", "R"), "mis": ("M", "IH0", "S"), "super": ("S", "UW2", "P", "ER0"),
}  # fmt: skip


class Pronunciation(NamedTuple):
    """Phones of a word, and whether a dictionary had it, capitals were spelled, it was built of parts or guessed."""

    phones: Phones
    source: Source


@lru_cache(maxsize=65536)
def pronounce(word: str, *, among_capitals: bool = False) -> Pronunciation:
    """Phones of a word as it is written in a text; its case counts.

    Args:
        word: letters, with apostrophes and hyphens inside.
        among_capitals: whether its neighbours are in capitals, as in a heading.
    """
    word = word.replace("’", "'").strip("-")
    if "-" in word:
        return _hyphened(word, among_capitals)
    capitals, ending = _capitals(word)
    if capitals:
        return _acronym(capitals, ending, among_capitals)
    plain = word.lower()
    known = _known(plain)
    if known:
        return Pronunciation(known, "dictionary")
    humps = _HUMPS.findall(word)
    if len(humps) > 1 and "".join(humps) == word and not re.match("Mc|Mac|O'|De|Le", word):
        return Pronunciation(tuple(p for hump in humps for p in pronounce(hump).phones), "built")
    return _found(word)


def letters_phones(letters: str) -> Phones:
    """The names of letters, one after another; `A` is the letter, not the article."""
    return tuple(p for letter in letters.lower() for p in _letter(letter))


def _letter(letter: str) -> Phones:
    plain = unicodedata.normalize("NFKD", letter)[:1]
    return ("EY1",) if plain == "a" else dictionary_phones(plain) or ()


def _capitals(word: str) -> tuple[str, str]:
    """The capitals of NASA, GPUs and NASA's, and the ending."""
    match = re.fullmatch(r"([A-Z]{2,})('?s|'S)?", word)
    return (match[1], (match[2] or "").lower()) if match else ("", "")


def _acronym(capitals: str, ending: str, among_capitals: bool) -> Pronunciation:
    way, _ = acronym(capitals, among_capitals=among_capitals)
    if way == "letters":
        found = Pronunciation(letters_phones(capitals), "letters")
    elif way == "phones":
        found = Pronunciation(acronym_phones(capitals), "acronym")
    else:
        found = pronounce(capitals.lower())
    return Pronunciation(with_s(found.phones), found.source) if ending else found


def _hyphened(word: str, among_capitals: bool) -> Pronunciation:
    known = _known(word.lower()) if not word.isupper() else None
    if known:
        return Pronunciation(known, "dictionary")
    parts = [pronounce(part, among_capitals=among_capitals) for part in word.split("-") if part]
    guessed = any(part.source == "model" for part in parts)
    return Pronunciation(tuple(p for part in parts for p in part.phones), "model" if guessed else "built")


def _known(word: str) -> Phones | None:
    return own_words().get(word) or dictionary_phones(word) or dictionary_phones(_unaccented(word))


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).replace(
        "æ", "ae"
    )


def _found(written: str) -> Pronunciation:
    """A word that no dictionary of ours has; hibari's network says names in another way than words."""
    word = written.lower()
    for way in (_owner, _contraction):
        built = way(written)
        if built:
            return Pronunciation(built, "built")
    for way in (_inflected, _affixed):
        built = way(word)
        if built:
            return Pronunciation(built, "built")
    listed = _listed(word)
    if listed:
        return Pronunciation(listed, "dictionary")
    compound = _compound(word)
    if compound:
        return Pronunciation(compound, "built")
    if not _VOWEL.search(word):
        return Pronunciation(letters_phones(re.sub("[^a-z]", "", word)), "letters")
    return Pronunciation(_guessed(written), "model")


def _owner(word: str) -> Phones | None:
    match = re.fullmatch(r"(.+?)(?:'s|(?<=s)'|')", word)
    base = _any(match[1]) if match else None
    return (with_s(base) if word.endswith("'s") else base) if base else None


def _contraction(word: str) -> Phones | None:
    for ending, said, after_vowel in (
        ("'ll", ("AH0", "L"), ("L",)), ("'ve", ("AH0", "V"), ("V",)), ("'re", ("ER0",), ("R",)),
        ("n't", ("AH0", "N", "T"), ("AH0", "N", "T")), ("'d", ("D",), ("D",)), ("in'", ("AH0", "N"), ("AH0", "N")),
    ):  # fmt: skip
        base = _any(word.removesuffix(ending)) if word.endswith(ending) else None
        if base:
            return (
                with_ed(base) if ending == "'d" else (*base, *(after_vowel if ends_in_vowel(base) else said))
            )
    return None


def _inflected(word: str) -> Phones | None:
    """-s, -ed and -ing on a word that the dictionary has, with its spelling's changes."""
    endings: tuple[tuple[str, Callable[[Phones], Phones], tuple[str, ...]], ...] = (
        ("ies", with_s, ("y",)), ("es", with_s, ("", "e")), ("s", with_s, ("",)), ("ied", with_ed, ("y",)),
        ("ed", with_ed, ("", "e")), ("ing", with_ing, ("", "e")),
    )  # fmt: skip
    for ending, said, restored in endings:
        if not word.endswith(ending) or len(word) - len(ending) < 3 or word.endswith("ss"):
            continue
        stem = word.removesuffix(ending)
        doubled = [stem[:-1]] if stem[-1] == stem[-2] and ending in ("ed", "ing") else []
        for base in [stem + letter for letter in restored] + doubled:
            found = _known(base)
            if found:
                return said(found)
    return None


def _affixed(word: str) -> Phones | None:
    for suffix, said in _SUFFIXES.items():
        base = (
            _known(word.removesuffix(suffix))
            if word.endswith(suffix) and len(word) > len(suffix) + 2
            else None
        )
        if base:
            return base + said
    for prefix, said in _PREFIXES.items():
        rest = word.removeprefix(prefix)
        found = (
            _known(rest) or _inflected(rest)
            if word.startswith(prefix) and len(rest) >= _SHORTEST_PART
            else None
        )
        if found:
            return said + found
    return None


def _any(word: str) -> Phones | None:
    """A base of any kind, the guessed ones too: a name's possessive is the name with an ending."""
    return pronounce(word).phones if re.search(r"[^\W\d_]", word) else None


def _listed(word: str) -> Phones | None:
    """hibari's dictionary, with the endings that it knows itself."""
    lexicon = reader().lexicon
    for written in (word, word.capitalize()):
        if written in lexicon.golds or written in lexicon.silvers:
            phones, _ = lexicon.lookup(written, "NN", None, None)
            return ipa_to_arpabet(phones) if phones else None
    return None


def _compound(word: str) -> Phones | None:
    """Two ordinary words written as one (whaleboat, sternsman): the split with the longest shorter part."""
    common = reader().lexicon.golds.d
    splits = [
        (word[:at], word[at:])
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        if word[:at] in common and word[at:] in common and _known(word[:at]) and _known(word[at:])
    ]
    if not splits:
        return None
    first, second = max(splits, key=lambda parts: min(map(len, parts)))
    return (_known(first) or ()) + tuple(p.replace("1", "2") for p in _known(second) or ())


def _guessed(word: str) -> Phones:
    said = re.sub(
        "[()1]", "", reader().oov(word) or ""
    )  # marks of another language in the network's alphabet
    plain = re.sub("[^a-z]", "", word.lower())
    return ipa_to_arpabet(said) if re.search(r"[^\Wˈˌːˑ]", said) else letters_phones(plain)


@lru_cache(maxsize=1)
def own_words() -> dict[str, Phones]:
    """ARPAbet of the words in `data/words.tsv`, in small letters."""
    text = (files("reciter.languages.en") / "data" / "words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("# "))
    return {word: tuple(phones.split()) for word, phones in rows}
