# ruff: noqa: E402
import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.attention import gather, spread
from reciter.engines.gpt_sovits.acoustic.decoder import Decoder
from reciter.engines.gpt_sovits.acoustic.masks import keep_mask
from reciter.engines.gpt_sovits.acoustic.streaming import fade_in
from reciter.engines.gpt_sovits.acoustic.tempo import stretch, stretched_lengths
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold

from .conftest import KINDS, SMALL, build, voice


def off(ours, theirs):
    return float((ours - theirs).abs().max() / theirs.abs().max())


@pytest.mark.parametrize("length", [1, 3, 9, 20])
def test_scores_by_distance_stand_where_the_distance_is(length):
    near = torch.randn(2, 3, length, 9)
    spreaded = spread(near, 4)
    for i in range(length):
        for j in range(length):
            expected = near[..., i, j - i + 4] if abs(j - i) <= 4 else torch.zeros(2, 3)
            assert torch.equal(spreaded[..., i, j], expected)


@pytest.mark.parametrize("length", [1, 3, 9, 20])
def test_weights_by_distance_are_the_way_back(length):
    weights = torch.randn(2, 3, length, length)
    inside = (torch.arange(length)[:, None] - torch.arange(length)).abs() <= 4
    assert torch.equal(spread(gather(weights, 4), 4), weights * inside)


def test_folding_the_weight_norm_changes_nothing(network):
    z, style = torch.randn(2, 16, 6), voice(network)
    keep = torch.ones(1, 1, 6, dtype=torch.bool)
    with torch.inference_mode():
        before = network.decoder(z, style.voice), network.flow.inverse(z, keep, style.voice)
        fold(network)
        after = network.decoder(z, style.voice), network.flow.inverse(z, keep, style.voice)
    assert max(off(a, b) for a, b in zip(after, before, strict=True)) < 1e-5
    assert not any("parametrizations" in name for name in network.state_dict())


@pytest.mark.slow
def test_folding_an_empty_network_gives_the_places_of_the_folded_weights():
    with torch.device("meta"):
        empty = fold(build_empty())
    wanted = fold(build(SMALL)).state_dict()
    empty.load_state_dict(wanted, assign=True)
    assert all(torch.equal(a, wanted[name]) for name, a in empty.state_dict().items())


def build_empty():
    from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork

    return AcousticNetwork(SMALL)


def test_the_flow_undoes_itself(network):
    z, keep = torch.randn(2, 16, 7), keep_mask(torch.tensor([7, 4]), 7)
    z, style = z * keep, voice(network)
    with torch.inference_mode():
        back = network.flow.inverse(network.flow(z, keep, style.voice), keep, style.voice)
    assert off(back, z) < 1e-5


def reach(config, *, frames=41):
    """Frames to either side of one that hear it in the decoder: it alone gets a gradient from far samples."""
    decoder = fold(Decoder(config)).double().eval()
    z = torch.randn(1, config.width, frames, dtype=torch.float64, requires_grad=True)
    style = torch.randn(1, config.style_width, 1, dtype=torch.float64)
    middle = frames // 2
    hop = config.hop_samples
    decoder(z, style)[0, middle * hop : (middle + 1) * hop].sum().backward()
    heard = z.grad[0].abs().sum(0).nonzero()[:, 0]
    return middle - int(heard.min()), int(heard.max()) - middle


def test_the_decoder_hears_eleven_frames_to_either_side():
    assert reach(SMALL) == (11, 11)


def test_what_stands_beyond_the_end_is_heard_unless_lengths_are_given(network):
    z, style = torch.randn(1, 16, 20), voice(network)
    with torch.inference_mode():
        alone = network.decoder(z[:, :, :12], style.voice)
        samples = alone.shape[1]
        padded = network.decoder(z, style.voice)[:, :samples]
        told = network.decoder(z, style.voice, torch.tensor([12]))
    assert off(padded, alone) > 1e-3
    assert off(told[:, :samples], alone) < 1e-5
    assert not told[:, samples:].any()


def test_stretching_is_linear_interpolation():
    x = torch.randn(1, 5, 28)
    ours = stretch(x, torch.tensor([28]), torch.tensor([22]), 22)
    theirs = torch.nn.functional.interpolate(x, size=22, mode="linear")
    assert off(ours, theirs) < 1e-5


def test_at_speed_one_nothing_is_stretched():
    x, lengths = torch.randn(2, 5, 9), torch.tensor([9, 4])
    speeds = torch.ones(2)
    assert torch.equal(stretched_lengths(lengths, speeds), lengths)
    assert torch.equal(stretch(x, lengths, lengths, 9)[0], x[0])


def test_a_faded_piece_ends_as_it_was_and_begins_with_the_tail():
    hidden, tail = torch.randn(1, 3, 10), torch.randn(3, 4)
    faded = fade_in(hidden, tail)
    assert torch.equal(faded[:, :, 4:], hidden[:, :, 4:])
    assert torch.allclose(faded[0, :, 0], tail[:, 0], atol=1e-6)


def test_tokens_are_the_nearest_rows():
    network = build(SMALL)
    content = torch.randn(2, 20, 13)
    codes = network.book.extract(content)
    points = network.book.pairs(content).transpose(1, 2)
    assert codes.shape == (2, 6)
    assert torch.equal(codes, torch.cdist(points, network.book.vectors.expand(2, -1, -1)).argmin(-1))


def test_a_speaker_vector_belongs_to_the_versions_that_have_one():
    spectrogram = torch.randn(41, 9)
    with pytest.raises(ValueError, match="speaker"):
        build(KINDS["plain"]).style([spectrogram], [torch.randn(28)])
    with pytest.raises(ValueError, match="speaker"):
        build(KINDS["speaker"]).style([spectrogram])
