"""Who judges a voice while it is trained: Whisper hears its words, Resemblyzer its speaker."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from reciter.audio.files import read_audio
from reciter.audio.levels import peak_db
from reciter.audio.waveform import Waveform
from reciter.checking.clips import error_rate, spoken_as
from reciter.checking.models import whisper_folder
from reciter.checking.speaker import similarity, speaker_embedding
from reciter.checking.transcript import transcribe
from reciter.settings import Settings

if TYPE_CHECKING:  # torch is heavy, and an extra
    from reciter.engines.gpt_sovits.training.rehearsal import Heard
    from reciter.engines.gpt_sovits.training.samples import Recording

SILENT_DB, LEAST_S = -60.0, 0.3
"""What is quieter or shorter is no speech: all of it is wrong, and it is like nobody."""


class HeldOutListener:
    """A `Listener` of training.

    Args:
        settings: of this installation; Whisper is looked for in its cache.
    """

    def __init__(self, settings: Settings) -> None:
        self._whisper = whisper_folder(settings.cache)

    def __call__(self, waves: Sequence[Waveform], recordings: Sequence[Recording]) -> Heard:
        """Compare speech with recordings of the same sentences.

        Raises:
            InputProblem: what checking needs is not installed.
        """
        from reciter.engines.gpt_sovits.training.rehearsal import Heard

        person = speaker_embedding([read_audio(one.path) for one in recordings])
        alike, wrong = [], []
        for wave, one in zip(waves, recordings, strict=True):
            is_speech = _is_speech(wave)
            alike.append(similarity(person, speaker_embedding([wave])) if is_speech else 0.0)
            wrong.append(self._errors(wave, one) if is_speech else 1.0)
        return Heard(statistics.mean(alike), statistics.mean(wrong))

    def _errors(self, wave: Waveform, recording: Recording) -> float:
        heard = transcribe(wave, spoken_as(recording.language), model=self._whisper)
        return error_rate(recording.transcript, heard, recording.language)


def _is_speech(wave: Waveform) -> bool:
    return bool(
        wave.seconds >= LEAST_S and np.isfinite(wave.samples).all() and peak_db(wave.samples) > SILENT_DB
    )
