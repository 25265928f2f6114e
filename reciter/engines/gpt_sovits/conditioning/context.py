"""What a text means, phone by phone: features of a Chinese BERT; zeros for every other language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.conditioning.content import model_config
from reciter.engines.gpt_sovits.conditioning.weight_files import PULL, empty, filled, weights_in_folder
from reciter.errors import InputProblem
from reciter.text.phones import PhoneText

BERT = "chinese-roberta-wwm-ext-large"
LAYERS_LEFT_OUT = 2
"""The features are those before the last two layers (`hidden_states[-3]` upstream); these are not even loaded."""

PREFIX = "bert.embeddings.", "bert.encoder."
START, END, UNKNOWN, PADDING = "[CLS]", "[SEP]", "[UNK]", "[PAD]"


class ContextEncoder(nn.Module):
    """BERT, up to the layer whose features stage 1 was trained with.

    Args:
        network: its layers.
        vocabulary: token → id.
    """

    def __init__(self, network: nn.Module, vocabulary: dict[str, int]) -> None:
        super().__init__()
        self.network = network
        self._ids = vocabulary
        config: Any = network.config
        self.width: int = config.hidden_size
        self._room: int = config.max_position_embeddings - 2

    def forward(self, texts: Sequence[PhoneText]) -> list[Tensor]:
        """Features of Chinese texts; the result for one does not depend on the others.

        Args:
            texts: with phone counts; one longer than BERT can take is read in several windows.

        Returns:
            for each text (P, D).
        """
        windows = [
            text.text[at : at + self._room]
            for text in texts
            if text.counts
            for at in range(0, len(text.text), self._room)
        ]
        rows = iter(self._read(windows))
        return [self._spread(text, rows) for text in texts]

    def no_context(self, phones: int) -> Tensor:
        """What stands in for features of other languages: (P, D) of zeros."""
        weight = next(self.network.parameters())
        return weight.new_zeros(phones, self.width)

    def _spread(self, text: PhoneText, rows: Iterator[Tensor]) -> Tensor:
        if not text.counts:
            return self.no_context(len(text.phones))
        windows = [next(rows) for _ in range(0, len(text.text), self._room)]
        counts = torch.tensor(text.counts, device=windows[0].device)
        return torch.cat(windows).repeat_interleave(counts, dim=0)

    @torch.no_grad()
    def _read(self, windows: Sequence[str]) -> list[Tensor]:
        """Features of each character of each window: (characters, D)."""
        if not windows:
            return []
        longest = max(map(len, windows)) + 2
        ids = torch.tensor([self._tokens(window, longest) for window in windows])
        keep = torch.tensor([[at < len(window) + 2 for at in range(longest)] for window in windows])
        device = next(self.network.parameters()).device
        frames = self.network(
            input_ids=ids.to(device), attention_mask=keep.to(device).long()
        ).last_hidden_state
        return [row[1 : len(window) + 1] for row, window in zip(frames, windows, strict=True)]

    def _tokens(self, window: str, length: int) -> list[int]:
        unknown = self._ids[UNKNOWN]
        inner = [self._ids.get(character, unknown) for character in window.lower()]
        return [self._ids[START], *inner, self._ids[END]] + [self._ids[PADDING]] * (length - len(window) - 2)


def load_context_encoder(folder: Path) -> ContextEncoder:
    """BERT from a folder in the layout of Hugging Face: `config.json`, `vocab.txt` or `tokenizer.json`, weights.

    Raises:
        InputProblem: one of them is missing or damaged, or they do not belong together.
    """
    from transformers import BertConfig, BertModel

    config = BertConfig(**model_config(folder))
    config.num_hidden_layers -= LAYERS_LEFT_OUT
    network = empty(lambda: BertModel(config, add_pooling_layer=False), where=folder)
    weights = {
        key.removeprefix("bert."): value
        for key, value in weights_in_folder(folder).items()
        if key.startswith(PREFIX) and not _is_left_out(key, config.num_hidden_layers)
    }
    filled(network, weights, where=folder)
    places = torch.arange(config.max_position_embeddings)[None]
    network.embeddings.register_buffer("position_ids", places, persistent=False)
    network.embeddings.register_buffer("token_type_ids", torch.zeros_like(places), persistent=False)
    return ContextEncoder(network, _vocabulary(folder))


def _is_left_out(key: str, layers: int) -> bool:
    """Whether a weight belongs to a layer after the features, or is the buffer that old files hold."""
    parts = key.split(".")
    return key.endswith(".position_ids") or (parts[2] == "layer" and int(parts[3]) >= layers)


def _vocabulary(folder: Path) -> dict[str, int]:
    """Token → id, from `vocab.txt`, or from the `tokenizer.json` that some copies of the model have in its place."""
    path = folder / "vocab.txt" if (folder / "vocab.txt").is_file() else folder / "tokenizer.json"
    try:
        text = path.read_text("utf-8")
        listed = _lines(text) if path.suffix == ".txt" else json.loads(text)["model"]["vocab"]
        ids = {str(token): int(number) for token, number in _numbered(listed)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise InputProblem("the model's vocabulary cannot be read.", where=str(path), how=PULL) from problem
    if lacking := [token for token in (START, END, UNKNOWN, PADDING) if token not in ids]:
        raise InputProblem(f"the model's vocabulary lacks {', '.join(lacking)}.", where=str(path), how=PULL)
    return ids


def _lines(text: str) -> list[str]:
    """Lines of a file; other signs that part lines, such as U+2028, are tokens of the published vocabulary."""
    return text.removesuffix("\n").split("\n")


def _numbered(listed: list[str] | dict[str, int]) -> Iterable[tuple[str, int]]:
    if isinstance(listed, dict):
        return listed.items()
    return ((token, number) for number, token in enumerate(listed))
