"""The residual covers the truth, and says how much listening would halve it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from reciter.review.residual import Group, count_words, draw, groups_of, residual, wrong_at_most

NOTHING = Group(0, 0, 0, 0.0)


@given(st.data())
def test_the_limit_is_below_the_truth_no_oftener_than_allowed(data: st.DataObject) -> None:
    """Exactly: the chance of every outcome of which the limit is too low, added up."""
    sentences = data.draw(st.integers(1, 200))
    wrong = data.draw(st.integers(0, sentences))
    heard = data.draw(st.integers(0, sentences))
    missed = sum(
        hypergeom.pmf(k, sentences, wrong, heard)
        for k in range(max(0, heard + wrong - sentences), min(heard, wrong) + 1)
        if wrong_at_most(Group(sentences, heard, k, 3.0), alpha=0.05) < wrong
    )
    assert missed <= 0.05 + 1e-9


@pytest.mark.slow
@pytest.mark.parametrize(("flagged", "others"), [(0.5, 0.01), (0.1, 0.0), (0.9, 0.05), (0.3, 0.002)])
def test_the_whole_estimate_covers_the_truth_in_simulated_books(flagged: float, others: float) -> None:
    chance = random.Random(7)
    covered = 0
    for _ in range(400):
        truth = [[chance.random() < rate for _ in range(n)] for rate, n in ((flagged, 60), (others, 900))]
        groups = [
            Group(len(wrong), heard, sum(chance.sample(wrong, heard)), 4.0)
            for wrong, heard in zip(truth, (40, 200), strict=True)
        ]
        covered += residual(groups[0], groups[1], words=10_000).wrong_at_most >= sum(map(sum, truth))
    assert covered >= 380


def test_a_book_heard_to_the_end_has_just_the_wrong_ones_that_are_known() -> None:
    found = residual(Group(10, 10, 2, 3.0), Group(90, 90, 1, 3.0), words=1000)
    assert (found.wrong_at_most, found.per_10000, found.minutes_to_halve) == (3, 30.0, None)


def test_without_any_listening_everything_may_be_wrong() -> None:
    found = residual(Group(10, 0, 0, 3.0), Group(90, 0, 0, 3.0), words=1000)
    assert found.wrong_at_most == 100
    assert found.minutes_to_halve
    assert found.minutes_to_halve <= 100 * 3 / 60


@given(st.integers(1, 3000), st.integers(0, 300))
def test_the_minutes_that_are_named_halve_the_limit(sentences: int, heard: int) -> None:
    others = Group(sentences, min(heard, sentences), 0, 6.0)
    found = residual(NOTHING, others, words=1000)
    if not found.minutes_to_halve:
        return
    more = round(found.minutes_to_halve * 10)
    later = residual(NOTHING, Group(sentences, others.heard + more, 0, 6.0), words=1000)
    assert later.wrong_at_most <= found.wrong_at_most / 2


def test_only_verdicts_in_the_order_of_the_drawing_count_as_a_sample() -> None:
    ids = [f"c001-s{n:04d}" for n in range(100)]
    order = draw(ids)
    states = dict.fromkeys(ids, "open")
    states |= dict.fromkeys(order[:10], "accepted") | {order[3]: "flagged", order[50]: "flagged"}
    _, others = groups_of(states, suspected=(), seconds=dict.fromkeys(ids, 2.0))  # type: ignore[arg-type]
    assert others == Group(100, 10, 1, 2.0)


def test_the_drawing_is_fair_to_chapters_and_the_same_every_time() -> None:
    ids = [f"c{chapter:03d}-s{n:04d}" for chapter in range(10) for n in range(100)]
    drawn = draw(ids)[:200]
    assert drawn == draw(reversed(ids))[:200]
    assert drawn != draw(ids, seed=1)[:200]
    assert all(8 <= sum(one.startswith(f"c{chapter:03d}") for one in drawn) <= 35 for chapter in range(10))
    assert [one for one in draw(ids[1:]) if one != ids[0]] == [one for one in draw(ids) if one != ids[0]]


@pytest.mark.parametrize(
    ("text", "words"),
    [("It was 3 o'clock.", 4), ("雾来了，灯塔", 3), ("학교에 갔다", 2), ("", 0), ("Rust 语言", 2)],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert count_words(text) == words
