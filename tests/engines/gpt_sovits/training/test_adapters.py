# ruff: noqa: E402
"""Adapters: nothing at first, the only thing that learns, kept alone, and gone once they are in the weights."""

from dataclasses import replace

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.training.acoustic_learner import AcousticLearner, AcousticRecipe
from reciter.engines.gpt_sovits.training.acoustic_pass import run_pass
from reciter.engines.gpt_sovits.training.adapters import Adapter, adapt, learnt_state, merged_state
from reciter.engines.gpt_sovits.training.batching import acoustic_batch, semantic_batch
from reciter.engines.gpt_sovits.training.discriminator import Discriminator
from reciter.engines.gpt_sovits.training.learner import Arithmetic
from reciter.engines.gpt_sovits.training.loop import Course, learn, read_journal
from reciter.engines.gpt_sovits.training.semantic_learner import SemanticLearner, SemanticRecipe
from reciter.engines.gpt_sovits.training.semantic_losses import mended_logits

from .tiny_learners import ACOUSTIC, COURSE, SEMANTIC, samples

CPU = torch.device("cpu")


def decoder():
    torch.manual_seed(5)
    return SemanticDecoder(SEMANTIC).eval()


def network():
    torch.manual_seed(5)
    made = AcousticNetwork(ACOUSTIC, learns=True).eval()
    made.book.vectors.normal_()
    return made


def adapted(made, *, rank=4):
    assert adapt(made, rank=rank, seed=1) > 4
    return made


def moved(made):
    """With adapters that no longer say nothing."""
    for one in made.modules():
        if isinstance(one, Adapter):
            torch.nn.init.normal_(one.up, std=0.1)
    return made


def semantic():
    return SemanticLearner(adapted(decoder()), SemanticRecipe(), Arithmetic(CPU))


def acoustic(*, rate=1e-3):
    made = adapted(network())
    return AcousticLearner(made, Discriminator((2,), shrink=32), AcousticRecipe(rate=rate), Arithmetic(CPU))


LEARNERS = {"semantic": semantic, "acoustic": acoustic}
NETWORKS = {"semantic": decoder, "acoustic": network}


@torch.no_grad()
def out(made):
    if isinstance(made, SemanticDecoder):
        return mended_logits(made, semantic_batch(samples(2), CPU))[0]
    torch.manual_seed(2)
    passed = run_pass(made, acoustic_batch(samples(2), CPU))
    return torch.cat([each.flatten() for each in (passed.waves, passed.said, *passed.prior)])


@pytest.mark.parametrize("kind", NETWORKS)
def test_fresh_adapters_change_nothing_but_the_rounding(kind):
    fresh, plain = adapted(NETWORKS[kind]()), NETWORKS[kind]()
    assert all(torch.equal(value, plain.state_dict()[key]) for key, value in merged_state(fresh).items())
    torch.testing.assert_close(out(fresh), out(plain), atol=1e-6, rtol=1e-6)


@pytest.mark.parametrize("kind", NETWORKS)
def test_a_network_with_the_changes_in_its_weights_says_the_same(kind):
    changed, merged = moved(adapted(NETWORKS[kind]())), NETWORKS[kind]()
    before = out(merged)
    merged.load_state_dict(merged_state(changed))
    assert (out(merged) - before).abs().max() > 1e-3
    torch.testing.assert_close(out(merged), out(changed), atol=1e-5, rtol=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("kind", LEARNERS)
def test_only_adapters_learn(kind, tmp_path):
    learner = LEARNERS[kind]()
    own = next(iter(learner.networks.values()))
    before = {key: value.clone() for key, value in own.state_dict().items()}
    learn(learner, samples(2), tmp_path, Course(epochs=2, batch=2), cause="tiny")
    changed = {key for key, value in own.state_dict().items() if not torch.equal(value, before[key])}
    assert changed == set(learnt_state(own))
    assert all(".adapter." in key for key in changed)


@pytest.mark.slow
def test_checkpoints_hold_adapters_and_the_judges_alone(tmp_path):
    learn(acoustic(), samples(2), tmp_path, Course(epochs=1, batch=2), cause="tiny")
    held = torch.load(max(tmp_path.glob("step-*")), weights_only=True)["networks"]
    assert all(".adapter." in key for key in held["network"])
    assert set(held["judges"]) == set(Discriminator((2,), shrink=32).state_dict())


@pytest.mark.slow
@pytest.mark.parametrize("kind", LEARNERS)
def test_stopped_and_gone_on_with_the_losses_and_weights_are_the_same_to_the_bit(kind, tmp_path):
    for name in ("whole", "cut"):
        (tmp_path / name).mkdir()

    def stop(progress):
        if progress.step == 7:
            raise KeyboardInterrupt

    whole, again = LEARNERS[kind](), LEARNERS[kind]()
    learn(whole, samples(4), tmp_path / "whole", COURSE, cause="tiny")
    with pytest.raises(KeyboardInterrupt):
        learn(LEARNERS[kind](), samples(4), tmp_path / "cut", COURSE, cause="tiny", report=stop)
    learn(again, samples(4), tmp_path / "cut", COURSE, cause="tiny")
    assert read_journal(tmp_path / "cut") == read_journal(tmp_path / "whole")
    for name, one in whole.networks.items():
        ours = again.networks[name].state_dict()
        assert all(torch.equal(ours[key], value) for key, value in one.state_dict().items())


@pytest.mark.slow
def test_stage_1_learns_two_clips_by_heart(tmp_path):
    """With a head that can be sure of itself, as one that was trained is; a fresh one, frozen, cannot."""
    made = SemanticDecoder(replace(SEMANTIC, dropout=0.0))
    with torch.no_grad():
        made.head.weight.mul_(8)
    learner = SemanticLearner(adapted(made, rank=16), SemanticRecipe(adapter_rate=0.01), Arithmetic(CPU))
    learn(learner, samples(2), tmp_path, Course(epochs=60, batch=2), cause="tiny")
    losses = [line["loss"] for line in read_journal(tmp_path)]
    print(losses[0], losses[-1])
    assert losses[-1] < 0.5 * losses[0]


@pytest.mark.slow
def test_stage_2_comes_closer_to_two_clips(tmp_path):
    learn(acoustic(rate=5e-3), samples(2), tmp_path, Course(epochs=15, batch=2), cause="tiny")
    rows = read_journal(tmp_path)
    assert sum(row["divergence"] for row in rows[-3:]) < 0.75 * sum(row["divergence"] for row in rows[:3])
