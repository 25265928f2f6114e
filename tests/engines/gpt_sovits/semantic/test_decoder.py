import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder  # noqa: E402
from reciter.engines.gpt_sovits.semantic.packing import packable, packed  # noqa: E402


def near(ours, theirs, tolerance=1e-5):
    return (ours - theirs).abs().max() / theirs.abs().max() < tolerance


def inputs(decoder, batch=1, phones=9, tokens=7):
    config = decoder.config
    return (
        torch.randint(config.phones, (batch, phones)),
        torch.randn(batch, phones, config.context_width),
        torch.randint(config.end, (batch, tokens)),
    )


def prefilled(decoder, phones, context, tokens, columns):
    """Logits after text and prompt, and a cache that has room for more."""
    rows = torch.cat((decoder.text(phones, context), decoder.speech(tokens)), 1)
    count = torch.tensor([rows.shape[1]])
    logits, memories = decoder.prefill(rows, torch.tensor([phones.shape[1]]), count)
    cache = torch.zeros(len(memories), *memories[0].shape[:3], columns, memories[0].shape[4])
    for n, memory in enumerate(memories):
        cache[n, :, :, :, : rows.shape[1]] = memory
    return logits, cache


@torch.no_grad()
def test_one_token_at_a_time_with_the_cache_gives_the_logits_of_all_at_once(decoder):
    phones, context, tokens = inputs(decoder)
    whole = decoder(phones, context, tokens)[0]
    logits, cache = prefilled(decoder, phones, context, tokens[:, :3], columns=30)
    assert near(logits[0], whole[3])
    for place in range(3, 7):
        at = torch.tensor([place])
        logits = decoder.step(tokens[:, place], at, at + phones.shape[1], cache)
        assert near(logits[0], whole[place + 1])


@torch.no_grad()
def test_padding_changes_nothing(decoder):
    phones, context, tokens = inputs(decoder, batch=3)
    phone_counts, token_counts = torch.tensor([9, 4, 6]), torch.tensor([2, 7, 5])
    together = decoder(phones, context, tokens, phone_counts=phone_counts, token_counts=token_counts)
    for n, (p, k) in enumerate(zip(phone_counts.tolist(), token_counts.tolist(), strict=True)):
        alone = decoder(phones[n : n + 1, :p], context[n : n + 1, :p], tokens[n : n + 1, :k])[0]
        assert near(together[n, : k + 1], alone)


@torch.no_grad()
def test_text_sees_all_text_and_speech_sees_only_what_was_said(decoder):
    phones, context, tokens = inputs(decoder)
    before = decoder(phones, context, tokens)[0]
    later = tokens.clone()
    later[0, 4] = (later[0, 4] + 1) % decoder.config.end
    after = decoder(phones, context, later)[0]
    assert torch.equal(before[:5], after[:5])
    assert not torch.equal(before[5], after[5])
    swapped = phones.clone()
    swapped[0, -1] = (swapped[0, -1] + 1) % decoder.config.phones
    assert not torch.equal(before[0], decoder(swapped, context, tokens)[0, 0])


def test_gradients_flow_to_every_weight(decoder):
    decoder.train()
    logits = decoder(*inputs(decoder, batch=2))
    torch.nn.functional.cross_entropy(logits.flatten(0, 1), torch.full((16,), 3)).backward()
    assert all(weight.grad is not None and weight.grad.abs().sum() > 0 for weight in decoder.parameters())


@torch.no_grad()
def test_dropout_is_active_in_training_only(decoder):
    from dataclasses import replace

    other = SemanticDecoder(replace(decoder.config, dropout=0.5))
    other.load_state_dict(decoder.state_dict())
    given = inputs(decoder)
    assert not torch.allclose(other.train()(*given), decoder(*given))
    assert torch.equal(other.eval()(*given), decoder(*given))


@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float16, 5e-3), (torch.bfloat16, 4e-2)])
@torch.no_grad()
def test_half_precision_stays_near(decoder, dtype, tolerance):
    phones, context, tokens = inputs(decoder, phones=40, tokens=60)
    single = decoder(phones, context, tokens)
    half = decoder.to(dtype)(phones, context.to(dtype), tokens).float()
    assert half.isfinite().all()
    assert near(half, single, tolerance)


@pytest.mark.skipif(not packable(), reason="this build of PyTorch has no packed half-precision weights")
@torch.no_grad()
def test_packed_weights_give_the_logits_of_the_rounded_weights(decoder):
    state = {name: weight.half().float() for name, weight in decoder.state_dict().items()}
    decoder.load_state_dict(state)
    given = inputs(decoder)
    twin = packed(decoder)
    assert near(twin(*given), decoder(*given))
    assert twin.text.phones.weight is decoder.text.phones.weight
