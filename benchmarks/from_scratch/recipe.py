"""Sizes, amounts and seeds, at two scales: `small` for one processor core, `full` for a GPU."""

from __future__ import annotations

from dataclasses import dataclass

from reciter.engines.gpt_sovits.config import AcousticConfig, SemanticConfig, Version

SEED = 2026


@dataclass(frozen=True)
class Scale:
    """How much is learnt from what, by networks of what size.

    Attributes:
        of_each: sentences of each of the 53 voices.
        of_unseen: sentences of the unseen voice that fine-tuning hears; about a minute.
        held_out: sentences that nothing learns from.
        content_width: of the content encoder, and of a row of the code book.
        content_steps: of its training.
        version: sizes of both stages; phones are those of v2.
        shrink: divides the channels of the judges.
        periods: of the judges, in samples.
        batch: clips of a step of stage 2; stage 1 has four times as many.
        rates: learning rates of stage 1 and stage 2 from scratch.
        minutes: most time for stage 1, stage 2, and the fine-tuning of each.
        epochs: the same in epochs; what is over first ends it.
        tuning_rates: learning rates of stage 1 and stage 2 in fine-tuning.
    """

    of_each: int
    of_unseen: int
    held_out: int
    content_width: int
    content_steps: int
    version: Version
    shrink: int
    periods: tuple[int, ...]
    batch: int
    rates: tuple[float, float]
    minutes: tuple[float, float, float, float]
    epochs: tuple[int, int, int, int]
    tuning_rates: tuple[float, float]


def _version(semantic: SemanticConfig, acoustic: AcousticConfig) -> Version:
    return Version("v2", 732, semantic, acoustic, frozenset({"en"}))


SMALL = Scale(
    of_each=2,
    of_unseen=28,
    held_out=12,
    content_width=96,
    content_steps=250,
    version=_version(
        SemanticConfig(width=128, heads=4, layers=4, tokens=129, end=128, context_width=16),
        AcousticConfig(
            style_width=128,
            upsample_channels=64,
            upsample_rates=(10, 8, 8),
            upsample_kernels=(20, 16, 16),
            content_width=96,
            codes=128,
            width=96,
            filter_width=256,
            content_layers=1,
            phone_layers=2,
            joint_layers=1,
            fusion_width=128,
            posterior_layers=4,
            coupling_layers=2,
            block_kernels=(3,),
            block_dilations=(1, 3),
        ),
    ),
    shrink=16,
    periods=(3, 5),
    batch=4,
    rates=(0.01, 1e-3),
    minutes=(10.0, 40.0, 1.0, 8.0),
    epochs=(400, 400, 10, 100),
    tuning_rates=(0.002, 3e-4),
)

FULL = Scale(
    of_each=600,
    of_unseen=28,
    held_out=100,
    content_width=192,
    content_steps=8000,
    version=_version(
        SemanticConfig(width=256, heads=8, layers=6, tokens=513, end=512, context_width=16),
        AcousticConfig(
            style_width=256,
            upsample_channels=192,
            content_width=192,
            codes=512,
            width=128,
            filter_width=384,
            content_layers=2,
            phone_layers=3,
            joint_layers=2,
            fusion_width=256,
            posterior_layers=8,
        ),
    ),
    shrink=4,
    periods=(2, 3, 5, 7, 11),
    batch=16,
    rates=(0.01, 2e-4),
    minutes=(60.0, 360.0, 5.0, 15.0),
    epochs=(60, 200, 15, 30),
    tuning_rates=(0.002, 1e-4),
)

SCALES = {"small": SMALL, "full": FULL}
