# ruff: noqa: E402
import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.speaking import AcousticRequest, speak

from .conftest import voice


def off(ours, theirs):
    return float((ours - theirs).abs().max() / theirs.abs().max())


def request(network, *, tokens, phones, seed=0, **options):
    g = torch.Generator().manual_seed(100 + seed)
    codes = torch.randint(0, network.config.codes, (tokens,), generator=g)
    ids = torch.randint(0, network.config.phones, (phones,), generator=g)
    return AcousticRequest(codes, ids, voice(network, seed=seed), seed=seed, **options)


@pytest.fixture
def requests(network):
    shapes = [(9, 14, 1.0), (3, 4, 1.0), (12, 5, 1.3), (6, 20, 0.7), (1, 1, 1.0)]
    return [request(network, tokens=k, phones=p, seed=i, speed=s) for i, (k, p, s) in enumerate(shapes)]


@pytest.mark.slow
@pytest.mark.parametrize("together", [1, 2, 5])
def test_a_sentence_sounds_the_same_alone_and_in_any_batch(network, requests, together):
    batch = speak(network, requests, together=together)
    for wave, one in zip(batch, requests, strict=True):
        alone = speak(network, [one])[0]
        assert wave.shape == alone.shape
        assert off(wave, alone) < 1e-4


def test_the_order_of_a_batch_changes_nothing(network, requests):
    waves = speak(network, requests, together=3)
    turned = speak(network, requests[::-1], together=3)[::-1]
    assert max(off(a, b) for a, b in zip(waves, turned, strict=True)) < 1e-4


def test_a_token_lasts_a_25th_of_a_second(network):
    config = network.config
    wave = speak(network, [request(network, tokens=5, phones=7)])[0]
    assert wave.shape == (5 * config.rate_hz // 25,)


def test_speed_shortens_and_lengthens(network):
    at = {
        s: len(speak(network, [request(network, tokens=10, phones=7, speed=s)])[0]) for s in (0.5, 1.0, 2.0)
    }
    hop = network.config.hop_samples
    assert at == {0.5: 41 * hop, 1.0: 20 * hop, 2.0: 11 * hop}


def test_the_seed_decides_the_noise(network):
    first, again, other = (
        speak(network, [request(network, tokens=5, phones=7, seed=0, noise_scale=1.0)])[0],
        speak(network, [request(network, tokens=5, phones=7, seed=0, noise_scale=1.0)])[0],
        speak(network, [AcousticRequest(**{**vars(request(network, tokens=5, phones=7)), "seed": 3})])[0],
    )
    assert torch.equal(first, again)
    assert off(other, first) > 1e-3


def test_phones_and_voice_are_heard(network):
    one = request(network, tokens=8, phones=7, noise_scale=0.0)
    fields = vars(one)
    other_phones = AcousticRequest(**{**fields, "phones": one.phones.flip(0)})
    other_voice = AcousticRequest(**{**fields, "style": voice(network, seed=9)})
    wave = speak(network, [one])[0]
    assert off(speak(network, [other_phones])[0], wave) > 1e-4
    assert off(speak(network, [other_voice])[0], wave) > 1e-4
