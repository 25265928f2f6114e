"""Stage 2 of v1, v2, v2Pro and v2ProPlus: a waveform at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from reciter.engines.gpt_sovits.acoustic.codebook import CodeBook
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.packing import pack_decoder
from reciter.engines.gpt_sovits.acoustic.speaking import speak
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.conditioning.clip import CONTENT_RATE_HZ, change_rate, timbre_wave
from reciter.engines.gpt_sovits.conditioning.speaker import SpeakerEncoder, load_speaker_encoder
from reciter.engines.gpt_sovits.conditioning.spectrogram import REFERENCE, linear_spectrogram
from reciter.engines.gpt_sovits.config import Version
from reciter.engines.gpt_sovits.options import GptSovitsOptions
from reciter.engines.gpt_sovits.sounding.compiling import compile_part
from reciter.engines.gpt_sovits.sounding.contract import Heard, Line, Manner, Surroundings, requests_of
from reciter.engines.gpt_sovits.sounding.placing import placed


@dataclass(frozen=True, eq=False)
class DirectStage:
    """An `AcousticStage`.

    Attributes:
        network: folded, in eval mode.
        speaker: hears who speaks in a clip; None where the version does not ask.
    """

    network: AcousticNetwork
    speaker: SpeakerEncoder | None = None

    @property
    def rate_hz(self) -> int:
        """Of its waveforms."""
        return self.network.config.rate_hz

    @property
    def book(self) -> CodeBook:
        """Makes tokens of what a clip says."""
        return self.network.book

    @torch.inference_mode()
    def listen(self, heard: Heard) -> Manner:
        """How a narrator sounds, by the mean over all clips."""
        like = self.book.vectors
        waves = [timbre_wave(clip, REFERENCE.rate_hz) for clip in heard.clips]
        spectrograms = [linear_spectrogram(wave, REFERENCE).to(like) for wave in waves]
        speakers: list[Tensor] = []
        if self.speaker is not None:
            encoder = self.speaker
            slow = (change_rate(wave, REFERENCE.rate_hz, CONTENT_RATE_HZ) for wave in waves)
            speakers = [encoder(wave).to(like) for wave in slow]
        return Manner(self.network.style(spectrograms, speakers))

    def speak(
        self, lines: Sequence[Line], manner: Manner, options: GptSovitsOptions, *, together: int | None = None
    ) -> list[Tensor]:
        """[S] of each line."""
        asked = requests_of(lines, manner, noise_scale=options.noise_scale)
        return speak(self.network, asked, together=together)


def load_direct(version: Version, state: dict[str, Tensor], around: Surroundings) -> DirectStage:
    """Stage 2 from its weights.

    Raises:
        InputProblem: the speaker model is missing or unusable, or there is no compiler that is asked for.
    """
    device, dtype = around.device, around.dtype
    network = fold(placed(lambda: AcousticNetwork(version.acoustic), state, device=device, dtype=dtype))
    if around.compiled:
        compile_part(network.decoder)
    else:
        network = pack_decoder(network)
    asks = version.acoustic.speaker_width
    return DirectStage(network, load_speaker_encoder(around.folders.speaker) if asks else None)
