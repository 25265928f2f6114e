"""The ear: what Whisper hears in takes, and how well a given text fits a take.

Whisper was trained on windows of 30 s, and its published code pays for 30 s whatever the length. Its encoder takes
fewer frames just as well: a take of 7 s costs a seventh, and is heard alone, so that nothing depends on its neighbours
(measured on Kokoro's takes: the same error rate to within 0.5 % as with 30 s). Takes of about one length are heard
together, which spares the decoder's weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.checking.heard import Heard, HeardWord, joined
from reciter.checking.hearing import Attention
from reciter.checking.models import INSTALL
from reciter.checking.stretches import quiet_cuts
from reciter.checking.tokens import Tokens
from reciter.errors import EngineProblem, InputProblem

RATE_HZ = 16_000
_FRAMES_A_SECOND = 100
_FRAME_OF_TOKEN_S = 0.02
_STEP_FRAMES = 200
_LEAST_FRAMES = 500
_MOST_FRAMES = 3000
_TOGETHER_FRAMES = 6000
_TOKENS_A_SECOND, _TOKENS_MORE = 12, 16
_LONGEST_PROMPT = 448
_ROUNDS, _LONGEST_ROUND = (
    3,
    8,
)  # what comes three times in a row is heard again; no longer rounds are looked for

_OUT_OF_A_LOOP = (Attention(beam=5, rest_s=30.0), Attention(beam=5, rest_s=4.0))


@dataclass(frozen=True)
class _Stretch:
    """A stretch of a take that fits a window: whose it is, where it begins, its spectrogram of shape (80, frames)."""

    take: int
    start_s: float
    mel: NDArray[np.float32]

    def frames(self, attention: Attention) -> int:
        """Length of the window for it: full steps, so that stretches of about one length share a batch."""
        wanted = int(self.mel.shape[1]) + round(attention.rest_s * _FRAMES_A_SECOND)
        return int(min(max(math.ceil(wanted / _STEP_FRAMES) * _STEP_FRAMES, _LEAST_FRAMES), _MOST_FRAMES))


class Ear:
    """Whisper in CTranslate2's form. The model is loaded at once.

    Args:
        model: folder from `reciter.checking.models.whisper_folder`.
        device: `auto` takes a GPU where CTranslate2 sees one; or `cpu`, `cuda`.
        threads: processor cores to use; 0 leaves it to the library.

    Raises:
        InputProblem: a package that this needs is not installed, or the folder holds no such model.
    """

    def __init__(self, model: Path, *, device: str = "auto", threads: int = 0) -> None:
        try:
            import ctranslate2
            from faster_whisper.feature_extractor import FeatureExtractor
        except ImportError as problem:
            raise InputProblem("Hearing back needs faster-whisper.", how=INSTALL) from problem
        self._tokens = Tokens(model)
        self._storage = ctranslate2.StorageView.from_array
        where = "cuda" if device == "auto" and ctranslate2.get_cuda_device_count() else device
        where = "cpu" if where == "auto" else where
        try:
            self._model = ctranslate2.models.Whisper(
                str(model),
                device=where,
                compute_type="float16" if where == "cuda" else "int8",
                intra_threads=threads,
            )
        except (RuntimeError, ValueError) as problem:
            raise InputProblem(
                f"This Whisper model cannot be loaded: {problem}.", where=str(model)
            ) from problem
        self._spectrogram = FeatureExtractor(feature_size=self._model.n_mels)

    def hear(
        self, waves: Sequence[Waveform], language: str, *, attention: Attention | None = None
    ) -> list[Heard]:
        """Transcripts of recordings, of any length each; the same every time.

        Args:
            waves: any rate.
            language: that is spoken, as Whisper knows it; words of other languages are heard as well.
            attention: how closely to listen; default: quickly.

        Raises:
            InputProblem: Whisper does not know the language.
        """
        way = attention or Attention()
        stretches = [stretch for i, wave in enumerate(waves) for stretch in self._stretches(i, wave)]
        order = sorted(range(len(stretches)), key=lambda i: stretches[i].frames(way))
        found: dict[int, Heard] = {}
        for batch in _batches(order, lambda i: stretches[i].frames(way)):
            for i, heard in zip(batch, self._hear([stretches[i] for i in batch], language, way), strict=True):
                found[i] = heard
        parts: list[list[tuple[Heard, float]]] = [[] for _ in waves]
        for i, stretch in enumerate(stretches):
            parts[stretch.take].append((found[i], stretch.start_s))
        return [joined(each) for each in parts]

    def _stretches(self, take: int, wave: Waveform) -> list[_Stretch]:
        """A take as stretches that fit a window; one that is silent has none."""
        samples = resample(wave, RATE_HZ).samples
        if not len(samples) or not np.isfinite(samples).all() or not samples.any():
            return []
        cuts = [0, *quiet_cuts(samples, RATE_HZ), len(samples)]
        return [
            _Stretch(take, start / RATE_HZ, self._mel(samples[start:end])) for start, end in pairwise(cuts)
        ]

    def _mel(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        padded = np.pad(samples, (0, RATE_HZ // 10))  # a few windows at least, and an end that is not abrupt
        return np.asarray(self._spectrogram(padded, padding=0), dtype=np.float32)

    def _hear(self, batch: Sequence[_Stretch], language: str, way: Attention) -> list[Heard]:
        sound = self._encode(batch, way)
        found = self._generate(sound, batch, language, way)
        looped = [
            i for i, (tokens, stretch) in enumerate(zip(found, batch, strict=True)) if _loops(tokens, stretch)
        ]
        words = self._timed(sound, batch, found, language)
        for i in looped:
            words[i] = self._out_of_loop(batch[i], language)
        return words

    def _out_of_loop(self, stretch: _Stretch, language: str) -> Heard:
        """Whisper that has fallen into a loop mostly gets out of it with another silence; first the one it knows."""
        for way in _OUT_OF_A_LOOP:
            sound = self._encode([stretch], way)
            tokens = self._generate(sound, [stretch], language, way)
            if not _loops(tokens[0], stretch):
                break
        return self._timed(sound, [stretch], tokens, language)[0]

    def _encode(self, batch: Sequence[_Stretch], way: Attention) -> Any:
        frames = max(stretch.frames(way) for stretch in batch)
        mels = [
            np.pad(s.mel, ((0, 0), (0, frames - s.mel.shape[1])), constant_values=s.mel.min()) for s in batch
        ]
        return self._model.encode(self._storage(np.ascontiguousarray(np.stack(mels), dtype=np.float32)))

    def _generate(
        self, sound: Any, batch: Sequence[_Stretch], language: str, way: Attention
    ) -> list[list[int]]:
        results = self._model.generate(
            sound,
            [self._tokens.prompt(language)] * len(batch),
            beam_size=way.beam,
            max_length=max(_most_tokens(stretch) for stretch in batch),
        )
        return [
            [token for token in result.sequences_ids[0] if token < self._tokens.end][: _most_tokens(stretch)]
            for result, stretch in zip(results, batch, strict=True)
        ]

    def _timed(
        self, sound: Any, batch: Sequence[_Stretch], found: Sequence[list[int]], language: str
    ) -> list[Heard]:
        aligned = self._align(sound, found, [stretch.mel.shape[1] for stretch in batch], language)
        return [
            Heard(tuple(self._words(tokens, each, language))) if tokens else Heard()
            for tokens, each in zip(found, aligned, strict=True)
        ]

    def _align(
        self, sound: Any, tokens: Sequence[list[int]], frames: Sequence[int], language: str
    ) -> list[Any]:
        filled = [each or [self._tokens.encode(".")[0]] for each in tokens]  # an empty row is an error there
        start = self._tokens.start(language)
        found = list(self._model.align(sound, start, filled, list(frames)))
        if len(found) != len(tokens):
            raise EngineProblem("Whisper aligned another number of transcripts than it was given.")
        return found

    def _words(self, tokens: list[int], aligned: Any, language: str) -> Iterator[HeardWord]:
        starts = _token_starts(aligned.alignments, len(tokens))
        at = 0
        for text, count in self._tokens.words(tokens, language):
            chance = float(np.mean(aligned.text_token_probs[at : at + count]))
            yield HeardWord(text, round(starts[at], 2), round(starts[at + count], 2), round(chance, 4))
            at += count


def _batches(order: Sequence[int], frames: Any) -> Iterator[list[int]]:
    """Stretches of the same window length, as many at a time as make two full windows."""
    for length, group in groupby(order, key=frames):
        members = list(group)
        size = max(_TOGETHER_FRAMES // length, 1)
        for at in range(0, len(members), size):
            yield members[at : at + size]


def _token_starts(pairs: Sequence[tuple[int, int]], count: int) -> list[float]:
    """Where each token begins, and one past the last, where it ends; from pairs of token and frame on the best path."""
    starts = [0.0] * (count + 1)
    last = -1
    for token, frame in pairs:
        for reached in range(last + 1, min(token, count) + 1):
            starts[reached] = frame * _FRAME_OF_TOKEN_S
        last = max(last, token)
    end_s = (pairs[-1][1] + 1) * _FRAME_OF_TOKEN_S if pairs else 0.0
    for reached in range(last + 1, count + 1):
        starts[reached] = end_s
    return starts


def _most_tokens(stretch: _Stretch) -> int:
    seconds = float(stretch.mel.shape[1]) / _FRAMES_A_SECOND
    return min(_TOKENS_MORE + round(seconds * _TOKENS_A_SECOND), _LONGEST_PROMPT // 2)


def _loops(tokens: Sequence[int], stretch: _Stretch) -> bool:
    """Whether Whisper went on until it was stopped, or says the same again and again."""
    return len(tokens) >= _most_tokens(stretch) or most_in_a_row(tokens) >= _ROUNDS


def most_in_a_row(tokens: Sequence[int]) -> int:
    """How many times in a row the same few tokens come; 1 where nothing comes twice in a row."""
    most = 1
    for length in range(1, _LONGEST_ROUND + 1):
        same = 0
        for at in range(length, len(tokens)):
            same = same + 1 if tokens[at] == tokens[at - length] else 0
            most = max(most, same // length + 1)
    return most
