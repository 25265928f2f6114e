"""Stage 1 for other runtimes: one graph reads text and prompt, one takes a token more; every length is free.

The graphs keep no state. The step gives back the keys and values of its row, and who runs it keeps them in a cache of
its own; a cache may be longer than what is filled.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, cast

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.semantic.block import Block
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder

_OPSET = 17


class ReadGraph(nn.Module):
    """Text and prompt of one sentence → what comes first, and the memory."""

    def __init__(self, decoder: SemanticDecoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, phones: Tensor, context: Tensor, prompt: Tensor) -> tuple[Tensor, Tensor]:
        """Read.

        Args:
            phones: [1, P].
            context: [1, P, C].
            prompt: [1, K].

        Returns:
            Logits [1, V]; keys and values [L, 2, 1, H, P + K, D/H].
        """
        rows = torch.cat((self.decoder.text(phones, context), self.decoder.speech(prompt)), 1)
        places = torch.arange(rows.shape[1], device=rows.device)
        keep = (places < phones.shape[1]) | (places <= places.unsqueeze(1))
        read, memories = self.decoder.read(rows, keep[None, None])
        return self.decoder.head(read[:, -1]), torch.stack(memories)


class StepGraph(nn.Module):
    """One token more of each sentence → what comes next, and the row to remember."""

    def __init__(self, decoder: SemanticDecoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, tokens: Tensor, places: Tensor, counts: Tensor, cache: Tensor) -> tuple[Tensor, Tensor]:
        """Step.

        Args:
            tokens: [B].
            places: of these tokens in the speech, [B].
            counts: columns of the cache that each sentence has filled, [B].
            cache: [L, 2, B, H, W, D/H].

        Returns:
            Logits [B, V]; keys and values of this row [L, 2, B, H, 1, D/H], for column `counts`.
        """
        x = self.decoder.speech(tokens.unsqueeze(1), places.unsqueeze(1))
        columns = torch.arange(cache.shape[4], device=cache.device)
        hidden = (columns >= counts.unsqueeze(1))[:, None, None]
        memories = []
        for n, block in enumerate(cast(Iterable[Block], self.decoder.blocks)):
            queries, memory = block.attention.split(x)
            x = block.finish(x, block.attention.out(_look(queries, cache[n], memory, hidden)))
            memories.append(memory)
        return self.decoder.head(x.squeeze(1)), torch.stack(memories)


class Exported(NamedTuple):
    """Files of the two graphs."""

    read: Path
    step: Path


def export_onnx(decoder: SemanticDecoder, folder: Path) -> Exported:
    """Write `semantic_read.onnx` and `semantic_step.onnx`.

    Inputs and outputs are named as in `ReadGraph` and `StepGraph`.

    Args:
        decoder: in float32, on the processor, not packed.
        folder: that exists.
    """
    files = Exported(folder / "semantic_read.onnx", folder / "semantic_step.onnx")
    read_axes: dict[str, dict[int, str]] = {
        "phones": {1: "P"},
        "context": {1: "P"},
        "prompt": {1: "K"},
        "memory": {4: "N"},
    }
    step_axes = {name: {0: "B"} for name in ("tokens", "places", "counts", "logits")}
    step_axes |= {"cache": {2: "B", 4: "W"}, "memory": {2: "B"}}
    _onnx(ReadGraph(decoder), _read_example(decoder), files.read, ["phones", "context", "prompt"], read_axes)
    names = ["tokens", "places", "counts", "cache"]
    _onnx(StepGraph(decoder), _step_example(decoder), files.step, names, step_axes)
    return files


def export_programs(decoder: SemanticDecoder, folder: Path) -> Exported:
    """Write `semantic_read.pt2` and `semantic_step.pt2`, to be loaded by `torch.export.load`.

    Lengths are free from 2 on: PyTorch takes 0 and 1 for constants.
    """
    files = Exported(folder / "semantic_read.pt2", folder / "semantic_step.pt2")
    phones, prompt, batch, columns = (torch.export.Dim(name, min=2, max=8192) for name in "PKBW")
    shapes = {"phones": {1: phones}, "context": {1: phones}, "prompt": {1: prompt}}
    program = torch.export.export(ReadGraph(decoder), _read_example(decoder), dynamic_shapes=shapes)
    torch.export.save(program, files.read)
    shapes = {name: {0: batch} for name in ("tokens", "places", "counts")}
    shapes |= {"cache": {2: batch, 4: columns}}
    program = torch.export.export(StepGraph(decoder), _step_example(decoder), dynamic_shapes=shapes)
    torch.export.save(program, files.step)
    return files


def _look(queries: Tensor, cache: Tensor, memory: Tensor, hidden: Tensor) -> Tensor:
    """Attention over a cache and the row itself, without putting the two together: nothing large is copied.

    Args:
        queries: [B, H, 1, D/H].
        cache: [2, B, H, W, D/H].
        memory: [2, B, H, 1, D/H].
        hidden: columns not to be seen, [B, 1, 1, W].

    Returns:
        [B, 1, D].
    """
    queries = queries * queries.shape[-1] ** -0.5
    past = (queries @ cache[0].transpose(-1, -2)).masked_fill(hidden, -torch.inf)
    own = (queries * memory[0]).sum(-1, keepdim=True)
    weights = torch.cat((past, own), -1).softmax(-1)
    seen = weights[..., :-1] @ cache[1] + weights[..., -1:] * memory[1]
    return seen.transpose(1, 2).flatten(2)


def _read_example(decoder: SemanticDecoder) -> tuple[Tensor, ...]:
    phones, prompt = torch.zeros((1, 7), dtype=torch.int64), torch.zeros((1, 5), dtype=torch.int64)
    return phones, torch.zeros(1, 7, decoder.config.context_width), prompt


def _step_example(decoder: SemanticDecoder) -> tuple[Tensor, ...]:
    config = decoder.config
    numbers = torch.ones(3, dtype=torch.int64)
    cache = torch.zeros(config.layers, 2, 3, config.heads, 11, config.width // config.heads)
    return numbers, numbers.clone(), numbers.clone(), cache


def _onnx(graph: nn.Module, example: tuple[Any, ...], file: Path, names: list[str], axes: Any) -> None:
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # tracing warns of Python numbers that are in fact constants
        torch.onnx.export(
            graph.eval(),
            example,
            file,
            input_names=names,
            output_names=["logits", "memory"],
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
