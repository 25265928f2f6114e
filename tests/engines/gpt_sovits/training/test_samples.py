# ruff: noqa: E402
"""Clips as the networks want them: computed once, refused with a reason, batched in an order that a seed decides."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from reciter.audio.files import write_audio
from reciter.audio.waveform import Waveform
from reciter.engines.gpt_sovits.acoustic.codebook import CodeBook
from reciter.engines.gpt_sovits.training.batching import acoustic_batch, plan_epoch, semantic_batch
from reciter.engines.gpt_sovits.training.samples import Ears, Recording, prepare
from tests.engines.gpt_sovits.tiny_voice import TINY, Content, Context

TEXT = "The ship sailed on in silence."


@pytest.fixture
def ears():
    torch.manual_seed(2)
    book = CodeBook(50, 768)
    book.vectors.normal_()
    return Ears(TINY, Content(), Context(), book, None, "tiny")


@pytest.fixture
def recording_of(tmp_path):
    def make(name="one", seconds=2.5, *, text=TEXT, level=0.3):
        path = tmp_path / f"{name}.wav"
        time_s = np.arange(round(seconds * 32000)) / 32000
        write_audio(path, Waveform((level * np.sin(900 * time_s)).astype(np.float32), 32000))
        return Recording(path, text, "en")

    return make


def test_both_lengths_agree(ears, recording_of, tmp_path):
    (sample,), refused = prepare([recording_of()], tmp_path / "kept", ears)
    assert not refused
    assert len(sample.wave) == len(sample.tokens) * 1280
    assert len(sample.phones) == len(sample.context)


def test_what_is_there_is_not_computed_again(ears, recording_of, tmp_path, monkeypatch):
    (first,), _ = prepare([recording_of()], tmp_path / "kept", ears)
    monkeypatch.setattr(Content, "forward", lambda *_: pytest.fail("heard again"))
    (second,), _ = prepare([recording_of()], tmp_path / "kept", ears)
    assert torch.equal(first.tokens, second.tokens)
    assert torch.equal(first.wave, second.wave)


def test_another_transcript_is_another_sample(ears, recording_of, tmp_path):
    prepare([recording_of()], tmp_path / "kept", ears)
    prepare([recording_of(text="The ship sank in silence.")], tmp_path / "kept", ears)
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_a_damaged_sample_is_made_again(ears, recording_of, tmp_path):
    prepare([recording_of()], tmp_path / "kept", ears)
    (path,) = (tmp_path / "kept").iterdir()
    path.write_bytes(path.read_bytes()[:50])
    samples, _ = prepare([recording_of()], tmp_path / "kept", ears)
    assert len(samples) == 1


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"seconds": 0.5}, "0.5 s"),
        ({"seconds": 25}, "25.0 s"),
        ({"level": 0.0}, "silent"),
        ({"text": "  "}, "no transcript"),
        ({"text": "Hum.", "seconds": 12}, "does not fit"),
        ({"text": TEXT * 9}, "does not fit"),
    ],
)
def test_a_clip_that_cannot_be_learnt_from_is_refused_with_a_reason(
    changed, reason, ears, recording_of, tmp_path
):
    samples, (refused,) = prepare([recording_of(**changed)], tmp_path / "kept", ears)
    assert samples == []
    assert reason in refused.reason


def test_a_missing_and_a_corrupt_clip_do_not_keep_the_others_back(ears, recording_of, tmp_path):
    bad = tmp_path / "bad.wav"
    bad.write_bytes(b"not audio at all")
    given = [Recording(bad, TEXT, "en"), Recording(tmp_path / "none.wav", TEXT, "en"), recording_of()]
    samples, refused = prepare(given, tmp_path / "kept", ears)
    assert [sample.name for sample in samples] == ["one.wav"]
    assert len(refused) == 2


def test_every_sample_is_in_one_batch_and_the_order_is_that_of_the_seed():
    lengths = [30, 300, 40, 60, 31, 290, 80]
    first = plan_epoch(lengths, size=2, seed=1, epoch=0)
    assert sorted(n for batch in first for n in batch) == list(range(7))
    assert first == plan_epoch(lengths, size=2, seed=1, epoch=0)
    assert first != plan_epoch(lengths, size=2, seed=1, epoch=1)


def test_long_and_short_do_not_share_a_batch_where_there_is_enough_of_each():
    batches = plan_epoch([30, 300] * 4, size=2, seed=1, epoch=0)
    assert all(max(n % 2 for n in batch) == min(n % 2 for n in batch) for batch in batches)


def test_batches_are_padded(ears, recording_of, tmp_path):
    samples, _ = prepare([recording_of(), recording_of("two", 3.5)], tmp_path / "kept", ears)
    device = torch.device("cpu")
    first, second = semantic_batch(samples, device), acoustic_batch(samples, device)
    assert first.tokens.shape == second.tokens.shape
    assert second.spectrogram.shape[2] == 2 * second.tokens.shape[1]
    assert second.waves.shape[1] == 640 * second.spectrogram.shape[2]
