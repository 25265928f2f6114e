"""Enrolment: recordings of a person become a voice, with clips to speak like, a report, and a record of consent.

Files are named by what they were made from, and voice.toml is written last: a run that is killed leaves the voice as it
was, and the same command begins again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reciter.audio.files import encode_audio
from reciter.audio.waveform import Waveform
from reciter.checking.models import whisper_folder
from reciter.enrolment.given_text import read_given_text
from reciter.enrolment.judging import recording_findings, speech_findings
from reciter.enrolment.listening import Ears, Listened, listen
from reciter.enrolment.measures import Measures, measure
from reciter.enrolment.plots import embedding_plot, pitch_plot, spectrum_plot, waveform_plot
from reciter.enrolment.recording import Recording, read_recording
from reciter.enrolment.report import report_markdown
from reciter.enrolment.slices import Slice, moods, ranked
from reciter.enrolment.slicing import slice_spans
from reciter.enrolment.voice_activity import Span, speech_probabilities, speech_spans
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.production import consent
from reciter.production.consent import Consent
from reciter.production.enrolled import (
    SLICES,
    EnrolledRecording,
    EnrolledSlice,
    write_enrolment,
)
from reciter.production.enrolled_voice import Weights, first_voice_toml
from reciter.production.voice_lock import voice_locked
from reciter.production.voices import is_name
from reciter.settings import Settings
from reciter.shelf.atomic import write_bytes

REFERENCES, REPORT, PLOTS = "references", "report.md", "report"
MOST_REFERENCES = 5
_OTHERS = 0.35
_USABLE = 0.3


@dataclass(frozen=True)
class Enrolling:
    """What is to be enrolled.

    Attributes:
        name: folder of the voice.
        recordings: files; all of one person.
        transcript: file of what is said in them; None: Whisper's word counts.
        language: of all that is said; empty: judged slice by slice.
        title: narrator's name as it is written into files; empty: `name`.
        consent: the record to go with the voice; None: it speaks once there is one.
        weights: of GPT-SoVITS, with which it speaks at once; None: the nearest stock voice of Kokoro speaks until it is fitted.
    """

    name: str
    recordings: Sequence[Path]
    transcript: Path | None = None
    language: str = ""
    title: str = ""
    consent: Consent | None = None
    weights: Weights | None = None


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


@dataclass(frozen=True)
class _Examined:
    """Recordings after the first look: figures of each, where to cut, what to say."""

    recordings: list[Recording] = field(default_factory=list)
    measured: dict[str, Measures] = field(default_factory=dict)
    cuts: list[tuple[Recording, Span]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def enrol(
    wanted: Enrolling, settings: Settings, *, report: Callable[[str], None] = lambda _line: None
) -> Enrolled:
    """Make a voice from recordings.

    Args:
        wanted: what is to be enrolled.
        settings: of this installation.
        report: told a line now and then.

    Raises:
        InputProblem: recordings that cannot be used, with the reason and advice; a transcript that does not match; a consent
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
        _write(own, wanted, heard, references)
        _describe(own, wanted.name, seen, heard, references)
        if record is not None:
            write_bytes(own / consent.FILE, consent.consent_toml(record).encode())
        engine = _finish(own, wanted, seen, good, references)
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
        raise InputProblem(f"{wanted.name!r} cannot be the name of a folder.", how="Give a plain name such as ann.")
    if not wanted.recordings:
        raise InputProblem("there is no recording to enrol.", how="Give one file or several, of one person.")


def _examine(paths: Sequence[Path], scratch: Path, report: Callable[[str], None]) -> _Examined:
    """Decode, measure and cut; what cannot be used is refused with all reasons."""
    seen = _Examined()
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
        what = " ".join(dict.fromkeys(finding.message for finding in errors)) or "No stretch of 2 s of speech is in it."
        raise InputProblem(what, where=where)
    return seen


def _unlike(name: str, names: Mapping[str, object]) -> str:
    return name if name not in names else f"{name} ({len(names) + 1})"


def _covered(given: Consent | None, recordings: Sequence[Recording]) -> Consent | None:
    """The consent, with the recordings that it is given for; one that names others only is refused."""
    if given is None:
        return None
    enrolled = [_record(one) for one in recordings]
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
        raise InputProblem(f"{message} It cannot be said whose voice is meant.", how="Cut the recording to one speaker.")
    figures = {"share": round(others, 3), "likeness": heard.speakers.likeness}
    advice = f"{message} Those slices were set aside."
    findings.append(Finding("recording-speakers", "warning", advice, "", figures))


