"""Faults that were heard, as findings for people."""

from __future__ import annotations

from reciter.checking.comparison import Comparison
from reciter.checking.judgement import Fault
from reciter.checking.recording import Recording
from reciter.checking.transcript_limits import limits_for
from reciter.finding import Finding, Severity

_CODES = {
    "missing": "heard-missing", "head": "heard-head-missing", "tail": "heard-tail-missing",
    "repeated": "heard-repeated", "added": "heard-added", "different": "heard-different",
}  # fmt: skip
_MESSAGES = {
    "missing": "“{expected}” is not heard.",
    "head": "The beginning, “{expected}”, is not heard.",
    "tail": "The end, “{expected}”, is not heard.",
    "repeated": "“{heard}” is heard twice.",
    "added": "“{heard}” is heard, and the text has no such words.",
    "different": "“{heard}” is heard instead of “{expected}”.",
}


def finding_of(recording: Recording, comparison: Comparison, fault: Fault, language: str) -> Finding:
    """A fault as a finding, with where it is heard, where it is written, and both texts."""
    difference = fault.difference
    written_start, written_end = comparison.said_text(difference)
    heard_start, heard_end = comparison.heard_text(difference)
    start_s, end_s = comparison.times(difference)
    expected = recording.sentence.written[written_start:written_end].strip()
    heard = comparison.text[heard_start:heard_end].strip()
    evidence: dict[str, str | int | float | bool | None] = {
        "start_s": round(start_s, 2),
        "end_s": round(end_s, 2),
        "written_start": written_start,
        "written_end": written_end,
        "expected": expected,
        "heard": heard,
        "syllables": round(abs(difference.deficit) if fault.kind != "different" else difference.excess, 1),
    }
    message = _MESSAGES[fault.kind].format(expected=expected, heard=heard)
    return Finding(_CODES[fault.kind], _severity(fault, language), message, recording.sentence.id, evidence)


def nothing_heard(recording: Recording) -> Finding:
    """The finding about a take in which no word is heard."""
    evidence: dict[str, str | int | float | bool | None] = {
        "start_s": 0.0,
        "end_s": round(recording.wave.seconds, 2),
        "written_start": 0,
        "written_end": len(recording.sentence.written),
        "expected": recording.sentence.written,
        "heard": "",
    }
    return Finding("heard-nothing", "error", "No word is heard.", recording.sentence.id, evidence)


def _severity(fault: Fault, language: str) -> Severity:
    """Sure losses are errors; where the ear may be wrong, and where only another word is heard, a warning."""
    sure = fault.strength >= limits_for(language).sure and fault.kind != "different"
    return "error" if sure else "warning"
