"""`reciter voice enrol`: what lies in a voice's folder, what is refused, and under which consent it speaks."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from reciter.audio.files import read_audio
from reciter.engines.gpt_sovits.engine import GptSovitsEngine
from reciter.enrolment import hearing, listening, slices
from reciter.enrolment.voice_activity import Span
from reciter.errors import InputProblem
from reciter.production import enrol as enrolling
from reciter.production.consent import Consent, consent_of
from reciter.production.engines import engine_of
from reciter.production.enrol import enrol
from reciter.production.enrolled import find_enrolment
from reciter.production.enrolled_files import Enrolling
from reciter.production.voices import find_voice
from reciter.settings import Settings
from tests.enrolment.speech import RATE_HZ, talk

WORDS = "The keeper climbed the stairs."
CONSENT = Consent(speaker="Ann", given_by="Ann", given_on=date(2026, 1, 2), purpose="tests")
SPANS = talk(48.0)[1]


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "ann take 1.wav"
    soundfile.write(path, talk(48.0)[0], RATE_HZ)
    return path


@pytest.fixture
def home(installation: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation whose ears are quick: the real ones are heard in tests/enrolment/test_listening.py."""
    monkeypatch.setattr(enrolling, "whisper_folder", lambda _cache: Path("none"))
    monkeypatch.setattr(enrolling, "speech_probabilities", lambda one: np.ones(int(one.seconds / 0.032)))
    monkeypatch.setattr(
        enrolling, "speech_spans", lambda p: [s for s in SPANS if s.end_s <= len(p) * 0.032 + 1]
    )
    monkeypatch.setattr(listening, "speaker_embeddings", embeddings)
    monkeypatch.setattr(hearing, "transcribe", lambda *_a, **_k: WORDS)
    monkeypatch.setattr(hearing, "spoken_language", lambda *_a, **_k: ("en", 0.99))
    return Settings(home=installation)


def embeddings(waves: list[Any]) -> np.ndarray:
    found = np.zeros((len(waves), 256), dtype=np.float32)
    found[:, 0] = 1.0
    return found


def wanted(recording: Path, **more: Any) -> Enrolling:
    return replace(Enrolling("ann", [recording], title="安 Ann", consent=CONSENT), **more)


@pytest.mark.slow
def test_a_voice_has_references_slices_a_report_and_a_record(home: Settings, recording: Path) -> None:
    done = enrol(wanted(recording), home)
    own = home.voices_folder / "ann"
    names = {path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file()}
    assert {"voice.toml", "consent.toml", "enrolment.json", "report.md", "slices.list"} < names
    assert {
        "report/waveform-1.svg",
        "report/pitch.svg",
        "report/spectrum.svg",
        "report/embeddings.svg",
    } < names
    clips = sorted((own / "references").glob("*.wav"))
    assert len(clips) == len(done.references[""]) == 5
    assert {clip.with_suffix(".txt").read_text("utf-8") for clip in clips} == {f"{WORDS}\n"}
    assert all(3 <= read_audio(clip).seconds <= 10 for clip in clips)
    lines = (own / "slices.list").read_text("utf-8").splitlines()
    assert len(lines) == done.slices[0] == len(list((own / "slices").iterdir()))
    assert all(
        line.split("|")[1:] == ["ann", "en", WORDS] and (own / line.split("|")[0]).is_file() for line in lines
    )
    assert find_voice("ann", home.voices_folder).name == "安 Ann"


@pytest.mark.slow
def test_consent_names_the_recording_and_goes_with_the_voice(home: Settings, recording: Path) -> None:
    enrol(wanted(recording), home)
    voice = find_voice("ann", home.voices_folder)
    enrolment = find_enrolment(home.voices_folder / "ann")
    assert enrolment
    consent = consent_of(voice, engine_of("kokoro"))
    assert consent
    assert consent.recordings == [enrolment.recordings[0].sha256]


