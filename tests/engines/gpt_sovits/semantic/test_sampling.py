import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.semantic.noise import exponential_noise  # noqa: E402
from reciter.engines.gpt_sovits.semantic.sampling import (  # noqa: E402
    Sampling,
    draw,
    penalise,
    probabilities,
)

LOGITS = torch.tensor([[2.0, -1.0, 0.5, 0.5]])


def test_the_penalty_lowers_what_was_heard_whatever_its_sign():
    heard = torch.tensor([[True, True, False, False]])
    assert penalise(LOGITS, heard, 2.0).tolist() == [[1.0, -2.0, 0.5, 0.5]]


def test_equal_logits_at_the_border_of_top_k_all_stay():
    assert (probabilities(LOGITS, Sampling(top_k=2)) > 0).tolist() == [[True, False, True, True]]


def test_top_p_drops_the_entry_that_crosses_it_and_keeps_the_likeliest():
    chances = probabilities(LOGITS, Sampling(top_k=None, top_p=0.01))
    assert chances.tolist() == [[1.0, 0.0, 0.0, 0.0]]


def test_no_temperature_takes_the_likeliest():
    assert probabilities(LOGITS, Sampling(top_k=None, temperature=0.0))[0, 0] == 1.0


def test_tokens_are_drawn_as_often_as_they_are_likely():
    chances = probabilities(LOGITS, Sampling(top_k=None))
    noise = exponential_noise(torch.zeros(20000, dtype=torch.int64), torch.arange(20000), 4)
    drawn = draw(chances.expand(20000, 4), noise).bincount(minlength=4) / 20000
    assert torch.allclose(drawn, chances[0], atol=0.01)
