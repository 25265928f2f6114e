"""Drift: chapters whose voice, pitch or pace is not that of the book as a whole."""

from __future__ import annotations

from reciter.checking.narrator import VoiceFigures, drift_findings
from reciter.finding import Finding
from reciter.production.examiners import checker_of
from reciter.production.plan import Plan, load_chapter
from reciter.shelf.checks import find_figures
from reciter.shelf.layout import Shelf


def drift_of(shelf: Shelf, plan: Plan) -> tuple[Finding, ...]:
    """Compare the chapters that are spoken, by what checking measured of their takes; takes in a mood do not count."""
    if not checker_of(plan):
        return ()
    chapters = {f"chapter {line.number}": _figures(shelf, line.number) for line in plan.chapters}
    return drift_findings(chapters)


def _figures(shelf: Shelf, number: int) -> list[VoiceFigures]:
    planned = load_chapter(shelf, number).sentences
    found = (find_figures(shelf.takes, one.take) for one in planned if not one.mood)
    return [VoiceFigures(**{**one, "embedding": tuple(one["embedding"])}) for one in found if one]
