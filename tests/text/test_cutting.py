from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reciter.engines.base import Limits
from reciter.text.cutting import Cut, cut_long, merge_short

LIMITS = Limits(min_seconds=2.0, max_seconds=10.0)


def clock(start: int, end: int) -> float:
    return float(end - start)


def test_the_short_join_a_neighbour_and_the_last_one_joins_the_one_before() -> None:
    assert merge_short([1, 1.5, 5, 1], limits=LIMITS) == [(0, 2), (2, 4)]


def test_long_enough_items_stay_alone() -> None:
    assert merge_short([3, 4, 5], limits=LIMITS) == [(0, 1), (1, 2), (2, 3)]


def test_nothing_is_merged_beyond_the_longest_length() -> None:
    assert merge_short([9.5, 1], limits=LIMITS) == [(0, 1), (1, 2)]


def test_a_long_text_is_cut_into_pieces_of_like_length() -> None:
    cuts = [Cut(at, 0.1) for at in (1, 6, 9, 11)]
    assert cut_long(0, 12, clock=clock, cuts=cuts, limits=LIMITS) == [6]


def test_a_stronger_place_is_preferred_when_it_is_about_as_good() -> None:
    assert cut_long(0, 12, clock=clock, cuts=[Cut(6, 0.1), Cut(7, 0.0)], limits=LIMITS) == [7]


def test_what_no_place_divides_stays_long_and_the_rest_is_cut() -> None:
    assert cut_long(0, 30, clock=clock, cuts=[Cut(5, 0.0), Cut(24, 0.0)], limits=LIMITS) == [5, 24]


@given(st.integers(11, 60), st.sets(st.integers(1, 59)))
def test_pieces_exceed_the_longest_length_only_where_nothing_divides_them(end: int, places: set[int]) -> None:
    cuts = [Cut(at, 0.0) for at in sorted(places) if at < end]
    chosen = cut_long(0, end, clock=clock, cuts=cuts, limits=LIMITS)
    places_and_ends = sorted({0, *(at for at in places if at < end), end})
    for first, last in pairwise([0, *chosen, end]):
        assert clock(first, last) <= LIMITS.max_seconds or not any(
            first < at < last for at in places_and_ends
        )


@given(st.lists(st.floats(0.1, 9), max_size=12))
def test_merged_groups_cover_all_items_in_order(lengths: list[float]) -> None:
    groups = merge_short(lengths, limits=LIMITS)
    assert [item for start, end in groups for item in range(start, end)] == list(range(len(lengths)))
    assert all(sum(lengths[start:end]) <= LIMITS.max_seconds for start, end in groups)
