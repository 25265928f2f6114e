"""The lexicon that holds for a book in a voice: the book's own, and under it the voice's."""

from __future__ import annotations

from pathlib import Path

from reciter.production.sources import BookSource
from reciter.text.lexicon import Lexicon, read_lexicon
from reciter.voice import Voice

LEXICON_FILE = "lexicon.tsv"


def lexicon_of(source: BookSource, voice: Voice, *, voices_folder: Path) -> Lexicon:
    """The lexicon that book.toml names, over the voice's.

    Raises:
        InputProblem: a lexicon that cannot be read, or a line of one that cannot be understood.
    """
    own = source.lexicon() or Lexicon()
    return own.over(voice_lexicon(voice, voices_folder=voices_folder))


def voice_lexicon(voice: Voice, *, voices_folder: Path) -> Lexicon:
    """The lexicon beside a voice's voice.toml; one may also lie in a folder that has a stock voice's name.

    Raises:
        InputProblem: see `lexicon_of`.
    """
    path = voices_folder / voice.id / LEXICON_FILE
    return read_lexicon(path) if path.exists() else Lexicon()
