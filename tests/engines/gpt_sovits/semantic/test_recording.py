import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.semantic.recording import rounded  # noqa: E402
from reciter.engines.gpt_sovits.semantic.request import Bounds  # noqa: E402
from reciter.engines.gpt_sovits.semantic.sampling import Sampling  # noqa: E402
from reciter.engines.gpt_sovits.semantic.slots import Slots  # noqa: E402
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter  # noqa: E402

BOUNDS = Bounds(max_tokens=40, follow_text=False)


def test_a_recording_has_room_for_what_is_asked_and_no_more_than_there_is():
    assert rounded(1, 1, most=(8, 512)) == (1, 128)
    assert rounded(5, 129, most=(8, 512)) == (8, 256)
    assert rounded(5, 400, most=(6, 448)) == (6, 448)


@torch.inference_mode()
def test_a_step_over_more_slots_and_columns_than_are_filled_changes_nothing(decoder, request_of):
    tokens = []
    for count, columns in [(1, None), (4, 64)]:
        slots = Slots(decoder, 4, columns=64, max_tokens=40)
        slots.seat(0, [request_of(9, 4)], Sampling(), BOUNDS)
        for n in range(12):
            slots.step(count, columns or 14 + n, Sampling(), 11)
        assert slots.made.tolist() == [13, 0, 0, 0]
        tokens.append(slots.tokens[0, :13].tolist())
    assert tokens[0] == tokens[1]


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")
def test_recorded_steps_write_the_same_tokens(decoder, request_of):
    requests = [request_of(3 + 2 * n, n, seed=n) for n in range(9)]
    decoder = decoder.cuda()
    plain = TokenWriter(decoder, slots=4).write(requests, bounds=BOUNDS)
    writer = TokenWriter(decoder, slots=4, together=4, look_every=8, recorded=True)
    for _ in range(2):
        again = writer.write(requests, bounds=BOUNDS)
        assert [one.tokens.tolist() for one in again] == [one.tokens.tolist() for one in plain]
