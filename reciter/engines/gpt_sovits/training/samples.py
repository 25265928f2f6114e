"""What is learnt from: clips as the networks want them, computed once and kept under the hash of their causes.

A folder of samples can be filled in several goes: what is there is not computed again, and every file is whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from reciter.audio.files import read_audio
from reciter.audio.waveform import Waveform
from reciter.engines.gpt_sovits.acoustic.codebook import FRAMES_PER_TOKEN, CodeBook
from reciter.engines.gpt_sovits.conditioning.clip import (
    CONTENT_RATE_HZ,
    change_rate,
    content_wave,
    timbre_wave,
)
from reciter.engines.gpt_sovits.conditioning.content import ContentEncoder
from reciter.engines.gpt_sovits.conditioning.context import ContextEncoder
from reciter.engines.gpt_sovits.conditioning.speaker import SpeakerEncoder
from reciter.engines.gpt_sovits.conditioning.spectrogram import REFERENCE
from reciter.engines.gpt_sovits.config import TOKEN_RATE_HZ, Version
from reciter.engines.gpt_sovits.narrator import read_transcript
from reciter.engines.gpt_sovits.semantic.request import FASTEST_HZ, SLOWEST_HZ
from reciter.engines.gpt_sovits.utterance import Utterance
from reciter.errors import InputProblem
from reciter.shelf import atomic
from reciter.shelf.fingerprint import file_sha256

FORMAT = 1
MIN_S, MAX_S = 1.0, 20.0
"""Length of a clip. Upstream takes 0.6 to 54 s; a slice of stage 2 has 0.64 s, and long clips need much memory."""

LEAST_PHONES = 3


@dataclass(frozen=True)
class Recording:
    """A clip to learn from: its file, what is said in it, and the language of that."""

    path: Path
    transcript: str
    language: str


@dataclass(frozen=True, eq=False)
class Sample:
    """A clip as the networks want it; both lengths agree: a token is two frames, a frame 640 samples.

    Attributes:
        name: of the clip, for messages.
        phones: [P] ids.
        context: [P, C].
        tokens: [K].
        wave: [S] in ±1 at 32 kHz.
        speaker: [D] for versions that have a speaker vector.
    """

    name: str
    phones: Tensor
    context: Tensor
    tokens: Tensor
    wave: Tensor
    speaker: Tensor | None = None


@dataclass(frozen=True)
class Refused:
    """A clip that is not learnt from, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, eq=False)
class Ears:
    """What hears and reads the clips.

    Attributes:
        version: of the checkpoints.
        content: hears what is said.
        context: reads what a text means.
        book: turns content into tokens.
        speaker: hears who speaks, (S,) at 16 kHz → (D,); None for versions without.
        name: tells these weights from others; part of what samples are kept under.
    """

    version: Version
    content: ContentEncoder
    context: ContextEncoder
    book: CodeBook
    speaker: SpeakerEncoder | None
    name: str


def prepare(
    recordings: Sequence[Recording],
    folder: Path,
    ears: Ears,
    *,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[list[Sample], list[Refused]]:
    """Samples of recordings, in their order; those that are on disk are read.

    Args:
        recordings: to learn from.
        folder: where samples are kept.
        ears: of the version.
        report: told how many are done, of how many.

    Raises:
        InputProblem: the disk is full.
    """
    samples: list[Sample] = []
    refused: list[Refused] = []
    for n, recording in enumerate(recordings):
        made = _sample(recording, folder, ears)
        if isinstance(made, Refused):
            refused.append(made)
        else:
            samples.append(made)
        report(n + 1, len(recordings))
    return samples, refused


def _sample(recording: Recording, folder: Path, ears: Ears) -> Sample | Refused:
    try:
        path = folder / f"{_key(recording, ears)}.safetensors"
        held = _held(path)
        made = held or _computed(recording, ears)
    except InputProblem as problem:
        return Refused(recording.path, problem.what)
    if held is None:
        with atomic.writing(path) as temporary:
            save_file({key: value.contiguous() for key, value in made.items()}, temporary)
    return Sample(
        recording.path.name,
        made["phones"],
        made["context"].float(),
        made["tokens"],
        made["wave"].float() / 32767,
        made.get("speaker"),
    )


def _key(recording: Recording, ears: Ears) -> str:
    if not recording.path.is_file():
        raise InputProblem("there is no such audio file.")
    causes = [FORMAT, file_sha256(recording.path), recording.transcript, recording.language, ears.name]
    return hashlib.sha256(json.dumps(causes).encode()).hexdigest()[:32]


def _held(path: Path) -> dict[str, Tensor] | None:
    """What a file holds; None where it is missing or damaged, so that it is made again."""
    try:
        return load_file(path) if path.is_file() else None
    except SafetensorError:
        return None


def _computed(recording: Recording, ears: Ears) -> dict[str, Tensor]:
    wave = _checked(read_audio(recording.path))
    text = _read(recording, ears)
    with torch.inference_mode():
        tokens = ears.book.extract(ears.content(content_wave(wave)[None]).float())[0]
    sound = timbre_wave(wave, REFERENCE.rate_hz)
    tokens = tokens[: len(sound) // (REFERENCE.hop_samples * FRAMES_PER_TOKEN)]
    _check_pace(text, tokens)
    sound = sound[: len(tokens) * REFERENCE.hop_samples * FRAMES_PER_TOKEN]
    held = {
        "phones": text.ids,
        "context": text.context.half(),
        "tokens": tokens.clone(),
        "wave": (sound * 32767).round().to(torch.int16),
    }
    if ears.speaker is not None:
        held["speaker"] = ears.speaker(change_rate(sound, REFERENCE.rate_hz, CONTENT_RATE_HZ)).clone()
    return held


def _read(recording: Recording, ears: Ears) -> Utterance:
    if not recording.transcript.strip():
        raise InputProblem("it has no transcript.", where=str(recording.path))
    return read_transcript(
        recording.transcript,
        recording.language,
        version=ears.version,
        encoder=ears.context,
        where=str(recording.path),
    )


def _checked(wave: Waveform) -> Waveform:
    if not MIN_S <= wave.seconds <= MAX_S:
        raise InputProblem(
            f"it lasts {wave.seconds:.1f} s; clips of {MIN_S:g} to {MAX_S:g} s are learnt from."
        )
    return wave


def _check_pace(text: Utterance, tokens: Tensor) -> None:
    """A pace that nobody speaks at means that the transcript is another clip's."""
    pace_hz = len(text.ids) * TOKEN_RATE_HZ / max(1, len(tokens))
    if len(text.ids) < LEAST_PHONES or not SLOWEST_HZ <= pace_hz <= FASTEST_HZ:
        what = f"its transcript has {len(text.ids)} phones, {pace_hz:.1f} a second: it does not fit the clip."
        raise InputProblem(what)
