"""Every error Reciter raises on purpose.

    ReciterError
    ├── InputProblem          the user can mend it: what, where, how
    └── EngineProblem         an engine or an external program failed
        └── TransientProblem  the same call may succeed later; the only one that tasks retry

A quality issue is never an exception: it is a `reciter.finding.Finding`.
"""

from __future__ import annotations


class ReciterError(Exception):
    """Base of all errors that Reciter raises on purpose. Shown to people as a message, never as a traceback.

    Args:
        what: what is wrong, as a sentence.
        where: file, field, line or sentence it was found at; empty if nowhere in particular.
        how: what the user can do about it; empty if nothing is known.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", how: str = "") -> None:
        self.what, self.where, self.how = what, where, how
        super().__init__(what, where, how)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.how}" if self.how else ""
        return f"{place}{self.what}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.where, self.how)


class InputProblem(ReciterError):
    """Something the user gave cannot be used; the message says how to mend it."""

    exit_code = 2


class EngineProblem(ReciterError):
    """An engine or an external program failed."""

    exit_code = 3


class TransientProblem(EngineProblem):
    """The same call may succeed later (out of memory, a busy device, a dropped connection)."""


def _rebuild(kind: type[ReciterError], what: str, where: str, how: str) -> ReciterError:
    return kind(what, where=where, how=how)
