"""The g2pW model that the settings name, loaded once a process, with its answers kept on disk."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reciter.languages.polyphones import Polyphones
from reciter.settings import Settings


def polyphones_of(settings: Settings) -> Polyphones | None:
    """The model for Chinese polyphones; None when the settings name none, and then nothing of it is imported.

    Raises:
        InputProblem: its folder lacks something, or holds another model.
    """
    return _load(settings.g2pw, settings.cache) if settings.g2pw else None


@cache
def _load(folder: Path, kept_in: Path) -> Polyphones:
    from reciter.languages.zh.g2pw import G2pw
    from reciter.languages.zh.g2pw_memory import AnswersOnDisk

    return G2pw(folder, memory=AnswersOnDisk.of(folder, kept_in / "g2pw"))
