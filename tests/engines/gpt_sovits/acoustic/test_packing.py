# ruff: noqa: E402
"""The packed decoder sounds as the plain one, alone and among items of other lengths."""

import copy

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.packing import PackedDecoder, pack_decoder
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold

pytestmark = pytest.mark.slow  # many shapes


@pytest.fixture
def pair(network):
    plain = fold(network)
    packed = pack_decoder(copy.deepcopy(plain))
    if not isinstance(packed.decoder, PackedDecoder):
        pytest.skip("this build of PyTorch has no packed convolutions")
    return plain, packed


@torch.inference_mode()
@pytest.mark.parametrize("lengths", [None, [9, 4, 7]])
def test_it_makes_the_same_wave(pair, lengths):
    plain, packed = pair
    g = torch.Generator().manual_seed(2)
    z = torch.randn((3, plain.config.width, 9), generator=g)
    style = torch.randn((3, plain.config.style_width, 1), generator=g)
    counts = None if lengths is None else torch.tensor(lengths)
    for voice in (style, style[:1]):
        expected, made = plain.decoder(z, voice, counts), packed.decoder(z, voice, counts)
        assert made.shape == expected.shape
        assert (made - expected).abs().max() < 1e-4 * expected.abs().max()


def test_shorter_numbers_stay_as_they_are(network):
    half = fold(network).to(torch.bfloat16)
    decoder = half.decoder
    assert pack_decoder(half).decoder is decoder