@pytest.mark.slow
def test_without_consent_an_enrolled_voice_does_not_speak_and_the_message_has_the_hash(
    home: Settings, recording: Path
) -> None:
    done = enrol(wanted(recording, consent=None), home)
    assert not done.has_consent
    with pytest.raises(InputProblem, match="no record of consent") as caught:
        consent_of(find_voice("ann", home.voices_folder), engine_of("kokoro"))
    assert find_enrolment(done.folder).recordings[0].sha256 in caught.value.how  # type: ignore[union-attr]


@pytest.mark.slow
def test_consent_for_another_recording_is_refused_when_enrolling_and_when_speaking(
    home: Settings, recording: Path
) -> None:
    other = CONSENT.model_copy(update={"recordings": ["a" * 64]})
    with pytest.raises(InputProblem, match=r"not given for the recording ann take 1\.wav"):
        enrol(wanted(recording, consent=other), home)
    assert not (home.voices_folder / "ann").exists()
    enrol(wanted(recording), home)
    samples, rate_hz = soundfile.read(recording)
    soundfile.write(recording, 0.9 * samples, rate_hz)
    enrol(wanted(recording, consent=None), home)
    with pytest.raises(InputProblem, match="not given for the recording"):
        consent_of(find_voice("ann", home.voices_folder), engine_of("kokoro"))


@pytest.mark.slow
def test_consent_that_has_ended_is_refused(home: Settings, recording: Path) -> None:
    enrol(wanted(recording, consent=CONSENT.model_copy(update={"until": date(2026, 2, 1)})), home)
    with pytest.raises(InputProblem, match="holds only from 2026-01-02 until 2026-02-01"):
        consent_of(find_voice("ann", home.voices_folder), engine_of("kokoro"))


@pytest.mark.slow
def test_enrolling_again_gives_the_same_files_and_leaves_what_is_not_its_own(
    home: Settings, recording: Path
) -> None:
    enrol(wanted(recording), home)
    own = home.voices_folder / "ann"
    (own / "lexicon.tsv").write_text("README\tread me\ten\n", "utf-8")
    before = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}
    enrol(wanted(recording, consent=None), home)
    assert {path: path.read_bytes() for path in own.rglob("*") if path.is_file()} == before


@pytest.mark.slow
def test_another_recording_replaces_slices_and_references(
    home: Settings, recording: Path, tmp_path: Path
) -> None:
    enrol(wanted(recording), home)
    old = {path.name for path in (home.voices_folder / "ann" / "slices").iterdir()}
    soundfile.write(tmp_path / "b.wav", talk(48.0, seed=3)[0], RATE_HZ)
    enrol(wanted(tmp_path / "b.wav"), home)
    assert not old & {path.name for path in (home.voices_folder / "ann" / "slices").iterdir()}


