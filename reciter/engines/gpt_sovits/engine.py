"""GptSovitsEngine: sentences in the cloned voice of a narrator, all five languages mixed at will."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, ValidationError

from reciter.audio.silence import trim_silence
from reciter.audio.waveform import Waveform
from reciter.engines.base import EngineSettings, Limits, ReferenceClip, Speech, SpeechRequest
from reciter.engines.gpt_sovits.options import WEIGHTS, GptSovitsOptions, Reference
from reciter.errors import EngineProblem, InputProblem
from reciter.voice import Voice

if (
    TYPE_CHECKING
):  # torch is heavy, and an extra: a process that never speaks with this engine must not need it
    from reciter.engines.gpt_sovits.narrator import Narrator
    from reciter.engines.gpt_sovits.networks import Networks

_SOUND_VERSION = "1"  # raise it when the same request would sound different
_INSTALL = "Install the extra `torch`: pip install 'reciter[torch]'."


class GptSovitsEngine:
    """GPT-SoVITS, all published versions. Construction is cheap; networks are loaded at the first `speak`.

    A waveform has the rate that the voice's version was made for: 32 kHz, v3 24 kHz, v4 48 kHz.

    Args:
        settings: where the models that all voices share are.
    """

    name = "gpt_sovits"
    languages = frozenset({"zh", "en", "ja", "ko", "yue"})
    sample_rate_hz = 32_000
    can_clone = True
    deterministic = True
    seeded = True
    intelligible = True
    limits = Limits(min_seconds=1.5, max_seconds=20.0)
    options: type[BaseModel] = GptSovitsOptions

    def __init__(self, *, settings: EngineSettings | None = None) -> None:
        self._settings = settings or EngineSettings()
        self._lock = (
            threading.Lock()
        )  # one network, one sentence after another: two callers would only share the cores
        self._networks: dict[tuple[Path, str, str, bool], Networks] = {}
        self._narrators: dict[str, Narrator] = {}

    @property
    def together(self) -> int:
        """On a GPU as many as it may take at once; a processor gains little beyond eight."""
        _need_torch()
        import torch

        from reciter.engines.gpt_sovits.portions import MOST, SEMANTIC_ON_CPU

        return MOST if torch.cuda.is_available() else SEMANTIC_ON_CPU

    def voices(self) -> list[Voice]:
        """None of its own: every voice is somebody's, under voices/."""
        return []

    def moods(self, voice: Voice) -> tuple[str, ...]:
        """Those that its voice.toml has a clip for."""
        return tuple(sorted(_options(voice).moods))

    def references(self, voice: Voice) -> tuple[ReferenceClip, ...]:
        """The clip of the usual manner, then those of the moods."""
        options, folder = _options(voice), _folder(voice)
        moods = [("", options.reference), *sorted(options.moods.items())]
        return tuple(
            ReferenceClip(
                mood,
                folder / one.clip,
                one.transcript,
                one.language,
                tuple(folder / name for name in one.auxiliary),
            )
            for mood, one in moods
        )

    def import_weights(self, semantic: Path, acoustic: Path, folder: Path) -> str:
        """Convert a `.ckpt` and a `.pth` into `weights/` of a voice's folder; the base of a LoRA is among the models.

        Raises:
            InputProblem: as `checkpoints.voice_weights.convert`.
            EngineProblem: torch is not installed.
        """
        _need_torch()
        from reciter.engines.gpt_sovits.checkpoints.voice_weights import convert

        return convert(semantic, acoustic, folder / WEIGHTS, base=self._models()).version

    def fingerprint(self, voice: Voice) -> str:
        """Hash over the weights, the clips of the mood and the options."""
        from reciter.engines.gpt_sovits.fingerprint import sound_of

        options, folder = _options(voice), _folder(voice)
        facts = {
            "engine": f"{self.name}/{_SOUND_VERSION}",
            **sound_of(options, _reference(voice, options), folder),
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def check(self) -> str:
        """Whether PyTorch is installed, and where the models are looked for: only cloned voices need either."""
        if not _has_torch():
            return f"not installed, and only cloned voices need it; {_INSTALL[0].lower()}{_INSTALL[1:]}"
        return f"installed; models are looked for in {self._models()}"

    def speak(self, batch: Sequence[SpeechRequest], *, voice: Voice) -> list[Speech]:
        """Speak a batch; each sentence has a seed of its own, so its neighbours change nothing.

        Raises:
            InputProblem: weights, models or clips that are missing or unusable, or a language that the version lacks.
            EngineProblem: a sentence came out as nothing, or as no numbers; or torch is not installed.
        """
        _need_torch()
        from reciter.engines.gpt_sovits.speaking import speak

        with self._lock:
            options, networks = _options(voice), self._loaded(voice)
            speeches = speak(batch, networks, self._narrator(voice, networks), options)
        return [
            replace(speech, waveform=_checked(speech.waveform, request))
            for speech, request in zip(speeches, batch, strict=True)
        ]

    def _loaded(self, voice: Voice) -> Networks:
        from reciter.engines.gpt_sovits.networks import load_networks

        options = _options(voice)
        weights = _folder(voice) / options.weights
        key = (weights, options.precision, options.flow.vocoder, options.compiled)
        if key not in self._networks:
            self._networks.clear()  # one voice at a time: a book has one, and memory is dear
            self._narrators.clear()
            self._networks[key] = load_networks(weights, self._cache(), options, models=self._settings.model)
        return self._networks[key]

    def _narrator(self, voice: Voice, networks: Networks) -> Narrator:
        from reciter.engines.gpt_sovits.narrator import narrator

        key = self.fingerprint(voice)
        if key not in self._narrators:
            self._narrators[key] = narrator(_reference(voice, _options(voice)), _folder(voice), networks)
        return self._narrators[key]

    def _models(self) -> Path:
        """Folder of the models that all voices share, in the published layout."""
        from reciter.engines.gpt_sovits.conditioning.folders import CACHED

        return self._settings.model or self._cache() / CACHED

    def _cache(self) -> Path:
        from platformdirs import user_cache_path

        return self._settings.cache or user_cache_path("reciter", appauthor=False)


def _options(voice: Voice) -> GptSovitsOptions:
    try:
        return GptSovitsOptions.model_validate(voice.options)
    except ValidationError as problem:
        found = "; ".join(f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in problem.errors())
        raise InputProblem(f"{found}.", where=f"voice {voice.id}") from problem


def _reference(voice: Voice, options: GptSovitsOptions) -> Reference:
    if voice.mood and voice.mood not in options.moods:
        how = f"There is: {', '.join(sorted(options.moods)) or 'none'}."
        raise InputProblem(f"there is no mood {voice.mood!r}.", where=f"voice {voice.id}", how=how)
    return options.moods[voice.mood] if voice.mood else options.reference


def _folder(voice: Voice) -> Path:
    if voice.folder is None:
        how = "Make it with `reciter voice import`."
        raise InputProblem("a cloned voice needs a folder under voices/.", where=f"voice {voice.id}", how=how)
    return voice.folder


def _has_torch() -> bool:
    return all(find_spec(package) for package in ("torch", "torchaudio", "transformers"))


def _need_torch() -> None:
    if not _has_torch():
        raise EngineProblem("The engine gpt_sovits needs PyTorch, which is not installed.", how=_INSTALL)


def _checked(wave: Waveform, request: SpeechRequest) -> Waveform:
    """A waveform with no more than 50 ms of silence at its ends."""
    trimmed = (
        trim_silence(wave.samples, wave.rate_hz) if np.isfinite(wave.samples).all() else wave.samples[:0]
    )
    if not len(trimmed):
        raise EngineProblem(
            f"GPT-SoVITS gave no usable sound for {request.spoken!r}.",
            where=request.id,
            how="Take another seed in book.toml, or reword the sentence.",
        )
    return Waveform(trimmed, wave.rate_hz)
