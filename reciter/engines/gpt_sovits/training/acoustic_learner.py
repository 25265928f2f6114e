"""Stage 2 learns: a generator and its judges in turn (`GPT_SoVITS/s2_train.py` upstream)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.training.acoustic_losses import generator_losses, judge_loss
from reciter.engines.gpt_sovits.training.acoustic_pass import (
    SLICE_FRAMES,
    AcousticBatch,
    Passed,
    run_pass,
    slices,
)
from reciter.engines.gpt_sovits.training.batching import acoustic_batch
from reciter.engines.gpt_sovits.training.discriminator import Discriminator
from reciter.engines.gpt_sovits.training.learner import Arithmetic, parts, refuse_nonsense
from reciter.engines.gpt_sovits.training.random_state import random_state, set_random_state
from reciter.engines.gpt_sovits.training.samples import Sample

TEXT_SIDE = "prior.phones.", "prior.phone_encoder.", "prior.fusion."
"""Beginnings of the names of the weights that know the text; they hardly have to change for a new voice."""

FROZEN = ("book.",)
"""Tokens would mean something else if these changed."""


@dataclass(frozen=True)
class AcousticRecipe:
    """How stage 2 learns.

    Attributes:
        rate: of the first epoch.
        text_share: of that rate for the weights that know the text.
        decay: of the rates, each epoch.
        betas: of AdamW.
        epsilon: of AdamW.
    """

    rate: float = 1e-4
    text_share: float = 0.4
    decay: float = 0.999875
    betas: tuple[float, float] = (0.8, 0.99)
    epsilon: float = 1e-9


class AcousticLearner:
    """Generator, judges and their optimisers.

    Args:
        network: with its posterior encoder, on the device of `arithmetic`.
        judges: on the same device.
        recipe: how they learn.
        arithmetic: device and precision.
    """

    name = "acoustic"

    def __init__(
        self, network: AcousticNetwork, judges: Discriminator, recipe: AcousticRecipe, arithmetic: Arithmetic
    ) -> None:
        self.network, self.judges, self.recipe, self.arithmetic = network, judges, recipe, arithmetic
        self.networks: Mapping[str, nn.Module] = {"network": network, "judges": judges}
        for name, weight in network.named_parameters():
            if name.startswith(FROZEN):
                weight.requires_grad_(False)
        text, rest = _sides(network)
        groups = [{"params": rest, "share": 1.0}, {"params": text, "share": recipe.text_share}]
        self.optimisers: Mapping[str, torch.optim.Optimizer] = {
            "network": _adam([group for group in groups if group["params"]], recipe),
            "judges": _adam([{"params": list(judges.parameters()), "share": 1.0}], recipe),
        }

    def step(self, samples: Sequence[Sample], *, together: int, epoch: int) -> dict[str, float]:
        """As `Learner.step`: first the judges, then the generator before the judges that have learnt."""
        self.network.train()
        self._set_rates(epoch)
        prepared = [
            (acoustic_batch(part, self.arithmetic.device), share) for part, share in parts(samples, together)
        ]
        losses = {"judges": 0.0}
        kept: list[tuple[Passed | None, object]] = []
        for batch, share in prepared:
            drawn = random_state()
            heard, loss = self._judge(batch)
            kept.append((heard if len(prepared) == 1 else None, drawn))
            losses["judges"] += share * float(loss.detach())
            refuse_nonsense(losses)
            self.arithmetic.scaler.scale(share * loss).backward()  # type: ignore[no-untyped-call]
        self.arithmetic.learn(self.optimisers["judges"])
        for (batch, share), (passed, before) in zip(prepared, kept, strict=True):
            self._learn(batch, passed or self._again(batch, before), share, losses)
        self.arithmetic.learn(self.optimisers["network"])
        self.optimisers["judges"].zero_grad(set_to_none=True)
        self.arithmetic.scaler.update()
        return losses

    def _pass(self, batch: AcousticBatch) -> Passed:
        with self.arithmetic.passes():
            return run_pass(self.network, batch)

    def _again(self, batch: AcousticBatch, before: object) -> Passed:
        """The pass of a part that was not kept, for memory; the same noise is drawn."""
        set_random_state(before)
        return self._pass(batch)

    def _judge(self, batch: AcousticBatch) -> tuple[Passed, Tensor]:
        passed = self._pass(batch)
        with self.arithmetic.passes():
            real, made = self.judges(self._slices(batch, passed)), self.judges(passed.waves.detach())
        return passed, judge_loss(real, made)

    def _learn(self, batch: AcousticBatch, passed: Passed, share: float, losses: dict[str, float]) -> None:
        with self.arithmetic.passes(), torch.no_grad():
            real = self.judges(self._slices(batch, passed))
        with self.arithmetic.passes():
            made = self.judges(passed.waves)
        spectrogram = slices(batch.spectrogram, passed.starts, SLICE_FRAMES)
        found = generator_losses(passed, spectrogram, real, made)
        for name in ("adversarial", "features", "mel", "divergence"):
            losses[name] = losses.get(name, 0.0) + share * float(getattr(found, name).detach())
        losses["loss"] = losses.get("loss", 0.0) + share * float(found.total.detach())
        refuse_nonsense(losses)
        self.arithmetic.scaler.scale(share * found.total).backward()  # type: ignore[no-untyped-call]

    def _slices(self, batch: AcousticBatch, passed: Passed) -> Tensor:
        hop = self.network.config.hop_samples
        return slices(batch.waves, passed.starts * hop, SLICE_FRAMES * hop)

    def _set_rates(self, epoch: int) -> None:
        for optimiser in self.optimisers.values():
            for group in optimiser.param_groups:
                group["lr"] = self.recipe.rate * group["share"] * self.recipe.decay**epoch


def _sides(network: AcousticNetwork) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """Weights that know the text, and all others that learn."""
    learnt = {name: weight for name, weight in network.named_parameters() if weight.requires_grad}
    text = [weight for name, weight in learnt.items() if name.startswith(TEXT_SIDE)]
    return text, [weight for name, weight in learnt.items() if not name.startswith(TEXT_SIDE)]


def _adam(groups: list[dict[str, object]], recipe: AcousticRecipe) -> torch.optim.AdamW:
    return torch.optim.AdamW(groups, lr=recipe.rate, betas=recipe.betas, eps=recipe.epsilon)
