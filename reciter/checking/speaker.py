"""Who speaks: embeddings of voices, and how much alike two of them are.

Wan et al., "Generalized End-to-End Loss for Speaker Verification" (2018); weights from the package `Resemblyzer`
(Apache-2.0). Its own Python code wants a compiler for its voice detector, so only its weights are used. By this
measure two strangers score 0.45 to 0.70, and one voice in two languages 0.75 to 0.95.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reciter.audio.levels import from_db, power_to_db, rms_db, window_powers, window_samples
from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.checking.models import package_file
from reciter.errors import InputProblem

if TYPE_CHECKING:  # torch is an extra, and heavy
    from torch import Tensor, nn

Embedding = NDArray[np.float32]
"""Unit vector, shape (256,)."""

RATE_HZ = 16_000
_MELS, _WIDTH, _LAYERS = 40, 256, 3
_WINDOW, _HOP = 400, 160
_FRAMES = 160
_STEP_FRAMES = 77  # 1.3 stretches of 1.6 s a second
_LEAST_OF_LAST = 0.75
_LEVEL_DB = -30.0
_SILENCE_BELOW_LOUDEST_DB = 35.0
INSTALL = "Install it: pip install --no-deps Resemblyzer==0.1.4, beside the extra `torch`."
_KEPT_AROUND = 6  # windows of 10 ms on either side of sound


def speaker_embedding(waves: Sequence[Waveform]) -> Embedding:
    """The voice of some recordings: the mean of their embeddings, of length 1.

    Args:
        waves: of one speaker, any rate; a second or more of speech each says more than less.

    Raises:
        InputProblem: there is nothing to hear, or what this needs is not installed.
    """
    return _unit(np.mean([_of_one(wave) for wave in waves], axis=0))


def similarity(one: Embedding, other: Embedding) -> float:
    """Cosine of two embeddings: 1 for the same voice."""
    return float(one @ other)


def _of_one(wave: Waveform) -> Embedding:
    torch = _torch()
    spoken = _spoken(resample(wave, RATE_HZ).samples)
    with torch.inference_mode():
        mels = _mel_spectrogram(torch.from_numpy(np.pad(spoken, (0, _FRAMES * _HOP))))
        stretches = torch.stack([mels[at : at + _FRAMES] for at in _starts(len(spoken))])
        lstm, linear = _network()
        last = lstm(stretches)[1][0][-1]
        found = torch.nn.functional.normalize(linear(last).relu(), dim=1)
    return _unit(found.numpy().mean(axis=0))


def _spoken(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Samples at a level that the network knows, without long silences."""
    powers = window_powers(samples, RATE_HZ)
    if not len(powers) or powers.max() <= 0:
        raise InputProblem("there is no voice to hear.", how="Give a recording with speech.")
    loud = powers > 10.0 ** ((power_to_db(float(powers.max())) - _SILENCE_BELOW_LOUDEST_DB) / 10.0)
    kept = np.convolve(loud, np.ones(2 * _KEPT_AROUND + 1), "same") > 0
    heard = samples[np.repeat(kept, window_samples(RATE_HZ))[: len(samples)]]
    heard = heard * from_db(_LEVEL_DB - rms_db(heard))
    return np.asarray(heard, dtype=np.float32)


def _starts(samples: int) -> list[int]:
    """First frames of stretches of 1.6 s; the last one is heard only if most of it is there."""
    frames = samples // _HOP + 1
    starts = list(range(0, max(1, frames - _FRAMES + _STEP_FRAMES + 1), _STEP_FRAMES))
    covered = (samples - starts[-1] * _HOP) / (_FRAMES * _HOP)
    return starts[:-1] if len(starts) > 1 and covered < _LEAST_OF_LAST else starts


def _mel_spectrogram(samples: Tensor) -> Tensor:
    """(S,) at 16 kHz → powers, not logarithms, (frames, 40)."""
    import torch
    import torchaudio

    spectrum = torch.stft(
        samples, _WINDOW, _HOP, window=torch.hann_window(_WINDOW), pad_mode="constant", return_complex=True
    )
    bank = torchaudio.functional.melscale_fbanks(
        _WINDOW // 2 + 1, 0.0, RATE_HZ / 2, _MELS, RATE_HZ, norm="slaney", mel_scale="slaney"
    )
    mels: Tensor = spectrum.abs().square().T @ bank
    return mels


@lru_cache(maxsize=1)
def _network() -> tuple[nn.LSTM, nn.Linear]:
    import torch

    path = package_file("resemblyzer", "pretrained.pt", install=INSTALL)
    state = torch.load(path, map_location="cpu", weights_only=True)["model_state"]
    lstm, linear = torch.nn.LSTM(_MELS, _WIDTH, _LAYERS, batch_first=True), torch.nn.Linear(_WIDTH, _WIDTH)
    for name, part in (("lstm.", lstm), ("linear.", linear)):
        part.load_state_dict(
            {key.removeprefix(name): value for key, value in state.items() if key.startswith(name)}
        )
    return lstm.eval(), linear.eval()


def _torch() -> ModuleType:
    if not (find_spec("torch") and find_spec("torchaudio")):
        raise InputProblem("comparing voices needs PyTorch, which is not installed.", how=INSTALL)
    return import_module("torch")


def _unit(vector: NDArray[np.float32]) -> Embedding:
    length = float(np.linalg.norm(vector))
    return (vector / length).astype(np.float32) if length else vector.astype(np.float32)
