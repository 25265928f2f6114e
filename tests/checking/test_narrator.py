"""The narrator's profile is the same whatever order its phrases come in, and a voice that varies is given room."""

from dataclasses import replace
from functools import cache
from importlib.util import find_spec

import numpy as np
import pytest

from reciter.audio.waveform import Waveform
from reciter.checking.limits import NARRATOR
from reciter.checking.narrator import (
    VoiceFigures,
    drift_findings,
    narrator_findings,
    other_voice,
    voice_figures,
)
from reciter.checking.narrator_profile import (
    NarratorProfile,
    narrator_phrases,
    profile_json,
    profile_of,
    read_profile,
)
from reciter.checking.pace import Pace
from reciter.checking.recording import Recording
from reciter.engines.base import SpeechRequest
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.errors import InputProblem
from reciter.text.span import Run
from reciter.voice import Voice
from tests.checking.synthetic import RATE_HZ, sentence, voiced

needs_weights = pytest.mark.skipif(not find_spec("resemblyzer"), reason="Resemblyzer is not installed")
FIGURES = VoiceFigures(3.0, 0.87, 0.0, 0.0, 120.0, 1.0, ())


def take(seconds: float, hz: float = 120.0, *, tract: float = 1.0, text: str = "Some words.") -> Recording:
    wave = Waveform(voiced(seconds, hz=hz, tract=tract).astype(np.float32), RATE_HZ)
    return Recording(sentence(seconds, text), wave, "en")


@cache
def profile() -> NarratorProfile:
    return profile_of(phrases())


def phrases() -> list[Recording]:
    return [
        take(s, hz, text=f"Phrase {hz}.")
        for s, hz in ((3.0, 116.0), (2.5, 120.0), (4.0, 124.0), (0.6, 120.0))
    ]


@needs_weights
def test_the_profile_does_not_depend_on_the_order_of_the_phrases() -> None:
    assert profile_of(phrases()[::-1]) == profile()
    assert profile().pitch_hz == pytest.approx(120.0, rel=0.05)
    assert profile().level_db == pytest.approx(-20.0, abs=0.5)
    assert profile().likeness > 0.95


@needs_weights
def test_the_profile_is_kept_as_json() -> None:
    assert read_profile(profile_json(profile())) == profile()
    for damaged in (b"", b"{}", profile_json(profile())[:100]):
        with pytest.raises(InputProblem, match="cannot be read"):
            read_profile(damaged)


def test_a_profile_needs_something_to_hear() -> None:
    with pytest.raises(InputProblem, match=r"1\.6 s of speech"):
        profile_of([])
    with pytest.raises(InputProblem, match=r"1\.6 s of speech"):
        profile_of([take(0.5)])


@needs_weights
def test_a_take_is_judged_the_same_in_any_company() -> None:
    takes = [take(3.0), take(2.0, 220.0, tract=1.2), take(0.3), take(5.0, 118.0)]
    together = narrator_findings(takes, profile())
    assert [[one.code for one in found] for found in together] == [[], ["narrator-other"], [], []]
    assert narrator_findings(takes[1:2], profile())[0][0].code == "narrator-other"
    assert narrator_findings([], profile()) == []


@needs_weights
def test_figures_say_how_a_take_differs() -> None:
    higher = voice_figures([take(3.0, 160.0)], profile())[0]
    assert higher.semitones == pytest.approx(5.0, abs=0.8)
    assert higher.rate == pytest.approx(1.0, abs=0.1)
    short = voice_figures([take(0.3)], profile())[0]
    assert (short.likeness, short.embedding) == (None, ())


def test_a_voice_that_varies_is_given_room() -> None:
    assert list(other_voice(FIGURES, "s"))
    assert not list(other_voice(replace(FIGURES, allowance=0.03), "s"))


def test_a_pitch_far_off_asks_for_more_likeness() -> None:
    near = replace(FIGURES, likeness=0.90)
    assert not list(other_voice(near, "s"))
    assert list(other_voice(replace(near, semitones=-7.0), "s"))


@pytest.mark.parametrize(
    ("seconds", "least"), [(5.0, 0.885), (1.3, 0.76), (1.0, 0.71), (0.5, 0.61), (0.2, None)]
)
def test_short_takes_are_asked_for_less(seconds: float, least: float | None) -> None:
    assert NARRATOR.least_likeness(seconds) == least


def test_a_sentence_of_two_languages_is_held_against_both() -> None:
    unit = np.eye(256, dtype=np.float32)
    both = NarratorProfile({"en": tuple(unit[0]), "zh": tuple(unit[1])}, 0.93, 120.0, -20.0, Pace())
    mixed = replace(sentence(2.0, "abcd"), runs=(Run(0, 1, "en"), Run(1, 4, "zh")))
    assert both.voice(mixed)[:2] == pytest.approx(np.array([1.0, 3.0]) / np.sqrt(10.0))
    korean = replace(mixed, runs=(Run(0, 4, "ko"),))
    assert both.voice(korean)[:2] == pytest.approx(np.array([1.0, 1.0]) / np.sqrt(2.0))


def test_a_book_without_figures_does_not_drift() -> None:
    assert drift_findings({}) == ()
    assert drift_findings({"1": [replace(FIGURES, pitch_hz=None)] * 6}) == ()


def test_every_language_has_phrases_short_and_long() -> None:
    for language in ("en", "zh", "ja", "ko", "yue"):
        lengths = [len(phrase) for phrase in narrator_phrases(language)]
        assert len(lengths) >= 5
        assert max(lengths) > 4 * min(lengths)
    assert narrator_phrases("tlh") == ()


@needs_weights
@pytest.mark.slow
def test_a_stock_voice_is_told_from_another_of_the_same_sex() -> None:
    def spoken(voice: str, text: str) -> Recording:
        request = SpeechRequest("s", text, (Run(0, len(text), "en"),))
        wave = (
            KokoroEngine()
            .speak([request], voice=Voice(voice, "kokoro", "", {"blend": {voice: 1.0}}))[0]
            .waveform
        )
        return Recording(sentence(wave.seconds, text), wave, "en")

    narrator = profile_of([spoken("af_heart", phrase) for phrase in narrator_phrases("en")])
    text = "She folded the map twice, put it into her coat, and walked on without a word."
    ours, theirs = narrator_findings([spoken("af_heart", text), spoken("af_bella", text)], narrator)
    assert ours == ()
    assert [one.code for one in theirs] == ["narrator-other"]


@needs_weights
def test_a_voice_may_be_less_like_itself_in_a_language_it_was_not_measured_in() -> None:
    known = take(3.0)
    text = known.sentence.spoken
    runs = (Run(0, len(text) // 2, "en"), Run(len(text) // 2, len(text), "fr"))
    half = replace(known, sentence=replace(known.sentence, runs=runs))
    usual, other = (voice_figures([one], profile())[0].allowance for one in (known, half))
    assert other - usual == pytest.approx(0.06, abs=0.01)
