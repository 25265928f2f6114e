"""Stretches whose reading is fixed: by the lexicon, ruby, `ssml:ph`, line breaks of verse. No rule touches them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from reciter.book import Block
from reciter.languages import get_language, has_language, primary_subtag
from reciter.languages.runs import language_at, language_runs
from reciter.text.alignment import align
from reciter.text.lexicon import Hit, Lexicon
from reciter.text.notation import LANGUAGE_OF_ALPHABET
from reciter.text.roman import heading_numeral
from reciter.text.ruby import reading_of_ruby
from reciter.text.span import Mark, Reading, Rewrite, Run

PHONE_ALPHABETS = frozenset({"ipa", "x-sampa"})
_JOINTS = {"zh": ("，", ""), "ja": ("、", ""), "yue": ("，", "")}
_LINE_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Pronounced:
    """A stretch of a block whose reading is fixed.

    Attributes:
        start: first character.
        end: one past the last character.
        language: that it is read in; empty leaves it in its run's.
        rewrite: what it is read as, if it differs from what is written.
        reading: its pronunciation, if given.
    """

    start: int
    end: int
    language: str = ""
    rewrite: Rewrite | None = None
    reading: Reading | None = None


def pronounced(
    block: Block, runs: Sequence[Run], *, lexicon: Lexicon, silent: Sequence[Mark] = ()
) -> tuple[Pronounced, ...]:
    """Stretches of a block whose reading is fixed, in order, not overlapping; the lexicon overrules the marks.

    Args:
        block: the block.
        runs: languages of its text.
        lexicon: the book's own words.
        silent: language tags, which are not spoken.
    """
    chosen: list[Pronounced] = []
    tags = (_silent(tag) for tag in silent)
    words, layout = _of_lexicon(block.text, runs, lexicon), (_of_verse(block, runs), _of_numeral(block, runs))
    for part in chain(tags, words, _of_marks(block, runs), *layout):
        if part.start < part.end:
            _place(chosen, part)
    return tuple(chosen)


def _place(chosen: list[Pronounced], part: Pronounced) -> None:
    """Put a part in its place among others, unless it overlaps one of them."""
    index = bisect_left(chosen, part.start, key=lambda other: other.start)
    after_last = index == 0 or chosen[index - 1].end <= part.start
    before_next = index == len(chosen) or part.end <= chosen[index].start
    if after_last and before_next:
        chosen.insert(index, part)


def _silent(tag: Mark) -> Pronounced:
    rewrite = Rewrite(tag.start, tag.end, "", "language-tag")
    return Pronounced(tag.start, tag.end, marked_language(tag), rewrite)


def unusable_marks(block: Block) -> Iterator[Mark]:
    """Ruby that is no reading, and phones in an alphabet that is not known."""
    for mark in block.marks:
        if mark.kind not in ("language", "alias") and not _reading_of_mark(mark):
            yield mark


def _of_lexicon(text: str, runs: Sequence[Run], lexicon: Lexicon) -> Iterator[Pronounced]:
    for hit in lexicon.find(text, runs):
        if hit.entry.is_one_character and not _stands_alone(text, hit.start, runs):
            continue
        start, end, entry = hit.start, hit.end, hit.entry
        changed = not hit.reading and hit.spoken != text[start:end]
        rewrite = Rewrite(start, end, hit.spoken, "lexicon") if changed else None
        reading = Reading(start, end, entry.alphabet, hit.reading) if hit.reading else None
        yield Pronounced(start, end, _language_of_hit(hit, runs), rewrite, reading)


def _stands_alone(text: str, at: int, runs: Sequence[Run]) -> bool:
    """Whether one character is a word of its own, as its language divides the text: 行 in 这一行, not in 银行."""
    language = language_at(runs, at) if runs else ""
    return not has_language(language) or get_language(language).stands_alone(text, at)


def _language_of_hit(hit: Hit, runs: Sequence[Run]) -> str:
    entry, around = hit.entry, language_at(runs, hit.start) if runs else ""
    if entry.language or entry.alphabet:
        return entry.language or LANGUAGE_OF_ALPHABET.get(entry.alphabet, around)
    return _language_of_words(entry.spoken, around)


def _language_of_words(spoken: str, around: str) -> str:
    runs = language_runs(spoken, around)
    return runs[0].language if len(runs) == 1 else around


def _of_marks(block: Block, runs: Sequence[Run]) -> Iterator[Pronounced]:
    for mark in block.marks:
        reading = _reading_of_mark(mark)
        if mark.kind == "alias":
            language = _language_of_words(mark.value, language_at(runs, mark.start))
            spoken = Rewrite(mark.start, mark.end, mark.value, "alias")
            yield Pronounced(mark.start, mark.end, language, spoken)
        elif reading:
            yield Pronounced(
                mark.start, mark.end, LANGUAGE_OF_ALPHABET.get(reading.alphabet, ""), None, reading
            )


def _of_verse(block: Block, runs: Sequence[Run]) -> Iterator[Pronounced]:
    """Line breaks. A line that ends without punctuation gets a comma, so that its end can be heard.

    Not before a line that goes on in lower case: that is a long line wrapped.
    """
    for match in _LINE_BREAK.finditer(block.text) if "\n" in block.text else ():
        language = language_at(runs, max(match.start() - 1, 0))
        comma, space = _JOINTS.get(language, (", ", " "))
        bare = block.text[match.start() - 1 : match.start()].isalnum()
        wrapped = block.text[match.end() : match.end() + 1].islower()
        spoken = comma if bare and not wrapped else space
        yield Pronounced(*match.span(), language, Rewrite(*match.span(), spoken, "verse-line"))


def _of_numeral(block: Block, runs: Sequence[Run]) -> Iterator[Pronounced]:
    """A roman numeral that numbers a heading, even a lone I, which in running text would be the pronoun."""
    found = heading_numeral(block.text) if block.kind == "heading" else None
    if found:
        start, end, value = found
        language = language_at(runs, start)
        if has_language(language):
            spoken = align(str(value), get_language(language).normalise(str(value))).spoken
            yield Pronounced(start, end, language, Rewrite(start, end, spoken, "heading-numeral"))


def _reading_of_mark(mark: Mark) -> Reading | None:
    if mark.kind == "ruby":
        found = reading_of_ruby(mark.value)
        return Reading(mark.start, mark.end, *found) if found else None
    if mark.kind == "phones" and mark.value.strip() and mark.alphabet.lower() in PHONE_ALPHABETS:
        return Reading(mark.start, mark.end, mark.alphabet.lower(), mark.value.strip())
    return None


def marked_language(mark: Mark) -> str:
    """Primary code of a language mark; empty for other marks."""
    return primary_subtag(mark.value) if mark.kind == "language" else ""
