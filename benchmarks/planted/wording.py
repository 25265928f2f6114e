"""Faults in the words: a sentence spoken with one word fewer, twice, or another in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import jieba
import pyopenjtalk

from reciter.text.sentence import Sentence
from reciter.text.span import Reading, Run


@dataclass(frozen=True)
class Word:
    """A word of a spoken text: where it stands, its language, and its syllables (Japanese: moras)."""

    start: int
    end: int
    text: str
    language: str
    syllables: int


def words_of(sentence: Sentence) -> list[Word]:
    """The words of a sentence, in order; signs are none."""
    return [word for run in sentence.runs for word in _words(sentence.spoken, run)]


def without(sentence: Sentence, word: Word) -> Sentence:
    """The sentence without a word, and without the space before or after it."""
    text, start, end = sentence.spoken, word.start, word.end
    if start and text[start - 1] == " ":
        start -= 1
    elif text[end : end + 1] == " ":
        end += 1
    return _replaced(sentence, start, end, "")


def twice(sentence: Sentence, word: Word) -> Sentence:
    """The sentence with a word said twice; the second time with the same readings."""
    gap = " " if word.language == "en" else ""
    longer = _replaced(sentence, word.end, word.end, gap + word.text)
    move = len(gap) + len(word.text)
    copies = tuple(
        replace(one, start=one.start + move, end=one.end + move)
        for one in sentence.readings
        if word.start <= one.start and one.end <= word.end
    )
    return replace(longer, readings=tuple(sorted((*longer.readings, *copies), key=lambda one: one.start)))


def swapped(sentence: Sentence, word: Word, other: str) -> Sentence:
    """The sentence with another word in a word's place."""
    return _replaced(sentence, word.start, word.end, other)


def _replaced(sentence: Sentence, start: int, end: int, text: str) -> Sentence:
    move = len(text) - (end - start)
    runs = (_moved(run, start, end, move) for run in sentence.runs)
    kept = (one for one in sentence.readings if one.end <= start or one.start >= end)
    return replace(
        sentence,
        spoken=sentence.spoken[:start] + text + sentence.spoken[end:],
        runs=tuple(run for run in runs if run.end > run.start),
        readings=tuple(_shifted(one, end, move) for one in kept),
        pieces=(),
    )


def _moved(run: Run, start: int, end: int, move: int) -> Run:
    first = run.start if run.start <= start else max(start, run.start + move)
    last = run.end + move if run.end >= end and run.end > start else min(run.end, start)
    return replace(run, start=first, end=max(first, last))


def _shifted(reading: Reading, end: int, move: int) -> Reading:
    by = move if reading.start >= end else 0
    return replace(reading, start=reading.start + by, end=reading.end + by)


def _words(spoken: str, run: Run) -> Iterator[Word]:
    find = {"en": _english, "zh": _chinese, "ja": _japanese}[run.language]
    for start, text, syllables in find(spoken[run.start : run.end]):
        at = run.start + start
        yield Word(at, at + len(text), text, run.language, syllables)


def _english(text: str) -> Iterator[tuple[int, str, int]]:
    for match in re.finditer(r"[A-Za-z]+(?:['’-][A-Za-z]+)*", text):
        silent = re.sub(r"(?<=[^aeiouyl])e(?:s|d)?$", "", match[0].lower())
        yield match.start(), match[0], max(1, len(re.findall(r"[aeiouy]+", silent)))


def _chinese(text: str) -> Iterator[tuple[int, str, int]]:
    for word, start, _end in jieba.tokenize(text):
        if re.fullmatch(r"[\u4e00-\u9fff]+", word):
            yield start, word, len(word)


def _japanese(text: str) -> Iterator[tuple[int, str, int]]:
    at = 0
    for part in pyopenjtalk.run_frontend(text):
        found = text.find(part["string"], at)
        if found >= 0 and part["mora_size"] and part["pos"] != "記号":
            at = found + len(part["string"])
            yield found, part["string"], int(part["mora_size"])
