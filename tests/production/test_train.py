# ruff: noqa: E402
"""`reciter voice train` as a whole, with tiny networks: clips in, a voice that speaks out; and what it refuses."""

import errno
import json
import re

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from reciter.audio.files import write_audio
from reciter.audio.waveform import Waveform
from reciter.engines.base import SpeechRequest
from reciter.engines.gpt_sovits.training import rehearsal, samples
from reciter.engines.gpt_sovits.training.rehearsal import Heard
from reciter.errors import InputProblem
from reciter.production import held_out, train
from reciter.production.consent import consent_of
from reciter.production.engines import engine_of
from reciter.production.train import Lesson
from reciter.production.voices import find_voice
from reciter.settings import get_settings
from reciter.shelf import atomic
from reciter.text.span import Run
from tests.engines.gpt_sovits.training.tiny_bases import save_bases, shrink_v2
from tests.gpt_sovits_files import CONSENT, save_clip, save_models

SHORT = Lesson("v2", semantic_epochs=2, acoustic_epochs=1, batch=1, keep_every=1, held_out=0)
WORDS = "The keeper counted the ships."


@pytest.fixture(autouse=True)
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def clips(tmp_path):
    folder = tmp_path / "clips"
    folder.mkdir()
    for name, seconds in (("a", 3.2), ("b", 2.4)):
        save_clip(folder / f"{name}.wav", seconds=seconds)
        (folder / f"{name}.txt").write_text(WORDS)
    return folder


@pytest.fixture
def tiny_v2(installation, monkeypatch):
    """Everything that is published, tiny, where training looks for it."""
    bases = save_bases(installation / "cache" / "published")
    monkeypatch.setattr(train, "pretrained", lambda *_: (bases.semantic, bases.acoustic))
    save_models(installation / "cache" / "models" / "gpt-sovits")
    shrink_v2(monkeypatch)
    return bases


def go(clips, lesson=SHORT, **given):
    return train.train("ann", clips, get_settings(), lesson, **given)


def losses(installation, stage):
    path = installation / "output" / "training" / "ann" / stage / "losses.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.slow
def test_two_clips_are_learnt_after_a_stop_too_and_the_voice_speaks_once_there_is_consent(
    installation, tiny_v2, clips
):
    lesson = Lesson("v2", semantic_epochs=50, acoustic_epochs=1, batch=2, keep_every=8, held_out=0)

    def stop(progress):
        if progress.step == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(clips, lesson, report=stop)
    seen = []
    done = go(clips, lesson, report=seen.append)
    assert (seen[0].stage, seen[0].step) == ("semantic", 9)
    assert (done.tuned.samples, done.tuned.refused, done.tuned.held_out) == (2, (), ())
    learnt = losses(installation, "semantic")
    assert [line["step"] for line in learnt] == list(range(1, 51))
    assert learnt[-1]["loss"] < 0.9 * learnt[0]["loss"]
    assert len(losses(installation, "acoustic")) == 1
    voice, engine = find_voice("ann", get_settings().voices_folder), engine_of("gpt_sovits")
    with pytest.raises(InputProblem, match="consent"):
        consent_of(voice, engine)
    (voice.folder / "consent.toml").write_text(CONSENT)
    assert consent_of(voice, engine).speaker.startswith("Nobody")
    text = "The light went out."
    (speech,) = engine.speak([SpeechRequest("s1", text, (Run(0, len(text), "en"),))], voice=voice)
    assert speech.waveform.seconds > 0.1


@pytest.mark.slow
def test_a_held_out_clip_is_not_learnt_from_but_spoken_and_the_best_weights_are_exported(
    reciter, installation, tiny_v2, clips, monkeypatch
):
    likeness, asked = iter([0.5, 0.7, 0.6, 0.8, 0.9]), []

    class Listener:
        def __init__(self, settings):
            assert settings.cache == installation / "cache"

        def __call__(self, waves, recordings):
            asked.append([one.path.name for one in recordings])
            assert len(waves) == 1
            return Heard(next(likeness), 0.1)

    monkeypatch.setattr(held_out, "HeldOutListener", Listener)
    words = ("--version", "v2", "--semantic-epochs", 5, "--acoustic-epochs", 1, "--patience", 1)
    done = reciter("voice", "train", "ann", clips, *words)
    assert done.code == 0, done.err
    assert asked == [["b.wav"]] * 5
    first, second, last = done.out.splitlines()
    assert first.startswith("stage 1: 2 steps, no longer better, at most ")
    assert re.search(
        r"GB \(weights, gradients and optimisers 0\.\d\); held out: similarity 0\.500, errors 10\.0 %", first
    )
    assert first.endswith("→ similarity 0.700, errors 10.0 % (step 1)")
    assert second.endswith("similarity 0.900, errors 10.0 % (step 1)")
    assert "from 1 clips" in last
    checks = (installation / "output/training/ann/semantic/checks.jsonl").read_text().splitlines()
    assert [json.loads(line)["similarity"] for line in checks] == [0.5, 0.7, 0.6]


