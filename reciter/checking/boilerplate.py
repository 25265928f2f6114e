"""What Whisper writes where nobody speaks: thanks for watching, names of subtitlers, and loops after the end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from reciter.checking.heard import Heard, HeardWord
from reciter.checking.voiced import Voiced

_LEAST_S = 0.02


def without_boilerplate(heard: Heard, *, spoken: str, voiced: Voiced) -> Heard:
    """A transcript without what nobody can have said.

    Left out are phrases of Whisper's training subtitles, unless the text has them, and words at the end that fall into
    silence or after the recording: there Whisper tells a sentence over again.

    Args:
        heard: the transcript.
        spoken: what was to be said.
        voiced: where the recording sounds.
    """
    words = list(heard.words)
    while words and voiced.between(words[-1].start_s, words[-1].end_s) < _LEAST_S:
        words.pop()
    plain_text = _plain(spoken)
    start = 0
    while start < len(words):
        end = _phrase_end(words, start, plain_text)
        if end > start:
            del words[start:end]
        else:
            start += 1
    return Heard(tuple(words))


def _phrase_end(words: Sequence[HeardWord], start: int, spoken: str) -> int:
    """One past the last word of a phrase that begins at a word; the word itself where none does."""
    so_far = ""
    for end in range(start, len(words)):
        so_far += _plain(words[end].text)
        if so_far in phrases() and so_far not in spoken:
            return end + 1
        if not any(phrase.startswith(so_far) for phrase in phrases()):
            return start
    return start


@lru_cache(maxsize=1)
def phrases() -> frozenset[str]:
    """The phrases, without spaces, case and punctuation."""
    text = (files("reciter.checking") / "data" / "boilerplate.txt").read_text(encoding="utf-8")
    return frozenset(_plain(line) for line in text.splitlines() if line and not line.startswith("#"))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
