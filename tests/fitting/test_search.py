"""The search finds what it is led to, takes up where it was left, and ends."""

from collections.abc import Sequence

import numpy as np
import pytest

from reciter.errors import InputProblem
from reciter.fitting.evolution import Evolution
from reciter.fitting.guide import Generation, proposals
from reciter.fitting.search import (
    ALL,
    COUNT,
    Heard,
    Search,
    Target,
    advance,
    begin,
    read_search,
    search_bytes,
    worth_of,
)
from reciter.fitting.space import DIRECTIONS, Points, library, nearest_stock, strangeness, style_of


class Emulated:
    """Voices as the library's linear model has them, a little bent, so that the guide is never quite right."""

    def __init__(self, target: Points) -> None:
        self.target, self.calls = target, 0

    def __call__(self, places: Sequence[Points], generation: int) -> Heard:
        self.calls += len(places)
        known = library()
        bent = np.random.default_rng(5).normal(size=(106, 256)) * 0.002
        heard = known.middle + np.stack(list(places)) @ (known.model + bent)
        if generation != ALL:
            heard += 0.01 * np.random.default_rng(generation).normal(size=256)  # another sentence
        heard /= np.linalg.norm(heard, axis=1, keepdims=True)
        return Heard(heard, heard @ self.target, np.full(len(places), 200.0))


@pytest.fixture
def target() -> Target:
    """A voice that the library does not hold: half way between two that it has, and beyond."""
    known = library()
    point = known.middle + (0.7 * known.coordinates[3] + 0.6 * known.coordinates[20]) @ known.model
    return Target(point / np.linalg.norm(point), 200.0)


def test_evolution_finds_the_top_of_a_hill_that_is_long_and_narrow() -> None:
    scales = np.logspace(0, 1.5, 6)
    evolution = Evolution(np.full(6, 2.0), 0.5)
    for _ in range(150):
        points = evolution.ask(12)
        evolution.tell(points, -np.square(points * scales).sum(axis=1))
    assert np.abs(evolution.mean * scales).max() < 1e-2


def test_a_proposal_far_away_cannot_carry_evolution_off() -> None:
    evolution = Evolution(np.zeros(4), 0.1)
    points = evolution.ask(8)
    points[0] = 1e6
    evolution.tell(points, np.array([1.0, *[0.0] * 7]))
    assert np.linalg.norm(evolution.mean) < 1.0


def test_the_guide_points_to_the_target() -> None:
    draw = np.random.default_rng(0)
    slope = draw.normal(size=(5, 256))
    points = 0.1 * draw.normal(size=(8, 5))
    embeddings = points @ slope + draw.normal(size=256)
    wanted = np.array([1.0, -0.5, 0.0, 0.2, 0.3]) @ slope + embeddings.mean(axis=0)
    past = [Generation(points, embeddings, np.zeros(8))]
    for step in proposals(np.zeros(5), 0.1, np.zeros((5, 256)), past, wanted):
        before = np.linalg.norm(wanted - embeddings.mean(axis=0))
        after = np.linalg.norm(wanted - embeddings.mean(axis=0) - step @ slope)
        assert after < before


def test_a_voice_comes_nearer_than_any_of_the_library(target: Target) -> None:
    hear = Emulated(target.embedding)
    search = begin(target, hear)
    first = search.progress[0]
    for _ in range(12):
        advance(search, target, hear)
    assert max(search.progress) > first + 0.5 * (1.0 - first)
    assert hear.calls == 13 * COUNT + 5
    assert hear([search.best], ALL).likeness[0] == pytest.approx(max(search.progress), abs=1e-4)


def test_a_search_that_was_kept_goes_on_as_if_it_had_never_stopped(target: Target) -> None:
    hear = Emulated(target.embedding)
    search = begin(target, hear)
    advance(search, target, hear)
    again = read_search(search_bytes(search, "ann"), "ann")
    assert again is not None
    for _ in range(3):
        advance(search, target, hear)
        advance(again, target, hear)
    assert np.array_equal(search.best, again.best)
    assert search.progress == again.progress


def test_a_state_of_somebody_else_is_not_taken_up_and_a_damaged_one_is_named(target: Target) -> None:
    content = search_bytes(begin(target, Emulated(target.embedding)), "ann")
    assert read_search(content, "bea") is None
    with pytest.raises(InputProblem, match="damaged"):
        read_search(content[:200], "ann")


def test_it_ends_when_it_gains_no_more() -> None:
    search = Search(
        np.zeros(106), Evolution(np.zeros(DIRECTIONS), 0.3), progress=[0.8 + 0.01 * i for i in range(8)]
    )
    assert not search.is_done
    search.progress += [search.progress[-1]] * 4
    assert search.is_done


def test_another_pitch_and_a_strange_voice_cost(target: Target) -> None:
    heard = Heard(np.zeros((2, 256)), np.full(2, 0.9), np.array([200.0, 100.0]))
    right, octave = worth_of([np.zeros(106)] * 2, heard, target)
    assert right == pytest.approx(0.9)
    assert octave < 0.8
    assert (
        worth_of([np.full(106, 3.0)], Heard(np.zeros((1, 256)), np.full(1, 0.9), np.full(1, 200.0)), target)[
            0
        ]
        < 0.8
    )


def test_stock_voices_lie_in_the_space_and_are_not_strange() -> None:
    known = library()
    assert len(known.names) == 54
    assert known.directions.shape == (106, DIRECTIONS)
    assert max(strangeness(place) for place in known.coordinates[:54]) < 1.0
    assert style_of(known.coordinates[0]).shape == (256,)
    assert nearest_stock(known.embeddings[5].astype(np.float32)) == known.names[5]
