"""Say a text: one waveform, to hear a voice or a pronunciation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reciter.audio.files import encode_audio
from reciter.book import Block, Chapter
from reciter.engines import get_engine
from reciter.engines.base import Speech, SpeechRequest
from reciter.errors import InputProblem
from reciter.languages.frontend import sentences_of
from reciter.mastering.join import join_takes
from reciter.mastering.pauses import Pauses
from reciter.production.voices import find_voice
from reciter.settings import Settings
from reciter.shelf.atomic import write_bytes
from reciter.text.sentence import Sentence


@dataclass(frozen=True)
class Said:
    """A text that was spoken: the file, its length, and the sentences with their phones."""

    path: Path
    seconds: float
    sentences: tuple[tuple[Sentence, str], ...]
