"""Traditional characters as simplified ones, for comparing."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reciter.checking.models import INSTALL
from reciter.errors import InputProblem


def simplified(text: str) -> str:
    """A text with simplified characters for traditional ones; as long as it was.

    Raises:
        InputProblem: opencc is not installed.
    """
    converted = str(_converter().convert(text))
    return converted if len(converted) == len(text) else "".join(map(_one, text))


@lru_cache(maxsize=8192)
def _one(character: str) -> str:
    return str(_converter().convert(character))[:1] or character


@lru_cache(maxsize=1)
def _converter() -> Any:
    try:
        from opencc import OpenCC
    except ImportError as problem:
        raise InputProblem("Comparing Chinese transcripts needs opencc.", how=INSTALL) from problem
    return OpenCC("t2s")
