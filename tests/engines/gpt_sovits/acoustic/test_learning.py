# ruff: noqa: E402
import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.masks import keep_mask

from .conftest import KINDS, build

pytestmark = pytest.mark.slow  # a step of learning each


def forward(network, *, frames=8):
    """Everything that training compares, from two recordings of which one is padded; as upstream's `forward` has it."""
    config = network.config
    lengths, phone_lengths = torch.tensor([frames, frames - 2]), torch.tensor([5, 3])
    keep = keep_mask(lengths, frames)
    spectrogram = torch.rand(2, config.spectrogram_bins, frames)
    speaker = torch.randn(2, config.speaker_width) if config.speaker_width else None
    style = network.timbre.style(network.timbre(spectrogram, keep, speaker))
    codes = network.book.extract(torch.randn(2, config.content_width, frames))
    phones = torch.randint(0, config.phones, (2, 5))
    hidden, _ = network.hidden(codes, lengths // 2, phones, phone_lengths, style)
    prior = network.distribution(hidden, keep)
    mean, log_deviation = network.posterior(spectrogram, keep, style.voice)
    z = (mean + torch.randn_like(mean) * log_deviation.exp()) * keep
    return [network.decoder(z, style.voice), network.flow(z, keep, style.voice), *prior, log_deviation]


@pytest.mark.parametrize("kind", KINDS)
def test_every_weight_but_those_before_the_code_book_learns(kind):
    network = build(KINDS[kind], learns=True).train()
    sum(part.square().sum() for part in forward(network)).backward()
    deaf = {
        name for name, weight in network.named_parameters() if weight.grad is None or not weight.grad.any()
    }
    assert deaf == {"book.pairs.weight", "book.pairs.bias"}


@pytest.mark.parametrize("kind", KINDS)
def test_no_gradient_is_nan(kind):
    network = build(KINDS[kind], learns=True)
    sum(part.square().sum() for part in forward(network)).backward()
    assert all(weight.grad is None or weight.grad.isfinite().all() for weight in network.parameters())
