# ruff: noqa: E402
"""Stage 1's losses and optimiser: those recorded of the published system, and what is mended."""

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.checkpoints.semantic_names import published_semantic, semantic_state
from reciter.engines.gpt_sovits.config import SemanticConfig
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.training.scaled_adam import ScaledAdam
from reciter.engines.gpt_sovits.training.semantic_losses import (
    SemanticBatch,
    cross_entropy,
    mended_logits,
    preference,
    published_logits,
    spoil,
)

SIZES = SemanticConfig(phones=732, width=64, heads=4, layers=2, dropout=0.0)


@pytest.fixture
def recorded(golden):
    return golden.tensors("s1/training.safetensors")


@pytest.fixture
def decoder(golden):
    decoder = SemanticDecoder(SIZES)
    names = published_semantic(decoder.state_dict())
    shapes = {key: list(value.shape) for key, value in names.items()}
    decoder.load_state_dict(semantic_state(golden.weights("gsv-golden-a/train", shapes)))
    return decoder.eval()


@pytest.fixture
def batch(recorded):
    return batch_of(recorded, context=bert(recorded))


def bert(recorded):
    """Context of the first five phones; the others have none."""
    context = torch.zeros(*recorded["phones_padded"].shape, 1024)
    context[:, :5] = recorded["bert_padded_cols0to5"].transpose(1, 2)
    return context


def batch_of(recorded, context):
    return SemanticBatch(
        recorded["phones_padded"].long(),
        recorded["phones_len"].long(),
        context,
        recorded["semantic_padded"].long(),
        recorded["semantic_len"].long(),
    )


def near(ours, theirs, tolerance=1e-5):
    return abs(float(ours.detach()) / float(theirs.detach()) - 1) < tolerance


def test_with_its_faults_the_loss_is_the_published_one(decoder, batch, recorded):
    assert near(cross_entropy(*published_logits(decoder, batch)), recorded["loss_sum"])


def test_with_its_faults_the_preference_is_the_published_one(decoder, batch, recorded):
    rejected = batch.saying(recorded["dpo_reject_y"].long(), recorded["dpo_reject_len"].long())
    kept, spoilt = published_logits(decoder, batch), published_logits(decoder, rejected)
    assert near(cross_entropy(*kept) + preference(kept, spoilt), recorded["dpo_loss_sum"])


def test_twelve_steps_are_the_published_ones(decoder, batch, recorded):
    optimiser = ScaledAdam(decoder.parameters(), rate=0.01)
    for n, expected in enumerate(recorded["scaled_adam_losses"]):
        optimiser.zero_grad()
        loss = cross_entropy(*published_logits(decoder, batch))
        assert near(loss, expected), n
        loss.backward()
        optimiser.step()
        optimiser.param_groups[0]["lr"] = 0.002
    after = published_semantic(decoder.state_dict())
    for key, value in recorded.items():
        if key.startswith("after12|"):
            name, _, part = key.removeprefix("after12|").partition("[")
            ours = after[f"model.{name}"][:4] if part else after[f"model.{name}"]
            assert torch.allclose(ours, value, atol=1e-5), key


def one_by_one(batch):
    for n, (phones, tokens) in enumerate(zip(batch.phone_counts, batch.token_counts, strict=True)):
        yield SemanticBatch(
            batch.phones[n : n + 1, :phones],
            phones[None],
            batch.context[n : n + 1, :phones],
            batch.tokens[n : n + 1, :tokens],
            tokens[None],
        )


def test_mended_an_item_is_scored_as_it_would_be_alone(decoder, batch):
    alone = sum(cross_entropy(*mended_logits(decoder, one)) for one in one_by_one(batch))
    assert near(cross_entropy(*mended_logits(decoder, batch)), alone)


def test_published_an_item_is_not_scored_as_it_would_be_alone(decoder, batch):
    alone = sum(cross_entropy(*published_logits(decoder, one)) for one in one_by_one(batch))
    assert not near(cross_entropy(*published_logits(decoder, batch)), alone, 0.05)


def test_alone_there_is_nothing_to_mend(decoder, batch):
    one = next(one_by_one(batch))
    assert near(cross_entropy(*mended_logits(decoder, one)), cross_entropy(*published_logits(decoder, one)))


def test_a_spoilt_copy_repeats_or_leaves_out_a_stretch(batch):
    torch.manual_seed(3)
    counts = torch.stack([spoil(batch).token_counts for _ in range(20)])
    assert (counts != batch.token_counts).all()
    assert (counts > 0).all()
    assert (counts < batch.token_counts).any()
    assert (counts > batch.token_counts).any()
