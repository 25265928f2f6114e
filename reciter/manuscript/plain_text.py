"""Plain text → Book: encoding, paragraphs and chapters found from the text itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from reciter.book import Block, Book, DocumentText, Metadata, Skipped
from reciter.errors import InputProblem
from reciter.manuscript.block_text import BlockText, last_offset
from reciter.manuscript.chapters import Start, cut, starts_of_headings, with_front
from reciter.manuscript.characters import collapse, is_scene_break, visible
from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.encoding import decode, encoding_findings
from reciter.manuscript.glosses import blocks_with_glosses, script_language
from reciter.manuscript.headings import heading_level
from reciter.manuscript.libraries import frame_of, marked_heading
from reciter.manuscript.lines import Line, Paragraph, find_paragraphs, split_lines
from reciter.manuscript.rules import Switches
from reciter.text.span import SourceSpan

_MIN_CONTENTS_ENTRIES = 3
_MIN_FRONT_CHARACTERS = 200
_CONTENTS_TITLES = frozenset(
    {"contents", "table of contents", "目录", "目錄", "目次", "もくじ", "차례", "목차"}
)


def read_plain_text(path: Path, choices: ImportChoices) -> Book:
    """Read a plain text file.

    Args:
        path: of the file.
        choices: decisions about importing it.

    Returns:
        The book; a finding tells the encoding where it was judged from the text.

    Raises:
        InputProblem: not text, or nothing in it can be spoken.
    """
    text, decision = decode(path.read_bytes(), where=str(path))
    skipped: list[Skipped] = []
    blocks = [
        block
        for paragraph in find_paragraphs(split_lines(text))
        for block in _blocks(paragraph, path.name, skipped)
    ]
    switches = Switches.of(choices)
    blocks = _without_contents(_without_frame(blocks, skipped, switches), skipped)
    voiced, silent = blocks_with_glosses(blocks, script_language(text), switches, remarks=True)
    blocks, skipped = list(voiced), [*skipped, *silent]
    starts = _starts(blocks, choices)
    starts = with_front(blocks, starts or [Start(0)], min_characters=_MIN_FRONT_CHARACTERS)
    chapters = cut(blocks, starts, title=path.stem, languages={})
    if not chapters:
        raise InputProblem(
            "the file has no text that could be spoken.", where=str(path), how="Is it the right file?"
        )
    return Book(
        metadata=Metadata(title=path.stem),
        chapters=chapters,
        skipped=tuple(skipped),
        findings=tuple(encoding_findings(decision, path.name)),
        characters=visible(text),
        documents=(DocumentText(path.name, text),),
    )


def _starts(blocks: Sequence[Block], choices: ImportChoices) -> list[Start]:
    """Where chapters begin: at headings of the level asked for, else of the deepest."""
    if choices.chapters_from == "files":
        return []
    deepest = max((min(block.level, 2) for block in blocks), default=0)
    starts = starts_of_headings(blocks, level=choices.chapter_level or deepest)
    if choices.chapters_from == "contents" or (choices.chapters_from == "headings" and not starts):
        how = "Leave chapters_from in [import] of book.toml at auto."
        raise InputProblem(f"plain text has no {choices.chapters_from}.", where="chapters_from", how=how)
    return starts


def _blocks(paragraph: Paragraph, document: str, skipped: list[Skipped]) -> list[Block]:
    """A paragraph's block; headings and scene breaks are told by their text."""
    block = _block(paragraph.lines, document, verse=paragraph.kind == "verse")
    if len(paragraph.lines) == 1 and is_scene_break(block.text):
        skipped.append(_skipped("scene-break", block))
        return [Block("scene-break", "", document, block.offsets[:1])]
    return [block]


def _block(lines: Sequence[Line], document: str, *, verse: bool) -> Block:
    text = BlockText()
    for line in lines:
        if verse:
            text.break_line(line.start)
        text.add(line.text + "\n", line.start)
    built = text.take()
    level = (heading_level(built.text) or marked_heading(built.text)) if len(lines) == 1 else 0
    kind = "heading" if level else "verse" if "\n" in built.text else "paragraph"
    return Block(kind, built.text, document, built.offsets, level=level)  # type: ignore[arg-type]


def _skipped(rule: str, block: Block) -> Skipped:
    end = last_offset(block.offsets, len(block.text))
    return Skipped(rule, block.text, SourceSpan(block.document, block.offsets[0][1], end))


def _without_frame(blocks: Sequence[Block], skipped: list[Skipped], switches: Switches) -> list[Block]:
    """Leave out what a library put around the text."""
    frame = {n: rule for n, rule in frame_of(blocks).items() if rule in switches.skipped}
    skipped += [_skipped(rule, blocks[n]) for n, rule in frame.items() if blocks[n].text]
    return [block for n, block in enumerate(blocks) if n not in frame]


def _without_contents(blocks: Sequence[Block], skipped: list[Skipped]) -> list[Block]:
    """Leave out a table of contents: headings in a row, each of which comes again later."""
    times = Counter(collapse(block.text).casefold() for block in blocks if block.kind == "heading")
    kept: list[Block] = []
    row: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and block.kind == "heading" and times[collapse(block.text).casefold()] > 1:
            row.append(block)
            continue
        listed = row[: _length_of_contents(row, follows=block is not None)]
        if listed and kept and collapse(kept[-1].text).casefold() in _CONTENTS_TITLES:
            skipped.append(_skipped("toc", kept.pop()))
        skipped += [_skipped("toc", entry) for entry in listed]
        times.subtract(collapse(entry.text).casefold() for entry in listed)
        kept += row[len(listed) :]
        row = []
        kept += [block] if block is not None else []
    return kept


def _length_of_contents(row: Sequence[Block], *, follows: bool) -> int:
    """How many headings of a row are entries: the last one is the first chapter's own when text follows it."""
    titles = [collapse(block.text).casefold() for block in row]
    own = 1 if follows and row and titles[-1] in titles[:-1] else 0
    entries = len(row) - own
    return entries if entries >= _MIN_CONTENTS_ENTRIES else 0
