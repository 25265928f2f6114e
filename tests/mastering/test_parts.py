"""Chapters that are too long for their profile."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reciter.mastering.mix import TakeRef
from reciter.mastering.parts import split_takes
from reciter.mastering.pauses import Pauses
from reciter.mastering.profiles import get_profile
from reciter.text.sentence import Boundary

TEN_MINUTES = replace(get_profile("acx"), max_minutes=10)


def take(number: int, boundary: Boundary = "sentence") -> TakeRef:
    return TakeRef(f"s{number}", Path("x.flac"), boundary, "Text.")


def test_a_chapter_that_fits_stays_whole() -> None:
    takes = [take(1), take(2)]
    assert split_takes(takes, [100.0, 100.0], profile=TEN_MINUTES, pauses=Pauses()) == [tuple(takes)]


def test_a_profile_without_a_limit_never_splits() -> None:
    takes = [take(1), take(2)]
    assert len(split_takes(takes, [9e4, 9e4], profile=get_profile("podcast"), pauses=Pauses())) == 1


def test_it_is_cut_at_a_scene_break_rather_than_a_paragraph_and_never_after_a_heading() -> None:
    boundaries: list[Boundary] = [
        "sentence",
        "paragraph",
        "sentence",
        "scene-break",
        "heading",
        "paragraph",
        "sentence",
    ]
    takes = [take(number, boundaries[number % 7]) for number in range(80)]
    groups = split_takes(takes, [12.0] * 80, profile=TEN_MINUTES, pauses=Pauses())
    assert len(groups) == 2
    assert groups[0][-1].boundary == "scene-break"
    assert 30 <= len(groups[0]) <= 50


@given(
    st.lists(st.floats(0.5, 200), min_size=1, max_size=60),
    st.lists(
        st.sampled_from(["clause", "sentence", "paragraph", "heading", "scene-break"]),
        min_size=60,
        max_size=60,
    ),
)
def test_every_part_fits_no_take_is_lost_and_none_is_empty(
    lengths_s: list[float], boundaries: list[Boundary]
) -> None:
    takes = [
        take(number, boundary) for number, boundary in zip(range(len(lengths_s)), boundaries, strict=False)
    ]
    groups = split_takes(takes, lengths_s, profile=TEN_MINUTES, pauses=Pauses())
    assert [one for group in groups for one in group] == takes
    assert all(groups)
    length_of = {one.id: length_s for one, length_s in zip(takes, lengths_s, strict=True)}
    for group in groups:
        spoken_s = (
            sum(length_of[one.id] + Pauses().after(one.boundary) for one in group[:-1])
            + length_of[group[-1].id]
        )
        assert spoken_s + 5.75 <= 600
