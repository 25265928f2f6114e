"""The layout of a book's output folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reciter.shelf.atomic import SCRATCH


@dataclass(frozen=True)
class Shelf:
    """Paths of one book's output: `output/<id>/`.

    Attributes:
        folder: the book's output folder.
    """

    folder: Path

    @property
    def plan(self) -> Path:
        """The prepared book: what will be spoken, chapter by chapter."""
        return self.folder / "plan"

    @property
    def takes(self) -> Path:
        """Takes, one FLAC and one JSON a sentence, named by fingerprint."""
        return self.folder / "takes"

    @property
    def records(self) -> Path:
        """One JSON a chapter: what its master was made from, and how it measured."""
        return self.folder / "chapters"

    @property
    def master(self) -> Path:
        """The finished files, ready for delivery."""
        return self.folder / "master"

    @property
    def scratch(self) -> Path:
        """Work files of mastering; empty between runs."""
        return self.folder / SCRATCH

    @property
    def held_back(self) -> Path:
        """Older finished files of chapters that are held back."""
        return self.folder / "held-back"

    @property
    def lock(self) -> Path:
        """Held by the one render that works on this book."""
        return self.folder / ".lock"

    @property
    def holder(self) -> Path:
        """Who holds the lock, for people."""
        return self.folder / ".holder"

    @property
    def report(self) -> Path:
        """The run's report."""
        return self.folder / "report.json"

    @property
    def timing(self) -> Path:
        """Timing index of all sentences."""
        return self.folder / "timing.json"

    @property
    def cost(self) -> Path:
        """What the last renders took."""
        return self.folder / "cost.json"

    @property
    def review(self) -> Path:
        """Verdicts of reviewers."""
        return self.folder / "review.sqlite"

    def chapter_plan(self, number: int) -> Path:
        """The plan of one chapter."""
        return self.plan / f"{number:04d}.json"

    def chapter_record(self, number: int) -> Path:
        """The record of one chapter's master."""
        return self.records / f"{number:04d}.json"
