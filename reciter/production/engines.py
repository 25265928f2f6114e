"""Engines as this installation's settings want them."""

from __future__ import annotations

from reciter.engines import get_engine
from reciter.engines.base import Engine
from reciter.settings import get_settings


def engine_of(name: str) -> Engine:
    """The engine of a name, with the settings of this installation.

    Raises:
        InputProblem: there is no such engine; the message lists what there is.
    """
    return get_engine(name, get_settings().engine(name))