@pytest.mark.slow
def test_a_run_that_dies_leaves_the_old_voice_whole(
    home: Settings, recording: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol(wanted(recording), home)
    soundfile.write(tmp_path / "b.wav", talk(48.0, seed=3)[0], RATE_HZ)
    monkeypatch.setattr(enrolling, "finish", lambda *_a, **_k: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        enrol(wanted(tmp_path / "b.wav"), home)
    enrolment = find_enrolment(home.voices_folder / "ann")
    assert enrolment
    assert all((home.voices_folder / "ann" / "slices" / one.file).is_file() for one in enrolment.slices)


@pytest.mark.slow
def test_with_checkpoints_the_ranked_clips_are_a_zero_shot_voice(
    home: Settings, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(GptSovitsEngine, "import_weights", lambda _self, *paths: asked.extend(paths))
    calm = slices.Slice("x.flac", "r", 0, 5, "Calm.", "en", "", -20, 50, 180.0, 3.0, 0.9, 0)
    monkeypatch.setattr(enrolling, "moods", lambda ranked: {"calm": ranked[1]} if calm else {})
    done = enrol(wanted(recording, weights=(Path("a.ckpt"), Path("b.pth"))), home)
    voice, engine = find_voice("ann", home.voices_folder), engine_of("gpt_sovits")
    assert asked == [Path("a.ckpt"), Path("b.pth"), home.voices_folder / "ann"]
    assert (done.engine, voice.engine, engine.moods(voice)) == ("gpt_sovits", "gpt_sovits", ("calm",))
    usual, mood = engine.references(voice)  # type: ignore[attr-defined]
    assert (usual.transcript, usual.language, len(usual.auxiliary)) == (WORDS, "en", 4)
    assert all(path.is_file() for path in (usual.path, *usual.auxiliary, mood.path))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: np.zeros(20 * RATE_HZ), "Nothing is to be heard"),
        (lambda: talk(3.0)[0], r"only .* s of speech"),
        (
            lambda: talk(48.0)[0] + np.random.default_rng(0).normal(size=48 * RATE_HZ) * 0.08,
            "above the noise",
        ),
    ],
    ids=["silent", "3 s", "noise"],
)
def test_what_cannot_be_used_is_refused_with_the_reason_and_leaves_no_folder(
    home: Settings, make: Callable[[], np.ndarray], words: str, tmp_path: Path
) -> None:
    soundfile.write(tmp_path / "bad.wav", make(), RATE_HZ)
    with pytest.raises(InputProblem, match=words):
        enrol(wanted(tmp_path / "bad.wav"), home)
    assert not (home.voices_folder / "ann").exists()


@pytest.mark.slow
def test_two_speakers_who_say_about_as_much_are_refused_and_a_few_words_of_another_are_set_aside(
    home: Settings, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def two(waves: list[Any], strangers: int) -> np.ndarray:
        found = embeddings(waves)
        found[:strangers] = np.eye(256, dtype=np.float32)[9]
        return found

    monkeypatch.setattr(listening, "speaker_embeddings", lambda waves: two(waves, len(waves) // 2))
    with pytest.raises(InputProblem, match="Two people speak"):
        enrol(wanted(recording), home)
    monkeypatch.setattr(listening, "speaker_embeddings", lambda waves: two(waves, 1))
    done = enrol(wanted(recording), home)
    assert done.slices[1] == 1
    assert "recording-speakers" in [one.code for one in done.findings]


@pytest.mark.slow
def test_a_transcript_of_something_else_is_refused(home: Settings, recording: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(
        "Call me Ishmael. Some years ago, never mind how long precisely.", "utf-8"
    )
    with pytest.raises(InputProblem, match=r"0 of .* slices can be used") as caught:
        enrol(wanted(recording, transcript=tmp_path / "other.txt"), home)
    assert "transcript" in caught.value.how


@pytest.mark.parametrize("name", ["", "..", "a/b", ".hidden"])
def test_a_name_that_is_no_folder_is_refused(home: Settings, recording: Path, name: str) -> None:
    with pytest.raises(InputProblem, match="cannot be the name"):
        enrol(wanted(recording, name=name), home)


def test_two_commands_cannot_work_on_a_voice_at_once(home: Settings, recording: Path) -> None:
    from reciter.production.voice_lock import voice_locked

    with voice_locked(home.voices_folder / "ann"), pytest.raises(InputProblem, match="another command"):
        enrol(wanted(recording), home)


@pytest.mark.slow
def test_a_damaged_record_is_named(home: Settings, recording: Path) -> None:
    enrol(wanted(recording), home)
    path = home.voices_folder / "ann" / "enrolment.json"
    path.write_text(json.dumps({"recordings": 1}), "utf-8")
    with pytest.raises(InputProblem, match="cannot be read"):
        find_enrolment(path.parent)


def test_spans_of_the_stand_in_are_speech() -> None:
    assert sum(span.seconds for span in SPANS) > 30
    assert isinstance(SPANS[0], Span)
