"""Word classes where they decide a sound: stems before endings, -(으)ㄹ before nouns, suffixes (mecab-ko-dic)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple, Protocol, cast

from reciter.languages.ko.jamo import coda_of

_STEMS = ("VV", "VA", "VX", "XSA", "XSV")
_FINAL_L = "ᆯ"
# Suffixes whose first consonant is tense: -성 always, the others after ㄹ (표준 발음법 제26항).
_TENSE_SUFFIXES = frozenset("성")
_TENSE_AFTER_L = frozenset("적자사서증장실소점제지단")
_HARD_TEN = ("열", "여덟")


class Word(NamedTuple):
    """A morpheme: where it stands, its form, its classes joined by `+`, and the forms it was fused from."""

    start: int
    end: int
    form: str
    classes: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Grammar:
    """What word classes say of a text.

    Attributes:
        borders: offsets at which a morpheme begins or ends.
        stems: offsets of the last syllable of a stem that an ending follows.
        tensing: offsets of syllables after which a lax consonant is tense.
        nouns: start and end of nouns, adverbs and roots.
    """

    borders: frozenset[int] = frozenset()
    stems: frozenset[int] = frozenset()
    tensing: frozenset[int] = frozenset()
    nouns: tuple[tuple[int, int], ...] = field(default=())


class _Feature(Protocol):
    pos: str
    expression: str | None


class _Morpheme(Protocol):
    surface: str
    feature: _Feature
    span: tuple[int, int]


class _Tagger(Protocol):
    def parse(self, text: str) -> list[_Morpheme]: ...


def words(text: str) -> list[Word]:
    """Morphemes of a text, in order."""
    return [_word(morpheme) for morpheme in _tagger().parse(text)] if text.strip() else []


def grammar(text: str) -> Grammar:
    """What the word classes of a text say about its sounds."""
    found = words(text)
    neighbours: list[tuple[Word, Word | None]] = [*pairwise(found), *((word, None) for word in found[-1:])]
    return Grammar(
        borders=frozenset(at for word in found for at in (word.start, word.end)),
        stems=frozenset(_stems(neighbours)),
        tensing=frozenset((*_tensing(neighbours), *_suffixes(text, found))),
        nouns=tuple((w.start, w.end) for w in found if w.classes.startswith(("NN", "XR", "MAG"))),
    )


@cache
def _tagger() -> _Tagger:
    from mecab import MeCab  # here, because it opens a dictionary of 80 MB

    return cast(_Tagger, MeCab())


def _word(morpheme: _Morpheme) -> Word:
    parts = tuple(part.split("/")[0] for part in (morpheme.feature.expression or "").split("+"))
    start, end = morpheme.span
    return Word(start, end, morpheme.surface, morpheme.feature.pos, parts)


def _stems(neighbours: Sequence[tuple[Word, Word | None]]) -> Iterator[int]:
    """제24, 25항: 신고 (to wear) is [신꼬], 신고 (a report) is not."""
    for word, following in neighbours:
        if not word.classes.startswith(_STEMS):
            continue
        if "+" not in word.classes:
            if following and following.start == word.end and following.classes.startswith("E"):
                yield word.end - 1
        elif word.form.startswith(word.parts[0]) and len(word.form) > len(word.parts[0]):
            yield word.start + len(word.parts[0]) - 1


def _tensing(neighbours: Sequence[tuple[Word, Word | None]]) -> Iterator[int]:
    for word, following in neighbours:
        yield from _after_l(word)
        is_counted = following is not None and following.classes.startswith("NNBC") and following.form != "도"
        if is_counted and word.classes.startswith(("MM", "NR")) and word.form.endswith(_HARD_TEN):
            yield word.end - 1


def _suffixes(text: str, found: Sequence[Word]) -> Iterator[int]:
    """제26항 in suffixes: 가능성 [가능썽], 기술자 [기술짜]."""
    for word in found:
        if word.classes.startswith("XSN") and word.start:
            is_after_l = coda_of(text[word.start - 1]) == "ㄹ"
            if word.form in _TENSE_SUFFIXES or (is_after_l and word.form in _TENSE_AFTER_L):
                yield word.start - 1


def _after_l(word: Word) -> Iterator[int]:
    """제27항: -(으)ㄹ before a noun (할 것을 [할꺼슬]) and in endings (할게 [할께])."""
    if word.classes.endswith("ETM") and coda_of(word.form[-1]) == "ㄹ":
        yield word.end - 1
    ending = word.parts[-1] if "+" in word.classes else ""
    if word.classes.startswith("E") and word.form.startswith("을") and len(word.form) > 1:
        yield word.start
    elif ending.startswith(_FINAL_L) and len(ending) > 1 and word.form.endswith(ending[1:]):
        yield word.end - len(ending)
