# ruff: noqa: E402
from dataclasses import replace

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.mel.big_vgan import BigVgan
from reciter.engines.gpt_sovits.acoustic.mel.mel_frames import logarithmic, normalised
from reciter.engines.gpt_sovits.acoustic.mel.network import MelNetwork
from reciter.engines.gpt_sovits.acoustic.mel.snake import Snake
from reciter.engines.gpt_sovits.acoustic.mel.speaking import MelPrompt, speak
from reciter.engines.gpt_sovits.acoustic.mel.vocoder import Vocoder
from reciter.engines.gpt_sovits.acoustic.speaking import AcousticRequest
from reciter.engines.gpt_sovits.config import MelConfig, VocoderConfig

from ..conftest import SMALL, voice

pytestmark = pytest.mark.slow  # many steps each

VOCODER = VocoderConfig(8000, 32, rates=(4, 2, 2), kernels=(8, 4, 4))
MEL = MelConfig(
    VOCODER,
    mel_rate=2.0,
    reference_frames=12,
    window_frames=32,
    bins=10,
    feature_width=24,
    feature_layers=2,
    width=64,
    heads=4,
    layers=2,
    filter_width=96,
    condition_layers=2,
    time_width=16,
)
STEPS = 3


def off(ours, theirs):
    return float((ours - theirs).abs().max() / theirs.abs().max())


def build(kind, *arguments, **options):
    with torch.random.fork_rng():
        torch.manual_seed(5)
        return kind(*arguments, **options).eval()


@pytest.fixture(params=[2.0, 1.875])
def network(request):
    network = build(MelNetwork, SMALL, replace(MEL, mel_rate=request.param))
    for block in network.transformer.blocks:
        block.bend.weight.data.normal_(std=0.1)
    return network


def sentence(network, tokens, **options):
    codes = torch.arange(tokens) * 7 % SMALL.codes
    return AcousticRequest(codes, torch.arange(9), voice(network), noise_scale=1.0, **options)


def prompt(frames=18):
    return MelPrompt(torch.arange(6), torch.arange(5), torch.rand(10, frames) * 2 - 1)


def wave(network, request, reference):
    return speak(network, build(Vocoder, VOCODER, bins=10), request, reference, steps=STEPS)


@pytest.mark.parametrize("tokens", [1, 5, 40])
def test_a_sentence_of_any_number_of_windows_is_as_long_as_its_tokens(network, tokens):
    frames = int(tokens * 2 * network.mel.mel_rate)
    assert wave(network, sentence(network, tokens), prompt()).shape == (frames * 16,)


def test_another_seed_sounds_different(network):
    reference = prompt()
    one = wave(network, sentence(network, 12, seed=3), reference)
    assert one.isfinite().all()
    assert off(wave(network, sentence(network, 12, seed=4), reference), one) > 1e-4


def test_the_seed_decides_and_nothing_else_is_drawn(network):
    reference, request = prompt(), sentence(network, 20, seed=2)
    first = wave(network, request, reference)
    torch.rand(7)
    assert torch.equal(wave(network, request, reference), first)


def test_speed_shortens(network):
    faster = wave(network, sentence(network, 12, speed=1.5), prompt())
    assert faster.shape == (int((int(24 / 1.5) + 1) * network.mel.mel_rate) * 16,)


def test_features_of_a_padded_batch_are_those_of_each_item(network):
    lengths, phone_lengths = torch.tensor([7, 3]), torch.tensor([4, 6])
    codes, phones = torch.randint(0, 50, (2, 7)), torch.randint(0, 40, (2, 6))
    style = voice(network)
    with torch.inference_mode():
        batch, counts = network.features(*network.hidden(codes, lengths, phones, phone_lengths, style), style)
        for item in range(2):
            k, p = lengths[item : item + 1], phone_lengths[item : item + 1]
            alone = network.hidden(codes[item : item + 1, :k], k, phones[item : item + 1, :p], p, style)
            single, count = network.features(*alone, style)
            assert count == counts[item]
            assert off(batch[item : item + 1, :, : int(count)], single) < 1e-4


def test_samples_of_a_batch_are_those_of_each_item(network):
    features, noise = torch.randn(2, 24, 20), torch.randn(2, 10, 20)
    shown = torch.rand(2, 10, 5)
    with torch.inference_mode():
        both = network.sample(features, torch.tensor([20, 20]), shown, noise, steps=STEPS)
        alone = [
            network.sample(
                features[i : i + 1], torch.tensor([20]), shown[i : i + 1], noise[i : i + 1], steps=STEPS
            )
            for i in range(2)
        ]
    assert off(both, torch.cat(alone)) < 1e-4
    assert not both[:, :, :5].any()


def test_guidance_goes_beyond(network):
    features, noise, shown = torch.randn(1, 24, 20), torch.randn(1, 10, 20), torch.rand(1, 10, 5)
    with torch.inference_mode():
        plain, further = (
            network.sample(features, torch.tensor([20]), shown, noise, steps=STEPS, guidance=g)
            for g in (0, 1.5)
        )
    assert off(further, plain) > 1e-4


def test_the_vocoder_hears_nothing_beyond_the_end():
    vocoder, mel = build(Vocoder, VOCODER, bins=10), torch.randn(1, 10, 20)
    with torch.inference_mode():
        alone, told = vocoder(mel[:, :, :9]), vocoder(mel, torch.tensor([9]))
    assert off(told[:, : 9 * 16], alone) < 1e-5
    assert not told[:, 9 * 16 :].any()


def test_big_vgan_gives_hop_samples_a_frame_within_range():
    vocoder = build(BigVgan, VOCODER, bins=10)
    with torch.inference_mode():
        sound = vocoder(torch.randn(2, 10, 6))
    assert sound.shape == (2, 6 * 16)
    assert sound.abs().max() <= 1


def test_the_snake_leaves_a_slow_wave_where_its_formula_puts_it():
    snake = Snake(1)
    snake.alpha.data.fill_(-1.0)
    snake.beta.data.fill_(0.5)
    x = torch.sin(torch.arange(400) * 0.05)
    expected = x + (x * torch.tensor(-1.0).exp()).sin().square() / torch.tensor(0.5).exp()
    with torch.inference_mode():
        assert (snake(x[None, None])[0, 0] - expected)[20:-20].abs().max() < 5e-3


def test_mel_frames_go_there_and_back():
    mel = torch.tensor([-12.0, -5.0, 2.0])
    assert normalised(mel).tolist() == [-1, 0, 1]
    assert torch.equal(logarithmic(normalised(mel)), mel)
