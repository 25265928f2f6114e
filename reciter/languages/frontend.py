"""The text frontend: from a chapter, as the manuscript has it, to the sentences that an engine speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reciter.book import Block, Chapter, Skipped
from reciter.finding import Finding
from reciter.languages import has_language, primary_subtag
from reciter.languages.authored import unusable_marks
from reciter.languages.block_text import BlockText, read_block
from reciter.languages.drafts import Draft, draft_sentences
from reciter.languages.joining import sentence_of
from reciter.languages.notes import with_notes_spoken
from reciter.languages.stretches import stretches_of
from reciter.text.cutting import LengthLimits
from reciter.text.lexicon import Lexicon
from reciter.text.sentence import Boundary, Role, Sentence

_EMPTY = Lexicon()


@dataclass(frozen=True)
class ChapterText:
    """A chapter made ready for speaking.

    Attributes:
        sentences: in reading order.
        skipped: blocks with nothing to pronounce in them, rule `unspeakable`.
        findings: marks of the author that could not be followed, one of a kind a chapter.
    """

    sentences: tuple[Sentence, ...]
    skipped: tuple[Skipped, ...] = ()
    findings: tuple[Finding, ...] = ()


def sentences_of(
    chapter: Chapter, *, language: str, limits: LengthLimits, lexicon: Lexicon | None = None
) -> tuple[Sentence, ...]:
    """The sentences of a chapter; see `read_chapter`, which also gives what was skipped and noticed."""
    return read_chapter(chapter, language=language, limits=limits, lexicon=lexicon).sentences


def read_chapter(
    chapter: Chapter, *, language: str, limits: LengthLimits, lexicon: Lexicon | None = None
) -> ChapterText:
    """Make a chapter ready for speaking: language runs, sentences, normalisation, lengths, boundaries.

    Nothing is refused here: text in a language that has no folder stays as it is, its runs carry that language's code,
    and the engine refuses it by name.

    Args:
        chapter: as the manuscript gives it.
        language: BCP 47 tag of the book; the chapter's own tag comes first.
        limits: lengths in estimated seconds that the engine speaks well.
        lexicon: the book's own words; those whose scope takes the chapter in are read as it says.

    Returns:
        Sentences whose written texts hold, in order, every character of the chapter's pronounceable blocks except
        white space; what was skipped; what was noticed.
    """
    around, words = chapter.language or language, lexicon or _EMPTY
    texts: list[tuple[int, BlockText]] = []
    skipped: list[Skipped] = []
    held = words.at(chapter.number, "body")
    blocks, inside = with_notes_spoken(chapter.blocks, language=around, lexicon=held)
    for index, block in _stretches(blocks):
        text = read_block(block, language=around, lexicon=words.at(chapter.number, role_of(block)))
        if text.is_pronounceable(0, len(block.text)):
            texts.append((index, text))
        else:
            skipped.append(Skipped("unspeakable", block.text, block.source(0, len(block.text))))
    drafts = draft_sentences(texts, limits=limits)
    boundaries = _boundaries(drafts, blocks, inside)
    sentences = tuple(
        sentence_of(draft, id=f"c{chapter.number:03d}-s{number:04d}", boundary=boundary)
        for number, (draft, boundary) in enumerate(zip(drafts, boundaries, strict=True), start=1)
    )
    return ChapterText(sentences, tuple(skipped), tuple(_findings(chapter)))


def role_of(block: Block) -> Role:
    """What a block's sentences are."""
    return "heading" if block.kind == "heading" else "body"


def _stretches(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """Blocks with text, long ones in stretches, each with its place in the chapter."""
    for index, block in enumerate(blocks):
        for stretch in stretches_of(block):
            if stretch.text.strip():
                yield index, stretch


def _boundaries(
    drafts: Sequence[Draft], blocks: Sequence[Block], inside: frozenset[int]
) -> Iterator[Boundary]:
    """What follows each draft; `inside` are blocks that go on in the paragraph of the block before."""
    for draft, following in pairwise(drafts):
        last, first = draft[-1], following[0]
        if last.index == first.index:
            yield "clause" if last.is_cut else "sentence"
        elif inside.issuperset(range(last.index + 1, first.index + 1)):
            yield "sentence"
        else:
            yield _between(blocks[last.index : first.index + 1])
    if drafts:
        yield "chapter"


def _between(blocks: Sequence[Block]) -> Boundary:
    """The boundary between the first and the last of some blocks, by what they are and what lies between them."""
    kinds = {block.kind for block in blocks}
    if "scene-break" in kinds:
        return "scene-break"
    if "heading" in kinds:
        return "heading"
    return "blockquote" if blocks[0].is_quoted != blocks[-1].is_quoted else "paragraph"


def _findings(chapter: Chapter) -> Iterator[Finding]:
    where = f"chapter {chapter.number}"
    unknown = Counter(
        primary_subtag(mark.value)
        for block in chapter.blocks
        for mark in block.marks
        if mark.kind == "language" and not has_language(mark.value)
    )
    for code, count in sorted(unknown.items()):
        message = f"Text marked as “{code}” is read by its script: there is no such language here."
        yield Finding("text-language-unknown", "info", message, where, {"language": code, "marks": count})
    unusable = [mark for block in chapter.blocks for mark in unusable_marks(block)]
    if unusable:
        message = (
            f"{len(unusable)} annotations are no readings and are left out, such as “{unusable[0].value}”."
        )
        yield Finding("text-annotation-unused", "info", message, where, {"marks": len(unusable)})
