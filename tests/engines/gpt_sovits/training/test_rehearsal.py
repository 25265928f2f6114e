# ruff: noqa: E402
"""Held-out clips: which they are, how they are spoken, and what somebody who listens makes of it."""

from types import SimpleNamespace

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from reciter.audio.files import write_audio
from reciter.audio.waveform import Waveform
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.training.rehearsal import Heard, hold_out, rehearsal
from reciter.engines.gpt_sovits.training.samples import Ears, Recording
from tests.engines.gpt_sovits.tiny_voice import TINY, Content, Context


def pair(n, seconds=2.0):
    return n, SimpleNamespace(wave=torch.zeros(int(32000 * seconds)))


@pytest.mark.parametrize(
    ("count", "most", "held"),
    [
        (1, 3, []),
        (2, 3, [1]),
        (9, 3, [4]),
        (10, 3, [2, 7]),
        (30, 3, [5, 15, 25]),
        (300, 1, [150]),
    ],
)
def test_a_fifth_at_most_is_held_out_and_never_all(count, most, held):
    learnt, kept = hold_out([pair(n) for n in range(count)], most)
    assert kept == held
    assert [one for one, _ in learnt] == [n for n in range(count) if n not in held]


def test_likeness_and_errors_weigh_the_same_and_all_wrong_is_the_worst():
    assert Heard(0.8, 0.1).score == pytest.approx(0.7)
    assert Heard(0.8, 7.0).score == pytest.approx(-0.2)


@pytest.mark.slow
def test_the_sentences_are_spoken_with_the_weights_as_they_are_which_stay_as_they_were(tmp_path):
    torch.manual_seed(5)
    decoder, network = SemanticDecoder(TINY.semantic), AcousticNetwork(TINY.acoustic, learns=True)
    network.book.vectors.normal_()
    clips = []
    for name, seconds in (("short.wav", 1.5), ("fit.wav", 3.5)):
        time_s = np.arange(int(32000 * seconds)) / 32000
        write_audio(tmp_path / name, Waveform((0.3 * np.sin(900 * time_s)).astype(np.float32), 32000))
        clips.append((Recording(tmp_path / name, "This is a clip.", "en"), pair(0, seconds)[1]))
    heard = []

    def listener(waves, recordings):
        heard.append((waves, recordings))
        return Heard(0.5, 0.25)

    held_out = [Recording(tmp_path / "none.wav", "Nobody has learnt from this.", "en")]
    ears = Ears(TINY, Content(), Context(), network.book, None, "tiny")
    said = rehearsal(clips, held_out, ears, listener)
    before = {key: value.clone() for key, value in network.state_dict().items()}
    assert said.reference.clip == "fit.wav"
    assert said(decoder, network) == {"similarity": 0.5, "error_rate": 0.25, "score": 0.25}
    (waves, recordings) = heard[0]
    assert (recordings, len(waves), waves[0].rate_hz) == (held_out, 1, 32000)
    assert waves[0].seconds > 0.2
    assert all(torch.equal(value, before[key]) for key, value in network.state_dict().items())
    with torch.no_grad():
        network.decoder.last.weight.mul_(-1)
    said(decoder, network)
    assert np.allclose(heard[1][0][0].samples, -waves[0].samples, atol=1e-5)


def test_without_a_clip_of_3_s_only_the_timbre_is_taken(tmp_path):
    short = Recording(tmp_path / "short.wav", "Too short.", "en"), pair(0, 1.5)[1]
    ears = Ears(TINY, Content(), Context(), None, None, "tiny")
    assert rehearsal([short], [], ears, lambda *_: Heard(0, 0)).reference.transcript == ""
