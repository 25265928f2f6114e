"""Very short sentences that fail twice are spoken with a neighbour, and their takes hold only themselves."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest

from reciter.audio.files import read_audio
from reciter.audio.waveform import Waveform
from reciter.checking.examination import Examination
from reciter.checking.recording import Recording
from reciter.engines.base import Speech, SpeechRequest
from reciter.engines.tone import ToneEngine
from reciter.finding import Finding
from reciter.production import check
from reciter.production.plan import PlannedSentence, load_chapter
from reciter.settings import Settings
from reciter.shelf.checks import find_kept
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import find_take, take_path
from tests.production.conftest import files

if TYPE_CHECKING:
    from tests.production.conftest import Render

HEADING, KEEPER = "c001-s0001", "c001-s0002"
RATE_HZ = 24_000
LETTER_S = 0.06
ERROR = Finding("heard-missing", "error", "It was not heard.")


@pytest.fixture
def shelf(settings: Settings) -> Shelf:
    return Shelf(settings.output_folder / "lamp")


class Engine:
    """Speaks every letter as long as any other, rests at full stops, and notes what it was asked."""

    def __init__(self, rest_s: float) -> None:
        self.rest_s = rest_s
        self.asked: list[str] = []

    def speak_one(self, request: SpeechRequest, *_more: object) -> Speech:
        self.asked.append(request.spoken)
        sounds = [self._tone(part) for part in request.spoken.replace("。", ".").split(".") if part.strip()]
        rest = np.zeros(round(self.rest_s * RATE_HZ), np.float32)
        joined = [piece for sound in sounds for piece in (rest, sound)][1:]
        return Speech(Waveform(np.concatenate(joined), RATE_HZ))

    def _tone(self, text: str) -> np.ndarray:
        time = np.arange(round(len(text.strip()) * LETTER_S * RATE_HZ)) / RATE_HZ
        return (0.3 * np.sin(2 * np.pi * 300 * time)).astype(np.float32)


class Ear:
    """Does not understand the heading until it has heard it so often."""

    def __init__(self, passes_at: int) -> None:
        self.passes_at = passes_at
        self.heard: list[float] = []

    def examine(self, recordings: Sequence[Recording]) -> list[Examination]:
        return [self._one(one) for one in recordings]

    def _one(self, one: Recording) -> Examination:
        if one.sentence.id != HEADING:
            return Examination((), risk=0.0)
        self.heard.append(one.wave.seconds)
        return Examination((ERROR,) if len(self.heard) < self.passes_at else (), risk=0.5)


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Engine, Ear]]:
    def by(*, rest_s: float, passes_at: int) -> tuple[Engine, Ear]:
        engine, ear = Engine(rest_s), Ear(passes_at)
        monkeypatch.setattr(ToneEngine, "intelligible", True)
        monkeypatch.setattr(ToneEngine, "_speak_one", engine.speak_one)
        monkeypatch.setattr(check, "examiner_of", lambda _plan, _mood: ear)
        return engine, ear

    return by


def planned(shelf: Shelf, sentence: str) -> PlannedSentence:
    chapter = load_chapter(shelf, int(sentence[1:4]))
    return next(one for one in chapter.sentences if one.sentence.id == sentence)


def test_the_second_try_has_a_neighbour_and_the_take_holds_only_the_sentence(
    shelf: Shelf, render_book: "Render", speaking: Callable[..., tuple[Engine, Ear]]
) -> None:
    engine, ear = speaking(rest_s=0.4, passes_at=3)
    render_book()
    heading, neighbour = planned(shelf, HEADING), planned(shelf, KEEPER)
    assert [one for one in engine.asked if heading.sentence.spoken in one] == [
        heading.sentence.spoken,
        heading.sentence.spoken,
        f"{neighbour.sentence.spoken} {heading.sentence.spoken}",
    ]
    assert heading.carrier == neighbour.sentence
    alone_s = len(heading.sentence.spoken.rstrip(".")) * LETTER_S
    assert read_audio(take_path(shelf.takes, heading.take)).seconds == pytest.approx(alone_s + 0.05, abs=0.02)
    assert len(ear.heard) == 3
    take = find_take(shelf.takes, heading.take)
    assert take
    assert take.spoken == heading.sentence.spoken


def test_later_renders_keep_what_was_cut_out(
    shelf: Shelf, render_book: "Render", speaking: Callable[..., tuple[Engine, Ear]]
) -> None:
    engine, ear = speaking(rest_s=0.4, passes_at=3)
    render_book()
    before, asked, heading = files(shelf.master), len(engine.asked), planned(shelf, HEADING)
    delivery = render_book()
    assert (delivery.spoken, delivery.made, len(ear.heard), len(engine.asked)) == (0, (), 3, asked)
    assert (files(shelf.master), planned(shelf, HEADING)) == (before, heading)
    noted = find_kept(shelf.takes, heading.first_take)
    assert noted
    assert noted.carrier == heading.carrier


def test_without_a_clear_pause_the_try_is_dropped_and_the_best_take_kept(
    shelf: Shelf, render_book: "Render", speaking: Callable[..., tuple[Engine, Ear]]
) -> None:
    engine, ear = speaking(rest_s=0.0, passes_at=9)
    delivery = render_book()
    heading = planned(shelf, HEADING)
    assert sum(heading.sentence.spoken in one for one in engine.asked) == 3
    assert len(ear.heard) == 2
    assert heading.carrier is None
    assert (delivery.held_back, sorted(delivery.made)) == ({}, [1, 2, 3])


def test_a_take_that_was_cut_out_and_is_lost_gives_way_to_the_one_before(
    shelf: Shelf, render_book: "Render", speaking: Callable[..., tuple[Engine, Ear]]
) -> None:
    speaking(rest_s=0.4, passes_at=3)
    render_book()
    take_path(shelf.takes, planned(shelf, HEADING).take).unlink()
    delivery = render_book()
    assert delivery.held_back == {}
    kept = planned(shelf, HEADING)
    assert find_take(shelf.takes, kept.take)
