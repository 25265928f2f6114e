"""Faults that were heard, as findings for people."""

from __future__ import annotations

from reciter.checking.comparison import Comparison
from reciter.checking.judgement import Fault
from reciter.checking.recording import Recording
from reciter.checking.transcript_limits import TranscriptLimits
from reciter.finding import Finding

Evidence = dict[str, str | int | float | bool | None]


def finding_of(
    recording: Recording, comparison: Comparison, fault: Fault, *, limits: TranscriptLimits
) -> Finding:
    """A fault as a finding, with where it is heard, where it is written, and both texts.

    Args:
        recording: the take.
        comparison: of the take.
        fault: found in it.
        limits: thresholds; far beyond one a loss is sure, and an error.
    """
    evidence, where = _evidence(recording, comparison, fault), recording.sentence.id
    expected, heard = evidence["expected"], evidence["heard"]
    is_sure = fault.strength >= limits.sure
    match fault.kind:
        case "head":
            return _finding(
                "heard-head-missing", f"The beginning is not heard: “{expected}”.", where, evidence, is_sure
            )
        case "tail":
            return _finding(
                "heard-tail-missing", f"The end is not heard: “{expected}”.", where, evidence, is_sure
            )
        case "repeated":
            return _finding(
                "heard-repeated", f"This is heard more than once: “{heard}”.", where, evidence, is_sure
            )
        case "added":
            return _finding(
                "heard-added", f"The text has no such words: “{heard}”.", where, evidence, is_sure
            )
        case "different":
            message = f"“{heard}” is heard instead of “{expected}”."
            return Finding("heard-different", "warning", message, where, evidence)
        case _:
            return _finding("heard-missing", f"This is not heard: “{expected}”.", where, evidence, is_sure)


def nothing_heard(recording: Recording) -> Finding:
    """The finding about a take in which no word is heard."""
    written = recording.sentence.written
    evidence: Evidence = {
        "start_s": 0.0,
        "end_s": round(recording.wave.seconds, 2),
        "written_start": 0,
        "written_end": len(written),
        "expected": written,
        "heard": "",
    }
    return Finding("heard-nothing", "error", "No word is heard.", recording.sentence.id, evidence)


def _finding(code: str, message: str, where: str, evidence: Evidence, is_sure: bool) -> Finding:
    """Sure losses are errors; where the ear may be wrong, a warning."""
    return Finding(code, "error" if is_sure else "warning", message, where, evidence)


def _evidence(recording: Recording, comparison: Comparison, fault: Fault) -> Evidence:
    difference = fault.difference
    written_start, written_end = comparison.said_text(difference)
    heard_start, heard_end = comparison.heard_text(difference)
    start_s, end_s = comparison.times(difference)
    wrong = difference.excess if fault.kind == "different" else abs(difference.deficit)
    return {
        "start_s": round(start_s, 2),
        "end_s": round(end_s, 2),
        "written_start": written_start,
        "written_end": written_end,
        "expected": recording.sentence.written[written_start:written_end].strip(),
        "heard": comparison.text[heard_start:heard_end].strip(),
        "syllables": round(wrong, 1),
        "strength": round(fault.strength, 2),
    }
