"""PyTorch's random state, on the processor and on every GPU, to be put back later."""

from __future__ import annotations

from typing import Any

import torch


def random_state() -> dict[str, Any]:
    """The state as it is now."""
    on_gpus = torch.cuda.get_rng_state_all() if torch.cuda.is_available() else []
    return {"processor": torch.get_rng_state(), "gpus": on_gpus}


def set_random_state(state: Any) -> None:
    """Put back what `random_state` gave."""
    torch.set_rng_state(state["processor"].cpu())
    if state["gpus"] and torch.cuda.is_available():
        torch.cuda.set_rng_state_all([one.cpu() for one in state["gpus"]])
