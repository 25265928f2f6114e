"""The narrator's profile of a voice: measured once, from phrases that the engine speaks, and kept in the cache."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from reciter.book import Block, Chapter
from reciter.checking.narrator_profile import (
    NarratorProfile,
    narrator_phrases,
    profile_json,
    profile_of,
    read_profile,
)
from reciter.checking.recording import Recording
from reciter.checking.speaker import INSTALL, can_recognise
from reciter.engines.base import Engine, SpeechRequest
from reciter.errors import EngineProblem, InputProblem, TransientProblem
from reciter.languages import primary_subtag
from reciter.languages.frontend import sentences_of
from reciter.production.engines import engine_of
from reciter.production.plan import Plan
from reciter.settings import get_settings
from reciter.shelf.atomic import write_bytes
from reciter.shelf.fingerprint import fingerprint
from reciter.text.sentence import Sentence
from reciter.voice import Voice

PROFILE_VERSION = 1
"""Goes up when phrases or measurements change; voices are then measured again."""


@dataclass(frozen=True)
class Unmeasured:
    """A voice that has no profile, and why."""

    why: str


@dataclass(frozen=True)
class Speaker:
    """A voice as it speaks a book.

    Attributes:
        voice: with its mood.
        fingerprint: what the engine says determines its sound.
        languages: that it speaks here, and is measured in.
    """

    voice: Voice
    fingerprint: str
    languages: tuple[str, ...]


def speaker_of(plan: Plan, mood: str = "") -> Speaker:
    """Who speaks a book, in a mood."""
    sounds_by = plan.mood_fingerprints.get(mood, plan.engine_fingerprint)
    languages = plan.languages or (primary_subtag(plan.metadata.language),)
    return Speaker(replace(plan.voice, mood=mood), sounds_by, languages)


def find_narrator(speaker: Speaker) -> NarratorProfile | Unmeasured | None:
    """What a narrator sounds like; None as long as nobody has measured it."""
    if not can_recognise():
        return Unmeasured(f"Resemblyzer's weights are not installed. {INSTALL}")
    path = _path(speaker)
    if not path.is_file():
        return None
    text = path.read_bytes()
    why = json.loads(text).get("unmeasured")
    return Unmeasured(why) if why else read_profile(text)


def narrator_of(speaker: Speaker) -> NarratorProfile | Unmeasured:
    """The same, measured at the first call, which takes some seconds of speaking.

    Raises:
        TransientProblem: the engine says that another try may help.
        InputProblem: the cache cannot be written to.
    """
    path = _path(speaker)
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_suffix(".lock")):
        found = find_narrator(speaker)
        if found is None:
            write_bytes(path, _measure(speaker))
            found = find_narrator(speaker)
    if found is None:
        raise EngineProblem(
            "the profile of the narrator has gone as soon as it was written.", where=str(path)
        )
    return found


def _path(speaker: Speaker) -> Path:
    causes = {
        "version": PROFILE_VERSION,
        "engine": speaker.fingerprint,
        "languages": sorted(speaker.languages),
    }
    return get_settings().cache / "narrators" / f"{fingerprint(causes)}.json"


def _measure(speaker: Speaker) -> bytes:
    """A profile, or why there is none, as it is kept."""
    try:
        recordings = [one for language in speaker.languages for one in _phrases(speaker.voice, language)]
        if not recordings:
            raise InputProblem(f"there are no phrases to measure it by in {', '.join(speaker.languages)}.")
        return profile_json(profile_of(recordings))
    except TransientProblem:
        raise
    except (InputProblem, EngineProblem) as problem:
        return json.dumps({"unmeasured": str(problem)}).encode()


def _phrases(voice: Voice, language: str) -> Iterator[Recording]:
    """The phrases of a language, spoken; none in a language that the engine does not speak."""
    engine, phrases = engine_of(voice.engine), narrator_phrases(language)
    if not phrases or language not in engine.languages:
        return
    sentences = [one for phrase in phrases for one in _sentences(phrase, language, engine)]
    requests = [SpeechRequest(one.id, one.spoken, one.runs, one.readings) for one in sentences]
    for sentence, speech in zip(sentences, engine.speak(requests, voice=voice), strict=True):
        yield Recording(sentence, speech.waveform, language)


def _sentences(phrase: str, language: str, engine: Engine) -> tuple[Sentence, ...]:
    chapter = Chapter(1, "", (Block("paragraph", phrase, "phrase"),))
    return sentences_of(chapter, language=language, limits=engine.limits)
