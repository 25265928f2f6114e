# ruff: noqa: E402
import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.mel.big_vgan import BigVgan
from reciter.engines.gpt_sovits.acoustic.mel.network import MelNetwork
from reciter.engines.gpt_sovits.acoustic.mel.vocoder import Vocoder
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.checkpoints.mel_names import (
    BIG_VGAN,
    UNUSED_MEL,
    VOCODER,
    big_vgan_state,
    mel_state,
    published_mel,
    vocoder_state,
)
from reciter.engines.gpt_sovits.checkpoints.renaming import publish
from reciter.engines.gpt_sovits.config import MEL_VERSIONS, V3, V4

pytestmark = pytest.mark.slow  # networks of full size


def empty(shapes):
    return {name: torch.empty(shape, device="meta") for name, shape in shapes.items()}


def shapes_of(state):
    return {name: list(weight.shape) for name, weight in state.items()}


def is_unused(name):
    return any(name.startswith(pattern.removesuffix("{rest}")) for pattern in UNUSED_MEL)


@pytest.mark.parametrize("name", MEL_VERSIONS)
def test_every_published_weight_has_exactly_one_place(golden, name):
    published = golden.manifest(f"s2G_{name}")
    ours = mel_state(empty(published))
    with torch.device("meta"):
        network = MelNetwork(MEL_VERSIONS[name].acoustic, MEL_VERSIONS[name].mel)
    assert shapes_of(ours) == shapes_of(network.state_dict())
    used = {key: shape for key, shape in published.items() if not is_unused(key)}
    assert shapes_of(published_mel(ours)) == used
    assert len(published) - len(used) == 7


def test_the_vocoder_of_v3_fits_but_for_its_constant_filters(golden):
    published = golden.manifest("v3_bigvgan")
    ours = big_vgan_state(empty(published))
    with torch.device("meta"):
        vocoder = BigVgan(V3.mel.vocoder, bins=100)
    assert shapes_of(ours) == shapes_of(vocoder.state_dict())
    used = {key: shape for key, shape in published.items() if not key.endswith(".filter")}
    assert shapes_of(publish(ours, BIG_VGAN)) == used


def test_the_vocoder_of_v4_fits(golden):
    published = golden.manifest("v4_vocoder")
    ours = vocoder_state(empty(published))
    with torch.device("meta"):
        vocoder = fold(Vocoder(V4.mel.vocoder, bins=100))
    assert shapes_of(ours) == shapes_of(vocoder.state_dict())
    assert shapes_of(publish(ours, VOCODER)) == published
