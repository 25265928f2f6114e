"""What a fit cost and gained: stock and fitted voice heard on sentences that the search did not speak."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reciter.audio.waveform import Waveform
from reciter.checking.clips import error_rate, spoken_as
from reciter.checking.naturalness import naturalness
from reciter.checking.speaker import Embedding, similarity, speaker_embedding
from reciter.checking.transcript import transcribe
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.fitting.hearing import SENTENCES, request, rows
from reciter.fitting.space import Floats, Points, library
from reciter.production.voice_check import sample_sentences

_MOST_WORSE_ERRORS, _MOST_WORSE_ERRORS_OF_ONE, _MOST_WORSE_MOS = 0.01, 0.03, 0.1
_STEPS_BACK = (1.0, 0.85, 0.7, 0.5)
_HEARD = 3  # sentences of each language that a voice is judged by


@dataclass(frozen=True)
class FitScore:
    """How a voice does in a language: likeness to the recording, errors that Whisper hears, DNSMOS."""

    language: str
    similarity: float
    error_rate: float
    naturalness: float


class Judge:
    """Hears voices on sentences that the search did not speak."""

    def __init__(self, engine: KokoroEngine, narrator: Embedding, whisper: Path, threads: int) -> None:
        self._engine, self._narrator, self._whisper, self._threads = engine, narrator, whisper, threads

    def scores(self, styles: Floats) -> tuple[FitScore, ...]:
        """In the languages that Kokoro speaks."""
        known = sample_sentences()
        return tuple(self._score(styles, code, known[code][:_HEARD]) for code in SENTENCES)

    def _score(self, styles: Floats, language: str, texts: Sequence[str]) -> FitScore:
        batch = [request(text, language) for text in texts]
        waves = [one.waveform for one in self._engine.speak_styles(batch, [styles] * len(batch))]
        wrong = [self._errors(wave, text, language) for wave, text in zip(waves, texts, strict=True)]
        return FitScore(
            language,
            round(similarity(speaker_embedding(waves), self._narrator), 4),
            round(statistics.mean(wrong), 4),
            round(statistics.mean(naturalness(wave, most_windows=1).overall for wave in waves), 3),
        )

    def _errors(self, wave: Waveform, text: str, language: str) -> float:
        heard = transcribe(wave, spoken_as(language), model=self._whisper, threads=self._threads)
        return error_rate(text, heard, language)


def keep(
    found: Points, stock: str, before: Sequence[FitScore], *, judge: Judge
) -> tuple[float, Points, tuple[FitScore, ...]]:
    """The voice farthest on the way from the stock voice that costs neither words nor naturalness."""
    known = library()
    home = known.coordinates[known.names.index(stock)]
    scores: tuple[FitScore, ...] = ()
    for share in _STEPS_BACK:
        place = home + share * (found - home)
        scores = judge.scores(rows(place))
        if _is_sound(scores, before):
            return share, place, scores
    return _STEPS_BACK[-1], place, scores


def _is_sound(after: Sequence[FitScore], before: Sequence[FitScore]) -> bool:
    """No language may sound worse for it; errors are few in a language, so it is their mean that counts more."""
    errors = [statistics.mean(one.error_rate for one in scores) for scores in (after, before)]
    return errors[0] <= errors[1] + _MOST_WORSE_ERRORS and all(
        now.naturalness >= stock.naturalness - _MOST_WORSE_MOS
        and now.error_rate <= stock.error_rate + _MOST_WORSE_ERRORS_OF_ONE
        for now, stock in zip(after, before, strict=True)
    )
