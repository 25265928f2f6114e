"""A batch through both stages (`TTS.run` in `GPT_SoVITS/TTS_infer_pack/TTS.py` upstream)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import torch
from torch import Tensor

from reciter.audio.waveform import Waveform
from reciter.engines.base import Speech, SpeechRequest
from reciter.engines.gpt_sovits.findings import findings_of
from reciter.engines.gpt_sovits.narrator import Narrator
from reciter.engines.gpt_sovits.networks import Networks
from reciter.engines.gpt_sovits.options import GptSovitsOptions
from reciter.engines.gpt_sovits.semantic.request import SemanticRequest
from reciter.engines.gpt_sovits.semantic.sampling import Sampling
from reciter.engines.gpt_sovits.sounding.contract import Line
from reciter.engines.gpt_sovits.utterance import Utterance, utterance


def speak(
    batch: Sequence[SpeechRequest], networks: Networks, narrator: Narrator, options: GptSovitsOptions
) -> list[Speech]:
    """Speak each request: waveform, phones, and what looks wrong in its tokens.

    Raises:
        InputProblem: text in a language that the checkpoint does not know.
        EngineProblem: there is not enough memory for one sentence.
    """
    texts = [
        utterance(
            one.spoken,
            one.runs,
            one.readings,
            version=networks.version,
            encoder=networks.context,
            where=one.id,
        )
        for one in batch
    ]
    seeds = [_seed(one) for one in batch]
    sentences = [semantic_request(text, narrator, seed) for text, seed in zip(texts, seeds, strict=True)]
    sampling, where = sampling_of(options), ", ".join(one.id for one in batch)
    written = networks.portions.semantic.fit(
        lambda size: networks.writer.write(sentences, sampling=sampling, slots=size), where=where
    )
    lines = [
        Line(tokens.tokens, text.ids, seed, options.speed * request.speed)
        for tokens, text, seed, request in zip(written, texts, seeds, batch, strict=True)
    ]
    stage = networks.acoustic
    waves = networks.portions.acoustic.fit(
        lambda size: stage.speak(lines, narrator.manner, options, together=size), where=where
    )
    return [
        Speech(
            Waveform(within_full_scale(wave).float().cpu().numpy(), stage.rate_hz),
            " ".join(text.phones),
            findings_of(tokens.faults),
        )
        for wave, text, tokens in zip(waves, texts, written, strict=True)
    ]


def semantic_request(text: Utterance, narrator: Narrator, seed: int) -> SemanticRequest:
    """What stage 1 is asked: the clip's transcript and the text, to go on from the clip's tokens."""
    said = narrator.said
    phones = torch.cat([said.ids, text.ids]) if said else text.ids
    context = torch.cat([said.context, text.context]) if said else text.context
    return SemanticRequest(phones, context, narrator.prompt, own_phones=len(text.ids), seed=seed)


def sampling_of(options: GptSovitsOptions) -> Sampling:
    """The voice's way of drawing tokens."""
    chosen = options.sampling
    return Sampling(chosen.top_k, chosen.top_p, chosen.temperature, chosen.repetition_penalty)


def within_full_scale(wave: Tensor) -> Tensor:
    """A waveform [S] divided by its peak if that is beyond full scale."""
    return wave / max(1.0, float(wave.abs().max())) if len(wave) else wave


def _seed(request: SpeechRequest) -> int:
    """A seed of a sentence alone: the same words and the same seed in book.toml always sound the same."""
    cause = f"{request.seed}\0{request.spoken}"
    return int.from_bytes(hashlib.sha256(cause.encode()).digest()[:7], "big")
