"""The contract of an engine: text in, waveform out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

from reciter.audio.waveform import Waveform
from reciter.text.span import Reading, Run
from reciter.voice import Voice


@dataclass(frozen=True)
class SpeechRequest:
    """One sentence for an engine.

    Attributes:
        id: sentence id, for messages only; it must not change the sound.
        spoken: normalised text.
        runs: languages of `spoken`, covering it without gaps.
        readings: pronunciations over `spoken` to obey.
        seed: of this sentence alone; engines without randomness ignore it.
        speed: 1.0 is the voice's own pace; 0.5 to 2.0.
    """

    id: str
    spoken: str
    runs: tuple[Run, ...]
    readings: tuple[Reading, ...] = ()
    seed: int = 0
    speed: float = 1.0


@dataclass(frozen=True, eq=False)
class Speech:
    """What an engine made of a request: the waveform, and the phones it spoke (empty where it has none)."""

    waveform: Waveform
    phones: str = ""


@dataclass(frozen=True)
class Limits:
    """Lengths of sentence that an engine speaks well, in estimated seconds (`Sentence.seconds`)."""

    min_seconds: float
    max_seconds: float


class Engine(Protocol):
    """A way of turning sentences into speech. Built in and plug-in engines enter through the entry point `reciter.engines`.

    Constructing an engine is cheap; models are loaded at the first `speak`.
    """

    name: str
    languages: frozenset[str]
    sample_rate_hz: int
    can_clone: bool
    deterministic: bool
    limits: Limits
    options: type[BaseModel]
    """Strict model of the engine's own table in voice.toml."""

    def voices(self) -> Sequence[Voice]:
        """Voices that come with the engine."""
        ...

    def fingerprint(self, voice: Voice) -> str:
        """Everything besides the request that determines the sound: engine version, model and voice hashes, runtime chosen."""
        ...

    def speak(self, batch: Sequence[SpeechRequest], *, voice: Voice) -> list[Speech]:
        """Speak a batch; the result for a request does not depend on its neighbours in the batch.

        Raises:
            InputProblem: text in a language the engine cannot speak, or an option it does not have.
            EngineProblem: the sentence could not be spoken; `where` names the sentence id.
            TransientProblem: the same call may succeed later.
        """
        ...
