"""What is learnt from: short sentences of few words, spoken by Kokoro's 54 voices; one voice is never shown."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from pathlib import Path

from reciter.audio.files import write_audio
from reciter.engines.base import EngineSettings, SpeechRequest
from reciter.engines.gpt_sovits.training.samples import Recording
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.shelf import atomic
from reciter.text.span import Run
from reciter.voice import Voice

WHO = (
    "The old man",
    "A little girl",
    "My father",
    "The black cat",
    "A young boy",
    "Her sister",
    "The good dog",
    "Our teacher",
)
DID = ("found", "took", "lost", "wants", "sees", "needs")
WHAT = (
    "the red book",
    "a big house",
    "some white milk",
    "a new hat",
    "the green tree",
    "a small boat",
    "the blue door",
    "seven apples",
)
WHEN = ("today", "at night", "again", "this morning")

UNSEEN = "am_onyx"
"""The voice that only fine-tuning hears; chosen before anything was measured."""


def sentences(seed: int) -> list[str]:
    """All 1536 sentences, in an order that a seed decides."""
    made = [f"{' '.join(parts)}." for parts in itertools.product(WHO, DID, WHAT, WHEN)]
    random.Random(seed).shuffle(made)
    return made


def split(seed: int, *, held_out: int, of_unseen: int) -> tuple[list[str], list[str], list[str]]:
    """Sentences that nothing learns from, those of the unseen voice, and those of all others."""
    made = sentences(seed)
    return made[:held_out], made[held_out : held_out + of_unseen], made[held_out + of_unseen :]


def kokoro(threads: int) -> KokoroEngine:
    """The engine, on so many cores."""
    return KokoroEngine(settings=EngineSettings(threads=threads))


def voices(engine: KokoroEngine) -> tuple[list[Voice], Voice]:
    """Those that are learnt from, and the one that is not."""
    known = engine.voices()
    return [one for one in known if one.id != UNSEEN], next(one for one in known if one.id == UNSEEN)


def spoken(texts: Sequence[str], voice: Voice, engine: KokoroEngine, folder: Path) -> list[Recording]:
    """Recordings of sentences; those that are there are not spoken again."""
    paths = [folder / voice.id / f"{text.lower().rstrip('.').replace(' ', '-')}.wav" for text in texts]
    missing = [(text, path) for text, path in zip(texts, paths, strict=True) if not path.is_file()]
    requests = [SpeechRequest(path.stem, text, (Run(0, len(text), "en"),)) for text, path in missing]
    for at in range(0, len(missing), engine.together):
        some = requests[at : at + engine.together]
        for request, speech in zip(some, engine.speak(some, voice=voice), strict=True):
            with atomic.writing(folder / voice.id / f"{request.id}.wav") as temporary:
                write_audio(temporary, speech.waveform)
    return [Recording(path, text, "en") for text, path in zip(texts, paths, strict=True)]


def many_voices(
    texts: Sequence[str], known: Sequence[Voice], engine: KokoroEngine, folder: Path, *, of_each: int
) -> list[Recording]:
    """So many sentences of each voice, every voice with other ones as far as they go."""
    return [
        one
        for first, voice in enumerate(known)
        for one in spoken(
            [texts[at % len(texts)] for at in range(first, of_each * len(known), len(known))],
            voice,
            engine,
            folder,
        )
    ]
