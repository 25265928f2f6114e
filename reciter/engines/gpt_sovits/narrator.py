"""A narrator in one mood: what the reference clip says, in tokens and phones, and how it sounds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from reciter.audio.files import read_audio
from reciter.audio.waveform import Waveform
from reciter.book import Block, Chapter
from reciter.engines.base import Limits
from reciter.engines.gpt_sovits.conditioning.clip import prompt_wave
from reciter.engines.gpt_sovits.conditioning.context import ContextEncoder
from reciter.engines.gpt_sovits.config import Version
from reciter.engines.gpt_sovits.networks import Networks
from reciter.engines.gpt_sovits.options import Reference
from reciter.engines.gpt_sovits.sounding.contract import Heard, Manner
from reciter.engines.gpt_sovits.utterance import Utterance, utterance
from reciter.errors import InputProblem
from reciter.languages.frontend import sentences_of
from reciter.text.sentence import Sentence

_ENDINGS = "，。？！,.?!~:：—…"
_NOTHING = torch.zeros(0, dtype=torch.int64)
_WHOLE = Limits(min_seconds=0.0, max_seconds=600.0)


@dataclass(frozen=True, eq=False)
class Narrator:
    """What both stages are told of a voice.

    Attributes:
        prompt: tokens of the clip, [K]; empty where its transcript is not known.
        said: the transcript; None where it is not known.
        manner: of its sound.
    """

    prompt: Tensor
    said: Utterance | None
    manner: Manner


def narrator(reference: Reference, folder: Path, networks: Networks) -> Narrator:
    """Listen to a reference clip and its auxiliaries.

    Raises:
        InputProblem: a file is missing, no sound, too short, too long or silent; or the transcript is in a language
            that the checkpoint does not know, or missing where the version needs it.
    """
    path = folder / reference.clip
    clips = [read_audio(folder / name) for name in (reference.clip, *reference.auxiliary)]
    said = _said(reference, networks, where=str(path)) if reference.transcript.strip() else None
    with _about(path):
        prompt = _tokens(clips[0], networks) if said else _NOTHING
        heard = Heard(clips, prompt, said.ids if said else _NOTHING)
        return Narrator(prompt, said, networks.acoustic.listen(heard))


def read_transcript(
    transcript: str, language: str, *, version: Version, encoder: ContextEncoder, where: str
) -> Utterance:
    """What is said in a clip, as the networks want it.

    Raises:
        InputProblem: it is more or less than one paragraph, or in a language that the version does not know.
    """
    one = transcript_sentence(transcript, language, where=where)
    return utterance(one.spoken, one.runs, one.readings, version=version, encoder=encoder, where=where)


def transcript_sentence(transcript: str, language: str, *, where: str) -> Sentence:
    """What is said in a clip, as one sentence with a mark at its end.

    Raises:
        InputProblem: it is more or less than one paragraph.
    """
    text = " ".join(transcript.split())
    stop = "." if language == "en" else "。"
    block = Block("paragraph", text if text.endswith(tuple(_ENDINGS)) else text + stop, where)
    sentences = sentences_of(Chapter(1, where, (block,)), language=language, limits=_WHOLE)
    if len(sentences) != 1:
        how = "Give the words of this clip, in one paragraph."
        raise InputProblem(
            "the transcript of the reference clip cannot be read as one text.", where=where, how=how
        )
    return sentences[0]


def _said(reference: Reference, networks: Networks, *, where: str) -> Utterance:
    return read_transcript(
        reference.transcript,
        reference.language,
        version=networks.version,
        encoder=networks.context,
        where=where,
    )


@torch.inference_mode()
def _tokens(clip: Waveform, networks: Networks) -> Tensor:
    """Tokens of what a clip says: [K], on the processor."""
    wave = prompt_wave(clip)
    book = networks.acoustic.book
    content = networks.content(wave[None]).to(book.vectors)
    return book.extract(content)[0].cpu()


@contextmanager
def _about(clip: Path) -> Iterator[None]:
    """What is wrong with a clip, said with its name."""
    try:
        yield
    except InputProblem as problem:
        raise InputProblem(problem.what, where=problem.where or str(clip), how=problem.how) from problem
