"""Stage 2 of v3 and v4: mel frames that go on from those of the reference clip, and a vocoder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from reciter.audio.waveform import Waveform
from reciter.engines.gpt_sovits.acoustic.codebook import CodeBook
from reciter.engines.gpt_sovits.acoustic.mel.mel_frames import normalised
from reciter.engines.gpt_sovits.acoustic.mel.network import MelNetwork
from reciter.engines.gpt_sovits.acoustic.mel.speaking import MelPrompt, MelVocoder, speak
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.conditioning.clip import change_rate, timbre_wave
from reciter.engines.gpt_sovits.conditioning.spectrogram import (
    MEL_V3,
    MEL_V4,
    REFERENCE,
    MelScale,
    linear_spectrogram,
    mel_spectrogram,
)
from reciter.engines.gpt_sovits.config import Version
from reciter.engines.gpt_sovits.options import GptSovitsOptions
from reciter.engines.gpt_sovits.sounding.compiling import compile_part
from reciter.engines.gpt_sovits.sounding.contract import Heard, Line, Manner, Surroundings, requests_of
from reciter.engines.gpt_sovits.sounding.vocoders import OWN_VOCODERS, load_vocoder
from reciter.errors import InputProblem

SCALES: Mapping[str, MelScale] = {"v3": MEL_V3, "v4": MEL_V4}
"""Mel frames of each version."""

EXACT = "transformer.turns"
"""Angles that are multiplied by positions: short numbers would turn the last frames of a window anywhere."""


@dataclass(frozen=True, eq=False)
class FlowStage:
    """An `AcousticStage`.

    Attributes:
        network: folded, in eval mode.
        vocoder: makes its mel frames sound.
        scale: of those mel frames.
    """

    network: MelNetwork
    vocoder: MelVocoder
    scale: MelScale

    @property
    def rate_hz(self) -> int:
        """Of its waveforms: that of the vocoder."""
        return self.vocoder.rate_hz

    @property
    def book(self) -> CodeBook:
        """Makes tokens of what a clip says."""
        return self.network.book

    @torch.inference_mode()
    def listen(self, heard: Heard) -> Manner:
        """The style by the mean over all clips, and the first clip for sentences to go on from.

        Raises:
            InputProblem: its transcript is not known.
        """
        if not len(heard.phones):
            how = "Write its words into `transcript` in voice.toml."
            raise InputProblem("voices of v3 and v4 go on from a clip whose transcript is known.", how=how)
        like = self.book.vectors
        waves = [timbre_wave(clip, REFERENCE.rate_hz) for clip in heard.clips]
        style = self.network.style([linear_spectrogram(wave, REFERENCE).to(like) for wave in waves])
        return Manner(style, MelPrompt(heard.codes, heard.phones, self._mel(heard.clips[0]).to(like)))

    def speak(
        self, lines: Sequence[Line], manner: Manner, options: GptSovitsOptions, *, together: int | None = None
    ) -> list[Tensor]:
        """[S] of each line, always one at a time: the network hears padding as if it belonged to the sentence."""
        if manner.prompt is None:
            raise ValueError("a manner of another stage")
        prompt, flow = manner.prompt, options.flow
        asked = requests_of(lines, manner, noise_scale=flow.temperature)
        return [speak(self.network, self.vocoder, one, prompt, steps=flow.steps) for one in asked]

    def _mel(self, clip: Waveform) -> Tensor:
        """Normalised mel frames [C, T] of a clip, as it is: upstream brings only the timbre's peak down."""
        rate_hz = self.scale.frames.rate_hz
        wave = change_rate(torch.from_numpy(clip.samples), clip.rate_hz, rate_hz)
        return normalised(mel_spectrogram(wave, self.scale))


def load_flow(version: Version, state: dict[str, Tensor], around: Surroundings) -> FlowStage:
    """Stage 2 from its weights, and its vocoder.

    Raises:
        InputProblem: the vocoder is unknown, missing or unusable, or there is no compiler that is asked for.
    """
    if version.mel is None:
        raise ValueError(f"{version.name} makes no mel frames")
    name = around.vocoder or OWN_VOCODERS[version.name]
    vocoder = load_vocoder(name, around.folders.folder, version.mel, device=around.device)
    with torch.device("meta"):
        network = MelNetwork(version.acoustic, version.mel)
    placed = {
        key: value.to(around.device, torch.float32 if key == EXACT else around.dtype)
        for key, value in state.items()
    }
    network.load_state_dict(placed, assign=True)
    network = fold(network.eval().requires_grad_(False))
    if around.compiled:
        compile_part(network.transformer)
    return FlowStage(network, vocoder, SCALES[version.name])
