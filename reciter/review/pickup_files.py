"""Pick-up lists as files: CSV for spreadsheets, labels for Audacity, JSON for programs; written, and read back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from reciter.errors import InputProblem
from reciter.review.pickups import Entry, Pickup
from reciter.review.verdict import REASONS

COLUMNS = (
    "chapter",
    "file",
    "time",
    "sentence",
    "written",
    "reason",
    "note",
    "reviewer",
    "at",
    "take",
    "edit",
)
SIZE_LIMIT_BYTES = 5_000_000
ROW_LIMIT = 20_000

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SENTENCE = re.compile(r"c\d{1,6}-s\d{1,7}")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2}(?:[.,]\d+)?)")
_DIALECTS = ",;\t"


def to_csv(pickups: Iterable[Pickup]) -> str:
    """As CSV with a header. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in pickups:
        place = one.place
        edit = one.edit.to_json() if one.edit else ""
        time = "" if place.start_s is None else clock(place.start_s)
        cells = [str(place.chapter), place.file, time, one.sentence, place.written, one.reason, one.note]
        writer.writerow([_harmless(cell) for cell in (*cells, one.reviewer, one.at, place.take, edit)])
    return out.getvalue()


def to_json(pickups: Iterable[Pickup]) -> dict[str, Any]:
    """As one JSON object (docs/schema/review-export.schema.json)."""
    rows = []
    for one in pickups:
        edit = json.loads(one.edit.to_json()) if one.edit else None
        row = {"sentence": one.sentence, **asdict(one.place), "reason": one.reason, "note": one.note}
        rows.append({**row, "reviewer": one.reviewer, "at": one.at, "edit": edit})
    return {"pickups": rows}


def to_labels(pickups: Iterable[Pickup]) -> str:
    """As a label track of Audacity for one finished file: start, end and text of each."""
    lines = []
    for one in pickups:
        start_s, end_s = one.place.start_s or 0.0, one.place.end_s or one.place.start_s or 0.0
        said = " ".join(part for part in (one.sentence, one.reason or "edit", one.note) if part)
        lines.append(f"{start_s:.6f}\t{end_s:.6f}\t{_CONTROL.sub(' ', said)}\n")
    return "".join(lines)


def read_entries(data: bytes, *, name: str) -> list[Entry]:
    """Understand a pick-up list by its content and the ending of its name.

    Args:
        data: the file.
        name: of the file; the stem of a label track's name says which finished file it is about.

    Raises:
        InputProblem: too large, not UTF-8, no list in one of the three formats, or too many lines.
    """
    if len(data) > SIZE_LIMIT_BYTES:
        what = f"the list has {len(data):,} bytes; {SIZE_LIMIT_BYTES:,} are allowed."
        raise InputProblem(what, where=name, how="Divide it.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputProblem(
            "the list is not UTF-8.", where=name, how="Save it as UTF-8 (CSV UTF-8)."
        ) from None
    if text.lstrip()[:1] in ("{", "["):
        entries = _from_json(text, name)
    elif name.lower().endswith(".txt"):
        entries = _from_labels(text, name)
    else:
        entries = _from_csv(text, name)
    if len(entries) > ROW_LIMIT:
        raise InputProblem(f"the list has {len(entries):,} lines.", where=name, how="Divide it.")
    return entries


def clock(seconds: float) -> str:
    """A time as `0:01:02.345`."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}.{thousandths:03d}"


def read_clock(text: str) -> float | None:
    """Seconds of `62.5`, `1:02.5` or `0:01:02,5`; None when it is no time."""
    match = _CLOCK.fullmatch(text.strip())
    if match:
        hours, minutes, seconds = match.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
    plain = re.fullmatch(r"\d{1,7}(?:[.,]\d+)?", text.strip())
    return float(plain[0].replace(",", ".")) if plain else None


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet evaluates; one that begins with an apostrophe gets another, so that both come back."""
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def _as_written(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith((*_FORMULA, "'")) else cell


def _from_csv(text: str, name: str) -> list[Entry]:
    first = text.split("\n", 1)[0]
    delimiter = max(_DIALECTS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise InputProblem(f"this is no CSV: {error}.", where=name, how="Export it again.") from None
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if "sentence" not in header and not {"file", "time"} <= set(header):
        how = (
            f"Begin with a line of column names: sentence, or file and time, and any of {', '.join(COLUMNS)}."
        )
        raise InputProblem("the first line names neither sentence nor file and time.", where=name, how=how)
    cells = [
        (number, dict(zip(header, map(_as_written, row), strict=False)))
        for number, row in enumerate(rows[1:], start=2)
    ]
    return [_entry(number, row) for number, row in cells if any(value.strip() for value in row.values())]


def _from_labels(text: str, name: str) -> list[Entry]:
    entries = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = line.split("\t", 2)
        if not line.strip() or cells[0] == "\\":  # a second line of Audacity's, about the spectrum
            continue
        said = cells[2].strip() if len(cells) > 2 else ""
        named = _SENTENCE.match(said)
        rest = said[named.end() :].strip() if named else said
        word, _, note = rest.partition(" ")
        word, note = (word.rstrip(":,"), note) if word.rstrip(":,") in REASONS else ("", rest)
        sentence = named[0] if named else ""
        row = {"sentence": sentence, "file": name, "time": cells[0], "reason": word, "note": note}
        entries.append(_entry(number, row))
    return entries


def _from_json(text: str, name: str) -> list[Entry]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputProblem(f"this is no JSON: {error}.", where=name, how="Export it again.") from None
    rows = value.get("pickups") if isinstance(value, dict) else value
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputProblem("there is no list of pick-ups in it.", where=name, how='Write {"pickups": […]}.')
    return [_entry(number, row) for number, row in enumerate(rows, start=1)]


def _entry(line: int, row: dict[str, Any]) -> Entry:
    time = row.get("start_s", row.get("time"))
    edit = row.get("edit")
    return Entry(
        line,
        sentence=_text(row, "sentence"),
        file=_text(row, "file"),
        time_s=read_clock(str(time)) if time is not None else None,
        reason=_text(row, "reason"),
        note=_text(row, "note"),
        take=_text(row, "take"),
        edit=json.dumps(edit) if isinstance(edit, dict) else _text(row, "edit"),
    )


def _text(row: dict[str, Any], name: str) -> str:
    """A field as text without control characters; anything but text and numbers is no text."""
    value = row.get(name)
    plain = str(value) if isinstance(value, str | int | float) else ""
    return _CONTROL.sub(" ", plain).encode("utf-8", "replace").decode().strip()
