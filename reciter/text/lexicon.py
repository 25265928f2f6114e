"""The lexicon: how a book's own words are to be read, written by people as a table.

# written <tab> spoken <tab> language <tab> note
Queequeg	Quee-queg
Cargo	卡购	zh	the build tool
Nguyen	/wɪn/	en
人気	[kana:ひとけ]	ja
行	[pinyin:hang2]	zh
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from reciter.errors import InputProblem
from reciter.text.scripts import LATIN

_READING = re.compile(r"\[(kana|pinyin|ipa|x-sampa|respelling):\s*(.+?)\s*\]|/(.+)/")
_LATIN_EDGE = re.compile(rf"[{LATIN}0-9]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Entry:
    """One line of a lexicon.

    Attributes:
        written: the word as the book has it; case counts.
        spoken: what is read instead; equal to `written` when the entry gives a pronunciation.
        alphabet: of `reading`, see `reciter.text.span.Reading`; empty when there is none.
        reading: the pronunciation; empty when there is none.
        language: primary code of the language it is read in; empty: decided from the script of `spoken`.
    """

    written: str
    spoken: str
    alphabet: str = ""
    reading: str = ""
    language: str = ""


class Hit(NamedTuple):
    """A place in a text where an entry applies."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True)
class Lexicon:
    """The entries of a book. Longest match first; words of Latin script match whole words only."""

    entries: tuple[Entry, ...] = ()

    def find(self, text: str) -> list[Hit]:
        """Where entries apply in a text, in order, not overlapping."""
        if not self.entries:
            return []
        return [Hit(m.start(), m.end(), self._by_written[m.group()]) for m in self._pattern.finditer(text)]

    @cached_property
    def _by_written(self) -> dict[str, Entry]:
        return {entry.written: entry for entry in self.entries}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._by_written, key=lambda word: (-len(word), word))
        return re.compile("|".join(_whole_word(word) for word in longest_first))


def _whole_word(word: str) -> str:
    left = rf"(?<![{LATIN}0-9])" if _LATIN_EDGE.match(word[0]) else ""
    right = rf"(?![{LATIN}0-9])" if _LATIN_EDGE.match(word[-1]) else ""
    return f"{left}{re.escape(word)}{right}"


def read_lexicon(path: Path) -> Lexicon:
    """Read a lexicon file: UTF-8, tab-separated `written spoken language? note?`, `#` starts a comment line.

    Raises:
        InputProblem: no such file, not UTF-8, or a line that cannot be understood (its number is named).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputProblem("there is no such lexicon file.", where=str(path)) from None
    except (OSError, UnicodeDecodeError) as problem:
        what = f"the lexicon cannot be read: {problem}."
        raise InputProblem(what, where=str(path), how="Save it as UTF-8.") from None
    return parse_lexicon(text, where=str(path))


def parse_lexicon(text: str, *, where: str = "lexicon") -> Lexicon:
    """Understand the text of a lexicon file.

    Args:
        text: the file's content.
        where: name used in messages.

    Raises:
        InputProblem: see `read_lexicon`.
    """
    entries: dict[str, Entry] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        entry = _parse_line(line, where=f"{where}, line {number}")
        if entry.written in entries:
            raise InputProblem(f"“{entry.written}” has been given before.", where=f"{where}, line {number}")
        entries[entry.written] = entry
    return Lexicon(tuple(entries.values()))


def _parse_line(line: str, *, where: str) -> Entry:
    fields = [field.strip() for field in line.split("\t")]
    how = "Write: written, tab, spoken, and if you like tab, language, tab, note."
    if not 2 <= len(fields) <= 4:
        raise InputProblem(f"{len(fields)} columns where 2 to 4 are wanted.", where=where, how=how)
    written, spoken, language = fields[0], fields[1], fields[2] if len(fields) > 2 else ""
    if not written or not spoken:
        raise InputProblem("the written or the spoken form is empty.", where=where, how=how)
    if language and not _LANGUAGE.fullmatch(language):
        raise InputProblem(f"“{language}” is not a language code.", where=where, how="Write zh, en, ja, …")
    primary = language.lower().partition("-")[0]
    match = _READING.fullmatch(spoken)
    if match:
        return Entry(written, written, match[1] or "ipa", match[2] or match[3].strip(), primary)
    if spoken.startswith(("[", "/")):
        how = "Write /ipa/, [kana:…], [pinyin:…] or [ipa:…]."
        raise InputProblem(f"“{spoken}” is not a reading.", where=where, how=how)
    return Entry(written, spoken, language=primary)
