"""All checks together: what each finds, one risk, and what a page and timing.json show."""

from dataclasses import replace

import numpy as np
import pytest

from reciter.audio.waveform import Waveform
from reciter.checking.examination import Examination, Examiner
from reciter.checking.narrator_profile import NarratorProfile
from reciter.checking.pace import Pace
from reciter.checking.recording import Recording
from tests.checking.spelt import ToldEar, recording_of
from tests.checking.test_speaker import needs_weights

TEXT = "The keeper closed the heavy book."


def examined(recording: Recording, heard: str, profile: NarratorProfile | None = None) -> Examination:
    return Examiner(ToldEar([heard]), profile).examine([recording])[0]


def codes(examination: Examination) -> set[str]:
    return {finding.code for finding in examination.findings}


@pytest.fixture
def good() -> Recording:
    return recording_of(TEXT, "en")


def with_hole(recording: Recording) -> Recording:
    middle = len(recording.wave.samples) // 2
    hole = np.zeros(2 * recording.wave.rate_hz, dtype=np.float32)
    samples = np.concatenate([recording.wave.samples[:middle], hole, recording.wave.samples[middle:]])
    return replace(recording, wave=Waveform(samples, recording.wave.rate_hz))


def test_a_good_take_has_its_words_and_nothing_else(good: Recording) -> None:
    found = examined(good, f" {TEXT}")
    assert (found.findings, found.diff, found.figures) == ((), (), None)
    assert found.heard == TEXT
    assert [word["text"] for word in found.words] == ["The", "keeper", "closed", "the", "heavy", "book"]
    assert found.risk < 0.1


def test_sound_and_words_are_told_together_and_the_risk_is_that_of_either(good: Recording) -> None:
    sound, words = examined(with_hole(good), f" {TEXT}"), examined(good, " The keeper closed the book.")
    both = examined(with_hole(good), " The keeper closed the book.")
    assert codes(sound) == {"take-hole"}
    assert codes(words) == {"heard-missing"}
    assert codes(both) == {"take-hole", "heard-missing"}
    assert both.risk > max(sound.risk, words.risk) > 0.5


def test_a_diff_has_only_what_was_not_heard_as_written(good: Recording) -> None:
    (part,) = examined(good, " The keeper closed the book.").diff
    assert (part["kind"], part["heard"]) == ("missing", "")
    assert "heavy" in part["expected"]
    assert TEXT[part["written_start"] : part["written_end"]] == part["expected"]


@needs_weights
def test_how_long_a_take_lasts_says_something_only_where_the_pace_is_known(good: Recording) -> None:
    slow = recording_of(TEXT, "en", seconds=4 * good.sentence.seconds)
    voice = tuple([1.0] + [0.0] * 255)
    profile = NarratorProfile({"en": voice}, 0.93, None, -20.0, Pace({"en": 1.0}))
    assert "take-slow" not in codes(examined(slow, f" {TEXT}"))
    found = examined(slow, f" {TEXT}", profile)
    assert "take-slow" in codes(found)
    assert found.figures is not None
    asked_for = replace(slow, speed=0.25)
    assert "take-slow" not in codes(examined(asked_for, f" {TEXT}", profile))


def test_no_take_is_judged_by_its_neighbours(good: Recording) -> None:
    bad = recording_of("Nobody in the village forgot the name.", "en")
    together = Examiner(
        ToldEar([f" {TEXT}", " Nobody forgot the name."], [" Nobody forgot the name."])
    ).examine([good, bad])
    assert together == [examined(good, f" {TEXT}"), examined(bad, " Nobody forgot the name.")]
