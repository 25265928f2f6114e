"""Which slices are the best, whose they are, and which moods they have."""

from dataclasses import replace

import numpy as np

from reciter.checking.speaker import unit
from reciter.enrolment.plots import embedding_plot, pitch_plot
from reciter.enrolment.report import report_markdown
from reciter.enrolment.slices import Slice, moods, ranked
from reciter.enrolment.speakers import tell_apart

ONE = Slice("a.flac", "r.wav", 0.0, 6.0, "Words.", "en", "words", -20.0, 50.0, 200.0, 3.3, 0.97, 0)


def crowd(count: int, *, spread: float, seed: int, towards: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    middle = np.zeros(256)
    middle[towards] = 1.0
    return np.stack(
        [unit((middle + spread * draw.normal(size=256)).astype(np.float32)) for _ in range(count)]
    )


def test_one_speaker_is_one() -> None:
    found = tell_apart(crowd(12, spread=0.02, seed=1, towards=0), np.full(12, 5.0))
    assert found.is_main.all()
    assert found.others == 0.0


def test_two_speakers_are_told_apart_and_the_one_who_says_more_is_meant() -> None:
    both = np.concatenate(
        [crowd(4, spread=0.02, seed=1, towards=0), crowd(9, spread=0.02, seed=2, towards=7)]
    )
    found = tell_apart(both, np.full(13, 5.0))
    assert found.is_main.tolist() == [False] * 4 + [True] * 9
    assert found.likeness < 0.5


def test_one_slice_alone_is_the_speakers() -> None:
    assert tell_apart(crowd(1, spread=0.1, seed=1, towards=0), np.ones(1)).is_main.all()


def test_the_best_slice_is_natural_like_the_speaker_and_of_a_good_length() -> None:
    worse = [
        replace(ONE, file="mos", naturalness=2.5),
        replace(ONE, file="other", likeness=0.8),
        replace(ONE, file="long", end_s=9.8),
        replace(ONE, file="cut", clipped=4),
    ]
    unusable = [replace(ONE, file="aside", aside="noisy"), replace(ONE, file="short", end_s=2.5)]
    order = [one.file for one in ranked([*unusable, *worse, ONE])]
    assert order[0] == "a.flac"
    assert sorted(order[1:]) == sorted(one.file for one in worse)


def test_moods_are_found_where_pitch_tells_them_apart_and_only_there() -> None:
    low = [replace(ONE, file=f"low{i}", pitch_hz=180.0 + i) for i in range(4)]
    high = [replace(ONE, file=f"high{i}", pitch_hz=260.0 + i) for i in range(4)]
    assert {mood: one.file for mood, one in moods([*low, *high]).items()} == {
        "calm": "low0",
        "lively": "high0",
    }
    assert moods(low + [replace(one, file="x") for one in low]) == {}
    assert moods(low[:2] + high[:2]) == {}


def test_the_report_shows_what_a_person_needs_and_obeys_no_text() -> None:
    text = report_markdown(
        "ann",
        {},
        [],
        [replace(ONE, text="a | b <script>", aside="misheard")],
        references={"": [ONE]},
        plots=["report/pitch.svg"],
    )
    assert "a \\| b &lt;script>" in text
    assert "misheard" in text
    assert "![report/pitch.svg](report/pitch.svg)" in text


def test_pictures_are_svg_without_code() -> None:
    for picture in (
        pitch_plot([ONE]),
        embedding_plot(np.eye(2, 256, dtype=np.float32), [ONE, replace(ONE, file="<x>")]),
    ):
        assert picture.startswith("<svg")
        assert "<x>" not in picture
