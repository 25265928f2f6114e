"""Readings of characters before tones change: our phrases, then dictionary words, then what stands around.

`phrases.tsv` holds phrases that outweigh the dictionary, `polyphones.tsv` readings of single characters by their
context, the first line that fits. Dictionary: pypinyin (MIT).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from reciter.languages.zh.words import tag

_REACH = 10
"""Characters on each side that a context may look at."""


class Choice(NamedTuple):
    """Reading of one character.

    Attributes:
        syllable: with tone figure; empty if the character is in no dictionary.
        source: `phrase`, `word`, `context`, `default` (of several readings the most frequent), `only`, or `model`.
    """

    syllable: str
    source: str


class _Context(NamedTuple):
    syllable: str
    before: re.Pattern[str]
    after: re.Pattern[str]


def choose(text: str, words: Sequence[tuple[int, str]]) -> dict[int, Choice]:
    """Choose a reading for every character of some words of a text.

    Args:
        text: simplified text, whole: neighbours decide.
        words: words of Han characters with their places in the text, in order.

    Returns:
        Place of a character → its reading.
    """
    chosen: dict[int, Choice] = {}
    spans = {start + i: (start, word) for start, word in words for i in range(len(word))}
    for start, phrase in _phrases_in(text):
        if _stands_alone(start, phrase, spans):
            chosen |= {start + i: Choice(syllable, "phrase") for i, syllable in enumerate(_phrases()[phrase])}
    for (_, before), (start, word) in pairwise([(0, ""), *words]):
        if word == "地" and _is_manner(before, text, start):
            chosen.setdefault(start, Choice("de5", "context"))
        for at, part, reading in _parts(word):
            for i, syllable in enumerate(reading):
                chosen.setdefault(start + at + i, Choice(syllable, "word"))
            if not reading:
                chosen.setdefault(start + at, alone(text, start + at, part))
    return chosen


def _is_manner(before: str, text: str, place: int) -> bool:
    """Whether 地 follows a word that tells how something is done: 一声不响地走."""
    is_adverbial = (
        len(before) > 1 and text[place - len(before) : place] == before and tag(before)[:1] in tuple("adzil")
    )
    return is_adverbial and "一" <= text[place + 1 : place + 2] <= "鿿"


def _stands_alone(start: int, phrase: str, spans: Mapping[int, tuple[int, str]]) -> bool:
    """Whether a phrase is no accident of its place: 得主 in 觉得主意, 数点 in 小数点."""
    if start not in spans:
        return False
    word_start, word = spans[start]
    if start + len(phrase) > word_start + len(word):
        return start == word_start or not _reading(word)
    return len(phrase) == len(word) or not _reading(word)


Ask = Callable[[Sequence[int]], Mapping[int, str]]
"""Ask a model for the readings of characters by their places in a text; it leaves out what it does not know."""

_NEVER_ASKED = frozenset("一不的和咋嗲剖差攒倒难奔劲拗肖瘙诶泊听噢")
"""一 and 不 change by the tone after them, and 的 alone has one reading. Of the others published g2pW models know
Taiwan's readings (和 han4); PaddleSpeech leaves them out (`t2s/frontend/g2pw/onnx_api.py`, non_polyphonic)."""


def ask_model(
    plain: str, choices: Mapping[int, Choice], *, ask: Ask, kept: Container[int] = ()
) -> dict[int, Choice]:
    """Readings that a model gives to characters which no phrase and no word of the dictionary decides.

    Args:
        plain: simplified text.
        choices: readings as they are chosen without it.
        ask: the model.
        kept: places that it is not asked about.

    Returns:
        Place → reading; an answer that the dictionary does not know for the character is not taken.
    """
    unsure = (place for place, choice in choices.items() if choice.source in ("context", "default"))
    places = sorted(p for p in unsure if p not in kept and plain[p] not in _NEVER_ASKED)
    answers = ask(places) if places else {}
    return {p: Choice(said, "model") for p, said in answers.items() if said in readings_of(plain[p])}


def alone(text: str, place: int, character: str) -> Choice:
    """Reading of a character that is in no word of the dictionary: by what stands before and after."""
    for context in _contexts().get(character, ()):
        if context.before.search(text, max(0, place - _REACH), place) and context.after.match(
            text, place + 1
        ):
            is_default = not context.before.pattern.strip("(?:)$") and not context.after.pattern
            return Choice(context.syllable, "default" if is_default else "context")
    readings = readings_of(character)
    return Choice(readings[0] if readings else "", "default" if len(readings) > 1 else "only")


def has_contexts(character: str) -> bool:
    """Whether a character has several readings that are in use, so that its neighbours are asked."""
    return len(_contexts().get(character, ())) > 1


@lru_cache(maxsize=8192)
def readings_of(character: str) -> tuple[str, ...]:
    """All readings of a character, the most frequent first; empty for one that nobody knows."""
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_tone3

    marked = PINYIN_DICT.get(ord(character), "")
    return tuple(_plain(to_tone3(one, neutral_tone_with_five=True)) for one in marked.split(",") if one)


def _plain(syllable: str) -> str:
    return syllable.replace("ü", "v")


@lru_cache(maxsize=65536)
def _parts(word: str) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    """Cut a word into the longest words that the dictionary of readings has; single characters have no reading here."""
    parts, at = [], 0
    while at < len(word):
        end = next((end for end in range(len(word), at + 1, -1) if _reading(word[at:end])), at + 1)
        parts.append((at, word[at:end], _reading(word[at:end]) if end > at + 1 else ()))
        at = end
    return tuple(parts)


@lru_cache(maxsize=65536)
def _reading(word: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    if word not in PHRASES_DICT or word in _left_to_context():
        return ()
    return tuple(lazy_pinyin([word], style=Style.TONE3, neutral_tone_with_five=True))


def _phrases_in(text: str) -> list[tuple[int, str]]:
    """Our phrases in a text with their places, longest first at each place, not overlapping."""
    by_start, found, at = _phrases_by_start(), [], 0
    while at < len(text):
        candidates = by_start.get(text[at : at + 2], ())
        phrase = next((one for one in candidates if text.startswith(one, at)), None)
        if phrase:
            found.append((at, phrase))
        at += len(phrase) if phrase else 1
    return found


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, tuple[str, ...]]:
    return {phrase: tuple(reading.split()) for phrase, reading in _rows("phrases.tsv") if reading != "?"}


@lru_cache(maxsize=1)
def _left_to_context() -> frozenset[str]:
    return frozenset(phrase for phrase, reading in _rows("phrases.tsv") if reading == "?")


@lru_cache(maxsize=1)
def _phrases_by_start() -> Mapping[str, list[str]]:
    starts: dict[str, list[str]] = {}
    for phrase in sorted(_phrases(), key=len, reverse=True):
        starts.setdefault(phrase[:2], []).append(phrase)
    return starts


@lru_cache(maxsize=1)
def _contexts() -> Mapping[str, list[_Context]]:
    contexts: dict[str, list[_Context]] = {}
    for character, syllable, before, after in _rows("polyphones.tsv"):
        context = _Context(syllable, re.compile(f"(?:{before})$" if before else ""), re.compile(after))
        contexts.setdefault(character, []).append(context)
    return contexts


def _rows(name: str) -> list[list[str]]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
