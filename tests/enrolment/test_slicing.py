"""Slices are cut at pauses, and have 2 to 10 s."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reciter.enrolment.slicing import MOST_S, slice_spans
from reciter.enrolment.voice_activity import STEP_S, Span, speech_spans


def spans_of(*pairs: tuple[float, float]) -> list[Span]:
    return [Span(start, end) for start, end in pairs]


def flat(seconds: float) -> np.ndarray:
    return np.full(round(seconds / STEP_S) + 1, 0.9, dtype=np.float32)


def test_neighbours_are_joined_until_a_pause_comes_after_enough() -> None:
    slices = slice_spans(spans_of((0.5, 2.5), (2.7, 5.0), (5.5, 8.0)), flat(9))
    assert [(round(one.start_s, 2), round(one.end_s, 2)) for one in slices] == [(0.35, 5.15), (5.35, 8.15)]


def test_a_long_pause_is_never_inside_a_slice() -> None:
    assert len(slice_spans(spans_of((0.5, 3.0), (5.0, 8.0)), flat(9))) == 2


def test_what_is_short_and_alone_is_left_out() -> None:
    assert slice_spans(spans_of((3.0, 3.8)), flat(9)) == []


def test_a_stretch_without_a_pause_is_cut_where_speech_is_weakest() -> None:
    probabilities = flat(14)
    probabilities[round(7.0 / STEP_S)] = 0.4
    slices = slice_spans(spans_of((0.0, 14.0)), probabilities)
    assert [round(one.end_s, 1) for one in slices] == [7.0, 14.2]


@given(st.lists(st.tuples(st.floats(0.2, 14.0), st.floats(0.11, 3.0)), max_size=12))
def test_slices_never_overlap_and_are_never_too_long(pieces: list[tuple[float, float]]) -> None:
    spans, at = [], 0.0
    for length, pause in pieces:
        spans.append(Span(at, at + length))
        at += length + pause
    slices = slice_spans(spans, flat(at + 1))
    assert all(1.6 <= one.seconds <= MOST_S + 1e-6 for one in slices)
    assert all(one.end_s <= other.start_s + 1e-6 for one, other in pairwise(slices))


def test_speech_is_parted_by_pauses_and_blips_are_none() -> None:
    probabilities = np.zeros(200, dtype=np.float32)
    probabilities[10:40], probabilities[42:60], probabilities[100:102], probabilities[150:200] = (
        0.9,
        0.9,
        0.9,
        0.9,
    )
    found = [(round(one.start_s / STEP_S), round(one.end_s / STEP_S)) for one in speech_spans(probabilities)]
    assert found == [(10, 60), (150, 200)]
