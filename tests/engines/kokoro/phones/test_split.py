"""Text too long for the network is cut well and never cut off."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from reciter.engines.kokoro.phones.split import split_phones

words = st.lists(st.sampled_from(["ab", "wˈɜɹd,", "ɡO.", "x" * 30, "n?"]), min_size=1, max_size=400)


@settings(deadline=None, max_examples=40)
@given(words)
def test_no_phone_is_lost_and_every_part_fits(parts: list[str]):
    phones = " ".join(parts)
    pieces = split_phones(phones)
    assert "".join(pieces).replace(" ", "") == phones.replace(" ", "")
    assert all(0 < len(piece) <= 510 for piece in pieces)


@settings(deadline=None, max_examples=40)
@given(words)
def test_words_stay_whole(parts: list[str]):
    assert " ".join(split_phones(" ".join(parts))).split() == parts


def test_parts_are_balanced():
    lengths = [len(piece) for piece in split_phones("word " * 110)]
    assert len(lengths) == 2
    assert max(lengths) - min(lengths) <= 10


def test_a_full_stop_near_the_middle_is_preferred_to_the_very_middle():
    phones = "a " * 140 + "end. " + "b " * 160
    assert split_phones(phones)[0].endswith("end.")


def test_a_string_without_any_space_is_still_spoken_whole():
    assert "".join(split_phones("a" * 1200)) == "a" * 1200


@pytest.mark.parametrize("phones", ["", "   "])
def test_nothing_gives_nothing(phones: str):
    assert split_phones(phones) == []
