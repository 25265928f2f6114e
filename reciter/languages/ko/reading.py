"""How Korean text sounds: syllables as they are heard, and the same as Hangul for comparing texts by sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reciter.errors import InputProblem
from reciter.languages.ko import hanja
from reciter.languages.ko.grammar import Grammar, grammar
from reciter.languages.ko.ipa import jamo_of_ipa
from reciter.languages.ko.jamo import Syllable, is_syllable, join, split
from reciter.languages.ko.letters import GREEK, HANGUL, LATIN
from reciter.languages.ko.numeral import spell
from reciter.languages.ko.sounds import sound
from reciter.languages.ko.words import liquid_tensing, respelled
from reciter.text.scripts import HAN
from reciter.text.span import Reading
from reciter.text.xsampa import xsampa_to_ipa

_PUNCTUATION = {
    "，": ",", "、": ",", "；": ",", ";": ",", "：": ",", ":": ",", "·": ",", "・": ",", "。": ".", "．": ".",
    "！": "!", "？": "?", "—": "-", "–": "-", "―": "-", "~": "-", "～": "-", "⋯": "…",
}  # fmt: skip
SPOKEN_SIGNS = frozenset("!?…,.-")
"""Punctuation that has a phone."""

# A number and its unit, and the parts of a number, are one word to the ear: 만 오천 원 [마노처눤].
_JOINED = re.compile(
    "(?<=[만억조]) (?=[일이삼사오육칠팔구십백천])"
    "|(?<=[일이삼사오육칠팔구십백천만억조]) (?=(?:원|엔|인분?|유로)"
    "(?:[^가-힣]|$|[은을이에의과도으입인짜어씩정대까부만보]))"
)
_HANJA = re.compile(f"[{HAN}]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class _Prepared:
    """A text with everything in Hangul or in signs that have a phone.

    Attributes:
        text: the text.
        given: phones by offset, where a reading gives them.
        kept: offsets that no table of words may change, because a reading says how they sound.
    """

    text: str
    given: dict[int, tuple[str, ...]]
    kept: frozenset[int]


@dataclass(frozen=True)
class Heard:
    """A text as it is heard.

    Attributes:
        text: everything in Hangul or in signs; what cannot be said is left out.
        syllables: by offset into `text`, changed to what is heard.
        given: phones by offset, where a reading gives them.
        joined: offsets of spaces that are not heard.
    """

    text: str
    syllables: dict[int, Syllable]
    given: dict[int, tuple[str, ...]]
    joined: frozenset[int]


def hear(text: str, *, readings: Sequence[Reading] = ()) -> Heard:
    """Sound normalised Korean text by 표준 발음법.

    Args:
        text: normalised text; what is left of Latin letters and figures is spelled, Hanja are read in Korean.
        readings: pronunciations over `text`: `respelling` in Hangul, `ipa` or `x-sampa`.

    Raises:
        InputProblem: a reading in another alphabet, or one that is not in its alphabet.
    """
    prepared = _prepare(text, readings)
    syllables = _syllables(prepared, grammar(prepared.text))
    joined = frozenset(match.start() for match in _JOINED.finditer(prepared.text))
    for breath in _breaths(prepared, syllables):
        apart = [after - before > 1 and before + 1 not in joined for before, after in pairwise(breath)]
        sound([syllables[at] for at in breath], [*apart, False])
    return Heard(prepared.text, syllables, prepared.given, joined)


def heard(text: str) -> str:
    """How text sounds, in Hangul: `꽃잎이 바람에` → 꼰니피 바라메; punctuation and spaces stay."""
    found = hear(text)
    return "".join(
        join(found.syllables[at]) if at in found.syllables else found.text[at]
        for at in range(len(found.text))
    )


def _syllables(prepared: _Prepared, words: Grammar) -> dict[int, Syllable]:
    spelled = respelled(prepared.text, words)
    tensing = {*words.tensing, *liquid_tensing(prepared.text, words)}
    found: dict[int, Syllable] = {}
    for at, character in enumerate(prepared.text):
        if at in prepared.given or not is_syllable(character):
            continue
        is_kept = at in prepared.kept
        syllable = split(character if is_kept else spelled[at])
        syllable.ends_stem = at in words.stems and not is_kept
        syllable.tenses = at in tensing and not is_kept
        found[at] = syllable
    return found


def _breaths(prepared: _Prepared, syllables: dict[int, Syllable]) -> list[list[int]]:
    """Offsets of syllables that are said without a pause between them: next to one another, or with a space between."""
    breaths: list[list[int]] = []
    for at in syllables:
        last = breaths[-1][-1] if breaths else -9
        if at - last == 1 or (at - last == 2 and prepared.text[at - 1] == " "):
            breaths[-1].append(at)
        else:
            breaths.append([at])
    return breaths


def _prepare(text: str, readings: Sequence[Reading]) -> _Prepared:
    parts: list[str] = []
    given: dict[int, tuple[str, ...]] = {}
    kept: set[int] = set()
    at = length = 0
    for reading in sorted(readings, key=lambda each: each.start):
        parts.append(spelled_out(text, at, reading.start))
        start = length + len(parts[-1])
        heard, sounds = _obeyed(reading, text)
        parts.append(heard)
        length = start + len(heard)
        kept |= set(range(start, length))
        given |= {start + i: (sounds if i == 0 else ()) for i in range(len(heard))} if sounds else {}
        at = reading.end
    return _Prepared("".join((*parts, spelled_out(text, at, len(text)))), given, frozenset(kept))


def _obeyed(reading: Reading, text: str) -> tuple[str, tuple[str, ...]]:
    """What a reading says: Hangul to be sounded, or the text with its phones."""
    stretch = text[reading.start : reading.end]
    if reading.alphabet == "respelling":
        value = unicodedata.normalize("NFC", reading.value)
        if value and all(is_syllable(character) or character == " " for character in value):
            return value, ()
    elif reading.alphabet in ("ipa", "x-sampa") and stretch:
        return stretch, jamo_of_ipa(reading.value if reading.alphabet == "ipa" else _ipa(reading.value))
    what = f"“{stretch}” cannot be read as “{reading.value}” ({reading.alphabet}) in Korean."
    raise InputProblem(what, where="reading", how="Give Hangul as [respelling:…], IPA or X-SAMPA.")


def _ipa(xsampa: str) -> str:
    try:
        return xsampa_to_ipa(xsampa)
    except ValueError as problem:
        raise InputProblem(f"“{xsampa}” is not X-SAMPA: {problem}.", where="reading") from None


def spelled_out(text: str, start: int, end: int) -> str:
    """A stretch of a text in Hangul and signs: letters and figures by their names, Hanja by their Korean readings."""
    stretch = unicodedata.normalize("NFC", text[start:end])
    stretch = _HANJA.sub(
        lambda match: hanja.read(match[0], before=stretch[match.start() - 1 : match.start()]), stretch
    )
    stretch = _SPACES.sub(" ", stretch)
    return "".join(map(_named, stretch))


def _named(character: str) -> str:
    if is_syllable(character) or character in SPOKEN_SIGNS or character == " ":
        return character
    if unicodedata.category(character)[0] == "M" or unicodedata.category(character) in (
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
    ):
        return ""
    simple = unicodedata.normalize("NFKD", character)[0]
    if simple.upper() in LATIN:
        return LATIN[simple.upper()]
    if simple.isdecimal() and simple.isascii():
        return spell(simple)
    return GREEK.get(character.lower()) or HANGUL.get(character) or _PUNCTUATION.get(character, character)
