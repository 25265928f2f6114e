"""A voice's pace is its own, in each language, and a few bad takes do not move it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.audio.waveform import Waveform
from reciter.checking.pace import ONSET_S, Pace, main_language, pace_of
from reciter.checking.recording import Recording
from reciter.checking.speech import speech_of
from reciter.text.sentence import Sentence
from reciter.text.span import Run
from tests.checking.synthetic import RATE_HZ, voiced


def said(text: str, seconds: float, *runs: Run) -> Sentence:
    return Sentence("c001-s0001", text, text, runs, (), (), (), "body", "sentence", seconds)


def english(seconds: float) -> Sentence:
    return said("Some words.", seconds, Run(0, 11, "en"))


def taken(sentence: Sentence, seconds: float) -> Recording:
    return Recording(sentence, Waveform(voiced(seconds).astype(np.float32), RATE_HZ), "en")


def paced(*recordings: Recording) -> Pace:
    return pace_of(recordings, [speech_of(one.wave) for one in recordings])


@given(st.floats(0.6, 1.6))
def test_a_voice_that_was_measured_is_expected_to_go_on_like_that(ratio: float) -> None:
    takes = [taken(english(s), ONSET_S["en"] + ratio * s) for s in (1.0, 2.0, 4.0)]
    pace = paced(*takes)
    assert pace.ratios["en"] == pytest.approx(ratio, rel=0.05)
    assert pace.expected_s(english(3.0)) == pytest.approx(ONSET_S["en"] + 3.0 * ratio, rel=0.05)


def test_a_bad_take_among_good_ones_does_not_move_the_pace() -> None:
    good = [taken(english(2.0), 2.0) for _ in range(4)]
    assert paced(*good, taken(english(2.0), 9.0)).ratios == pytest.approx(paced(*good).ratios)


def test_a_language_that_was_not_measured_goes_at_the_mean_of_the_others() -> None:
    pace = Pace({"en": 0.8, "zh": 0.6})
    korean = said("한국말", 2.0, Run(0, 3, "ko"))
    assert pace.expected_s(korean) == pytest.approx(0.12 + 2.0 * 0.7)
    assert Pace().expected_s(korean) == pytest.approx(2.12)


def test_each_run_goes_at_the_pace_of_its_language() -> None:
    mixed = said("一二三四Rust", 2.0, Run(0, 4, "zh"), Run(4, 8, "en"))
    assert Pace({"zh": 0.5, "en": 1.0}).expected_s(mixed) == pytest.approx(0.12 + 2.0 * 0.75)


def test_kanji_are_longer_than_kana() -> None:
    kanji, kana = said("図書館員", 1.0, Run(0, 4, "ja")), said("さよなら", 1.0, Run(0, 4, "ja"))
    small = said("しゅっちょう", 1.0, Run(0, 6, "ja"))
    assert Pace().expected_s(kanji) > Pace().expected_s(kana) > Pace().expected_s(small)


def test_the_main_language_has_most_letters() -> None:
    assert main_language(said("一Rust", 1.0, Run(0, 1, "zh"), Run(1, 5, "en"))) == "en"
    assert main_language(said("", 1.0)) == ""
