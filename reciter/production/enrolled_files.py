"""What enrolment writes: slices, references, report and pictures; then the record and voice.toml; then it tidies up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reciter.audio.files import encode_audio
from reciter.audio.waveform import Waveform
from reciter.enrolment.listening import Listened
from reciter.enrolment.measures import Measures
from reciter.enrolment.plots import embedding_plot, pitch_plot, spectrum_plot, waveform_plot
from reciter.enrolment.recording import Recording
from reciter.enrolment.report import report_markdown
from reciter.enrolment.slices import Slice
from reciter.enrolment.voice_activity import Span
from reciter.finding import Finding
from reciter.production.consent import Consent
from reciter.production.enrolled import SLICES, EnrolledRecording, EnrolledSlice, write_enrolment
from reciter.production.enrolled_voice import Weights, first_voice_toml
from reciter.shelf.atomic import write_bytes

REFERENCES, REPORT, PLOTS, LIST = "references", "report.md", "report", "slices.list"


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
        weights: of GPT-SoVITS, with which it speaks at once; None: Kokoro's nearest stock voice, to be fitted.
    """

    name: str
    recordings: Sequence[Path]
    transcript: Path | None = None
    language: str = ""
    title: str = ""
    consent: Consent | None = None
    weights: Weights | None = None


@dataclass(frozen=True)
class Examined:
    """Recordings after the first look: figures of each, where to cut, what to say."""

    recordings: list[Recording] = field(default_factory=list)
    measured: dict[str, Measures] = field(default_factory=dict)
    cuts: list[tuple[Recording, Span]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def write_slices(own: Path, name: str, heard: Listened, references: Mapping[str, Sequence[Slice]]) -> None:
    """Slices that are used, the references among them once more with their text, and a list for GPT-SoVITS' tools."""
    lines = list[str]()
    chosen = {one.file for slices in references.values() for one in slices}
    for one, wave in zip(heard.slices, heard.waves, strict=True):
        if one.aside:
            continue
        write_bytes(own / SLICES / one.file, encode_audio(wave, container="FLAC"))
        lines.append(f"{SLICES}/{one.file}|{name}|{one.language}|{' '.join(one.text.split())}\n")
        if one.file in chosen:
            clip = own / REFERENCES / reference_name(one)
            write_bytes(clip, encode_audio(wave, container="WAV"))
            write_bytes(clip.with_suffix(".txt"), f"{one.text}\n".encode())
    write_bytes(own / LIST, "".join(lines).encode())


def reference_name(one: Slice) -> str:
    """File name of a slice among the references."""
    return f"{Path(one.file).stem}.wav"


def describe(
    own: Path, name: str, seen: Examined, heard: Listened, *, references: Mapping[str, Sequence[Slice]]
) -> None:
    """Write the report and its pictures."""
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


def finish(
    own: Path,
    wanted: Enrolling,
    seen: Examined,
    good: Sequence[Slice],
    *,
    references: Mapping[str, Sequence[Slice]],
) -> str:
    """The record and voice.toml; then what an earlier enrolment left is removed. The engine that speaks it."""
    engine, text = first_voice_toml(own, wanted.title or wanted.name, wanted.weights, references)
    slices = [EnrolledSlice(one.file, one.text, one.language, round(one.seconds, 3)) for one in good]
    write_enrolment(own, [enrolled_recording(one) for one in seen.recordings], slices)
    write_bytes(own / "voice.toml", text.encode())
    clips = {reference_name(one) for each in references.values() for one in each}
    kept = {one.file for one in good} | clips | {str(Path(clip).with_suffix(".txt")) for clip in clips}
    for folder in (own / SLICES, own / REFERENCES):
        for path in folder.iterdir():
            if path.name not in kept and not path.name.startswith("."):
                path.unlink()
    return engine


def enrolled_recording(recording: Recording) -> EnrolledRecording:
    """A recording as the record names it."""
    return EnrolledRecording(recording.path.name, recording.sha256, round(recording.seconds, 2))
