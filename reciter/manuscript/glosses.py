"""Readings written into the text: 憂鬱（ゆううつ）, ｜憂鬱《ゆううつ》, 重（chóng）庆; remarks of Aozora Bunko."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reciter.book import Block, Skipped
from reciter.manuscript.edits import Edit, edited
from reciter.manuscript.rules import Switches
from reciter.text.ruby import reading_of_ruby
from reciter.text.scripts import HAN, HIRAGANA, KATAKANA
from reciter.text.span import Mark

_KANA = f"[{HIRAGANA}{KATAKANA}ー・]"
_HAN = f"[{HAN}々〆ヶヵ]"
_JAPANESE = re.compile(
    rf"(?:(?P<bar>[｜|])(?P<marked>[^｜|《》\n]{{1,24}})|(?P<base>{_HAN}+))"
    rf"(?:《(?P<angled>{_KANA}{{1,24}})》|（(?P<round>{_KANA}{{1,24}})）|\((?P<narrow>{_KANA}{{1,24}})\))"
)
_CHINESE = re.compile(
    rf"(?P<base>{_HAN}+)[（(](?:注?音|[读讀]作?|拼音)?[:：\s]*"
    r"(?P<reading>[a-zA-Züāēīōūǖáéíóúǘǎěǐǒǔǚàèìòùǜ'’\s]{1,40}|[\u3105-\u3129ˊˇˋ˙\s]{1,24})[）)]"
)
_REMARK = re.compile(r"(?P<sign>※?)［＃(?P<what>[^］]*)］")
_PLACE = re.compile(r"(?P<plane>[12])-(?P<row>[0-9]{1,2})-(?P<cell>[0-9]{1,2})(?![0-9])")
_CODE = re.compile(r"U\+([0-9A-F]{4,6})")
_NO_READINGS = frozenset(
    [
        *("など", "ほか", "とも", "のち", "なお", "ただし", "つまり", "また"),
        *("はい", "うん", "ええ", "いや", "えっ", "あっ", "まま"),
    ]
)
"""Words in parentheses after Han characters that say something of their own."""

_NEEDS_READING = re.compile("[（《(]")
_MORAS = (-1, 4, 2)
"""A reading has at least a mora less than its base has characters, at most four for each and two more (志)."""


def with_glosses(
    block: Block, language: str, switches: Switches, *, remarks: bool = False
) -> tuple[Block, list[Skipped]]:
    """Make the readings that stand in a block's text marks, and take them out of it.

    Args:
        block: any block.
        language: BCP 47 tag of the text.
        switches: rules that hold for the book.
        remarks: whether `［＃…］` are remarks of editors, as in the files of Aozora Bunko.

    Returns:
        The block, and what is no longer in its text.
    """
    silent: list[Skipped] = []
    if remarks and "annotation" in switches.skipped and "［＃" in block.text:
        block, silent = _without_remarks(block)
    if "ruby" not in switches.skipped or not _NEEDS_READING.search(block.text):
        return block, silent
    primary = language.casefold().partition("-")[0]
    found = {"ja": _japanese, "zh": _chinese, "yue": _chinese}.get(primary)
    if found is None:
        return block, silent
    edits, marks = list[Edit](), list[Mark]()
    for mark, own in found(block.text):
        if not any(
            old.kind == "ruby" and old.start < mark.end and mark.start < old.end for old in block.marks
        ):
            marks.append(mark)
            edits += own
    silent += [
        _skipped("ruby" if edit.end - edit.start > 1 else "ruby-parenthesis", block, edit) for edit in edits
    ]
    return edited(block, edits, marks=marks), silent


def script_language(text: str) -> str:
    """Language of a text that names none, as far as readings go: `ja` if a tenth of it is kana, else `zh`."""
    sample = text[:_SAMPLE_CHARACTERS]
    kana = sum(len(stretch) for stretch in _KANA_STRETCH.findall(sample))
    return "ja" if kana * 10 > len(sample) else "zh"


_SAMPLE_CHARACTERS = 20_000
_KANA_STRETCH = re.compile(f"[{HIRAGANA}{KATAKANA}]+")


def _skipped(rule: str, block: Block, edit: Edit) -> Skipped:
    return Skipped(rule, block.text[edit.start : edit.end], block.source(edit.start, edit.end))


def _japanese(text: str) -> Iterator[tuple[Mark, list[Edit]]]:
    for match in _JAPANESE.finditer(text):
        name = "marked" if match["bar"] else "base"
        reading = match["angled"] or match["round"] or match["narrow"]
        start, end = match.span(name)
        is_told = bool(match["bar"] or match["angled"])
        if is_told or (reading not in _NO_READINGS and _fits(match[name], reading)):
            bar = [Edit(match.start("bar"), match.end("bar"))] if match["bar"] else []
            yield Mark(start, end, "ruby", reading), [*bar, Edit(end, match.end())]


def _fits(base: str, reading: str) -> bool:
    less, each, more = _MORAS
    return len(base) + less <= len(reading) <= each * len(base) + more and "・" not in reading


def _chinese(text: str) -> Iterator[tuple[Mark, list[Edit]]]:
    for match in _CHINESE.finditer(text):
        found = reading_of_ruby(match["reading"])
        count = len(found[1].split()) if found else 0
        if found and 0 < count <= len(match["base"]):
            end = match.end("base")
            yield Mark(end - count, end, "ruby", match["reading"].strip()), [Edit(end, match.end())]


def _without_remarks(block: Block) -> tuple[Block, list[Skipped]]:
    """Remarks taken out; one that describes a character which the file could not write gives that character."""
    edits, silent = list[Edit](), list[Skipped]()
    for match in _REMARK.finditer(block.text):
        character = _character(match["what"]) if match["sign"] else ""
        start = match.start() if character or not match["sign"] else match.start("what") - 2
        edit = Edit(start, match.end(), character)
        edits.append(edit)
        # The mark ※ stands for the character and counts as spoken.
        first = start + 1 if character else start
        silent.append(_skipped("annotation", block, Edit(first, match.end())))
    return edited(block, edits), silent


def _character(what: str) -> str:
    """The character at a place of JIS X 0213 or Unicode; empty if the remark names none."""
    if code := _CODE.search(what):
        number = int(code[1], 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    place = _PLACE.search(what)
    if not place:
        return ""
    lead = b"\x8f" if place["plane"] == "2" else b""
    try:
        return (lead + bytes([0xA0 + int(place["row"]), 0xA0 + int(place["cell"])])).decode("euc_jis_2004")
    except (UnicodeDecodeError, ValueError):
        return ""


def blocks_with_glosses(
    blocks: Sequence[Block], language: str, switches: Switches, *, remarks: bool = False
) -> tuple[tuple[Block, ...], tuple[Skipped, ...]]:
    """As `with_glosses`, for blocks and the notes that they call; blocks of which nothing is left go."""
    kept: list[Block] = []
    silent: list[Skipped] = []
    for block in blocks:
        spoken, more = with_glosses(block, language, switches, remarks=remarks)
        notes = []
        for note in spoken.notes:
            inside, own = blocks_with_glosses(note.blocks, language, switches, remarks=remarks)
            notes.append(replace(note, blocks=inside))
            more += own
        silent += more
        if spoken.text.strip() or not block.text:
            kept.append(replace(spoken, notes=tuple(notes)) if notes else spoken)
    return tuple(kept), tuple(silent)