def _refuse_mismatch(slices: Sequence[Slice], is_given: bool) -> None:
    good = sum(not one.aside for one in slices)
    if good >= max(1, _USABLE * len(slices)):
        return
    reasons = "; ".join(f"{one.start_s:.1f} s: {one.aside}" for one in slices if one.aside)[:500]
    what = f"only {good} of {len(slices)} slices can be used ({reasons})."
    how = "Is it the transcript of this recording?" if is_given else "Record again, clearly and in one language at a time."
    raise InputProblem(what, how=how)


def _references(good: Sequence[Slice]) -> dict[str, list[Slice]]:
    best = ranked(good)
    if not best:
        raise InputProblem(
            "no slice of 3 to 10 s can be used to speak like.", how="Give a longer recording, with pauses."
        )
    return {"": best[:MOST_REFERENCES], **{mood: [one] for mood, one in moods(best).items()}}


def _write(own: Path, wanted: Enrolling, heard: Listened, references: Mapping[str, Sequence[Slice]]) -> None:
    """Slices that are used, the references among them once more with their text, and a list as upstream's tools read."""
    lines = list[str]()
    chosen = {one.file for slices in references.values() for one in slices}
    for one, wave in zip(heard.slices, heard.waves, strict=True):
        if one.aside:
            continue
        write_bytes(own / SLICES / one.file, encode_audio(wave, container="FLAC"))
        lines.append(f"{SLICES}/{one.file}|{wanted.name}|{one.language}|{' '.join(one.text.split())}\n")
        if one.file in chosen:
            clip = own / REFERENCES / reference_name(one)
            write_bytes(clip, encode_audio(wave, container="WAV"))
            write_bytes(clip.with_suffix(".txt"), f"{one.text}\n".encode())
    write_bytes(own / "slices.list", "".join(lines).encode())


def reference_name(one: Slice) -> str:
    """File name of a slice among the references."""
    return f"{Path(one.file).stem}.wav"


def _describe(
    own: Path, name: str, seen: _Examined, heard: Listened, references: Mapping[str, Sequence[Slice]]
) -> None:
    plots = dict(_plots(seen.recordings, heard))
    for file, picture in plots.items():
        write_bytes(own / file, picture.encode())
    text = report_markdown(
        name, seen.measured, seen.findings, heard.slices, references=references, plots=list(plots)
    )
    write_bytes(own / REPORT, text.encode())


def _plots(recordings: Sequence[Recording], heard: Listened) -> Iterator[tuple[str, str]]:
    for number, recording in enumerate(recordings, 1):
        yield f"{PLOTS}/waveform-{number}.svg", waveform_plot(recording, heard.slices)
    yield f"{PLOTS}/pitch.svg", pitch_plot(heard.slices)
    yield f"{PLOTS}/spectrum.svg", spectrum_plot(_used(heard))
    yield f"{PLOTS}/embeddings.svg", embedding_plot(heard.embeddings, heard.slices)


def _used(heard: Listened) -> list[Waveform]:
    return [wave for one, wave in zip(heard.slices, heard.waves, strict=True) if not one.aside]


def _finish(
    own: Path,
    wanted: Enrolling,
    seen: _Examined,
    good: Sequence[Slice],
    references: Mapping[str, Sequence[Slice]],
) -> str:
    """The record and voice.toml; then what an earlier enrolment left is removed. The engine that speaks it."""
    engine, text = first_voice_toml(own, wanted.title or wanted.name, wanted.weights, references)
    slices = [EnrolledSlice(one.file, one.text, one.language, round(one.seconds, 3)) for one in good]
    write_enrolment(own, [_record(one) for one in seen.recordings], slices)
    write_bytes(own / "voice.toml", text.encode())
    clips = {reference_name(one) for each in references.values() for one in each}
    kept = {one.file for one in good} | clips | {str(Path(clip).with_suffix(".txt")) for clip in clips}
    for folder in (own / SLICES, own / REFERENCES):
        for path in folder.iterdir():
            if path.name not in kept and not path.name.startswith("."):
                path.unlink()
    return engine


def _record(recording: Recording) -> EnrolledRecording:
    return EnrolledRecording(recording.path.name, recording.sha256, round(recording.seconds, 2))