@pytest.mark.slow
def test_clips_that_cannot_be_learnt_from_are_named_and_the_others_are_learnt_from(
    installation, tiny_v2, clips
):
    silence = Waveform(np.zeros(64000, dtype=np.float32), 32000)
    for name, words in (("empty", " "), ("much", WORDS * 20), ("silent", WORDS), ("torn", WORDS)):
        save_clip(clips / f"{name}.wav", seconds=2)
        (clips / f"{name}.txt").write_text(words)
    write_audio(clips / "silent.wav", silence)
    (clips / "torn.wav").write_bytes(b"RIFF and then nothing")
    refused = {one.path.stem: one.reason for one in go(clips).tuned.refused}
    assert list(refused) == ["empty", "much", "silent", "torn"]
    assert "no transcript" in refused["empty"]
    assert "does not fit the clip" in refused["much"]
    assert "silent" in refused["silent"]


@pytest.mark.slow
def test_without_one_clip_that_can_be_learnt_from_it_says_so(installation, tiny_v2, clips):
    for path in clips.glob("*.txt"):
        path.write_text("")
    with pytest.raises(InputProblem, match="no clip to learn from"):
        go(clips)


def test_a_folder_without_clips_and_a_name_that_is_none_are_refused_before_anything_is_written(
    installation, tmp_path
):
    with pytest.raises(InputProblem, match="no clips"):
        go(tmp_path / "home" / "voices")
    with pytest.raises(InputProblem, match="name of a folder"):
        train.train("../ann", tmp_path, get_settings(), SHORT)
    assert not (installation / "output").exists()


def test_missing_judges_are_named(installation, tiny_v2, clips):
    tiny_v2.judges.unlink()
    with pytest.raises(InputProblem, match="discriminator") as caught:
        go(clips)
    assert caught.value.where.endswith("s2D.pth")
    assert "models pull gpt-sovits-v2-judges" in caught.value.how


@pytest.mark.slow
def test_a_full_disk_ends_it_and_leaves_no_half_file(installation, tiny_v2, clips, monkeypatch):
    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(samples, "save_file", full)
    with pytest.raises(InputProblem, match="disk is full"):
        go(clips)
    assert not list((installation / "output/training/ann/samples").glob("*"))
    assert not (installation / "voices" / "ann").exists()


@pytest.mark.slow
def test_a_disk_that_fills_up_while_learning_leaves_the_last_checkpoint(
    installation, tiny_v2, clips, monkeypatch
):
    whole, sync, count = [], atomic._sync, iter(range(100))

    def full(path):
        if path.suffix == ".pt" and next(count) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        whole.append(path)
        sync(path)

    monkeypatch.setattr(atomic, "_sync", full)
    with pytest.raises(InputProblem, match="disk is full"):
        go(clips)
    assert [path.name for path in (installation / "output/training/ann/semantic").glob("*.pt")] == [
        "step-00000001.pt"
    ]


@pytest.mark.slow
def test_one_training_of_a_voice_at_a_time(installation, tiny_v2, clips, monkeypatch):
    def meanwhile(*_):
        with pytest.raises(InputProblem, match="at work"):
            go(clips)
        raise InputProblem("enough")

    monkeypatch.setattr(train, "_tuned", meanwhile)
    with pytest.raises(InputProblem, match="enough"):
        go(clips)


def test_what_is_no_speech_is_wrong_and_like_nobody(monkeypatch, tmp_path):
    monkeypatch.setattr(held_out, "whisper_folder", lambda cache: cache)
    monkeypatch.setattr(held_out, "transcribe", lambda wave, language, *, model: "The keeper counted ships.")
    monkeypatch.setattr(held_out, "speaker_embedding", lambda waves: np.array([1.0, 0.0]))
    save_clip(tmp_path / "a.wav")
    recording = samples.Recording(tmp_path / "a.wav", WORDS, "en")
    good = Waveform(np.sin(np.arange(32000) / 10).astype(np.float32), 32000)
    bad = [Waveform(np.zeros(32000, dtype=np.float32), 32000), Waveform(good.samples[:100], 32000)]
    listener = held_out.HeldOutListener(get_settings())
    assert listener([good], [recording]) == rehearsal.Heard(1.0, pytest.approx(0.2))
    assert listener([good, *bad], [recording] * 3) == Heard(pytest.approx(1 / 3), pytest.approx(2.2 / 3))
