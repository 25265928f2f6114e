"""Where the sounds of pre-listening lie: short-lived files of `audiobook/say`, apart from the books."""

from __future__ import annotations

import re
from pathlib import Path

from reciter.errors import InputProblem
from reciter.settings import Settings

_NAME = re.compile(r"[0-9a-f]{32}\.wav")


def said_path(settings: Settings, name: str) -> Path:
    """The file of a name that the studio has given.

    Raises:
        InputProblem: the name is another one; it could lie anywhere.
    """
    if not _NAME.fullmatch(name):
        raise InputProblem(
            "this is no name of a sound.", where=name[:60], how="Give 32 hexadecimal digits and .wav."
        )
    return settings.output_folder / ".said" / name
