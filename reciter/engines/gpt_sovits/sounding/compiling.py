"""Compile the part of stage 2 that works longest, when voice.toml asks for it."""

from __future__ import annotations

from shutil import which

from torch import nn

from reciter.errors import InputProblem

COMPILERS = ("c++", "g++", "clang++")
"""One of them has to be there: PyTorch writes C++ around its kernels, on a GPU too."""


def compile_part(part: nn.Module) -> None:
    """Have a part compiled when it is first used, for inputs of any length; what it gives differs by rounding only.

    Raises:
        InputProblem: there is no C++ compiler.
    """
    if not any(which(name) for name in COMPILERS):
        how = "Install g++, or take `compiled` out of voice.toml."
        raise InputProblem("compiling a voice needs a C++ compiler, and there is none.", how=how)
    part.compile(dynamic=True)
