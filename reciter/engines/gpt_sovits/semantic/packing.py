"""Weights kept in half precision and computed with in single: for processors, where reading the weights takes the time.

Published files hold half-precision weights, so nothing of them is lost; of others what a half cannot hold is rounded.
"""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder


class PackedLinear(nn.Module):
    """A linear layer in the order and precision that FBGEMM reads fastest. It has no gradient."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        bias = None if linear.bias is None else linear.bias.detach().float()
        weight = linear.weight.detach().float().contiguous()
        self.packed: Any = torch.ops.quantized.linear_prepack_fp16(weight, bias)

    def forward(self, x: Tensor) -> Tensor:
        """[…, C] in float32 → […, C']."""
        product: Tensor = torch.ops.quantized.linear_dynamic_fp16(x, self.packed)
        return product


def packable() -> bool:
    """Whether this build of PyTorch has the kernels (x86 with AVX2 has)."""
    return "fbgemm" in torch.backends.quantized.supported_engines


def packed(decoder: SemanticDecoder) -> SemanticDecoder:
    """A copy in float32 on the processor whose linear layers are packed; embeddings and norms are shared."""
    shared: dict[int, Any] = {id(weight): weight for weight in decoder.parameters()}
    twin = copy.deepcopy(decoder, shared)
    for module in list(twin.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Linear):
                setattr(module, name, PackedLinear(child))
    return twin.eval()
