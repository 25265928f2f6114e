"""An ear that is told what it hears, so that comparing can be tested without a model."""

from collections.abc import Sequence

import numpy as np

from reciter.audio.waveform import Waveform
from reciter.book import Block, Chapter
from reciter.checking.heard import Heard, HeardWord
from reciter.checking.hearing import Attention
from reciter.checking.recording import Recording
from reciter.checking.tokens import Pieces, words_of
from reciter.checking.transcript_check import TranscriptCheck, check_transcripts
from reciter.engines.base import Limits
from reciter.languages.frontend import sentences_of
from reciter.text.lexicon import Lexicon
from reciter.text.sentence import Sentence
from tests.checking.synthetic import RATE_HZ, Table, voiced

UNHEARD = "¦"


class ToldEar:
    """Hears, for each recording in order, what it was told; the second time the second text."""

    def __init__(self, texts: Sequence[str], again: Sequence[str] | None = None) -> None:
        self._first, self._again = texts, again or texts
        self.asked: list[tuple[int, Attention | None]] = []

    def hear(
        self, waves: Sequence[Waveform], language: str, *, attention: Attention | None = None
    ) -> list[Heard]:
        self.asked.append((len(waves), attention))
        texts = self._again if attention else self._first
        return [heard_text(text, wave.seconds, language) for text, wave in zip(texts, waves, strict=True)]


def heard_text(text: str, seconds: float, language: str) -> Heard:
    """A text as words whose times are shared out by their letters; ¦ is time in which nothing is heard."""
    words = words_of(_pieces(text, language), language)
    at, found = 0, list[HeardWord]()
    for word, _ in words:
        start_s, end_s = (seconds * place / max(len(text), 1) for place in (at, at + len(word)))
        if word != UNHEARD:
            found.append(HeardWord(word, start_s, end_s, 0.9))
        at += len(word)
    return Heard(tuple(found))


def sentence_of(written: str, language: str, lexicon: Lexicon | None = None) -> Sentence:
    """The one sentence that a text is."""
    chapter = Chapter(1, "", (Block("paragraph", written, "test"),))
    sentences = sentences_of(chapter, language=language, limits=Limits(0.0, 1e6), lexicon=lexicon)
    assert len(sentences) == 1, f"{written!r} is {len(sentences)} sentences"
    return sentences[0]


def recording_of(written: str, language: str, *, seconds: float = 0.0) -> Recording:
    """A sentence with something that sounds, as long as it usually is."""
    sentence = sentence_of(written, language)
    samples = voiced(seconds or max(sentence.seconds, 0.3)).astype(np.float32)
    return Recording(sentence, Waveform(samples, RATE_HZ), language)


def check_of(recipe: Table) -> TranscriptCheck:
    """What the check says of a case: `written`, `heard`, `again` (second hearing), `language`, `seconds`, `allowed`."""
    one = recording_of(recipe["written"], recipe["language"], seconds=recipe.get("seconds", 0.0))
    ear = ToldEar([recipe["heard"]], [recipe.get("again", recipe["heard"])])
    return check_transcripts([one], ear, allowed=frozenset(recipe.get("allowed", ())))[0]


def _pieces(text: str, language: str) -> Pieces:
    if language in ("en", "ko"):
        words = text.split(" ")
        return [(word if not i else f" {word}", 1) for i, word in enumerate(words)]
    return [(character, 1) for character in text]
