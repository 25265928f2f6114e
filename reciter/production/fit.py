"""Depth 1: Kokoro is bent towards an enrolled person, and the voice that comes of it is compared with the stock voice.

The search keeps its state beside the voice, so that it goes on after a kill; voice.toml is written last.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reciter.audio.files import read_audio
from reciter.audio.waveform import Waveform
from reciter.checking.models import whisper_folder
from reciter.checking.pitch import median_pitch_hz
from reciter.checking.speaker import Embedding, speaker_embedding
from reciter.checking.speech import speech_of
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.engines.kokoro.fitted import style_bytes
from reciter.engines.kokoro.voices import blend_styles
from reciter.errors import InputProblem
from reciter.fitting.hearing import EVERYWHERE, SENTENCES, Listener, request, rows
from reciter.fitting.search import Search, Target, advance, begin, read_search, search_bytes
from reciter.fitting.space import Points, library, nearest_stock, style_of
from reciter.production.consent import consent_of
from reciter.production.engines import engine_of
from reciter.production.enrolled import SLICES, EnrolledSlice, find_enrolment
from reciter.production.fit_judging import FitScore, Judge, keep
from reciter.production.voice_lock import voice_locked
from reciter.production.voices import find_voice
from reciter.settings import Settings
from reciter.shelf.atomic import write_bytes
from reciter.shelf.fingerprint import fingerprint
from reciter.voice import Voice

MINUTES = 10.0
STATE = "fit.npz"
ENGINE = "kokoro"

_JUDGING_S = 150.0  # kept back for hearing what was found
_TIMED = 3  # slices whose pace is taken
_SLOWEST, _FASTEST = 0.8, 1.25


@dataclass(frozen=True)
class Fitted:
    """What a fit came to.

    Attributes:
        generations: of the search.
        worked_s: in this run.
        stock: the stock voice it is compared with.
        before: scores of that.
        after: scores of the fitted voice.
        kept: share of the way from the stock voice; below 1 where all of it would have cost words or naturalness.
        speed: pace that was set.
        verdict: what ended the search.
    """

    generations: int
    worked_s: float
    stock: str
    before: tuple[FitScore, ...]
    after: tuple[FitScore, ...]
    kept: float
    speed: float
    verdict: str


@dataclass(frozen=True)
class _Person:
    """Whom a voice is fitted to: target of the search, main language, slices with their sound."""

    target: Target
    embedding: Embedding
    language: str
    slices: tuple[EnrolledSlice, ...]
    waves: tuple[Waveform, ...]


def fit(
    name: str,
    settings: Settings,
    *,
    most_s: float = 60.0 * MINUTES,
    report: Callable[[str], None] = lambda _line: None,
) -> Fitted:
    """Fit a voice; begun again, it goes on where it was.

    Args:
        name: of an enrolled voice.
        settings: of this installation.
        most_s: longest time, the judging at the end included.
        report: told a line for each generation.

    Raises:
        InputProblem: no such voice, one that was not enrolled or that another engine speaks, or no consent.
    """
    began_s = time.monotonic()
    voice, engine = find_voice(name, settings.voices_folder), engine_of(ENGINE)
    assert isinstance(engine, KokoroEngine)
    own = _folder_of(voice)
    consent_of(voice, engine)
    with voice_locked(own):
        person = _person(own)
        search = _searched(own, person, engine, began_s + most_s - _JUDGING_S, report)
        report("comparing it with the stock voice")
        judge = Judge(engine, person.embedding, whisper_folder(settings.cache), settings.threads or 0)
        stock = nearest_stock(person.embedding)
        before = judge.scores(blend_styles({stock: 1.0}))
        kept, place, after = keep(search.best, stock, before, judge=judge)
        speed = _speed(engine, person, place)
        _write(own, voice, stock, place, speed)
    verdict = "gains no more" if search.is_done else "may gain more if it is begun again"
    worked_s = round(time.monotonic() - began_s, 1)
    return Fitted(search.evolution.generation, worked_s, stock, before, after, kept, speed, verdict)


def _folder_of(voice: Voice) -> Path:
    if voice.folder is None:
        how = "Enrol a recording first: reciter voice enrol NAME RECORDING."
        raise InputProblem(f"{voice.id!r} is a stock voice.", how=how)
    if voice.engine != ENGINE:
        how = "Enrol the recording under another name, without checkpoints, and fit that."
        raise InputProblem(
            f"the voice {voice.id!r} is spoken by {voice.engine}.", where=str(voice.folder), how=how
        )
    return voice.folder


def _person(own: Path) -> _Person:
    enrolment = find_enrolment(own)
    if enrolment is None or not enrolment.slices:
        how = "Enrol a recording first: reciter voice enrol NAME RECORDING."
        raise InputProblem("this voice was not enrolled.", where=str(own), how=how)
    slices = enrolment.slices
    waves = tuple(read_audio(own / SLICES / one.file) for one in slices)
    pitches = [hz for wave in waves if (hz := median_pitch_hz(wave))]
    embedding = speaker_embedding(waves)
    target = Target(embedding.astype(np.float64), statistics.median(pitches) if pitches else None)
    return _Person(target, embedding, statistics.mode(one.language for one in slices), slices, waves)


def _searched(
    own: Path, person: _Person, engine: KokoroEngine, until_s: float, report: Callable[[str], None]
) -> Search:
    """The search, taken up where it was left, until it gains no more or its time is over."""
    path, hear = own / STATE, Listener(engine, person.target, person.language)
    key = _key(person)
    search = read_search(path.read_bytes(), key) if path.exists() else None
    if search is None:
        report("hearing which voices are near")
        search = begin(person.target, hear)
        write_bytes(path, search_bytes(search, key))
    while not search.is_done and time.monotonic() < until_s:
        likeness = advance(search, person.target, hear)
        write_bytes(path, search_bytes(search, key))
        left_s = max(0.0, until_s - time.monotonic())
        told = f"generation {search.evolution.generation}: likeness {likeness:.3f}"
        report(f"{told}, best over all sentences {max(search.progress):.3f}, at most {left_s:.0f} s left")
    return search


def _key(person: _Person) -> str:
    """Everything besides its state that a search depends on."""
    causes = {
        "slices": [one.file for one in person.slices],
        "language": person.language,
        "sentences": {code: list(texts) for code, texts in SENTENCES.items()},
        "library": len(library().coordinates),
    }
    return fingerprint(causes)


def _speed(engine: KokoroEngine, person: _Person, place: Points) -> float:
    """Pace at which the voice needs as long for the person's own words; 1.0 where Kokoro cannot say them."""
    pairs = [
        (one, wave)
        for one, wave in zip(person.slices, person.waves, strict=True)
        if one.language in SENTENCES and one.text.isascii() == (one.language == "en")
    ][:_TIMED]
    if not pairs:
        return 1.0
    batch = [request(one.text, one.language) for one, _ in pairs]
    spoken = [speech.waveform for speech in engine.speak_styles(batch, [rows(place)] * len(batch))]
    took = sum(speech_of(wave).seconds for wave in spoken) / sum(speech_of(wave).seconds for _, wave in pairs)
    return round(min(max(took, _SLOWEST), _FASTEST), 3)


def _write(own: Path, voice: Voice, stock: str, place: Points, speed: float) -> None:
    content = style_bytes(EVERYWHERE, style_of(place)[None])
    file = f"style-{fingerprint(content.hex())[:12]}.npz"
    write_bytes(own / file, content)
    name = json.dumps(voice.name, ensure_ascii=False)
    text = (
        f'engine = "{ENGINE}"\nname = {name}\ndescription = "Kokoro, fitted to the recording of its enrolment"\n\n'
        f'[{ENGINE}]\nblend = {{ {stock} = 1.0 }}\nstyle = "{file}"\nspeed = {speed}\n'
    )
    write_bytes(own / "voice.toml", text.encode())
    for old in own.glob("style-*.npz"):
        if old.name != file:
            old.unlink()
