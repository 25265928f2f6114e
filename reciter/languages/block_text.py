"""A block made ready for cutting into sentences: its runs, rewrites, readings, sentence ends and estimated lengths."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reciter.book import Block
from reciter.languages import get_language, has_language
from reciter.languages.authored import Pronounced, pronounced
from reciter.languages.latin_words import before_figures
from reciter.languages.runs import joined, language_at, language_runs, run_at
from reciter.languages.tags import read_tags
from reciter.text.language import Language
from reciter.text.lexicon import Lexicon
from reciter.text.segmentation import eastern_sentence_ends, punctuation_clause_ends, western_sentence_ends
from reciter.text.span import Reading, Rewrite, Run

_PRONOUNCEABLE = re.compile(r"[^\W_]")
_RATE_OF_OTHERS = 12.0
"""Characters per second of a language without a folder: alphabets run at 12 to 16."""


@dataclass(frozen=True, eq=False)
class BlockText:
    """A block with all that is known of its text; offsets are written ones, into `block.text`.

    Attributes:
        block: the block.
        runs: languages, covering the text.
        rewrites: in order, not overlapping, each within one run.
        readings: pronunciations to obey, in order, not overlapping.
        ends: where sentences end, the end of the text included.
        ticks: offsets at which the reading rate changes, and the seconds that have passed there.
    """

    block: Block
    runs: tuple[Run, ...]
    rewrites: tuple[Rewrite, ...]
    readings: tuple[Reading, ...]
    ends: tuple[int, ...]
    ticks: tuple[tuple[int, float], ...]

    def seconds(self, start: int, end: int) -> float:
        """Estimated seconds that the text between two offsets takes when spoken."""
        return self._elapsed(end) - self._elapsed(start)

    def is_pronounceable(self, start: int, end: int) -> bool:
        """Whether there is a letter or digit to speak between two offsets."""
        if _PRONOUNCEABLE.search(self.block.text, start, end):
            return True
        return any(start <= r.start < end and _PRONOUNCEABLE.search(r.spoken) for r in self.rewrites)

    def is_inside(self, offset: int) -> bool:
        """Whether a cut at an offset would divide a rewrite or a reading."""
        return any(r.start < offset < r.end for r in self.rewrites) or any(
            r.start < offset < r.end for r in self.readings
        )

    def language_before(self, offset: int) -> str:
        """Language of the character before an offset."""
        return language_at(self.runs, max(offset - 1, 0))

    def _elapsed(self, offset: int) -> float:
        index = min(bisect_right(self.ticks, (offset, float("inf"))), len(self.ticks) - 1)
        (start, passed), (end, total) = self.ticks[index - 1], self.ticks[index]
        return total if offset >= end else passed + (total - passed) * (offset - start) / (end - start)


def read_block(block: Block, *, language: str, lexicon: Lexicon) -> BlockText:
    """Find out how a block's text is to be spoken.

    Args:
        block: with text; a scene break has none.
        language: BCP 47 tag of the language around.
        lexicon: the book's own words; they come before the author's marks, and both before the languages' rules.
    """
    text, tagged = block.text, read_tags(block.text)
    runs = language_runs(text, language, marks=(*block.marks, *tagged.stretches))
    fixed = pronounced(block, runs, lexicon=lexicon, silent=tagged.tags)
    runs = _overruled(runs, fixed)
    ends = _accepted(text, runs, fixed, clauses=False)
    rewrites = [part.rewrite for part in fixed if part.rewrite]
    for start, end in pairwise((0, *ends)):
        rewrites += _normalised(text, start, end, runs, fixed)
    rewrites.sort(key=lambda rewrite: rewrite.start)
    readings = tuple(part.reading for part in fixed if part.reading)
    ticks = tuple(_ticks(len(text), runs, rewrites))
    return BlockText(block, tuple(runs), tuple(rewrites), readings, tuple(ends), ticks)


def clause_ends(text: BlockText, start: int, end: int) -> list[int]:
    """Offsets strictly between two others where punctuation allows a cut, by the rules of the language there."""
    stretch = text.block.text[start:end]
    over = [run for run in text.runs if run.end > start and run.start < end]
    runs = [Run(max(run.start - start, 0), min(run.end, end) - start, run.language) for run in over]
    offsets = (start + offset for offset in _accepted(stretch, runs, (), clauses=True))
    return [offset for offset in offsets if start < offset < end and not text.is_inside(offset)]


def _accepted(text: str, runs: Sequence[Run], fixed: Sequence[Pronounced], *, clauses: bool) -> list[int]:
    """Ends that the language of the character before them sees; the end of the text included, none inside `fixed`."""
    ends = {len(text)}
    for code in {run.language for run in runs}:
        found = _clause_ends(text, code) if clauses else _sentence_ends(text, code)
        ends.update(found if len(runs) == 1 else [e for e in found if e and language_at(runs, e - 1) == code])
    return sorted(end for end in ends if end and not any(part.start < end < part.end for part in fixed))


def _sentence_ends(text: str, code: str) -> Sequence[int]:
    if has_language(code):
        return get_language(code).sentence_ends(text)
    return sorted({*western_sentence_ends(text, is_end=lambda *_: True), *eastern_sentence_ends(text)})


def _clause_ends(text: str, code: str) -> Sequence[int]:
    return get_language(code).clause_ends(text) if has_language(code) else punctuation_clause_ends(text)


def _overruled(runs: list[Run], fixed: Sequence[Pronounced]) -> list[Run]:
    """Runs in which the stretches of lexicon and marks are in the language that these are read in."""
    for part in fixed:
        over = run_at(runs, part.start)
        if not part.language or (over.language == part.language and part.end <= over.end):
            continue
        kept = [Run(r.start, min(r.end, part.start), r.language) for r in runs if r.start < part.start]
        after = [Run(max(r.start, part.end), r.end, r.language) for r in runs if r.end > part.end]
        runs = joined([*kept, Run(part.start, part.end, part.language), *after])
    return runs


def _normalised(
    text: str, start: int, end: int, runs: Sequence[Run], fixed: Sequence[Pronounced]
) -> Iterator[Rewrite]:
    """Rewrites of one sentence, run by run, around the stretches that are fixed."""
    index = max(bisect_right(runs, start, key=lambda run: run.start) - 1, 0)
    while index < len(runs) and runs[index].start < end:
        run = runs[index]
        index += 1
        if not has_language(run.language) or _is_lone_letter(text, run, runs):
            continue
        for first, last in _free(max(run.start, start), min(run.end, end), fixed):
            yield from _in_context(get_language(run.language), text, first, last)


def _is_lone_letter(text: str, run: Run, runs: Sequence[Run]) -> bool:
    """Whether a run is one Latin letter inside text of another script: a grade or a name (A股, X光), no numeral."""
    return run.end - run.start == 1 < len(runs) and text[run.start].isascii() and text[run.start].isalpha()


def _in_context(language: Language, text: str, start: int, end: int) -> Iterator[Rewrite]:
    """Rewrites of a stretch; figures that open it are seen with the Latin word before them (A320, COVID-19)."""
    context = before_figures(text, start)
    found = language.normalise(context + text[start:end])
    if any(rewrite.start < len(context) < rewrite.end for rewrite in found):
        context, found = "", language.normalise(text[start:end])
    by = start - len(context)
    for rewrite in found:
        if rewrite.start >= len(context):
            yield Rewrite(rewrite.start + by, rewrite.end + by, rewrite.spoken, rewrite.rule)


def _free(start: int, end: int, fixed: Sequence[Pronounced]) -> Iterator[tuple[int, int]]:
    for part in fixed:
        if part.end <= start or part.start >= end:
            continue
        if part.start > start:
            yield start, part.start
        start = part.end
    if start < end:
        yield start, end


def _ticks(length: int, runs: Sequence[Run], rewrites: Sequence[Rewrite]) -> Iterator[tuple[int, float]]:
    passed, index = 0.0, 0
    yield 0, 0.0
    for run in runs:
        rate = (
            get_language(run.language).characters_per_second
            if has_language(run.language)
            else _RATE_OF_OTHERS
        )
        at = run.start
        while index < len(rewrites) and rewrites[index].start < run.end:
            rewrite = rewrites[index]
            index += 1
            passed += (rewrite.start - at) / rate
            yield rewrite.start, passed
            passed += len(rewrite.spoken) / rate
            yield rewrite.end, passed
            at = rewrite.end
        passed += (run.end - at) / rate
        yield run.end, passed
    if not runs:
        yield length, passed
