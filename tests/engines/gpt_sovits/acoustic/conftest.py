# ruff: noqa: E402
"""A small stage 2 with random weights, in both kinds: with a speaker vector and without."""

from dataclasses import replace

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.config import AcousticConfig

SMALL = AcousticConfig(
    phones=40,
    style_bins=30,
    style_width=24,
    upsample_channels=64,
    spectrogram_bins=41,
    content_width=20,
    codes=50,
    width=16,
    filter_width=24,
    fusion_width=24,
    style_hidden=12,
    posterior_layers=3,
)
KINDS = {"plain": SMALL, "speaker": replace(SMALL, speaker_width=28, fusion_width=20)}


def build(config, *, learns=False):
    """A network with the weights that seed 5 gives, in eval mode."""
    with torch.random.fork_rng():
        torch.manual_seed(5)
        network = AcousticNetwork(config, learns=learns).eval()
        network.book.vectors.normal_()
        with torch.no_grad():
            for weight in network.parameters():
                if weight[0].numel() > 1:  # loud enough that everything is heard in the wave
                    weight.normal_(std=weight[0].numel() ** -0.5)
    return network


def voice(network, *, seed=0, frames=30):
    """A style from a random recording."""
    g = torch.Generator().manual_seed(seed)
    config = network.config
    spectrogram = torch.randn(config.spectrogram_bins, frames, generator=g).abs()
    speakers = [torch.randn(config.speaker_width, generator=g)] if config.speaker_width else []
    with torch.inference_mode():
        return network.style([spectrogram], speakers)


@pytest.fixture(params=KINDS)
def network(request):
    return build(KINDS[request.param])
