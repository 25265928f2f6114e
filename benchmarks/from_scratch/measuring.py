"""What the model says: how much of it Whisper hears, and how like the narrator Resemblyzer finds it."""

from __future__ import annotations

import copy
import statistics
from collections.abc import Sequence
from pathlib import Path

import torch

from benchmarks.from_scratch.learning import Model
from benchmarks.from_scratch.recipe import Scale
from reciter.audio.files import read_audio, write_audio
from reciter.audio.waveform import Waveform
from reciter.checking.error_rate import character_error_rate
from reciter.checking.models import whisper_folder
from reciter.checking.speaker import similarity, speaker_embedding
from reciter.checking.transcript import transcribe
from reciter.engines.base import SpeechRequest
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.conditioning.content import ContentEncoder
from reciter.engines.gpt_sovits.conditioning.context import ContextEncoder
from reciter.engines.gpt_sovits.narrator import Narrator, narrator
from reciter.engines.gpt_sovits.networks import Networks
from reciter.engines.gpt_sovits.options import GptSovitsOptions, Reference, SamplingOptions
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter
from reciter.engines.gpt_sovits.sounding.contract import Line
from reciter.engines.gpt_sovits.sounding.direct import DirectStage
from reciter.engines.gpt_sovits.speaking import speak
from reciter.engines.gpt_sovits.training.samples import Recording, Sample
from reciter.settings import get_settings
from reciter.text.span import Run

SAMPLING = SamplingOptions(top_k=5, temperature=0.8, repetition_penalty=1.0)
"""No penalty of repeated tokens: there are few tokens here, and one that lasts is said several times."""


def networks(model: Model, scale: Scale, content: ContentEncoder, context: ContextEncoder) -> Networks:
    """The model as the engine speaks with it."""
    acoustic = AcousticNetwork(scale.version.acoustic)
    state = {
        key: value for key, value in model.network.state_dict().items() if not key.startswith("posterior.")
    }
    acoustic.load_state_dict(copy.deepcopy(state))
    decoder = copy.deepcopy(model.decoder).cpu().eval()
    return Networks(scale.version, TokenWriter(decoder), DirectStage(fold(acoustic.eval())), content, context)


def options(clips: Sequence[Path]) -> GptSovitsOptions:
    """Timbre from clips; no prompt, because so long a text was never learnt."""
    reference = Reference(
        clip=clips[0].name, transcript="", language="en", auxiliary=[clip.name for clip in clips[1:]]
    )
    return GptSovitsOptions(reference=reference, sampling=SAMPLING, noise_scale=0.3)


def measure(
    spoken_with: Networks, clips: Sequence[Path], held_out: Sequence[Recording], folder: Path
) -> dict[str, float]:
    """Speak held-out sentences like the narrator of some clips.

    Returns:
        Character error rate and similarity to her own recordings of these sentences.
    """
    chosen = options(clips)
    who = narrator(chosen.reference, clips[0].parent, spoken_with)
    requests = [
        SpeechRequest(f"s{n}", one.transcript, (Run(0, len(one.transcript), "en"),))
        for n, one in enumerate(held_out)
    ]
    waves = [speech.waveform for speech in speak(requests, spoken_with, who, chosen)]
    return judged(waves, held_out, folder)


@torch.inference_mode()
def measure_copies(
    spoken_with: Networks,
    clips: Sequence[Path],
    samples: Sequence[Sample],
    held_out: Sequence[Recording],
    folder: Path,
) -> dict[str, float]:
    """Stage 2 alone: the tokens are those of her own recordings of these sentences."""
    chosen = options(clips)
    who: Narrator = narrator(chosen.reference, clips[0].parent, spoken_with)
    lines = [Line(one.tokens, one.phones, n, 1.0) for n, one in enumerate(samples)]
    stage = spoken_with.acoustic
    made = stage.speak(lines, who.manner, chosen, together=4)
    return judged([Waveform(wave.float().numpy(), stage.rate_hz) for wave in made], held_out, folder)


def judged(waves: Sequence[Waveform], held_out: Sequence[Recording], folder: Path) -> dict[str, float]:
    """Judge speech against recordings of the same sentences; the speech is kept in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    whisper = whisper_folder(get_settings().cache)
    wrong = []
    for n, (wave, one) in enumerate(zip(waves, held_out, strict=True)):
        write_audio(folder / f"{n:02d}.flac", wave)
        heard = transcribe(wave, "en", model=whisper, threads=1)
        wrong.append(character_error_rate(one.transcript, heard, language="en"))
        print(f"{folder.name} {n}: {one.transcript} -> {heard} ({wrong[-1]:.2f})", flush=True)
    like = similarity(speaker_embedding(waves), speaker_embedding([read_audio(one.path) for one in held_out]))
    return {"character_error_rate": round(statistics.mean(wrong), 4), "similarity": round(like, 4)}
