"""Say a text: one WAV, to hear a voice or a pronunciation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reciter.audio.files import encode_audio
from reciter.audio.waveform import Waveform
from reciter.book import Block, Chapter
from reciter.engines.base import Engine, SpeechRequest
from reciter.errors import InputProblem
from reciter.languages.frontend import sentences_of
from reciter.languages.guess import guess_language
from reciter.languages.polyphones import with_polyphones_read
from reciter.mastering.pauses import Pauses
from reciter.production.engines import engine_of
from reciter.production.lexicons import voice_lexicon
from reciter.production.polyphones import polyphones_of
from reciter.production.voices import find_voice
from reciter.settings import Settings
from reciter.shelf.atomic import write_bytes
from reciter.text.lexicon import Lexicon
from reciter.text.sentence import Sentence


@dataclass(frozen=True)
class Said:
    """A text that was spoken.

    Attributes:
        path: the WAV file.
        seconds: its length.
        sentences: each sentence with the phones it was spoken by.
    """

    path: Path
    seconds: float
    sentences: tuple[tuple[Sentence, str], ...]


def say(
    text: str,
    out: Path,
    settings: Settings,
    *,
    voice: str,
    language: str = "",
    lexicon: Lexicon | None = None,
) -> Said:
    """Speak a text with a voice into a WAV file.

    Args:
        text: any length; paragraphs are separated by blank lines.
        out: the WAV file to write, atomically.
        settings: of this installation.
        voice: name of a voice.
        language: of the text; empty guesses by script.
        lexicon: pronunciations to obey; they come before the voice's own.

    Raises:
        InputProblem: nothing to say, an unknown voice, or a language the engine cannot speak.
    """
    chosen = find_voice(voice, settings.voices_folder)
    engine = engine_of(chosen.engine)
    both = (lexicon or Lexicon()).over(voice_lexicon(chosen, voices_folder=settings.voices_folder))
    sentences = _sentences(text, engine, language=language, lexicon=both)
    if polyphones := polyphones_of(settings):
        sentences = tuple(with_polyphones_read(each, polyphones) for each in sentences)
    requests = [SpeechRequest(s.id, s.spoken, s.runs, s.readings) for s in sentences]
    speeches = engine.speak(requests, voice=chosen)
    wave = _join([speech.waveform for speech in speeches], sentences)
    write_bytes(out, encode_audio(wave, container="WAV"))
    return Said(
        out, wave.seconds, tuple((s, speech.phones) for s, speech in zip(sentences, speeches, strict=True))
    )


def _sentences(text: str, engine: Engine, *, language: str, lexicon: Lexicon) -> tuple[Sentence, ...]:
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    chapter = Chapter(1, "say", tuple(Block("paragraph", paragraph, "say") for paragraph in paragraphs))
    around = language or guess_language(paragraphs)
    sentences = sentences_of(chapter, language=around, limits=engine.limits, lexicon=lexicon)
    if not sentences:
        raise InputProblem("there is nothing to say.", where=repr(text[:40]), how="Give some words.")
    return sentences


def _join(waves: Sequence[Waveform], sentences: Sequence[Sentence]) -> Waveform:
    rate_hz, pauses, parts = waves[0].rate_hz, Pauses(), list[np.ndarray]()
    for wave, sentence in zip(waves, sentences, strict=True):
        rest_s = 0.0 if sentence is sentences[-1] else pauses.after(sentence.boundary)
        parts += [wave.samples, np.zeros(round(rest_s * rate_hz), dtype=np.float32)]
    return Waveform(np.concatenate(parts), rate_hz)
