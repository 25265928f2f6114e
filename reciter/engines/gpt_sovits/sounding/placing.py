"""Networks with given weights: nothing is drawn first that would be thrown away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import torch
from torch import Tensor, nn

Network = TypeVar("Network", bound=nn.Module)


def placed(
    make: Callable[[], Network], state: Mapping[str, Tensor], *, device: str, dtype: torch.dtype
) -> Network:
    """A network that speaks with just these weights, and does not learn.

    Args:
        make: builds it; on the meta device, where weights have no memory.
        state: weights by our names; those with a point are brought to `dtype`, in which they may stay shared.
        device: where it works.
        dtype: what it calculates with.
    """
    with torch.device("meta"):
        network = make()
    weights = {
        name: weight.to(device, dtype if weight.is_floating_point() else None)
        for name, weight in state.items()
    }
    network.load_state_dict(weights, assign=True)
    return network.eval().requires_grad_(False)
