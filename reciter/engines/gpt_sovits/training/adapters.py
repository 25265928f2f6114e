"""LoRA: frozen weights learn a change that is the product of two narrow matrices (Hu et al. 2021).

An adapter hangs on its layer and adds to what comes out. Checkpoints of the training hold adapters alone; what is
spoken with and written has the changes in its weights, and no adapters.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

PLACES = "blocks.", "prior.", "flow.", "timbre."
"""Beginnings of the names of the layers that get one: stage 1's blocks; stage 2's text side, flow and style.

Without the style no loss of the waves would reach an adapter: the waves are made from posterior, style and decoder.
"""

_NAME = "adapter"


class Adapter(nn.Module):
    """The change of one layer; none at first.

    Args:
        layer: linear, or a convolution of one step.
        rank: columns of the narrow matrices.
        chance: decides how it begins.
    """

    def __init__(self, layer: nn.Linear | nn.Conv1d, *, rank: int, chance: torch.Generator) -> None:
        super().__init__()
        outputs, inputs = layer.weight.shape[:2]
        bound = 1 / math.sqrt(inputs)
        down = torch.empty(rank, inputs).uniform_(-bound, bound, generator=chance)
        self.down = nn.Parameter(down.to(layer.weight))
        self.up = nn.Parameter(layer.weight.new_zeros(outputs, rank))

    def change(self) -> Tensor:
        """Of the weight, [O, I]."""
        return self.up @ self.down

    def forward(self, x: Tensor) -> Tensor:
        """[…, I] → […, O]."""
        return nn.functional.linear(nn.functional.linear(x, self.down), self.up)

    def of_columns(self, x: Tensor) -> Tensor:
        """[B, I, T] → [B, O, T]."""
        return self.up @ (self.down @ x)


def adapt(network: nn.Module, *, rank: int, seed: int) -> int:
    """Freeze a network, and give its linear layers and convolutions of one step an adapter each.

    Convolutions kept as length and direction stay as they are.

    Args:
        network: a stage.
        rank: of the adapters, from 1; little is gained by more than the narrowest layer's width.
        seed: of the adapters' first values.

    Returns:
        How many there are.
    """
    network.requires_grad_(False)
    chance = torch.Generator().manual_seed(seed)
    layers = [(name, one) for name, one in network.named_modules() if name.startswith(PLACES)]
    adapted = [one for _, one in layers if isinstance(one, nn.Linear | nn.Conv1d) and _is_plain(one)]
    for layer in adapted:
        layer.add_module(_NAME, Adapter(layer, rank=rank, chance=chance))
        layer.register_forward_hook(_add)
    return len(adapted)


def is_adapted(network: nn.Module) -> bool:
    """Does a network learn through adapters?"""
    return any(isinstance(one, Adapter) for one in network.modules())


def learnt_state(network: nn.Module) -> dict[str, Tensor]:
    """What training changes of a network, by name: its adapters, or everything where it has none."""
    state = network.state_dict()
    return {key: value for key, value in state.items() if _is_adapters(key)} or state


def load_learnt_state(network: nn.Module, state: dict[str, Tensor]) -> None:
    """Give a network back what `learnt_state` took of it."""
    network.load_state_dict({**network.state_dict(), **state} if is_adapted(network) else state)


@torch.no_grad()
def merged_state(network: nn.Module) -> dict[str, Tensor]:
    """All weights with the adapters' changes in them, named as in a network that has no adapters."""
    state = {key: value for key, value in network.state_dict().items() if not _is_adapters(key)}
    for name, one in network.named_modules():
        if isinstance(one, Adapter):
            key = name.removesuffix(_NAME) + "weight"
            state[key] = state[key] + one.change().view_as(state[key])
    return state


def _add(layer: nn.Module, given: tuple[Tensor, ...], out: Tensor) -> Tensor:
    """A hook of the layer: what the adapter says of what went in is added to what came out."""
    adapter = layer.get_submodule(_NAME)
    assert isinstance(adapter, Adapter)
    return out + (adapter(given[0]) if isinstance(layer, nn.Linear) else adapter.of_columns(given[0]))


def _is_plain(layer: nn.Linear | nn.Conv1d) -> bool:
    of_one_step = isinstance(layer, nn.Linear) or layer.kernel_size == (1,)
    return of_one_step and not parametrize.is_parametrized(layer)


def _is_adapters(key: str) -> bool:
    return f".{_NAME}." in key
