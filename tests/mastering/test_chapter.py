"""A chapter from takes to the finished file."""

import errno
import hashlib
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from mutagen.id3 import ID3

from reciter.audio.files import audio_blocks
from reciter.audio.levels import Samples, from_db
from reciter.book import Cover
from reciter.errors import EngineProblem, InputProblem
from reciter.mastering import chapter as chapter_module
from reciter.mastering.chapter import MasterReport, correction, lyrics, master_chapter
from reciter.mastering.measure import Measurement, measure
from reciter.mastering.mix import ChapterMix, Section, TakeRef
from reciter.mastering.pauses import Pauses
from reciter.mastering.profiles import ACX, PROFILES, Profile
from reciter.mastering.render import Drive
from reciter.mastering.tags import BookTags, ChapterTags

MakeTakes = Callable[..., tuple[TakeRef, ...]]
MakeSpeech = Callable[..., Samples]
BOOK = BookTags("Book", ("Author",), "Narrator", language="en")


def master(
    takes: tuple[TakeRef, ...], out: Path, *, profile: Profile = ACX, sections: tuple[Section, ...] = ()
) -> MasterReport:
    return master_chapter(
        ChapterMix("One", takes, sections),
        profile=profile,
        pauses=Pauses(),
        book=BOOK,
        chapter=ChapterTags("One", 1, 2),
        out=out,
        scratch=out.parent / "scratch",
    )


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
@pytest.mark.parametrize("crest", [0.5, 4.0], ids=["dense", "spiky"])
@pytest.mark.parametrize("level_db", [-35, 0], ids=["soft", "loud"])
def test_every_profile_is_met_whatever_the_takes_are_like(
    make_takes: MakeTakes,
    make_speech: MakeSpeech,
    tmp_path: Path,
    profile: Profile,
    crest: float,
    level_db: float,
) -> None:
    peak = 0.9 * from_db(level_db)
    takes = make_takes(*(make_speech(3.0, seed=seed, peak=peak, crest=crest) for seed in range(3)))
    report = master(takes, tmp_path / "one.mp3", profile=profile)
    assert report.findings == ()
    assert report.measurement == measure(tmp_path / "one.mp3")
    assert report.measurement.loudness(profile) == pytest.approx(profile.loudness_target, abs=0.5)
    assert report.encodes == 1


def test_the_timing_index_is_right_in_the_decoded_file(make_takes: MakeTakes, tmp_path: Path) -> None:
    bursts = []
    for seconds in (0.5, 1.3, 0.8):
        time = np.arange(round(seconds * 24_000)) / 24_000
        quiet = np.zeros(7000)
        bursts.append(np.concatenate([quiet, 0.3 * np.sin(2 * np.pi * 700 * time), quiet]).astype(np.float32))
    takes = make_takes(*bursts, boundaries=("sentence", "paragraph", "chapter"))
    report = master(takes, tmp_path / "one.mp3")
    loud = np.abs(np.concatenate(list(audio_blocks(report.path)))) > 0.02
    edges = np.flatnonzero(np.diff(np.concatenate([[0], np.convolve(loud, np.ones(441), "same") > 0, [0]])))
    starts, ends = edges[::2] / 44_100 + 0.005, edges[1::2] / 44_100 - 0.005
    assert [one.start_s for one in report.timing] == pytest.approx(list(starts), abs=0.015)
    assert [one.end_s for one in report.timing] == pytest.approx(list(ends), abs=0.015)


def test_there_is_no_click_at_any_join(make_takes: MakeTakes, tmp_path: Path) -> None:
    """Takes of a low tone that begin and end in mid-wave, with an offset that would jump."""
    time = np.arange(24_000) / 24_000
    takes = make_takes(*[(0.25 * np.cos(2 * np.pi * 100 * time)).astype(np.float32)] * 3)
    report = master(takes, tmp_path / "one.mp3")
    wave = np.concatenate(list(audio_blocks(report.path)))
    slope_of_the_tone = 2 * np.pi * 100 / 44_100 * float(np.abs(wave).max())
    assert np.abs(np.diff(wave)).max() < 2.5 * slope_of_the_tone


def test_the_same_input_gives_the_same_bytes(
    make_takes: MakeTakes, make_speech: MakeSpeech, tmp_path: Path
) -> None:
    takes = make_takes(make_speech(2.0), make_speech(1.5, seed=1))
    one = master(takes, tmp_path / "a" / "one.mp3")
    two = master(takes, tmp_path / "b" / "one.mp3")
    assert one.path.read_bytes() == two.path.read_bytes()
    assert one.subtitles.read_bytes() == two.subtitles.read_bytes()
    assert one.sha256 == hashlib.sha256(two.path.read_bytes()).hexdigest()


def test_subtitles_lyrics_and_sections_go_by_the_timing(
    make_takes: MakeTakes, make_speech: MakeSpeech, tmp_path: Path
) -> None:
    takes = make_takes(
        *(make_speech(1.0, seed=seed) for seed in range(3)), boundaries=("sentence", "paragraph", "chapter")
    )
    report = master(takes, tmp_path / "one.mp3", sections=(Section("A", "s1"), Section("B", "s3")))
    tags = ID3(report.path)
    assert tags["CHAP:s0002"].start_time == pytest.approx(report.timing[2].start_s * 1000, abs=1)
    assert tags["CHAP:s0002"].end_time == pytest.approx(report.measurement.seconds * 1000, abs=1)
    assert tags["USLT::eng"].text == "Sentence 1. Sentence 2.\nSentence 3."
    assert report.subtitles == tmp_path / "one.vtt"
    assert report.subtitles.read_text().count("-->") == 3


