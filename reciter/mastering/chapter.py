"""A chapter from its takes to the finished file: assemble, drive, limit, encode, measure, tag, deliver."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.mastering.assembly import Assembly, assemble, matching_gains_db
from reciter.mastering.conformance import findings_for, peak_excess_db
from reciter.mastering.encoding import encode_mp3
from reciter.mastering.measure import Measurement, measure
from reciter.mastering.mix import ChapterMix, TakeRef
from reciter.mastering.pauses import Pauses
from reciter.mastering.profiles import Profile
from reciter.mastering.render import Drive, first_drive, render
from reciter.mastering.subtitles import web_vtt
from reciter.mastering.tags import BookTags, ChapterTags, Mark, cover_findings, write_tags
from reciter.mastering.timing import SentenceTiming, timings
from reciter.shelf.atomic import disk_problem, write_bytes, writing

CORRECTIONS = 3
"""How often a chapter is encoded again when what comes out of the MP3 misses the profile."""
GAIN_PASSES = 4
LEAST_SLOPE = 0.25
"""Where gain brings less loudness than this, the limiter takes nearly all of it, and driving on only distorts."""
LOUDNESS_SLACK_DB = 0.3
PEAK_SLACK_DB = 0.1
FIRST_WIDE_CHARACTER = "\u2e80"
"""From here on Unicode holds CJK scripts and their punctuation, which set no spaces between sentences."""
PARAGRAPH_ENDS = {"paragraph", "blockquote", "heading", "scene-break", "chapter"}


@dataclass(frozen=True)
class MasterReport:
    """A finished file.

    Attributes:
        path: the MP3.
        subtitles: the WebVTT file beside it.
        measurement: of the MP3, decoded again.
        timing: where each sentence stands in it.
        findings: what misses the profile, and what was noticed on the way.
        sha256: of the MP3.
        encodes: how often it had to be encoded.
    """

    path: Path
    subtitles: Path
    measurement: Measurement
    timing: tuple[SentenceTiming, ...]
    findings: tuple[Finding, ...]
    sha256: str
    encodes: int


def master_chapter(
    mix: ChapterMix,
    *,
    profile: Profile,
    pauses: Pauses,
    book: BookTags,
    chapter: ChapterTags,
    out: Path,
    scratch: Path,
) -> MasterReport:
    """Make one finished MP3 and the WebVTT file beside it; the same bytes for the same input.

    Args:
        mix: takes and sections.
        profile: what the file has to meet.
        pauses: rests between sentences.
        book: tags of the book.
        chapter: tags of this file.
        out: the MP3 to write, atomically; an older one is replaced only when the new one is complete.
        scratch: folder for work files, 19 MB a minute of audio; made if missing, nothing is left in it.

    Raises:
        InputProblem: no takes, a take that cannot be read, a section that begins nowhere, or a full disk.
        EngineProblem: ffmpeg is missing or failed.
    """
    _check(mix)
    subtitles = out.with_suffix(".vtt")
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="master-", dir=scratch) as folder:
            mp3 = Path(folder) / "chapter.mp3"
            assembly = assemble(mix.takes, profile=profile, pauses=pauses, work=Path(folder) / "work.f32")
            measurement, encodes = _encode_to_profile(assembly, profile, mp3)
            timing = timings(assembly)
            marks = section_marks(mix, timing, measurement.seconds)
            write_tags(mp3, book=book, chapter=chapter, marks=marks, lyrics=lyrics(mix))
            _deliver(mp3, out, subtitles=web_vtt(timing, {take.id: take.written for take in mix.takes}))
            sha256 = _sha256(mp3)
    except OSError as problem:
        raise disk_problem(problem, out) from problem
    missed = findings_for(measurement, profile, where=mix.title)
    findings = (*assembly.findings, *cover_findings(book.cover), *missed)
    return MasterReport(out, subtitles, measurement, timing, findings, sha256, encodes)


def _deliver(mp3: Path, out: Path, *, subtitles: str) -> None:
    """Subtitles first: where there is a finished MP3, its subtitles are there as well."""
    write_bytes(out.with_suffix(".vtt"), subtitles.encode())
    with writing(out) as partial:
        shutil.copyfile(mp3, partial)


def _encode_to_profile(assembly: Assembly, profile: Profile, mp3: Path) -> tuple[Measurement, int]:
    """Encode, measure, and correct gain and ceiling by what is missed, up to three times."""
    gains_db = matching_gains_db(assembly.placed, rate_hz=assembly.rate_hz)
    measurements: list[Measurement] = []
    drive = first_drive(assembly, gains_db, profile=profile)
    for _ in range(CORRECTIONS + 1):
        drive = _encode(assembly, gains_db, drive=drive, profile=profile, mp3=mp3)
        measurements.append(measure(mp3))
        wanted = correction(drive, measurements[-1], profile)
        if wanted == drive:
            break
        drive = wanted
    return measurements[-1], len(measurements)


def _encode(
    assembly: Assembly, gains_db: Sequence[float], *, drive: Drive, profile: Profile, mp3: Path
) -> Drive:
    """Encode at a drive, raised first where the limiter takes so much that the loudness target is missed."""
    passes: list[tuple[float, float]] = []
    for _ in range(GAIN_PASSES):
        rendered = render(assembly, gains_db, drive=drive, profile=profile)
        short_db = profile.loudness_target - rendered.loudness
        if not any(one.energy for one in assembly.placed) or abs(short_db) <= LOUDNESS_SLACK_DB:
            break
        passes.append((drive.gain_db, rendered.loudness))
        drive = Drive(drive.gain_db + short_db / _slope(passes), drive.ceiling_dbtp)
    encode_mp3(rendered.pcm, mp3, profile=profile, scratch=mp3.parent)
    return drive


def _slope(passes: Sequence[tuple[float, float]]) -> float:
    """Decibels of loudness that a decibel of gain still brings, by the last two passes `(gain, loudness)`."""
    if len(passes) < 2:
        return 1.0
    (gain, loudness), (next_gain, next_loudness) = passes[-2:]
    return min(1.0, max(LEAST_SLOPE, (next_loudness - loudness) / (next_gain - gain)))


def correction(drive: Drive, measurement: Measurement, profile: Profile) -> Drive:
    """The drive that should meet the profile, given what came of the last one; the same when it did."""
    excess_db = peak_excess_db(measurement, profile)
    if excess_db <= 0:
        return drive
    return Drive(drive.gain_db, drive.ceiling_dbtp - excess_db - PEAK_SLACK_DB)


def section_marks(mix: ChapterMix, timing: Sequence[SentenceTiming], seconds: float) -> list[Mark]:
    """Sections as stretches of the file: each lasts until the next one begins, the last one to the end."""
    starts = {one.id: one.start_s for one in timing}
    begins = [starts[section.first] for section in mix.sections]
    ends = [*begins[1:], seconds]
    return [
        Mark(section.title, begin, end)
        for section, begin, end in zip(mix.sections, begins, ends, strict=False)
    ]


def lyrics(mix: ChapterMix) -> str:
    """The written text of the chapter, a line for each paragraph; no space between sentences of Chinese or Japanese."""
    return "".join(take.written + _gap(take) for take in mix.takes).strip()


def _gap(take: TakeRef) -> str:
    if take.boundary in PARAGRAPH_ENDS:
        return "\n"
    return "" if take.written[-1:] >= FIRST_WIDE_CHARACTER else " "


def _check(mix: ChapterMix) -> None:
    if not mix.takes:
        raise InputProblem("the chapter has no takes.", where=mix.title)
    known = {take.id for take in mix.takes}
    for section in mix.sections:
        if section.first not in known:
            raise InputProblem(
                f"section “{section.title}” begins at {section.first}, which has no take.",
                where=mix.title,
            )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
