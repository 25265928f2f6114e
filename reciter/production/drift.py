"""Drift: chapters whose voice, pitch or pace is not that of the book as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from reciter.checking.narrator import VoiceFigures, drift_findings
from reciter.finding import Finding
from reciter.production.examiners import checker_of
from reciter.production.plan import Plan, load_chapter
from reciter.shelf.checks import find_figures
from reciter.shelf.layout import Shelf


def drift_of(shelf: Shelf, plan: Plan, finished: Iterable[int]) -> tuple[Finding, ...]:
    """Compare finished chapters by what checking measured of their takes; takes in a mood do not count.

    Args:
        shelf: of the book.
        plan: its head.
        finished: numbers of the chapters; of others there may be a few takes, of headings that chapters share.
    """
    if not checker_of(plan):
        return ()
    return drift_findings({f"chapter {number}": _figures(shelf, number) for number in finished})


def _figures(shelf: Shelf, number: int) -> list[VoiceFigures]:
    planned = load_chapter(shelf, number).sentences
    found = (find_figures(shelf.takes, one.take) for one in planned if not one.mood)
    return [VoiceFigures(**{**one, "embedding": tuple(one["embedding"])}) for one in found if one]
