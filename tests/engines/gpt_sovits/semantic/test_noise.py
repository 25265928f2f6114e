import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.semantic.noise import exponential_noise  # noqa: E402


def test_noise_depends_on_seed_and_step_alone():
    seeds, steps = torch.tensor([3, -9, 3, 4]), torch.tensor([0, 7, 1, 0])
    together = exponential_noise(seeds, steps, 50)
    for n in range(4):
        assert torch.equal(exponential_noise(seeds[n : n + 1], steps[n : n + 1], 50)[0], together[n])
    assert len({tuple(row.tolist()) for row in together}) == 4


def test_noise_is_exponential():
    noise = exponential_noise(torch.arange(200), torch.arange(200), 1025).flatten()
    assert noise.min() > 0
    assert noise.isfinite().all()
    assert noise.mean() == pytest.approx(1, abs=0.01)
    assert noise.var() == pytest.approx(1, abs=0.03)
    for value in (0.1, 1.0, 3.0):
        below = (noise < value).float().mean().item()
        assert below == pytest.approx(1 - torch.tensor(-value).exp().item(), abs=0.005)


def test_neighbouring_seeds_steps_and_classes_have_nothing_in_common():
    noise = exponential_noise(torch.arange(400) // 20, torch.arange(400) % 20, 1000)
    for one, other in ((noise[:380], noise[20:]), (noise[:-1], noise[1:]), (noise[:, :-1], noise[:, 1:])):
        shared = torch.corrcoef(torch.stack((one.flatten(), other.flatten())))[0, 1]
        assert abs(shared) < 0.01
