"""An item: everything a page needs to show one sentence for review, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from reciter.studio.checks import pieces_of
from reciter.studio.progress import is_there
from reciter.studio.reviewed import Reviewed
from reciter.studio.texts import Line

CONTEXT = 2
"""Sentences shown before and after."""


def item_of(book: Reviewed, sentence: str) -> dict[str, Any]:
    """One sentence with its neighbours, takes, findings and history.

    Raises:
        KeyError: the book has no such sentence.
    """
    line = book.lines[sentence]
    check, place = book.check(line), book.place(line)
    edit, last = book.edits.standing.get(sentence), _last(book, sentence)
    return {
        "id": sentence,
        "chapter": line.chapter,
        "chapter_title": next(one.title for one in book.chapters if one.number == line.chapter),
        "written": line.written,
        "pieces": pieces_of(line.written, check),
        "heard": check.heard if check else "",
        "is_checked": check is not None,
        "take": line.take,
        "has_take": is_there(book.shelf, line.take),
        "seconds": round(line.seconds, 2),
        "start_s": place.start_s,
        "end_s": place.end_s,
        **_around(book, line),
        "risk": round(book.risk(sentence), 3),
        "findings": [asdict(finding) for finding in book.findings.get(sentence, ())],
        "state": book.states[sentence],
        "seen": last.id if last else 0,
        "history": _history(book, sentence),
        "takes": _takes(book, line),
        "edit": json.loads(edit.to_json()) if edit else None,
        "has_stale_edit": any(row.sentence == sentence for row in book.edits.stale),
    }


def _around(book: Reviewed, line: Line) -> dict[str, Any]:
    lines = next(one.lines for one in book.chapters if one.number == line.chapter)
    at = lines.index(line)
    before, after = lines[max(at - CONTEXT, 0) : at], lines[at + 1 : at + 1 + CONTEXT]
    return {"before": [_neighbour(one) for one in before], "after": [_neighbour(one) for one in after]}


def _neighbour(line: Line) -> dict[str, str]:
    return {"id": line.id, "written": line.written, "take": line.take}


def _last(book: Reviewed, sentence: str) -> Any:
    rows = [row for row in book.standing if row.sentence == sentence]
    return rows[-1] if rows else None


def _history(book: Reviewed, sentence: str) -> list[dict[str, Any]]:
    """Verdicts on a sentence, the latest first; withdrawn ones are marked."""
    standing = {row.id for row in book.standing}
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "reason": row.reason,
            "note": row.note,
            "reviewer": row.reviewer,
            "at": row.at,
            "is_now": row.take == book.takes[sentence],
            "is_standing": row.id in standing,
        }
        for row in reversed(book.rows)
        if row.sentence == sentence and row.kind != "withdraw"
    ]


def _takes(book: Reviewed, line: Line) -> list[dict[str, Any]]:
    """Takes to compare: the one of now, then those heard before and those that checking made, where still there."""
    earlier = [row.take for row in reversed(book.rows) if row.sentence == line.id]
    edits = [row.edit.take for row in reversed(book.rows) if row.sentence == line.id and row.edit]
    names = dict.fromkeys(
        [line.take, *earlier, *book.tried.get(line.take, ()), *(take for take in edits if take)]
    )
    return [{"take": take, "is_now": take == line.take} for take in names if is_there(book.shelf, take)]
