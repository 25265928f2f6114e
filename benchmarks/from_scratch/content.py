"""A small HuBERT that hears what is said, and the code book of what it hears.

It learns two things of each frame of 20 ms: which of 64 kinds of sound it is (clusters of its cepstrum, as the
first round of HuBERT does it, Hsu et al. 2021), and, over the whole clip, the phones that were said (connectionist
temporal classification, Graves et al. 2006). The first is easy and wakes the convolutions; the second makes it forget
who speaks.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import scipy.cluster.vq
import scipy.fft
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence
from transformers import HubertConfig, HubertModel

from benchmarks.from_scratch.recipe import SEED, Scale
from reciter.engines.gpt_sovits.acoustic.codebook import CodeBook
from reciter.engines.gpt_sovits.conditioning.content import Hubert, load_hubert
from reciter.engines.gpt_sovits.conditioning.spectrogram import Frames, MelScale, mel_spectrogram

KINDS = 64
RATE = 2e-3
BATCH = 8
_MEL = MelScale(Frames(16_000, 512, 320), 40)
_FRAME = 320


def hubert(width: int) -> HubertModel:
    """One of small size, with random weights."""
    config = HubertConfig(
        hidden_size=width,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=3 * width,
        conv_dim=(width // 2,) * 7,
        num_conv_pos_embeddings=32,
        num_conv_pos_embedding_groups=8,
        layerdrop=0.0,
        apply_spec_augment=False,
    )
    return HubertModel(config)


def train_content(
    waves: Sequence[Tensor],
    phones: Sequence[Tensor],
    scale: Scale,
    folder: Path,
    report: Callable[[int, dict[str, float]], None],
) -> Hubert:
    """Train the encoder and write it as Hugging Face does, or read it where it is.

    Args:
        waves: (S,) at 16 kHz.
        phones: ids of what is said in each, (P,).
        scale: its size and its steps.
        folder: for `config.json` and weights.
        report: told the losses of each step.
    """
    if not (folder / "model.safetensors").is_file():
        torch.manual_seed(SEED)
        network, heads = hubert(scale.content_width), _Heads(scale.content_width, 732)
        _learn(network, heads, waves, phones, scale.content_steps, report)
        network.save_pretrained(folder)
    return load_hubert(folder)


class _Heads(nn.Module):
    """What is asked of a frame: its kind of sound, and the phone that begins there, if any (0: none)."""

    def __init__(self, width: int, phones: int) -> None:
        super().__init__()
        self.kind, self.phone = nn.Linear(width, KINDS), nn.Linear(width, phones + 1)


def _learn(
    network: HubertModel,
    heads: _Heads,
    waves: Sequence[Tensor],
    phones: Sequence[Tensor],
    steps: int,
    report: Callable[[int, dict[str, float]], None],
) -> None:
    kinds, chance = sound_kinds(waves), random.Random(SEED)
    weights = [*network.parameters(), *heads.parameters()]
    optimiser = torch.optim.AdamW(weights, lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.1)
    network.train()
    for step in range(1, steps + 1):
        chosen = chance.sample(range(len(waves)), BATCH)
        losses = _losses(network, heads, *([each[n] for n in chosen] for each in (waves, kinds, phones)))
        optimiser.zero_grad()
        sum(losses.values(), torch.zeros(())).backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        schedule.step()
        report(step, {name: float(loss.detach()) for name, loss in losses.items()})
    network.eval()


def _losses(
    network: HubertModel,
    heads: _Heads,
    waves: Sequence[Tensor],
    kinds: Sequence[Tensor],
    phones: Sequence[Tensor],
) -> dict[str, Tensor]:
    hidden = network(pad_sequence(list(waves), batch_first=True)).last_hidden_state
    counts = torch.tensor([min(len(kind), hidden.shape[1]) for kind in kinds])
    wanted = pad_sequence([k[:n] for k, n in zip(kinds, counts, strict=True)], True, -100)
    sounds = F.cross_entropy(heads.kind(hidden)[:, : wanted.shape[1]].flatten(0, 1), wanted.flatten())
    chances = heads.phone(hidden).log_softmax(-1).transpose(0, 1)
    lengths = torch.tensor([len(one) for one in phones])
    said = F.ctc_loss(chances, torch.cat(list(phones)) + 1, counts, lengths, zero_infinity=True)
    return {"sounds": sounds, "phones": said}


def sound_kinds(waves: Sequence[Tensor]) -> list[Tensor]:
    """For each wave the kind of sound of each frame, (T,): clusters of its cepstrum less the clip's mean."""
    cepstra = []
    for wave in waves:
        mel = mel_spectrogram(wave, _MEL).T.numpy()
        cepstrum = scipy.fft.dct(mel, norm="ortho")[:, :13]
        cepstra.append(cepstrum - cepstrum.mean(0))
    every = np.concatenate(cepstra)
    centres, _ = scipy.cluster.vq.kmeans2(every[:: max(1, len(every) // 20000)], KINDS, minit="++", seed=SEED)
    return [torch.from_numpy(scipy.cluster.vq.vq(one, centres)[0]).long() for one in cepstra]


@torch.no_grad()
def make_book(content: Hubert, waves: Sequence[Tensor], codes: int) -> CodeBook:
    """Clusters of the mean of two frames each."""
    book = CodeBook(codes, content.width)
    book.pairs.weight.copy_(torch.eye(content.width)[:, :, None].repeat(1, 1, 2) / 2)
    assert book.pairs.bias is not None
    book.pairs.bias.zero_()
    points = torch.cat([book.pairs(content(wave[None]))[0].T for wave in waves]).numpy()
    chosen = points[:: max(1, len(points) // 20000)]
    centres, _ = scipy.cluster.vq.kmeans2(chosen, codes, minit="++", seed=SEED)
    book.vectors.copy_(torch.from_numpy(centres))
    return book


def write_log(path: Path, rows: Sequence[dict[str, float]]) -> None:
    """Losses, a line a step."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
