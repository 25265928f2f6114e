"""What the rest of the engine asks of stage 2, whatever the version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from reciter.audio.waveform import Waveform
from reciter.engines.gpt_sovits.acoustic.codebook import CodeBook
from reciter.engines.gpt_sovits.acoustic.mel.speaking import MelPrompt
from reciter.engines.gpt_sovits.acoustic.speaking import AcousticRequest
from reciter.engines.gpt_sovits.acoustic.style import Style
from reciter.engines.gpt_sovits.conditioning.folders import ModelFolders
from reciter.engines.gpt_sovits.config import Version
from reciter.engines.gpt_sovits.options import GptSovitsOptions


@dataclass(frozen=True, eq=False)
class Heard:
    """A reference, as stage 2 is told of it.

    Attributes:
        clips: recordings of the narrator; the first is the one whose words are known, if they are.
        codes: [K] its semantic tokens; empty where its transcript is not known.
        phones: [P] ids of its transcript; empty likewise.
    """

    clips: Sequence[Waveform]
    codes: Tensor
    phones: Tensor


@dataclass(frozen=True, eq=False)
class Manner:
    """What stage 2 keeps of a reference.

    Attributes:
        style: of the voice, B = 1.
        prompt: what sentences go on from, in versions that do.
    """

    style: Style
    prompt: MelPrompt | None = None


@dataclass(frozen=True, eq=False)
class Line:
    """A sentence for stage 2.

    Attributes:
        codes: [K] its semantic tokens.
        phones: [P] its ids.
        seed: of its noise.
        speed: 1 is that of the tokens.
    """

    codes: Tensor
    phones: Tensor
    seed: int
    speed: float


def requests_of(lines: Sequence[Line], manner: Manner, *, noise_scale: float) -> list[AcousticRequest]:
    """Lines as the networks are asked for them."""
    return [
        AcousticRequest(
            line.codes, line.phones, manner.style, seed=line.seed, noise_scale=noise_scale, speed=line.speed
        )
        for line in lines
    ]


class AcousticStage(Protocol):
    """Stage 2 of a voice, ready to speak."""

    @property
    def rate_hz(self) -> int:
        """Of its waveforms."""
        ...

    @property
    def book(self) -> CodeBook:
        """Makes tokens of what a clip says; where its vectors are, and in which precision, there the stage is."""
        ...

    def listen(self, heard: Heard) -> Manner:
        """How a narrator sounds.

        Raises:
            InputProblem: a clip is silent, or the version needs a transcript and there is none.
        """
        ...

    def speak(
        self, lines: Sequence[Line], manner: Manner, options: GptSovitsOptions, *, together: int | None = None
    ) -> list[Tensor]:
        """Make lines sound.

        Args:
            lines: a batch.
            manner: what `listen` of the same stage gave.
            options: of the voice.
            together: at most so many at a time; None: as many as the stage likes.

        Returns:
            [S] of each line; what it sounds like does not depend on its neighbours.
        """
        ...


@dataclass(frozen=True)
class Surroundings:
    """Where a stage is built.

    Attributes:
        folders: of the models that all voices share.
        device: name of a torch device.
        dtype: what the network calculates with.
        vocoder: by name, in place of the version's own; empty: that one.
        compiled: compile what works longest.
    """

    folders: ModelFolders
    device: str
    dtype: torch.dtype
    vocoder: str = ""
    compiled: bool = False


StageLoader = Callable[[Version, dict[str, Tensor], Surroundings], AcousticStage]
"""Builds stage 2 of a version from its weights by our names."""
