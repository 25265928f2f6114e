"""A narrator in one mood: what the reference clip says, in tokens and phones, and how it sounds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from reciter.audio.files import read_audio
from reciter.audio.waveform import Waveform
from reciter.book import Block, Chapter
from reciter.engines.base import Limits
from reciter.engines.gpt_sovits.acoustic.style import Style
from reciter.engines.gpt_sovits.conditioning.clip import (
    CONTENT_RATE_HZ,
    change_rate,
    prompt_wave,
    timbre_wave,
)
from reciter.engines.gpt_sovits.conditioning.spectrogram import REFERENCE, linear_spectrogram
from reciter.engines.gpt_sovits.networks import Networks
from reciter.engines.gpt_sovits.options import Reference
from reciter.engines.gpt_sovits.utterance import Utterance, utterance
from reciter.errors import InputProblem
from reciter.languages.frontend import sentences_of

_ENDINGS = "，。？！,.?!~:：—…"
_WHOLE = Limits(min_seconds=0.0, max_seconds=600.0)


@dataclass(frozen=True, eq=False)
class Narrator:
    """What both stages are told of a voice.

    Attributes:
        prompt: tokens of the clip, [K]; empty where its transcript is not known.
        said: the transcript; None where it is not known.
        style: of its sound.
    """

    prompt: Tensor
    said: Utterance | None
    style: Style


def narrator(reference: Reference, folder: Path, networks: Networks) -> Narrator:
    """Listen to a reference clip and its auxiliaries.

    Raises:
        InputProblem: a file is missing, no sound, too short, too long or silent; or the transcript is in a language
            that the checkpoint does not know.
    """
    clip = read_audio(folder / reference.clip)
    auxiliary = [read_audio(folder / name) for name in reference.auxiliary]
    said = _said(reference, networks, where=str(folder / reference.clip)) if reference.transcript.strip() else None
    prompt = _tokens(clip, networks, where=folder / reference.clip) if said else torch.zeros(0, dtype=torch.int64)
    return Narrator(prompt, said, _style([clip, *auxiliary], networks))


def _said(reference: Reference, networks: Networks, *, where: str) -> Utterance:
    text = " ".join(reference.transcript.split())
    stop = "." if reference.language == "en" else "。"
    block = Block("paragraph", text if text.endswith(tuple(_ENDINGS)) else text + stop, where)
    sentences = sentences_of(Chapter(1, where, (block,)), language=reference.language, limits=_WHOLE)
    if len(sentences) != 1:
        how = "Give the words of this clip, in one paragraph."
        raise InputProblem("the transcript of the reference clip cannot be read as one text.", where=where, how=how)
    one = sentences[0]
    return utterance(
        one.spoken, one.runs, one.readings, version=networks.version, encoder=networks.context, where=where
    )


@torch.inference_mode()
def _tokens(clip: Waveform, networks: Networks, *, where: Path) -> Tensor:
    """Tokens of what a clip says: [K], on the processor."""
    try:
        wave = prompt_wave(clip)
    except InputProblem as problem:
        raise InputProblem(problem.what, where=str(where), how=problem.how) from problem
    vectors = networks.acoustic.book.vectors
    content = networks.content(wave[None]).to(vectors)
    return networks.acoustic.book.extract(content)[0].cpu()


@torch.inference_mode()
def _style(clips: list[Waveform], networks: Networks) -> Style:
    """How the narrator sounds, by the mean over all clips."""
    rate_hz, like = networks.version.acoustic.rate_hz, networks.acoustic.book.vectors
    waves = [timbre_wave(clip, rate_hz) for clip in clips]
    spectrograms = [linear_spectrogram(wave, REFERENCE).to(like) for wave in waves]
    speakers: list[Tensor] = []
    if networks.speaker is not None:
        encoder = networks.speaker
        speakers = [encoder(change_rate(wave, rate_hz, CONTENT_RATE_HZ)).to(like) for wave in waves]
    return networks.acoustic.style(spectrograms, speakers)
