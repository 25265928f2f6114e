import gc
from dataclasses import replace

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.semantic.faults import FaultKind  # noqa: E402
from reciter.engines.gpt_sovits.semantic.packing import packable, packed  # noqa: E402
from reciter.engines.gpt_sovits.semantic.request import Bounds, Stop  # noqa: E402
from reciter.engines.gpt_sovits.semantic.sampling import Sampling  # noqa: E402
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter  # noqa: E402

SIZES = [(12, 5), (3, 9), (20, 0), (7, 7), (15, 2), (4, 14), (9, 3)]
FREE = Bounds(max_tokens=40, follow_text=False)


@pytest.fixture
def talkative(decoder):
    """One that ends sentences now and then."""
    with torch.no_grad():
        decoder.head.weight[decoder.config.end] *= 1.6
    return decoder


def tokens_of(done):
    return [one.tokens.tolist() for one in done]


@pytest.mark.slow
def test_a_sentence_gets_the_same_tokens_alone_and_in_any_batch(talkative, request_of):
    requests = [request_of(*size, seed=n * 77) for n, size in enumerate(SIZES)]
    alone = TokenWriter(talkative, slots=1).write(requests, bounds=FREE)
    assert len({len(one.tokens) for one in alone}) > 1
    assert {one.stop for one in alone} == {Stop.END, Stop.BOUND}
    for slots, together, look_every in [(7, 1, 1), (4, 4, 1), (2, 1, 5), (5, 2, 8)]:
        writer = TokenWriter(talkative, slots=slots, together=together, look_every=look_every)
        batch = writer.write(requests, bounds=FREE)
        assert tokens_of(batch) == tokens_of(alone)
        assert [one.stop for one in batch] == [one.stop for one in alone]
    turned = TokenWriter(talkative, slots=3).write(requests[::-1], bounds=FREE)[::-1]
    assert tokens_of(turned) == tokens_of(alone)


def test_another_seed_gives_other_tokens(decoder, request_of):
    request = request_of(10, 5)
    writer = TokenWriter(decoder, slots=3)
    done = writer.write([request, replace(request, seed=1), replace(request, seed=2**64 - 1)], bounds=FREE)
    assert len({tuple(one.tokens.tolist()) for one in done}) == 3


def test_nothing_ends_before_the_least_number_of_tokens(decoder, request_of):
    with torch.no_grad():
        decoder.head.weight[decoder.config.end] *= 100
    requests = [request_of(5, 3, seed=seed) for seed in range(20)]
    done = TokenWriter(decoder, slots=20).write(requests, bounds=replace(FREE, min_tokens=11))
    assert min(len(one.tokens) for one in done if one.stop is Stop.END) == 11
    assert all(decoder.config.end not in one.tokens for one in done)


@pytest.mark.slow
def test_the_bound_follows_the_text(decoder, request_of):
    short, long = request_of(6, 4), request_of(60, 4)
    bounds = Bounds()
    assert bounds.tokens(short) < bounds.tokens(long) <= 30 * 25 // 3 + 25
    with torch.no_grad():
        decoder.head.weight[decoder.config.end] = 0
    done = TokenWriter(decoder).write([short, long], sampling=Sampling(top_k=1), bounds=bounds)
    assert [len(one.tokens) for one in done] == [bounds.tokens(short), bounds.tokens(long)]
    assert all(one.stop is Stop.BOUND for one in done)
    assert all(FaultKind.ENDLESS in {fault.kind for fault in one.faults} for one in done)


def test_a_bound_of_one_token_is_kept(decoder, request_of):
    (done,) = TokenWriter(decoder).write(
        [request_of(4, 4)], bounds=Bounds(max_tokens=1, min_tokens=0, follow_text=False)
    )
    assert len(done.tokens) == 1


def test_no_request_gives_no_result(decoder):
    assert TokenWriter(decoder).write([]) == []


@pytest.mark.slow
def test_what_the_penalty_heard_before_stays_with_its_own_slot(talkative, request_of):
    """A slot that is given to another sentence forgets the tokens of the first."""
    requests = [request_of(8, 6, seed=n) for n in range(5)]
    one_by_one = [TokenWriter(talkative).write([request], bounds=FREE)[0] for request in requests]
    assert tokens_of(TokenWriter(talkative, slots=2).write(requests, bounds=FREE)) == tokens_of(one_by_one)


@pytest.mark.slow
def test_a_hundred_batches_leave_nothing_behind(decoder, request_of):
    writer = TokenWriter(decoder, slots=4)
    requests = [request_of(*size) for size in SIZES]
    bounds = Bounds(max_tokens=4, follow_text=False)
    writer.write(requests, bounds=bounds)
    cache = writer.slots_for(requests, bounds).cache.data_ptr()
    counts = set()
    for turn in range(100):
        writer.write(requests[turn % 3 :], bounds=bounds)
        if turn % 25 == 24:
            gc.collect()
            counts.add(sum(type(held) is torch.Tensor for held in gc.get_objects()))
    assert len(counts) == 1
    assert writer.slots_for(requests, bounds).cache.data_ptr() == cache


def test_half_precision_writes_whole_sentences(decoder, request_of):
    requests = [request_of(*size) for size in SIZES]
    done = TokenWriter(decoder.to(torch.bfloat16), slots=3).write(requests, bounds=FREE)
    assert all(len(one.tokens) >= 11 for one in done)


@pytest.mark.skipif(not packable(), reason="this build of PyTorch has no packed half-precision weights")
def test_packed_weights_write_the_tokens_of_the_rounded_weights(decoder, request_of):
    decoder.load_state_dict({name: w.half().float() for name, w in decoder.state_dict().items()})
    requests = [request_of(9, 4, seed=1), request_of(5, 0, seed=2)]
    plain = TokenWriter(decoder, slots=2).write(requests, bounds=FREE)
    assert tokens_of(TokenWriter(packed(decoder), slots=2).write(requests, bounds=FREE)) == tokens_of(plain)


def test_a_request_must_fit_together(request_of):
    request = request_of(5, 2)
    with pytest.raises(ValueError, match="5 phones, 6 of them its own, 5 rows of context"):
        replace(request, own_phones=6)
    with pytest.raises(ValueError, match="4 rows of context"):
        replace(request, context=request.context[:4])
