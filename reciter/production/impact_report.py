"""What `reciter impact` shows of a change: the whole of it as JSON, the part that differs for people."""

from __future__ import annotations

from typing import Any

from reciter.production.impact import Change, ChapterImpact, Impact
from reciter.text.notation import write_notation
from reciter.text.sentence import Sentence

AROUND = 24
"""Characters shown on either side of what differs."""


def impact_row(impact: Impact) -> dict[str, Any]:
    """An impact as `impact --json` shows it (docs/json.md has the schema)."""
    return {
        "book": impact.plan.book,
        "voice": impact.plan.voice.id,
        "sentences": impact.sentences,
        "changed": impact.changes,
        "spoken": impact.spoken,
        "estimate": {
            "audio_s": round(impact.audio_s, 1),
            "render_s": round(impact.work_s, 1),
            "measured": impact.cost.speaking is not None,
        },
        "chapters": [_chapter_row(one) for one in impact.chapters],
        "removed": [{"number": line.number, "title": line.title} for line in impact.removed],
    }


def _chapter_row(one: ChapterImpact) -> dict[str, Any]:
    return {
        "number": one.chapter.number,
        "manuscript_number": one.chapter.manuscript_number,
        "title": one.chapter.title,
        "sentences": len(one.chapter.sentences),
        "changes": [_change_row(change) for change in one.changes],
    }


def _change_row(change: Change) -> dict[str, Any]:
    return {
        "id": change.sentence.id,
        "reason": change.reason,
        "written": change.sentence.written,
        "before": said(change.before) if change.before else None,
        "now": said(change.sentence),
        "seconds": round(change.sentence.seconds, 2),
    }


def said(sentence: Sentence) -> str:
    """The spoken text with the readings that must be obeyed after their words: `Nguyen /wɪn/ came.`"""
    parts, at = list[str](), 0
    for reading in sorted(sentence.readings, key=lambda reading: reading.start):
        parts += sentence.spoken[at : reading.end], f" {write_notation(reading.alphabet, reading.value)}"
        at = reading.end
    return "".join([*parts, sentence.spoken[at:]])


def readable_change(change: Change) -> str:
    """The part of a sentence that differs, before and now; only what is said now when nothing can be compared."""
    now = said(change.sentence)
    before = said(change.before) if change.before else now
    if before == now:
        return _cut(now, 0, 2 * AROUND)
    first = next(
        (at for at, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), min(len(before), len(now))
    )
    rest = 0
    while rest < min(len(before), len(now)) - first and before[-1 - rest] == now[-1 - rest]:
        rest += 1
    return " → ".join(_cut(text, first - AROUND, len(text) - rest + AROUND) for text in (before, now))


def _cut(text: str, start: int, end: int) -> str:
    start = max(0, start)
    return f"{'…' if start else ''}{' '.join(text[start:end].split())}{'…' if end < len(text) else ''}"
