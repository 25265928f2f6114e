"""ToneEngine: a tone in place of each sentence, for dry runs and fault drills: all languages, no model, very fast."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reciter.audio.waveform import Waveform
from reciter.engines.base import EngineSettings, Limits, Speech, SpeechRequest
from reciter.errors import EngineProblem, InputProblem, TransientProblem
from reciter.voice import Voice

RATE_HZ = 24_000
_SOUND_VERSION = "1"  # raise it when the same request would sound different
_LANGUAGES = (
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id is it ja ko lt lv ms nb nl nn no "
    "pl pt ro ru sk sl sr sv sw ta te th tl tr uk ur vi yue zh"
)
_WIDE_S, _NARROW_S = 0.22, 0.065  # a character of Han, kana or Hangul; any other one
_LEVEL_DB = -20.0
_NOISE_DB = -72.0
_LOWEST_HZ, _OCTAVES = 110.0, 1.5
_SYLLABLE_HZ = 4.0


class ToneOptions(BaseModel):
    """What a voice.toml may say in its table `[tone]`; everything besides the pace is a drill."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    speed: float = Field(
        default=1.0, ge=0.5, le=20.0, description="Pace; a high one makes short files for quick dry runs."
    )
    fail_on: str = Field(
        default="", description="Sentences with this text in them cannot be spoken; empty: none."
    )
    transient_on: str = Field(
        default="", description="Sentences with this text in them fail at first; empty: none."
    )
    transient_count: int = Field(
        default=1, ge=1, description="How often in one process a sentence fails that `transient_on` names."
    )
    moods: list[str] = Field(
        default_factory=list, description="Names of moods; each sounds at a pitch of its own."
    )
    delay_s: float = Field(
        default=0.0, ge=0.0, le=600.0, description="Time that each sentence takes besides."
    )


class ToneEngine:
    """Deterministic: pitch from a hash of the text, length from its estimated length, syllables as a gentle tremolo."""

    name = "tone"
    languages = frozenset(_LANGUAGES.split())
    sample_rate_hz = RATE_HZ
    can_clone = False
    deterministic = True
    seeded = False
    intelligible = False
    together = 8
    limits = Limits(min_seconds=0.5, max_seconds=30.0)
    options: type[BaseModel] = ToneOptions

    def __init__(self, *, settings: EngineSettings | None = None) -> None:
        self._failures: Counter[str] = Counter()

    def voices(self) -> list[Voice]:
        """The one voice it has."""
        return [
            Voice(id="tone", engine=self.name, name="Tone", description="A tone per sentence, for dry runs")
        ]

    def moods(self, voice: Voice) -> tuple[str, ...]:
        """Those that its voice.toml lists."""
        return tuple(_options(voice).moods)

    def fingerprint(self, voice: Voice) -> str:
        """Version, pace and mood; drills do not change the sound."""
        mood = f" mood={voice.mood!r}" if voice.mood else ""
        return f"tone/{_SOUND_VERSION} speed={_options(voice).speed!r}{mood}"

    def check(self) -> str:
        """It needs nothing."""
        return "ready; it needs no model"

    def speak(self, batch: Sequence[SpeechRequest], *, voice: Voice) -> list[Speech]:
        """Make a tone for each request.

        Raises:
            InputProblem: options that the engine does not have.
            EngineProblem: a sentence that `fail_on` names.
            TransientProblem: a sentence that `transient_on` names, the first `transient_count` times.
        """
        options = _options(voice)
        return [self._speak_one(request, options, voice.mood) for request in batch]

    def _speak_one(self, request: SpeechRequest, options: ToneOptions, mood: str) -> Speech:
        if options.delay_s:
            time.sleep(options.delay_s)
        self._drill(request, options)
        return Speech(Waveform(_tone(request, options.speed * request.speed, mood), RATE_HZ))

    def _drill(self, request: SpeechRequest, options: ToneOptions) -> None:
        if options.fail_on and options.fail_on in request.spoken:
            raise EngineProblem(f"Drill: {options.fail_on!r} cannot be spoken.", where=request.id)
        if options.transient_on and options.transient_on in request.spoken:
            self._failures[request.spoken] += 1
            if self._failures[request.spoken] <= options.transient_count:
                raise TransientProblem(f"Drill: {options.transient_on!r} fails for now.", where=request.id)


def _options(voice: Voice) -> ToneOptions:
    try:
        return ToneOptions.model_validate(voice.options)
    except ValidationError as problem:
        found = "; ".join(f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in problem.errors())
        raise InputProblem(f"{found}.", where=f"voice {voice.id}") from problem


def _tone(request: SpeechRequest, speed: float, mood: str) -> NDArray[np.float32]:
    """A tone at -20 dB RMS over noise at -72 dB, with 50 ms of noise alone at both ends."""
    cause = f"{request.spoken}\0{request.seed}" + (f"\0{mood}" if mood else "")
    digest = hashlib.sha256(cause.encode()).digest()
    rng = np.random.default_rng(int.from_bytes(digest[:8], "big"))
    length = int(max(0.25, text_seconds(request.spoken) / speed) * RATE_HZ)
    time_s = np.arange(length) / RATE_HZ
    pitch_hz = _LOWEST_HZ * 2 ** (_OCTAVES * digest[8] / 255)
    wave = sum(np.sin(2 * np.pi * pitch_hz * k * time_s) / k for k in (1, 2, 3))
    wave *= 0.65 - 0.35 * np.cos(2 * np.pi * _SYLLABLE_HZ * time_s)
    wave *= _envelope(length)
    wave *= 10 ** (_LEVEL_DB / 20) / np.sqrt(np.mean(wave**2))
    noise = rng.standard_normal(length) * 10 ** (_NOISE_DB / 20)
    return (wave + noise).astype(np.float32)


def _envelope(length: int) -> NDArray[np.float64]:
    edge = int(0.05 * RATE_HZ)
    ramp = np.concatenate([np.zeros(edge), 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, edge))])
    envelope = np.ones(length)
    envelope[: 2 * edge] = ramp
    envelope[length - 2 * edge :] = ramp[::-1]
    return envelope


def text_seconds(text: str) -> float:
    """Estimated length of a text read aloud, from the number of wide and other characters."""
    wide = sum(1 for c in text if "⺀" <= c <= "힣" or c >= "\U00020000")
    return wide * _WIDE_S + (len(text) - wide) * _NARROW_S
