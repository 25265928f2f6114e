"""The contract of an engine: text in, waveform out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from pydantic import BaseModel

from reciter.audio.waveform import Waveform
from reciter.finding import Finding
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
    """What an engine made of a request.

    Attributes:
        waveform: the sound.
        phones: that it spoke; empty where it has none.
        findings: what it noticed itself; the sentence is filled in by who asked.
    """

    waveform: Waveform
    phones: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Limits:
    """Lengths of sentence that an engine speaks well, in estimated seconds (`Sentence.seconds`)."""

    min_seconds: float
    max_seconds: float


@dataclass(frozen=True)
class EngineSettings:
    """What an installation says to an engine; the engine ignores what does not concern it.

    Attributes:
        cache: folder for models put together from packages and for what was measured at first use; None: its default.
        threads: processor cores to use; None: all that this process may use.
        model: a model file to use instead of the installed one.
        backend: a runtime by name; None: the engine chooses.
    """

    cache: Path | None = None
    threads: int | None = None
    model: Path | None = None
    backend: str | None = None


@dataclass(frozen=True)
class ReferenceClip:
    """A recording in whose manner a cloned voice speaks.

    Attributes:
        mood: the manner; empty: the usual one.
        path: the recording.
        transcript: what is said in it; empty where only its timbre is taken.
        language: of the transcript.
        auxiliary: more recordings of the narrator, for the timbre.
    """

    mood: str
    path: Path
    transcript: str
    language: str
    auxiliary: tuple[Path, ...] = ()


class Engine(Protocol):
    """A way of turning sentences into speech.

    Built-in and plug-in engines enter through the entry point group `reciter.engines`, which names a class that takes
    the keyword argument `settings`. Constructing an engine is cheap; models are loaded at the first `speak`.
    """

    name: str
    languages: frozenset[str]
    sample_rate_hz: int
    """Of its waveforms, unless a voice has another; each waveform knows its own."""
    can_clone: bool
    deterministic: bool
    seeded: bool
    """Whether another seed makes a sentence sound otherwise."""
    intelligible: bool
    """Whether it speaks words, which can be heard back."""
    limits: Limits
    options: type[BaseModel]
    """Strict model of the engine's own table in voice.toml."""

    @property
    def together(self) -> int:
        """Sentences that a call had best hold: more of them would not be faster, and a kill would cost more."""
        ...

    def voices(self) -> Sequence[Voice]:
        """Voices that come with the engine."""
        ...

    def moods(self, voice: Voice) -> tuple[str, ...]:
        """Manners that a voice can speak in besides its usual one, such as calm or stern; `Voice.mood` names one."""
        ...

    def fingerprint(self, voice: Voice) -> str:
        """Everything besides the request that determines the sound: versions, model, voice, the runtime chosen."""
        ...

    def check(self) -> str:
        """Look for everything a render needs, without loading it; one line for people that says what was found where.

        Raises:
            ReciterError: something is missing; the message says how to mend it.
        """
        ...

    def speak(self, batch: Sequence[SpeechRequest], *, voice: Voice) -> list[Speech]:
        """Speak a batch; the result for a request does not depend on its neighbours in the batch.

        Several threads may call at once, so that while one writes files the other keeps the engine busy; an engine that
        can do but one thing at a time, or holds a GPU, locks itself.

        Raises:
            InputProblem: text in a language the engine cannot speak, or an option it does not have.
            EngineProblem: the sentence could not be spoken; `where` names the sentence id.
            TransientProblem: the same call may succeed later.
        """
        ...


@runtime_checkable
class CloningEngine(Engine, Protocol):
    """An engine whose voices are made from recordings of a person (`can_clone`)."""

    def references(self, voice: Voice) -> tuple[ReferenceClip, ...]:
        """The clips of a voice: that of its usual manner, then those of its moods."""
        ...

    def import_weights(self, semantic: Path, acoustic: Path, folder: Path) -> str:
        """Convert published checkpoints into the folder of a voice, strictly; what was there before is replaced.

        Args:
            semantic: of stage 1.
            acoustic: of stage 2.
            folder: of the voice.

        Returns:
            The version of the checkpoints.

        Raises:
            InputProblem: a file that cannot be read, or is not what it should be.
        """
        ...


@runtime_checkable
class FittingEngine(Engine, Protocol):
    """An engine whose own voices can be bent towards a person's."""

    def is_fitted(self, voice: Voice) -> bool:
        """Whether a voice was bent towards a person, whose consent it then needs."""
        ...
