"""The lexicon: how a book's own words are to be read, written by people as a table (docs/lexicon.md).

# pattern	reading	language	scope	note
Queequeg	Quee-queg
Cargo	卡购	zh		the build tool
Nguyen	/wɪn/	en
人気	[kana:ひとけ]	ja	3-5
行	[pinyin:hang2]	zh	heading
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import Path

from reciter.errors import InputProblem
from reciter.text.entries import Entry, Hit, Lexicon
from reciter.text.notation import LANGUAGE_OF_ALPHABET, read_notation
from reciter.text.scope import is_scope, read_scope

__all__ = ["COLUMNS", "SHEET_COLUMNS", "Entry", "Hit", "Lexicon", "parse_lexicon", "read_lexicon"]

COLUMNS = ("pattern", "reading", "language", "scope", "note")
"""Columns of a lexicon, in the order that holds where no header line names others."""

SHEET_COLUMNS = ("said", "kind", "count", "chapter", "context")
"""Columns that a pronunciation sheet has besides."""

_OLD_NAMES = {"written": "pattern", "spoken": "reading"}
_OLD_COLUMNS = ("pattern", "reading", "language", "note")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ANYWHERE = re.compile(r"\*[^*\s]\*")
_HOW = "Write: pattern, tab, reading, and if you like tab, language, tab, scope, tab, note."


def read_lexicon(path: Path) -> Lexicon:
    """Read a lexicon file: UTF-8, tab-separated; see `parse_lexicon`.

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

    A line that begins with `#` is a comment; one whose fields are names of columns says what the columns of the lines
    after it are. A line whose column `said` is the same as its reading was left as a pronunciation sheet had it, and
    changes nothing; it counts as confirmed, unless the sheet knew no reading.

    Args:
        text: the file's content.
        where: name used in messages.

    Raises:
        InputProblem: see `read_lexicon`.
    """
    columns: Sequence[str] = ()
    entries: dict[tuple[str, str, str], tuple[int, Entry]] = {}
    confirmed: set[tuple[str, str]] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        place = f"{where}, line {number}"
        try:
            named = _header(line)
            columns = named or columns
            if named or not line.strip() or line.lstrip().startswith("#"):
                continue
            row = _row(line.rstrip("\r"), columns)
            if row.get("said") == row["reading"]:
                confirmed.update([(row["pattern"], row["said"])] if row["said"] else [])
            else:
                _add(entries, _entry(row), row, number)
        except InputProblem as problem:
            raise InputProblem(problem.what, where=place, how=problem.how) from None
    return Lexicon(tuple(entry for _, entry in entries.values()), frozenset(confirmed))


def _add(
    entries: dict[tuple[str, str, str], tuple[int, Entry]], entry: Entry, row: dict[str, str], number: int
) -> None:
    key = (entry.written, entry.bound_to, row.get("scope", ""))
    if key in entries:
        how = "Keep one of the two, give one a scope, or make its pattern longer."
        raise InputProblem(f"“{entry.written}” has been given before, in line {entries[key][0]}.", how=how)
    entries[key] = (number, entry)


def _header(line: str) -> tuple[str, ...]:
    """The columns that a line names; empty when it is no header.

    Raises:
        InputProblem: it names pattern and reading, and something that is no column.
    """
    fields = [field.strip() for field in line.strip().removeprefix("#").split("\t")]
    names = tuple(_OLD_NAMES.get(name.lower(), name.lower()) for name in fields)
    if not {"pattern", "reading"} <= set(names):
        return ()
    for name in names:
        if name not in COLUMNS + SHEET_COLUMNS:
            near = difflib.get_close_matches(name, COLUMNS + SHEET_COLUMNS, n=1, cutoff=0.5)
            guess = f"Did you mean {near[0]}? " if near else ""
            raise InputProblem(
                f"there is no column “{name}”.", how=f"{guess}Columns are {', '.join(COLUMNS)}."
            )
    return names


def _row(line: str, columns: Sequence[str]) -> dict[str, str]:
    """Fields by column."""
    fields = [field.strip() for field in line.split("\t")]
    names = columns or _columns_of(fields)
    if len(fields) > len(names):
        what = f"{len(fields)} columns where there are {len(names)}: {', '.join(names)}."
        raise InputProblem(what, how="Take one away, or begin the file with a line that names all columns.")
    row = dict.fromkeys(names, "") | dict(zip(names, fields, strict=False))
    unread = (
        not row["reading"] and row.get("said") != ""
    )  # a sheet's word without any reading says nothing yet
    if not row["pattern"] or unread:
        raise InputProblem("the pattern or the reading is empty.", how=_HOW)
    return row


def _columns_of(fields: Sequence[str]) -> Sequence[str]:
    """Columns of a line that no header line precedes. Four were once all: the fourth is then the note."""
    if not 2 <= len(fields) <= len(COLUMNS):
        raise InputProblem(f"{len(fields)} columns where 2 to {len(COLUMNS)} are wanted.", how=_HOW)
    if len(fields) != len(_OLD_COLUMNS):
        return COLUMNS
    if fields[-1] and is_scope(fields[-1]):
        header = "<tab>".join(COLUMNS)
        how = f"Add a fifth column, even an empty one, or begin the file with: # {header}"
        raise InputProblem(f"“{fields[-1]}” may be a scope or a note.", how=how)
    return _OLD_COLUMNS


def _entry(row: dict[str, str]) -> Entry:
    pattern, spoken, language = row["pattern"], row["reading"], row.get("language", "")
    anywhere = bool(_ANYWHERE.fullmatch(pattern))
    written = pattern.strip("*") if anywhere else pattern
    if language and not _LANGUAGE.fullmatch(language):
        raise InputProblem(f"“{language}” is not a language code.", how="Write zh, en, ja, …")
    primary, scope = language.lower().partition("-")[0], read_scope(row.get("scope", ""))
    notation = read_notation(spoken, pattern=written)
    if not notation:
        return Entry(written, spoken, language=primary, scope=scope, anywhere=anywhere)
    alphabet, reading = notation
    made_for = LANGUAGE_OF_ALPHABET.get(alphabet, "")
    if primary and made_for not in ("", primary):
        what = f"{alphabet} is read in {made_for}, and the column language says “{language}”."
        raise InputProblem(what, how=f"Write {made_for} there, or leave it empty.")
    return Entry(written, written, alphabet, reading, primary, scope, anywhere)
