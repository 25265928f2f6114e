"""Findings: what reading, mastering or checking noticed. A finding informs; it never stops a run by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True)
class Finding:
    """One thing that was noticed.

    Attributes:
        code: stable, hyphenated name, listed in docs/findings.md, e.g. `manuscript-missing-item`.
        severity: `error` means that a file is held back or misses its profile.
        message: one sentence for a person, naming the thing concerned.
        where: chapter, sentence id, or file inside the manuscript; empty for the whole book.
        evidence: figures behind the finding, JSON values only.
    """

    code: str
    severity: Severity
    message: str
    where: str = ""
    evidence: dict[str, str | int | float | bool | None] = field(default_factory=dict)
