"""Takes that do not sound like a person: DNSMOS, of a sample, since a network that looks at 9 s at a time is dear."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from reciter.checking.limits import ACOUSTICS, AcousticLimits
from reciter.checking.naturalness import naturalness
from reciter.checking.recording import Recording
from reciter.finding import Finding

ONE_OF = 40
"""Takes of which one is judged."""


def unnatural_findings(
    recordings: Sequence[Recording], *, one_of: int = ONE_OF, limits: AcousticLimits = ACOUSTICS
) -> list[tuple[Finding, ...]]:
    """Judge a sample of takes, the same one whatever they come with.

    Args:
        recordings: any.
        one_of: a take of so many is judged, by a hash of its text; 1 judges all.
        limits: thresholds.

    Returns:
        For each recording no finding, or `take-unnatural`.

    Raises:
        InputProblem: a package that this needs is not installed.
    """
    return [_judge(one, limits) if is_sampled(one, one_of=one_of) else () for one in recordings]


def is_sampled(recording: Recording, *, one_of: int) -> bool:
    """Whether a take is in the sample."""
    digest = hashlib.sha256(f"{recording.sentence.id} {recording.sentence.spoken}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % one_of == 0


def _judge(recording: Recording, limits: AcousticLimits) -> tuple[Finding, ...]:
    score = naturalness(recording.wave, most_windows=1)
    if score.signal >= limits.unnatural:
        return ()
    message = f"The speech does not sound natural: DNSMOS gives it {score.signal:.1f} of 5."
    evidence = {"signal": round(score.signal, 2), "overall": round(score.overall, 2)}
    return (Finding("take-unnatural", "warning", message, recording.sentence.id, dict(evidence)),)
