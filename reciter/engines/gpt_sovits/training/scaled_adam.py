"""ScaledAdam, the optimiser of stage 1: steps as large as the weights they move (icefall, Povey 2022).

Each tensor is seen as a direction times a size. The direction moves by Adam's step times the tensor's own root mean
square; the size is learnt too, more slowly and only every few steps. Single numbers have plain Adam.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn

BETAS = 0.9, 0.95
EPSILON = 1e-8
SIZE_RATE = 0.1
"""How much more slowly sizes and single numbers learn."""

SIZE_EVERY = 4
LEAST_RMS, MOST_RMS, MOST_SCALAR = 1e-5, 3.0, 10.0
CLIPPING, CLIPPING_PERIOD = 2.0, 1000
"""Gradients above so many medians of the last steps are shortened; not before the first period is over."""


class ScaledAdam(torch.optim.Optimizer):
    """The optimiser (`GPT_SoVITS/AR/modules/optim.py` upstream).

    Args:
        weights: to be learnt.
        rate: learning rate; relative to the root mean square of a tensor.
    """

    def __init__(self, weights: Iterable[nn.Parameter], *, rate: float) -> None:
        super().__init__(weights, {"lr": rate})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        """Move every weight that has a gradient."""
        for group in self.param_groups:
            weights = [weight for weight in group["params"] if weight.grad is not None]
            if weights:
                shorten = self._shortening(weights)
                for weight in weights:
                    self._move(weight, weight.grad * shorten, group["lr"])

    def _shortening(self, weights: list[nn.Parameter]) -> float:
        """Factor of all gradients; keeps book of their length in the state of the first weight."""
        book = self.state[weights[0]]
        step = book.get("step", 0)
        if step == 0:
            return 1.0
        if "lengths" not in book:
            book["lengths"], book["limit"] = torch.zeros(CLIPPING_PERIOD), 0.0
        length = (
            float(sum(((w.grad * self._size(w)) ** 2).sum() for w in weights if w.grad is not None)) ** 0.5
        )
        book["lengths"][step % CLIPPING_PERIOD] = length
        if step % CLIPPING_PERIOD == 0:
            book["limit"] = CLIPPING * float(book["lengths"].sort()[0][CLIPPING_PERIOD // 4 * 2])
        return 1.0 if step < CLIPPING_PERIOD else min(1.0, book["limit"] / (length + 1e-20))

    def _size(self, weight: Tensor) -> Tensor | float:
        return 1.0 if weight.numel() == 1 else self.state[weight]["rms"]

    def _move(self, weight: nn.Parameter, gradient: Tensor, rate: float) -> None:
        state = self.state[weight]
        if "step" not in state:
            _begin(state, weight)
        state["delta"].mul_(BETAS[0])
        if weight.numel() == 1:
            _move_number(weight, gradient, state, rate * SIZE_RATE)
        else:
            _note_size(weight, gradient, state, rate * SIZE_RATE)
            _move_direction(weight, gradient, state, rate)
        state["step"] += 1


def _begin(state: dict[str, Any], weight: Tensor) -> None:
    state |= {"step": 0, "delta": torch.zeros_like(weight), "squares": torch.zeros_like(weight)}
    if weight.numel() > 1:
        state["rms"], state["size_squares"] = _rms(weight), weight.new_zeros(())
        state["size_gradients"] = weight.new_zeros(SIZE_EVERY)


def _rms(weight: Tensor) -> Tensor:
    return weight.square().mean().sqrt()


def _note_size(weight: Tensor, gradient: Tensor, state: dict[str, Any], rate: float) -> None:
    """Collect the gradient of the size; every few steps change the size by what has been collected."""
    phase, gradients = state["step"] % SIZE_EVERY, state["size_gradients"]
    gradients[phase] = (weight * gradient).sum()
    if phase != SIZE_EVERY - 1:
        return
    state["rms"] = _rms(weight)
    decay = BETAS[1] ** SIZE_EVERY
    state["size_squares"].mul_(decay).add_(gradients.square().mean(), alpha=1 - decay)
    corrected = (1 - decay ** ((state["step"] + 1) // SIZE_EVERY)) ** 0.5
    change = -rate * corrected * gradients.sum() / (state["size_squares"].sqrt() + EPSILON)
    change = torch.where(state["rms"] < LEAST_RMS, torch.zeros_like(change), change)
    change = torch.where(state["rms"] > MOST_RMS, torch.full_like(change, -rate * SIZE_EVERY), change)
    state["delta"].add_(weight * change, alpha=1 - BETAS[0])


def _move_direction(weight: Tensor, gradient: Tensor, state: dict[str, Any], rate: float) -> None:
    squares = state["squares"].mul_(BETAS[1]).addcmul_(gradient, gradient, value=1 - BETAS[1])
    corrected = 1 - BETAS[1] ** (state["step"] + 1)
    squares = squares / corrected if corrected < 0.99 else squares
    step = -rate * (1 - BETAS[0]) * state["rms"].clamp(min=LEAST_RMS)
    state["delta"].add_(gradient / (squares.sqrt() + EPSILON) * step)
    weight.add_(state["delta"])


def _move_number(weight: Tensor, gradient: Tensor, state: dict[str, Any], rate: float) -> None:
    squares = state["squares"].mul_(BETAS[1]).addcmul_(gradient, gradient, value=1 - BETAS[1])
    root = (squares / (1 - BETAS[1] ** (state["step"] + 1))).sqrt() + EPSILON
    state["delta"].add_(gradient / root, alpha=-rate * (1 - BETAS[0]))
    weight.clamp_(-MOST_SCALAR, MOST_SCALAR).add_(state["delta"])
