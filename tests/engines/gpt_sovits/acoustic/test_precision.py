# ruff: noqa: E402
"""Half precision: how far the wave may be from that of full precision, as a share of its loudness."""

import copy

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.speaking import AcousticRequest, speak
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold

from .conftest import voice

pytestmark = pytest.mark.slow  # many networks

TOLERANCES = {torch.float16: 0.01, torch.bfloat16: 0.1}


@pytest.mark.parametrize("dtype", TOLERANCES)
def test_half_precision_stays_within_tolerance(network, dtype):
    request = AcousticRequest(torch.arange(12), torch.arange(9), voice(network), noise_scale=0.3)
    network = fold(network)
    full = speak(network, [request])[0]
    half = speak(copy.deepcopy(network).to(dtype), [request])[0]
    assert half.dtype == dtype
    assert (
        float((half.float() - full).square().mean().sqrt() / full.square().mean().sqrt()) < TOLERANCES[dtype]
    )
