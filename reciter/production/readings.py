"""The pronunciation sheet of a book: the words whose reading was guessed, each once, to be looked at by a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reciter.languages import get_language, has_language
from reciter.production.engines import engine_of
from reciter.production.lexicons import lexicon_of
from reciter.production.polyphones import polyphones_of
from reciter.production.prepare import Choices, with_choices
from reciter.production.reading import read_book
from reciter.production.sources import BookSource
from reciter.production.voices import find_voice
from reciter.settings import Settings
from reciter.text.alignment import stretch_around
from reciter.text.doubt import Doubt, DoubtKind
from reciter.text.lexicon import Hit, Lexicon
from reciter.text.notation import said_without_s
from reciter.text.sentence import Sentence
from reciter.text.span import Run

_GUESSES = frozenset({"polyphone", "homograph", "name", "acronym"})
_WORDS_OF_THE_AUTHOR = frozenset({"lexicon", "alias"})

CONTEXT = 40
"""Characters of a sentence that are shown on either side of a word."""


@dataclass(frozen=True)
class Uncertain:
    """A word whose reading was guessed.

    Attributes:
        pattern: the word as it is written.
        said: what would be said, as the column `reading` of a lexicon has it.
        language: that it is read in.
        kind: why it is uncertain.
        count: how often it stands in the book.
        chapter: number of the chapter where it stands first, as `reciter inspect` shows it.
        sentence: id of the sentence where it stands first.
        context: that sentence, or what stands around the word.
    """

    pattern: str
    said: str
    language: str
    kind: DoubtKind
    count: int
    chapter: int
    sentence: str
    context: str


@dataclass(frozen=True)
class Sheet:
    """The words of a book whose readings were guessed.

    Attributes:
        book: id of the book.
        voice: name of the voice.
        readings: most frequent first, then in the order of the book.
        unexamined: languages that there are not here, with the characters of the book that are in them.
    """

    book: str
    voice: str
    readings: tuple[Uncertain, ...]
    unexamined: dict[str, int]


def find_readings(source: BookSource, choices: Choices, settings: Settings) -> Sheet:
    """List what is uncertain in a book. What lexicon, ruby or `ssml:ph` say is certain.

    Raises:
        InputProblem: manuscript, book.toml, lexicon or voice cannot be used.
    """
    wanted = with_choices(source.settings, choices)
    voice = find_voice(wanted.voice, settings.voices_folder)
    lexicon = lexicon_of(source, voice, voices_folder=settings.voices_folder)
    limits, polyphones = engine_of(voice.engine).limits, polyphones_of(settings)
    read = read_book(source, wanted, limits=limits, lexicon=lexicon, polyphones=polyphones)
    found: dict[tuple[str, str, str, str], Uncertain] = {}
    unexamined = Counter[str]()
    for chapter in read.chapters:
        number = chapter.chapter.number
        for sentence in chapter.sentences:
            unexamined.update(_unexamined(sentence))
            for one in uncertain_in(sentence, lexicon.at(number, sentence.role), chapter=number):
                key = (one.pattern, one.kind, one.said, one.language)
                known = found.get(key)
                found[key] = replace(known, count=known.count + 1) if known else one
    open_ones = [one for one in with_inflections_joined(found.values()) if not _is_confirmed(one, lexicon)]
    ordered = sorted(open_ones, key=lambda one: -one.count)
    return Sheet(source.id, voice.id, tuple(ordered), dict(unexamined.most_common()))


def with_inflections_joined(found: Iterable[Uncertain]) -> list[Uncertain]:
    """The words without those possessives and plurals that a lexicon's line for the word itself would read as well."""
    words = {(one.pattern, one.kind, one.said): one for one in found}
    for key in list(words):
        one = words[key]
        base = next((base for base in _bases(one) if base in words), None)
        if base:
            first = min(words[base], one, key=lambda word: (word.chapter, word.sentence))
            count = words[base].count + one.count
            words[base] = replace(first, pattern=base[0], said=base[2], count=count)
            del words[key]
    return list(words.values())


def _bases(one: Uncertain) -> Iterator[tuple[str, DoubtKind, str]]:
    """The words that this one may be the possessive or plural of, by writing and by sound."""
    for ending in ("’s", "'s", "s", "es"):
        if one.pattern.endswith(ending) and len(one.pattern) > len(ending):
            for said in said_without_s(one.said):
                yield one.pattern.removesuffix(ending), one.kind, said


def uncertain_in(sentence: Sentence, lexicon: Lexicon, *, chapter: int) -> Iterator[Uncertain]:
    """The uncertain words of a sentence, in order, each with count 1.

    Args:
        sentence: of the book.
        lexicon: what of the lexicon holds where the sentence stands; its words are left out.
        chapter: number of the sentence's chapter.
    """
    hits = lexicon.find(sentence.written)
    for run in sentence.runs:
        for doubt in _doubts(sentence, run):
            one = _as_written(sentence, doubt, run.language, chapter)
            if one and not _is_certain(sentence, doubt, hits) and not _is_of_rule(sentence, doubt):
                yield one


def _is_confirmed(one: Uncertain, lexicon: Lexicon) -> bool:
    """Whether a line of a sheet was left as it is for this word."""
    return (one.pattern, " ".join(one.said.split())) in lexicon.confirmed


def _doubts(sentence: Sentence, run: Run) -> Iterator[Doubt]:
    if has_language(run.language):
        for doubt in get_language(run.language).doubts(sentence.spoken[run.start : run.end]):
            yield replace(doubt, start=doubt.start + run.start, end=doubt.end + run.start)


def _unexamined(sentence: Sentence) -> dict[str, int]:
    count = Counter[str]()
    for run in sentence.runs:
        if not has_language(run.language):
            count[run.language] += run.end - run.start
    return count


def _is_certain(sentence: Sentence, doubt: Doubt, hits: Sequence[Hit]) -> bool:
    """Whether the author or the lexicon has said how it is read."""
    if any(reading.start < doubt.end and doubt.start < reading.end for reading in sentence.readings):
        return True
    stretch = stretch_around(sentence.pieces, doubt.start, doubt.end)
    is_word = doubt.end - doubt.start > 1
    return any(
        hit.start < stretch.written_end and stretch.written_start < hit.end
        for hit in hits
        if not (
            is_word and hit.end - hit.start == 1
        )  # a pattern of one character says nothing of longer words
    )


def _is_of_rule(sentence: Sentence, doubt: Doubt) -> bool:
    """Whether a guess is about a word that a rule answered with (25°C, 3:30): the rule knows how that is read."""
    return doubt.kind in _GUESSES and any(
        piece.rule not in _WORDS_OF_THE_AUTHOR
        and piece.spoken_start <= doubt.start
        and doubt.end <= piece.spoken_end
        for piece in sentence.pieces
    )


def _as_written(sentence: Sentence, doubt: Doubt, language: str, chapter: int) -> Uncertain | None:
    """A doubt about spoken text as a line about written text; None where nothing is written."""
    stretch = stretch_around(sentence.pieces, doubt.start, doubt.end)
    start, end = stretch.written_start, stretch.written_end
    pattern = sentence.written[start:end].strip()
    if not pattern or "\n" in pattern:
        return None
    is_whole = (stretch.spoken_start, stretch.spoken_end) == (doubt.start, doubt.end)
    said = doubt.said if is_whole else sentence.spoken[stretch.spoken_start : stretch.spoken_end]
    context = " ".join(sentence.written[max(0, start - CONTEXT) : end + CONTEXT].split())
    return Uncertain(pattern, said.strip(), language, doubt.kind, 1, chapter, sentence.id, context)
