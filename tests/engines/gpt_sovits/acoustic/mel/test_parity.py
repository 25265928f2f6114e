# ruff: noqa: E402
"""Stage 2 of v3 and v4 against what the published system recorded: max |a − b| / max |b| < 1e-4."""

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.mel.big_vgan import BigVgan
from reciter.engines.gpt_sovits.acoustic.mel.network import MelNetwork
from reciter.engines.gpt_sovits.acoustic.mel.snake import low_pass
from reciter.engines.gpt_sovits.acoustic.mel.vocoder import Vocoder
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.checkpoints.mel_names import big_vgan_state, mel_state, vocoder_state
from reciter.engines.gpt_sovits.config import MEL_VERSIONS

TOLERANCE = 1e-4


def off(ours, theirs):
    return float((ours - theirs).abs().max() / theirs.abs().max())


class Recorded:
    """A version: its network with the weights of the recipe, and what was recorded of it."""

    def __init__(self, golden, name):
        shapes = golden.manifest(f"s2G_{name}")
        version = MEL_VERSIONS[name]
        with torch.device("meta"):
            self.network = MelNetwork(version.acoustic, version.mel)
        state = mel_state(golden.weights(f"gsv-golden-a/s2G_{name}", shapes))
        state["transformer.turns"] = 10000.0 ** -(torch.arange(0, 64, 2) / 64)  # the recipe leaves it alone
        self.network.load_state_dict(state, assign=True)
        fold(self.network.eval())
        self.tensors = golden.tensors(f"v3v4/{name}.safetensors")
        self.spectrogram = golden.tensors("s2/reference_specs.safetensors")["spec_0"]

    @torch.inference_mode()
    def features(self, speed):
        style = self.network.style([self.spectrogram])
        codes, phones = (self.tensors[name].long()[None] for name in ("codes", "text"))
        counts = (torch.tensor([row.shape[1]]) for row in (codes, phones))
        hidden, lengths = self.network.hidden(codes, next(counts), phones, next(counts), style)
        speeds = torch.tensor([speed], dtype=torch.float64)
        return self.network.features(*self.network.at_speed(hidden, lengths, speeds), style)[0][0], style

    @torch.inference_mode()
    def mel(self, steps, guidance):
        features = self.tensors["fea"][None]
        return self.network.sample(
            features,
            torch.tensor([features.shape[2]]),
            self.tensors["prompt_mel"][None],
            self.tensors["cfm_noise"][None],
            steps=steps,
            guidance=guidance,
        )[0]


@pytest.fixture(scope="module", params=MEL_VERSIONS)
def recorded(golden, request):
    return Recorded(golden, request.param)


@pytest.mark.slow
def test_features_are_the_recorded_ones(recorded):
    features, style = recorded.features(1.0)
    assert off(style.voice[0], recorded.tensors["ge"]) < TOLERANCE
    assert off(features, recorded.tensors["fea"]) < TOLERANCE
    slower, _ = recorded.features(1.2)
    assert off(slower[:, ::5], recorded.tensors["fea_speed1.2_every5th"]) < TOLERANCE


@pytest.mark.slow
@torch.inference_mode()
def test_what_the_transformer_is_told_is_as_recorded(recorded):
    told = recorded.network.transformer.condition(recorded.tensors["fea"].T[None])
    assert off(told[0, :4], recorded.tensors["dit_text_embed_first4"]) < TOLERANCE


@pytest.mark.slow
@pytest.mark.parametrize(("steps", "guidance"), [(4, 0.0), (8, 0.0), (3, 0.7)])
def test_mel_frames_are_the_recorded_ones(recorded, steps, guidance):
    name = f"cfm_steps{steps}_cfg{guidance or 0}"
    assert off(recorded.mel(steps, guidance), recorded.tensors[name]) < TOLERANCE


@pytest.mark.slow
@torch.inference_mode()
def test_the_vocoder_of_v3_sounds_as_recorded_as_far_as_that_is_determined(golden):
    """With the weights of the recipe its 109 sines amplify rounding.

    A change of 1e-7 in the mel frames moves the wave by some per cent, and so does double precision or another order of
    summing; the wave may be no further away than that.
    """
    with torch.device("meta"):
        vocoder = BigVgan(MEL_VERSIONS["v3"].mel.vocoder, bins=100)
    state = big_vgan_state(golden.weights("gsv-golden-a/v3_bigvgan", golden.manifest("v3_bigvgan")))
    state["last.parametrizations.weight.original0"] *= 0.02  # so that nothing was clipped
    vocoder.load_state_dict(state, assign=True)
    for module in vocoder.modules():
        if hasattr(module, "taps"):
            module.taps = low_pass()
    mel = 2 * golden.normals("gsv-golden-a/voc/mel", (1, 100, 12)) - 4
    wave, moved = fold(vocoder)(mel)[0], vocoder(mel * (1 + 1e-7))[0]
    theirs = golden.tensors("v3v4/vocoders.safetensors")["v3_wave"]
    assert torch.corrcoef(torch.stack((wave, theirs)))[0, 1] > 0.9995
    assert off(wave, theirs) < 2 * off(moved, wave)


@pytest.mark.slow
@torch.inference_mode()
def test_the_vocoder_of_v4_sounds_as_recorded(golden):
    with torch.device("meta"):
        vocoder = fold(Vocoder(MEL_VERSIONS["v4"].mel.vocoder, bins=100))
    state = vocoder_state(golden.weights("gsv-golden-a/v4_vocoder", golden.manifest("v4_vocoder")))
    vocoder.load_state_dict(state, assign=True)
    wave = vocoder(2 * golden.normals("gsv-golden-a/voc/mel", (1, 100, 12)) - 4)[0]
    assert off(wave, golden.tensors("v3v4/vocoders.safetensors")["v4_wave"]) < TOLERANCE


def test_the_filter_is_the_recorded_one(golden):
    assert off(low_pass(), golden.tensors("v3v4/vocoders.safetensors")["v3_kaiser_filter"]) < 1e-6
