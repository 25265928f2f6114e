"""Phones have the ids of the published checkpoints."""

from reciter.engines.gpt_sovits.symbols import COUNT_V1, phone_ids, symbols


def test_the_lists_are_the_published_ones(golden):
    assert symbols(COUNT_V1) == golden.json("symbols_v1.json")
    assert symbols(1000) == golden.json("symbols_v2.json")


def test_a_phone_has_its_place_in_the_list():
    assert phone_ids(symbols(732), count=732) == list(range(732))


def test_a_phone_that_the_checkpoint_lacks_is_the_unknown_one():
    listed = symbols(732)
    assert phone_ids(["#", "空", "SP"], count=732) == [listed.index(name) for name in ("UNK", "空", "SP")]
    assert phone_ids(["空"], count=COUNT_V1) == [listed.index("UNK")]
