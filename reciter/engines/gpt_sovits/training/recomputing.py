"""Less memory for more time: what lies inside a block is calculated again on the way back (gradient checkpointing)."""

from __future__ import annotations

from functools import partial

from torch import nn
from torch.utils.checkpoint import checkpoint

from reciter.engines.gpt_sovits.acoustic.decoder import Stage
from reciter.engines.gpt_sovits.acoustic.encoder import Layer
from reciter.engines.gpt_sovits.acoustic.wavenet import WaveNet
from reciter.engines.gpt_sovits.semantic.block import Block

BLOCKS = (Block, Layer, WaveNet, Stage)


def recompute(network: nn.Module) -> int:
    """Let every block of a network forget what it calculated until it is needed again; gradients stay the same.

    Returns:
        How many blocks do so.
    """
    blocks = [module for module in network.modules() if isinstance(module, BLOCKS)]
    for block in blocks:
        block.forward = partial(checkpoint, block.forward, use_reentrant=False)  # type: ignore[method-assign]
    return len(blocks)
