"""Enrolment: recordings of a person become a voice, with clips to speak like, a report, and a record of consent.

Files are named by what they were made from, and voice.toml is written last: a run that is killed leaves the voice as it
was, and the same command begins again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reciter.checking.models import whisper_folder
from reciter.enrolment.given_text import read_given_text
from reciter.enrolment.judging import recording_findings, speech_findings
from reciter.enrolment.listening import Ears, Listened, listen
from reciter.enrolment.measures import measure
from reciter.enrolment.recording import Recording, read_recording
from reciter.enrolment.slices import Slice, moods, ranked
from reciter.enrolment.slicing import slice_spans
from reciter.enrolment.voice_activity import speech_probabilities, speech_spans
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.production import consent
from reciter.production.consent import Consent
from reciter.production.enrolled_files import (
    Enrolling,
    Examined,
    describe,
    enrolled_recording,
    finish,
    write_slices,
)
from reciter.production.voice_lock import voice_locked
from reciter.production.voices import is_name
from reciter.settings import Settings
from reciter.shelf.atomic import write_bytes

MOST_REFERENCES = 5
_OTHERS = 0.35
_USABLE = 0.3


@dataclass(frozen=True)
class Enrolled:
    """What an enrolment came to.

    Attributes:
        name: of the voice.
        folder: that it lies in.
        engine: that speaks it now.
        speech_s: of all recordings.
        slices: that are used, and how many were set aside.
        references: by mood, the best first; the usual manner under an empty name.
        languages: that are spoken in the slices.
        findings: about the recordings.
        has_consent: whether there is a record of consent.
    """

    name: str
    folder: Path
    engine: str
    speech_s: float
    slices: tuple[int, int]
    references: Mapping[str, Sequence[Slice]]
    languages: tuple[str, ...]
    findings: tuple[Finding, ...]
    has_consent: bool


def enrol(
    wanted: Enrolling, settings: Settings, *, report: Callable[[str], None] = lambda _line: None
) -> Enrolled:
    """Make a voice from recordings.

    Args:
        wanted: what is to be enrolled.
        settings: of this installation.
        report: told a line now and then.

    Raises:
        InputProblem: recordings that cannot be used, with the reason; a transcript that does not match; a consent
            for other recordings; a name that is none; a full disk; or what this needs is not installed.
    """
    _refuse_impossible(wanted)
    given = read_given_text(wanted.transcript) if wanted.transcript else []
    ears = Ears(whisper_folder(settings.cache), given, wanted.language, settings.threads or 0)
    own = settings.voices_folder / wanted.name
    with voice_locked(own), tempfile.TemporaryDirectory(prefix="reciter-enrol-") as scratch:
        seen = _examine(wanted.recordings, Path(scratch), report)
        record = _covered(wanted.consent, seen.recordings)
        heard = listen(seen.cuts, ears, report=report)
        _refuse_strangers(heard, seen.findings)
        good = [one for one in heard.slices if not one.aside]
        _refuse_mismatch(heard.slices, bool(given))
        references = _references(good)
        report("writing the voice")
        write_slices(own, wanted.name, heard, references)
        describe(own, wanted.name, seen, heard, references=references)
        if record is not None:
            write_bytes(own / consent.FILE, consent.consent_toml(record).encode())
        engine = finish(own, wanted, seen, good, references=references)
    return Enrolled(
        wanted.name,
        own,
        engine,
        round(sum(one.speech_s for one in seen.measured.values()), 1),
        (len(good), len(heard.slices) - len(good)),
        references,
        tuple(sorted({one.language for one in good})),
        tuple(seen.findings),
        (own / consent.FILE).exists(),
    )


def _refuse_impossible(wanted: Enrolling) -> None:
    if not is_name(wanted.name) or wanted.name.startswith("."):
        raise InputProblem(
            f"{wanted.name!r} cannot be the name of a folder.", how="Give a plain name such as ann."
        )
    if not wanted.recordings:
        raise InputProblem("there is no recording to enrol.", how="Give one file or several, of one person.")


def _examine(paths: Sequence[Path], scratch: Path, report: Callable[[str], None]) -> Examined:
    """Decode, measure and cut; what cannot be used is refused with all reasons."""
    seen = Examined()
    for path in paths:
        report(f"reading {path.name}")
        recording = read_recording(path, scratch)
        if any(recording.sha256 == one.sha256 for one in seen.recordings):
            continue  # the same file twice says nothing new
        probabilities = speech_probabilities(recording)
        spans = speech_spans(probabilities)
        figures = measure(recording, spans)
        seen.recordings.append(recording)
        seen.measured[_unlike(path.name, seen.measured)] = figures
        seen.findings.extend(recording_findings(recording, figures))
        seen.cuts.extend((recording, span) for span in slice_spans(spans, probabilities))
    where = ", ".join(one.path.name for one in seen.recordings)
    speech_s = sum(one.speech_s for one in seen.measured.values())
    seen.findings.extend(speech_findings(speech_s, where))
    errors = [finding for finding in seen.findings if finding.severity == "error"]
    if errors or not seen.cuts:
        what = (
            " ".join(dict.fromkeys(finding.message for finding in errors))
            or "No stretch of 2 s of speech is in it."
        )
        raise InputProblem(what, where=where)
    return seen


def _unlike(name: str, names: Mapping[str, object]) -> str:
    return name if name not in names else f"{name} ({len(names) + 1})"


def _covered(given: Consent | None, recordings: Sequence[Recording]) -> Consent | None:
    """The consent, with the recordings that it is given for; one that names others only is refused."""
    if given is None:
        return None
    enrolled = [enrolled_recording(one) for one in recordings]
    if not given.recordings:
        return given.model_copy(update={"recordings": [one.sha256 for one in enrolled]})
    consent.refuse_other_recordings(given, enrolled, where=consent.FILE)
    return given


def _refuse_strangers(heard: Listened, findings: list[Finding]) -> None:
    """Say where somebody else speaks; refuse where it is hard to say whose recording it is."""
    if not (others := heard.speakers.others):
        return
    message = f"Two people speak: {others:.0%} of the slices are another's (likeness {heard.speakers.likeness:.2f})."
    if others > _OTHERS:
        raise InputProblem(
            f"{message} It cannot be said whose voice is meant.", how="Cut the recording to one speaker."
        )
    advice = f"{message} Those slices were set aside."
    findings.append(Finding("recording-speakers", "warning", advice, "", {"share": round(others, 3)}))


def _refuse_mismatch(slices: Sequence[Slice], is_given: bool) -> None:
    good = sum(not one.aside for one in slices)
    if good >= max(1, _USABLE * len(slices)):
        return
    reasons = "; ".join(f"{one.start_s:.1f} s: {one.aside}" for one in slices if one.aside)[:500]
    what = f"only {good} of {len(slices)} slices can be used ({reasons})."
    advice = {True: "Is it the transcript of this recording?", False: "Record again, clearly."}
    how = advice[is_given]
    raise InputProblem(what, how=how)


def _references(good: Sequence[Slice]) -> dict[str, list[Slice]]:
    best = ranked(good)
    if not best:
        raise InputProblem(
            "no slice of 3 to 10 s can be used to speak like.", how="Give a longer recording, with pauses."
        )
    return {"": best[:MOST_REFERENCES], **{mood: [one] for mood, one in moods(best).items()}}
