"""Names of the weights of the discriminator, the `s2D` files that only training reads."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor

from reciter.engines.gpt_sovits.checkpoints.acoustic_names import normed
from reciter.engines.gpt_sovits.checkpoints.renaming import Rename, publish, rename

_JUDGES = 8


def _rows() -> tuple[Rename, ...]:
    rows: list[Rename] = []
    for judge in range(_JUDGES):
        theirs, ours = f"discriminators.{judge}", f"judges.{judge}"
        rows += normed(f"{theirs}.convs.{{n}}", f"{ours}.layers.{{n}}")
        rows += normed(f"{theirs}.conv_post", f"{ours}.last")
    return tuple(rows)


TABLE = _rows()
"""Published name → ours; versions of v2Pro have two judges more."""


def discriminator_state(published: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights of the discriminator under our names.

    Raises:
        EngineProblem: a name that no published discriminator has.
    """
    return rename(published, TABLE)


def published_discriminator(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The same weights under their published names.

    Raises:
        EngineProblem: a name that the discriminator does not have.
    """
    return publish(state, TABLE)
