"""Who speaks: embeddings of voices, and how much alike two of them are.

Wan et al., "Generalized End-to-End Loss for Speaker Verification" (2018); weights from the package `Resemblyzer`
(Apache-2.0). Its own Python code wants a compiler for its voice detector, and PyTorch; so only its weights are used,
and its network, three LSTM layers and one linear, is computed here. By this measure two strangers score 0.45 to 0.70,
and one voice in two languages 0.75 to 0.95.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from reciter.audio.levels import from_db, power_to_db, rms_db, window_powers, window_samples
from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.checking.mel import HOP, RATE_HZ, mel_spectrogram
from reciter.checking.models import package_file
from reciter.checking.weights import Weights, read_weights
from reciter.errors import InputProblem

Embedding = NDArray[np.float32]
"""Unit vector, shape (256,)."""

_WIDTH, _LAYERS = 256, 3
_FRAMES = 160
_STEP_FRAMES = 77  # 1.3 stretches of 1.6 s a second
_LEAST_OF_LAST = 0.75
_LEVEL_DB = -30.0
_SILENCE_BELOW_LOUDEST_DB = 35.0
INSTALL = "Install it: pip install --no-deps Resemblyzer==0.1.4."
_KEPT_AROUND = 6  # windows of 10 ms on either side of sound
_AT_ONCE = 64


def speaker_embedding(waves: Sequence[Waveform]) -> Embedding:
    """The voice of some recordings: the mean of their embeddings, of length 1.

    Args:
        waves: of one speaker, any rate; a second or more of speech each says more than less.

    Raises:
        InputProblem: there is nothing to hear, or what this needs is not installed.
    """
    return unit(np.mean(speaker_embeddings(waves), axis=0))


def speaker_embeddings(waves: Sequence[Waveform], *, most: int = 1_000) -> NDArray[np.float32]:
    """The voice of each recording by itself; stretches of all of them go through the network together.

    Args:
        waves: any rate.
        most: stretches of 1.6 s that are listened to in a recording, spread over it evenly; all are the most exact.

    Returns:
        Unit vectors, shape (recordings, 256).

    Raises:
        InputProblem: there is nothing to hear in one, or what this needs is not installed.
    """
    stretches = [_stretches(wave, most) for wave in waves]
    heard = _network().embed(np.concatenate(stretches))
    borders = np.cumsum([len(mine) for mine in stretches])[:-1]
    return np.stack([unit(mine.mean(axis=0)) for mine in np.split(heard, borders)])


def similarity(one: Embedding, other: Embedding) -> float:
    """Cosine of two embeddings: 1 for the same voice."""
    return float(one @ other)


def unit(vector: NDArray[np.float32]) -> Embedding:
    """A vector of the same direction and length 1."""
    length = float(np.linalg.norm(vector))
    return (vector / length).astype(np.float32) if length else vector.astype(np.float32)


def _stretches(wave: Waveform, most: int) -> NDArray[np.float32]:
    """Mel spectrograms of 1.6 s, shape (stretches, 160, 40)."""
    spoken = _filled(_spoken(resample(wave, RATE_HZ).samples))
    starts = _starts(len(spoken))
    if len(starts) > most:
        starts = [starts[place] for place in np.linspace(0, len(starts) - 1, most).round().astype(int)]
    mels = mel_spectrogram(np.pad(spoken, (0, _FRAMES * HOP)))
    return np.stack([mels[at : at + _FRAMES] for at in starts])


def _spoken(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Samples at a level that the network knows, without long silences."""
    powers = window_powers(samples, RATE_HZ)
    if not len(powers) or powers.max() <= 0:
        raise InputProblem("there is no voice to hear.", how="Give a recording with speech.")
    loud = powers > 10.0 ** ((power_to_db(float(powers.max())) - _SILENCE_BELOW_LOUDEST_DB) / 10.0)
    kept = np.convolve(loud, np.ones(2 * _KEPT_AROUND + 1))[_KEPT_AROUND:-_KEPT_AROUND] > 0
    heard = samples[np.repeat(kept, window_samples(RATE_HZ))[: len(samples)]]
    heard = heard * from_db(_LEVEL_DB - rms_db(heard))
    return np.asarray(heard, dtype=np.float32)


