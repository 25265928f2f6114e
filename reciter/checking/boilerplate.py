"""What Whisper writes where nobody speaks: thanks for watching, names of subtitlers, and loops after the end."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

from reciter.checking.heard import Heard

_PAST_END_S = 0.02
_LEAST_S_A_WORD = 0.03


def without_boilerplate(heard: Heard, *, spoken: str, seconds: float) -> Heard:
    """A transcript without what nobody can have said.

    Left out are phrases of Whisper's training subtitles, unless the text has them, and words that begin where the
    recording has ended: there Whisper tells a sentence over again.

    Args:
        heard: the transcript.
        spoken: what was to be said.
        seconds: length of the recording.
    """
    words = [word for word in heard.words if word.start_s < seconds - _PAST_END_S]
    plain_text = _plain(spoken)
    start = 0
    while start < len(words):
        end = _phrase_end(words, start, plain_text)
        if end > start:
            del words[start:end]
        else:
            start += 1
    return Heard(tuple(words))


def _phrase_end(words: list, start: int, spoken: str) -> int:  # type: ignore[type-arg]
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
