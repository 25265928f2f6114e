"""English → phones, American or British, by hibari's lexicon, tagger and network for unknown words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, Protocol, cast

from reciter.engines.kokoro.phones.punctuation import MARK_OF, has_speech, phone_mark, straight_quotes
from reciter.errors import EngineProblem

Accent = Literal["american", "british"]
Fixed = tuple[int, int, str]
"""A stretch of text whose phones are given: start, end, phones."""

_VOWELS = "AIOQWYaeiouæɐɑɒɔəɚɛɜɪʊʌᵻᵊɨ"
_SYMBOLS_READ = frozenset("=+&@%#$£€^<>°")


class _Reader(Protocol):
    def __call__(self, text: str, normalize_text: bool) -> str: ...


@lru_cache(maxsize=2)
def _reader(accent: Accent) -> _Reader:
    from hibari.g2p import G2P

    return cast(_Reader, G2P(british=accent == "british"))


def english_phones(
    text: str, *, accent: Accent = "american", fixed: Sequence[Fixed] = (), where: str = ""
) -> str:
    """Phones of normalised English.

    Args:
        text: one language run or part of it; the words around decide between readings (`read`, `live`).
        fixed: stretches whose phones are given, in order, not overlapping.
        where: sentence id for messages.

    Raises:
        EngineProblem: a letter of a script that English is not written in.
    """
    text = straight_quotes(text)
    parts, at = [], 0
    for start, end, phones in fixed:
        # hibari's own notation for a word with given phones keeps the sentence whole for its tagger
        parts += [_plain(text[at:start], where), f"[{_label(text[start:end])}](/{phones}/)"]
        at = end
    parts.append(_plain(text[at:], where))
    line = "".join(parts)
    if re.fullmatch(r"\W*[Aa]\W*", line):
        return line.replace("A", "ˈA").replace("a", "ˈA")  # alone it is the letter, not the article
    phones = _reader(accent)(line, normalize_text=False)
    if re.search(r"[^\W_]", line) and not has_speech(phones):
        raise EngineProblem(
            f"No English reading is known for {text!r}.", where=where, how="Give one in the lexicon."
        )
    return phones


def respelled_phones(respelling: str, *, accent: Accent = "american", where: str = "") -> str:
    """Phones of a respelling such as `KWEE-kweg`: syllables by hyphens, the stressed one in capitals.

    A respelling without a stressed syllable is read as ordinary English.
    """
    syllables = respelling.split("-")
    if not any(s.isupper() for s in syllables) or all(s.isupper() for s in syllables):
        return english_phones(respelling.lower(), accent=accent, where=where)
    return "".join(_syllable(s, accent, where) for s in syllables if s)


def _syllable(syllable: str, accent: Accent, where: str) -> str:
    phones = re.sub("[ˈˌ]", "", english_phones(syllable.lower(), accent=accent, where=where))
    return re.sub(f"(?=[{_VOWELS}])", "ˈ", phones, count=1) if syllable.isupper() else phones


def _label(text: str) -> str:
    return re.sub(r"[^\w'’-]", "", text) or "word"


def _plain(text: str, where: str) -> str:
    text = text.replace("’", "'").replace("‘", "'")
    stray = re.search(r"[$£€](?!\d)", text)
    if stray:  # hibari reads them before a number only, and drops them elsewhere
        phone_mark(stray[0], where=where)
    return re.sub(r"\s+", " ", "".join(_character(c, where) for c in text))


def _character(character: str, where: str) -> str:
    if character in "'-\"" or (character.isascii() and character.isalnum()) or character in _SYMBOLS_READ:
        return character
    mark = MARK_OF.get(character)
    if mark is not None:
        return mark
    name = unicodedata.name(character, "")
    if name.startswith("LATIN"):
        return character
    greek = re.match(r"GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?([A-Z]+)", name)
    if greek:
        return f" {greek[1].lower().replace('lamda', 'lambda')} "
    if unicodedata.category(character)[0] == "M":
        return character
    if character.isalpha():
        raise EngineProblem(
            f"English cannot be read from {character!r} ({name.lower()}).",
            where=where,
            how="Mark its language in the manuscript, or give a reading for it in the lexicon.",
        )
    return phone_mark(character, where=where)
