"""Phones set opposite each other, stretches that diverge, repeats: the parts that the transcript check is made of."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.audio.waveform import Waveform
from reciter.checking.boilerplate import without_boilerplate
from reciter.checking.divergence import lay_beside
from reciter.checking.likeness import SIGNS, distances, phone_numbers, weights
from reciter.checking.number_words import with_numbers_as
from reciter.checking.opposite import set_opposite
from reciter.checking.repeats import is_doubled, repeat_in
from reciter.checking.stretches import WINDOW_S, quiet_cuts
from reciter.checking.voiced import unbroken, voiced
from tests.checking.spelt import heard_text

IPA = st.text(st.sampled_from(SIGNS), max_size=24)


def test_distances_are_those_of_ears() -> None:
    table = distances()
    assert (np.diag(table) == 0).all()
    assert np.allclose(table, table.T)
    assert table.min() == 0
    assert table.max() == 1

    def apart(one: str, other: str) -> float:
        return float(table[phone_numbers(one)[0], phone_numbers(other)[0]])

    assert apart("s", "ʃ") < apart("s", "m")
    assert apart("n", "ŋ") < apart("n", "s")
    assert apart("b", "p") < apart("b", "s")
    assert apart("n", "l") < 0.5 < apart("a", "t")
    assert apart("i", "ɪ") < apart("i", "a")


@given(IPA, IPA)
def test_every_phone_stands_in_one_column_in_its_order(said: str, heard: str) -> None:
    columns = set_opposite(phone_numbers(said), phone_numbers(heard))
    assert [column.said for column in columns if column.said is not None] == list(range(len(said)))
    assert [column.heard for column in columns if column.heard is not None] == list(range(len(heard)))


@given(IPA)
def test_the_same_phones_cost_nothing(said: str) -> None:
    assert all(column.distance == 0 for column in set_opposite(phone_numbers(said), phone_numbers(said)))


@given(IPA, IPA)
def test_an_alignment_is_never_dearer_than_leaving_all_out(said: str, heard: str) -> None:
    columns = set_opposite(phone_numbers(said), phone_numbers(heard))
    cost = sum(
        2 * c.weight * c.distance if c.said is not None and c.heard is not None else c.weight for c in columns
    )
    assert cost <= weights()[phone_numbers(said + heard)].sum() + 0.7 + 1e-6


def test_a_missing_word_is_one_divergence() -> None:
    said = ["wo", "mən", "bu", "juŋ", "jou", "ta"]
    laid = lay_beside(said, said[:2] + said[4:])
    (found,) = laid.divergences
    assert found.said == (2, 4)
    assert found.heard == (2, 2)
    assert 1.5 < found.missing < 2.5
    assert found.added == 0
    assert laid.partners == (0, 1, -1, -1, 2, 3)


def test_likenesses_are_no_divergence() -> None:
    assert lay_beside(["ʃan", "ʣai", "liŋ"], ["san", "ʤai", "lin"]).divergences == ()


def test_nothing_against_something() -> None:
    assert lay_beside([], []).divergences == ()
    (all_missing,) = lay_beside(["an", "ʣai"], []).divergences
    (all_added,) = lay_beside([], ["an", "ʣai"]).divergences
    assert all_missing.deficit > 0 > all_added.deficit


@pytest.mark.parametrize(
    ("sounds", "stretch", "weight", "found"),
    [
        (["ta", "ʃan", "gu", "ʃan", "gu", "mei"], (3, 5), 3.5, 2),
        (["ta", "ʃjau", "ʃjau", "lə"], (1, 2), 3.0, 1),
        (["ta", "ʃan", "gu", "mei", "lə"], (1, 3), 3.5, None),
    ],
)
def test_a_repeat_is_what_is_heard_twice_in_a_row(
    sounds: list[str], stretch: tuple[int, int], weight: float, found: int | None
) -> None:
    pair = repeat_in(sounds, stretch, weight=weight, distance=0.2)
    assert (pair and pair[1]) == found


@pytest.mark.parametrize(
    ("text", "stretch", "expected"),
    [
        ("店店を", (0, 1), True),
        ("店店を", (1, 2), True),
        ("雨ダだ", (2, 3), True),
        ("くるくる", (0, 4), True),
        ("春が", (0, 1), False),
        ("春が", (1, 1), False),
    ],
)
def test_characters_that_stand_there_twice(text: str, stretch: tuple[int, int], expected: bool) -> None:
    assert is_doubled(text, stretch) is expected


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en", " Nobody came. Thank you for watching!", " Nobody came."),
        ("zh", "没有人来字幕由Amara.org社区提供", "没有人来"),
        ("ja", "ご視聴ありがとうございました", ""),
        ("en", " Thanks for the book.", " Thanks for the book."),
    ],
)
def test_subtitles_are_never_heard(language: str, text: str, kept: str) -> None:
    heard = heard_text(text, 3.0, language)
    assert without_boilerplate(heard, spoken="", voiced=unbroken(3.0)).text == kept


def test_subtitles_that_are_written_are_heard() -> None:
    heard = heard_text(" Thanks for watching", 2.0, "en")
    assert without_boilerplate(heard, spoken="Thanks for watching.", voiced=unbroken(2.0)) == heard


def test_words_in_the_silence_after_the_end_are_not_heard() -> None:
    sound = np.concatenate([np.full(8000, 0.3), np.zeros(8000)]).astype(np.float32)
    heard = heard_text("春天来了春天来了", 1.0, "zh")
    assert without_boilerplate(heard, spoken="", voiced=voiced(Waveform(sound, 16000))).text == "春天来了"


@pytest.mark.parametrize(
    ("language", "heard", "other", "spoken"),
    [
        ("en", "born in 1998", "born in nineteen ninety-eight", "nineteen ninety-eight"),
        ("zh", "1998年", "一九九八年", "一九九八"),
        ("zh", "120本", "一百二十本", "一百二十"),
        ("en", "cost $84", "eighty-four dollars", "$84"),
        ("en", "room 7", "room six", "7"),
    ],
)
def test_figures_are_said_as_the_text_says_them(language: str, heard: str, other: str, spoken: str) -> None:
    assert spoken in with_numbers_as(heard, language, other=other).spoken


def test_figures_longer_than_any_number_stay() -> None:
    assert with_numbers_as("1" * 40, "zh", other="一").spoken == "1" * 40


def test_a_long_recording_is_cut_where_it_is_quiet() -> None:
    rate_hz = 1000
    samples = np.ones(70 * rate_hz, dtype=np.float32)
    for quiet_s in (20.0, 40.0, 60.0):
        samples[round((quiet_s - 0.2) * rate_hz) : round((quiet_s + 0.2) * rate_hz)] = 0.0
    cuts = [cut / rate_hz for cut in quiet_cuts(samples, rate_hz)]
    assert cuts == pytest.approx([20.0, 40.0, 60.0], abs=0.2)
    assert max(np.diff([0.0, *cuts, 70.0])) <= WINDOW_S + 3.0
    assert quiet_cuts(samples[: 28 * rate_hz], rate_hz) == []