def _filled(spoken: NDArray[np.float32]) -> NDArray[np.float32]:
    """Speech that is shorter than a stretch, again and again until it fills one: silence would count as voice."""
    count = _FRAMES * HOP
    return spoken if len(spoken) >= count else np.tile(spoken, count // len(spoken) + 1)[:count]


def _starts(samples: int) -> list[int]:
    """First frames of stretches of 1.6 s; the last one is heard only if most of it is there."""
    frames = samples // HOP + 1
    starts = list(range(0, max(1, frames - _FRAMES + _STEP_FRAMES + 1), _STEP_FRAMES))
    covered = (samples - starts[-1] * HOP) / (_FRAMES * HOP)
    return starts[:-1] if len(starts) > 1 and covered < _LEAST_OF_LAST else starts


@dataclass(frozen=True, eq=False)
class _Layer:
    """One LSTM layer; gates in the order in, forget, cell, out.

    The rows of the three sigmoid gates are halved, since sigmoid(x) = (1 + tanh(x / 2)) / 2: one tanh does for all.
    """

    into: NDArray[np.float32]  # (width of the input, 1024)
    again: NDArray[np.float32]  # (256, 1024)
    bias: NDArray[np.float32]  # (1024,)

    def run(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """(T, B, width) → states (T, B, 256)."""
        gates = inputs @ self.into
        gates += self.bias
        count, batch, _ = gates.shape
        states = np.zeros((count + 1, batch, _WIDTH), dtype=np.float32)
        cell = np.zeros((batch, _WIDTH), dtype=np.float32)
        for at in range(count):
            step = gates[at]
            step += states[at] @ self.again
            np.tanh(step, out=step)
            enter, keep, new, leave = (step[:, i * _WIDTH : (i + 1) * _WIDTH] for i in range(4))
            cell = 0.5 * ((1.0 + keep) * cell + (1.0 + enter) * new)
            np.multiply(0.5 * (1.0 + leave), np.tanh(cell), out=states[at + 1])
        return states[1:]


@dataclass(frozen=True, eq=False)
class _Network:
    layers: tuple[_Layer, ...]
    linear: NDArray[np.float32]  # (256, 256)
    bias: NDArray[np.float32]  # (256,)

    def embed(self, mels: NDArray[np.float32]) -> NDArray[np.float32]:
        """Mel spectrograms (B, 160, 40) → unit vectors (B, 256)."""
        parts = [self._embed(mels[first : first + _AT_ONCE]) for first in range(0, len(mels), _AT_ONCE)]
        return np.concatenate(parts)

    def _embed(self, mels: NDArray[np.float32]) -> NDArray[np.float32]:
        states = np.ascontiguousarray(mels.transpose(1, 0, 2))
        for layer in self.layers:
            states = layer.run(states)
        found = np.maximum(states[-1] @ self.linear + self.bias, 0.0)
        length = np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
        return np.asarray(found / length, dtype=np.float32)


def can_recognise() -> bool:
    """Whether the weights that this needs are installed."""
    return find_spec("resemblyzer") is not None


@lru_cache(maxsize=1)
def _network() -> _Network:
    weights = read_weights(package_file("resemblyzer", "pretrained.pt", install=INSTALL), "model_state")
    layers = tuple(_layer(weights, number) for number in range(_LAYERS))
    return _Network(layers, weights["linear.weight"].T.copy(), weights["linear.bias"])


def _layer(weights: Weights, number: int) -> _Layer:
    halved = np.repeat(np.array([0.5, 0.5, 1.0, 0.5], dtype=np.float32), _WIDTH)
    bias = weights[f"lstm.bias_ih_l{number}"] + weights[f"lstm.bias_hh_l{number}"]
    into, again = (weights[f"lstm.weight_{part}_l{number}"].T * halved for part in ("ih", "hh"))
    return _Layer(np.ascontiguousarray(into), np.ascontiguousarray(again), bias * halved)
