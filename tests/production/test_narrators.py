"""The narrator's profile is measured once for a voice; where it cannot be, that is said and nothing stops."""

from collections.abc import Iterator

import pytest

from reciter.checking.narrator_profile import NarratorProfile
from reciter.checking.pace import Pace
from reciter.checking.recording import Recording
from reciter.engines.tone import ToneEngine
from reciter.errors import EngineProblem, InputProblem, TransientProblem
from reciter.production import narrators
from reciter.production.examiners import left_out
from reciter.production.narrators import Speaker, Unmeasured, find_narrator, narrator_of
from reciter.production.plan import load_plan
from reciter.settings import Settings, get_settings
from reciter.shelf.layout import Shelf
from reciter.voice import Voice

PROFILE = NarratorProfile({"en": (1.0,) + (0.0,) * 255}, 0.93, 120.0, -20.0, Pace({"en": 1.0}))


@pytest.fixture
def speaker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaker]:
    monkeypatch.setenv("RECITER_CACHE", str(settings.cache))
    monkeypatch.setattr(narrators, "can_recognise", lambda: True)
    get_settings.cache_clear()
    yield Speaker(Voice("tone", "tone", "Tone", ToneEngine.options()), "tone-1", ("en", "zh"))
    get_settings.cache_clear()


def test_a_voice_is_measured_once_in_the_languages_it_reads(
    speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[list[Recording]] = []

    def measure(recordings: list[Recording]) -> NarratorProfile:
        measured.append(recordings)
        return PROFILE

    monkeypatch.setattr(narrators, "profile_of", measure)
    assert find_narrator(speaker) is None
    assert narrator_of(speaker) == narrator_of(speaker) == find_narrator(speaker) == PROFILE
    assert len(measured) == 1
    assert {one.language for one in measured[0]} == {"en", "zh"}
    assert all(one.wave.seconds > 0 for one in measured[0])


def test_a_voice_that_sounds_otherwise_is_measured_again(
    speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrators, "profile_of", lambda _recordings: PROFILE)
    narrator_of(speaker)
    assert find_narrator(Speaker(speaker.voice, "tone-2", speaker.languages)) is None


@pytest.mark.parametrize("problem", [InputProblem("no speech."), EngineProblem("out of breath.")])
def test_a_voice_that_cannot_be_measured_has_a_reason_that_is_kept(
    speaker: Speaker, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def fail(_recordings: list[Recording]) -> NarratorProfile:
        raise problem

    monkeypatch.setattr(narrators, "profile_of", fail)
    assert narrator_of(speaker) == Unmeasured(str(problem)) == find_narrator(speaker)


def test_what_may_succeed_later_is_not_kept(speaker: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_recordings: list[Recording]) -> NarratorProfile:
        raise TransientProblem("the GPU is busy.")

    monkeypatch.setattr(narrators, "profile_of", busy)
    with pytest.raises(TransientProblem):
        narrator_of(speaker)
    assert find_narrator(speaker) is None


def test_without_phrases_there_is_no_profile(speaker: Speaker) -> None:
    found = narrator_of(Speaker(speaker.voice, "tone-1", ("xx",)))
    assert isinstance(found, Unmeasured)
    assert "xx" in found.why


def test_the_report_says_when_nobody_compared_the_voice(
    settings: Settings, render_book: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    render_book()  # type: ignore[operator]
    plan = load_plan(Shelf(settings.output_folder / "lamp"))
    assert left_out(plan) == ()
    monkeypatch.setattr(ToneEngine, "intelligible", True)
    monkeypatch.setattr(narrators, "can_recognise", lambda: False)
    (finding,) = left_out(plan)
    assert finding.code == "checks-without-narrator"
    assert "pip install --no-deps Resemblyzer" in finding.message