def test_nothing_is_left_in_the_scratch_folder(
    make_takes: MakeTakes, make_speech: MakeSpeech, tmp_path: Path
) -> None:
    master(make_takes(make_speech(1.0)), tmp_path / "out" / "one.mp3")
    assert list((tmp_path / "out" / "scratch").iterdir()) == []
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one.mp3", "one.vtt", "scratch"]


def test_a_chapter_of_silent_takes_has_findings_and_no_boosted_noise(
    make_takes: MakeTakes, tmp_path: Path
) -> None:
    report = master(make_takes(np.zeros(24_000, dtype=np.float32)), tmp_path / "one.mp3")
    assert {"master-silent-take", "master-rms"} <= {finding.code for finding in report.findings}
    assert report.measurement.rms_db == pytest.approx(-70, abs=1)


def test_a_wrong_cover_is_a_finding(make_takes: MakeTakes, make_speech: MakeSpeech, tmp_path: Path) -> None:
    report = master_chapter(
        ChapterMix("One", make_takes(make_speech(1.0))),
        profile=ACX,
        pauses=Pauses(),
        book=BookTags("Book", cover=Cover("image/webp", b"RIFF")),
        chapter=ChapterTags("One", 1, 1),
        out=tmp_path / "one.mp3",
        scratch=tmp_path,
    )
    assert [finding.code for finding in report.findings] == ["master-cover-type"]


def test_no_takes_and_sections_from_nowhere_are_input_problems(
    make_takes: MakeTakes, make_speech: MakeSpeech, tmp_path: Path
) -> None:
    with pytest.raises(InputProblem, match="no takes"):
        master((), tmp_path / "one.mp3")
    with pytest.raises(InputProblem, match="s99"):
        master(make_takes(make_speech(1.0)), tmp_path / "one.mp3", sections=(Section("A", "s99"),))


@contextmanager
def file_size_limit(size_bytes: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_system_that_takes_no_more_leaves_the_older_file_and_nothing_partial(
    make_takes: MakeTakes, make_speech: MakeSpeech, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    master(make_takes(make_speech(1.0)), out / "one.mp3")
    before = files_in(out)
    longer = make_takes(*(make_speech(3.0, seed=seed) for seed in range(5)))
    with file_size_limit(1_000_000), pytest.raises(InputProblem, match="disk is full"):
        master(longer, out / "one.mp3")
    assert files_in(out) == before


@pytest.mark.parametrize("step", ["encode_mp3", "write_tags", "_deliver"])
def test_a_disk_that_fills_up_at_any_step_leaves_nothing_partial(
    make_takes: MakeTakes, make_speech: MakeSpeech, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(chapter_module, step, full)
    with pytest.raises(InputProblem, match="disk is full"):
        master(make_takes(make_speech(1.0)), tmp_path / "out" / "one.mp3")
    assert files_in(tmp_path / "out") == {}


def test_a_missing_ffmpeg_leaves_nothing_partial(
    make_takes: MakeTakes, make_speech: MakeSpeech, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", lambda: str(tmp_path / "gone"))
    with pytest.raises(EngineProblem, match="ffmpeg"):
        master(make_takes(make_speech(1.0)), tmp_path / "out" / "one.mp3")
    assert files_in(tmp_path / "out") == {}


def test_peaks_that_the_encoder_raised_too_far_are_corrected_by_encoding_again(
    make_takes: MakeTakes, make_speech: MakeSpeech, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = master(
        make_takes(make_speech(3.0, crest=4.0)), tmp_path / "one.mp3", profile=replace(ACX, ceiling_dbtp=-2.0)
    )
    assert report.encodes == 2
    assert report.measurement.peak_dbfs <= -3.0
    assert report.findings == ()


def test_what_cannot_be_corrected_is_a_finding_after_four_encodes(
    make_takes: MakeTakes, make_speech: MakeSpeech, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_measure = measure
    monkeypatch.setattr(chapter_module, "measure", lambda path: replace(true_measure(path), peak_dbfs=-1.0))
    report = master(make_takes(make_speech(1.0)), tmp_path / "one.mp3")
    assert report.encodes == 4
    assert "master-peak" in [finding.code for finding in report.findings]


def test_the_correction_lowers_the_ceiling_by_a_little_more_than_the_excess(make_takes: MakeTakes) -> None:
    found = Measurement(60, -20, -19, -2.5, -2.4, -70, 0.75, 2.5, 0, 192_000, True, 44_100, 1)
    assert correction(Drive(3.0, -3.6), found, ACX) == Drive(3.0, -4.2)


def test_lyrics_break_lines_at_paragraphs() -> None:
    takes = tuple(
        TakeRef(str(number), Path("x"), boundary, text)
        for number, (boundary, text) in enumerate(
            [
                ("heading", "Title"),
                ("sentence", "A."),
                ("paragraph", "B."),
                ("clause", "C,"),
                ("chapter", "d."),
            ]
        )
    )
    assert lyrics(ChapterMix("t", takes)) == "Title\nA. B.\nC, d."
