# ruff: noqa: E402
"""Stage 2 against what the published system recorded: max |a − b| / max |b| < 1e-4, tokens exactly."""

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.speaking import AcousticRequest, speak
from reciter.engines.gpt_sovits.acoustic.streaming import speak_piece
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.checkpoints.acoustic_names import acoustic_state
from reciter.engines.gpt_sovits.config import WAVE_VERSIONS

pytestmark = pytest.mark.slow

TOLERANCE = 1e-4


def off(ours, theirs):
    return float((ours - theirs).abs().max() / theirs.abs().max())


class Recorded:
    """A version: its network with the weights of the recipe, and what was recorded of it."""

    def __init__(self, golden, name):
        shapes = golden.manifest(f"s2G_{name}")
        spoken = {key: shape for key, shape in shapes.items() if not key.startswith("enc_q.")}
        published = golden.weights(f"gsv-golden-a/s2G_{name}", spoken)
        with torch.device("meta"):
            network = AcousticNetwork(WAVE_VERSIONS[name].acoustic)
        network.load_state_dict(acoustic_state(published), assign=True)
        self.network = fold(network.eval())
        self.tensors = golden.tensors(f"s2/{name}.safetensors")
        self.golden, self.name = golden, name
        self.spectrograms = golden.tensors("s2/reference_specs.safetensors")

    def style(self, references):
        speakers = [self.golden.normals(f"gsv-golden-a/{self.name}/sv{i}", (20480,)) for i in references]
        with torch.inference_mode():
            return self.network.style(
                [self.spectrograms[f"spec_{i}"] for i in references],
                speakers if self.network.config.speaker_width else (),
            )

    def wave(self, references, **options):
        request = AcousticRequest(
            self.tensors["codes"],
            self.tensors["text"],
            self.style(references),
            **{"noise_scale": 0.0, **options},
        )
        return speak(self.network, [request])[0]


@pytest.fixture(scope="module", params=WAVE_VERSIONS)
def recorded(golden, request):
    return Recorded(golden, request.param)


with_all_cases = pytest.mark.parametrize("recorded", ["v2", "v2Pro"], indirect=True)


@torch.inference_mode()
def stations(recorded):
    """Every station of the base case by its recorded name."""
    network, tensors = recorded.network, recorded.tensors
    style = recorded.style([0])
    codes, phones = tensors["codes"].long()[None], tensors["text"].long()[None]
    counts = torch.tensor([codes.shape[1]]), torch.tensor([phones.shape[1]])
    hidden, _ = network.hidden(codes, counts[0], phones, counts[1], style)
    keep = torch.ones(1, 1, hidden.shape[2], dtype=torch.bool)
    mean, logs = network.distribution(hidden, keep)
    z = network.latent(hidden, keep, torch.zeros_like(hidden), style)
    found = {"quantized": network.book(codes), "m": mean, "logs": logs, "z": z, "ge": style.voice}
    if "base|ge_mrte" in tensors:
        found["ge_mrte"] = style.fusion
    return {name: value[0] for name, value in found.items()}


def test_every_station_gives_what_was_recorded(recorded):
    found = stations(recorded)
    differences = {name: off(value, recorded.tensors[f"base|{name}"]) for name, value in found.items()}
    assert max(differences.values()) < TOLERANCE, differences


def test_the_wave_is_the_recorded_one(recorded):
    assert off(recorded.wave([0]), recorded.tensors["base|wave"]) < TOLERANCE


@with_all_cases
def test_several_references_are_averaged(recorded):
    style = recorded.style([0, 1, 2])
    assert off(style.voice[0], recorded.tensors["multi_ref|ge"]) < TOLERANCE
    assert off(recorded.wave([0, 1, 2]), recorded.tensors["multi_ref|wave"]) < TOLERANCE


@with_all_cases
def test_one_reference_alone_is_its_own_mean(recorded):
    assert off(recorded.wave([2]), recorded.tensors["tensor_ref|wave"]) < TOLERANCE


@with_all_cases
@pytest.mark.parametrize("speed", [1.3, 0.8])
def test_speed_changes_length_and_sound_as_recorded(recorded, speed):
    assert off(recorded.wave([0], speed=speed), recorded.tensors[f"speed{speed}|wave"]) < TOLERANCE


@with_all_cases
def test_recorded_noise_gives_the_recorded_wave(recorded):
    wave = recorded.wave([1], noise=recorded.tensors["noise|eps"], noise_scale=0.5)
    assert off(wave, recorded.tensors["noise|wave"]) < TOLERANCE


@with_all_cases
def test_a_sentence_in_pieces_is_the_recorded_one(recorded):
    codes, phones, style = recorded.tensors["codes"], recorded.tensors["text"], recorded.style([0])
    first = speak_piece(recorded.network, codes[:8], phones, style)
    second = speak_piece(recorded.network, codes, phones, style, newest=8, tail=first.hidden[:, -4:])
    assert off(first.hidden, recorded.tensors["stream|latent1"]) < TOLERANCE
    assert off(first.wave, recorded.tensors["stream|wave1"]) < TOLERANCE
    assert off(second.wave, recorded.tensors["stream|wave2"]) < TOLERANCE


@pytest.mark.parametrize("recorded", ["v1", "v2"], indirect=True)
def test_prompt_codes_are_the_recorded_ones(recorded):
    content = recorded.golden.normals(f"gsv-golden-a/{recorded.name}/ssl", (1, 768, 51))
    with torch.inference_mode():
        pairs = recorded.network.book.pairs(content)[0, :, :4]
        codes = recorded.network.book.extract(content)[0]
    assert off(pairs, recorded.tensors["extract_latent|ssl_proj_first4"]) < TOLERANCE
    assert codes.tolist() == recorded.tensors["extract_latent|codes"].tolist()
