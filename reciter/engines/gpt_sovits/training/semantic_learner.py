"""Stage 1 learns (`GPT_SoVITS/AR/models/t2s_lightning_module.py` upstream)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.training.adapters import is_adapted
from reciter.engines.gpt_sovits.training.batching import semantic_batch
from reciter.engines.gpt_sovits.training.learner import Arithmetic, parts, refuse_nonsense
from reciter.engines.gpt_sovits.training.samples import Sample
from reciter.engines.gpt_sovits.training.scaled_adam import ScaledAdam
from reciter.engines.gpt_sovits.training.semantic_losses import (
    SemanticBatch,
    cross_entropy,
    mended_logits,
    preference,
    spoil,
)

Scoring = Callable[[SemanticDecoder, SemanticBatch], tuple[Tensor, Tensor]]


@dataclass(frozen=True)
class SemanticRecipe:
    """How stage 1 learns.

    Attributes:
        rate: of every step. Upstream's first step has 0.01 by mistake, all others this, whatever its settings say.
        adapter_rate: of every step where the decoder learns through adapters; by AdamW, because ScaledAdam's steps are
            as large as the weights they move, and an adapter begins at zero.
        preference: weight of preferring recordings to spoilt copies; 1 is upstream's, 0 leaves it out.
        scoring: `mended_logits`, or `published_logits` to repeat upstream's faults in batches of unequal length.
    """

    rate: float = 0.002
    adapter_rate: float = 1e-3
    preference: float = 0.0
    scoring: Scoring = mended_logits


class SemanticLearner:
    """The decoder and its optimiser.

    Args:
        decoder: on the device of `arithmetic`.
        recipe: how it learns.
        arithmetic: device and precision.
    """

    name = "semantic"

    def __init__(self, decoder: SemanticDecoder, recipe: SemanticRecipe, arithmetic: Arithmetic) -> None:
        self.decoder, self.recipe, self.arithmetic = decoder, recipe, arithmetic
        self.networks: Mapping[str, nn.Module] = {"decoder": decoder}
        learnt = [weight for weight in decoder.parameters() if weight.requires_grad]
        self.optimisers: Mapping[str, torch.optim.Optimizer] = {
            "decoder": torch.optim.AdamW(learnt, lr=recipe.adapter_rate, weight_decay=0.0)
            if is_adapted(decoder)
            else ScaledAdam(learnt, rate=recipe.rate)
        }

    def step(self, samples: Sequence[Sample], *, together: int, epoch: int) -> dict[str, float]:
        """As `Learner.step`; the loss is a sum over tokens, so that parts of a batch simply add up."""
        self.decoder.train()
        totals = {"loss": 0.0, "tokens": 0.0}
        for part, _share in parts(samples, together):
            batch = semantic_batch(part, self.arithmetic.device)
            with self.arithmetic.passes():
                loss = self._loss(batch)
            totals["loss"] += float(loss.detach())
            totals["tokens"] += float(batch.token_counts.sum() + len(part))
            refuse_nonsense(totals)
            self.arithmetic.scaler.scale(loss).backward()  # type: ignore[no-untyped-call]
        self.arithmetic.learn(self.optimisers["decoder"])
        self.arithmetic.scaler.update()
        return {"loss": totals["loss"] / totals["tokens"]}

    def _loss(self, batch: SemanticBatch) -> Tensor:
        kept = self.recipe.scoring(self.decoder, batch)
        loss = cross_entropy(*kept)
        if self.recipe.preference:
            spoilt = self.recipe.scoring(self.decoder, spoil(batch))
            loss = loss + self.recipe.preference * preference(kept, spoilt)
        return loss
