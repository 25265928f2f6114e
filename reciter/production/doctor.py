"""Doctor: is everything there that a render needs, and where."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec

from reciter.engines import engine_names
from reciter.errors import InputProblem, ReciterError
from reciter.mastering.ffmpeg import ffmpeg_version, find_ffmpeg
from reciter.production.engines import engine_of
from reciter.production.polyphones import polyphones_of
from reciter.settings import Settings

LITTLE_SPACE_BYTES = 2 * 10**9


@dataclass(frozen=True)
class Check:
    """One thing looked at: its name, whether it is all right, and what was found or how to mend it."""

    name: str
    good: bool
    detail: str


def examine(settings: Settings) -> list[Check]:
    """Look at everything a render needs; never raises for what it finds."""
    looks: dict[str, Callable[[], str]] = {
        "python": _python,
        "ffmpeg": lambda: f"{ffmpeg_version()} at {find_ffmpeg()}",
        **{f"engine {name}": partial(_engine, name) for name in engine_names()},
        "cache": lambda: str(settings.cache),
        "voices": lambda: str(settings.voices_folder),
        "output": lambda: str(settings.output_folder),
        "disk": lambda: _disk(settings),
        "g2pw": lambda: _g2pw(settings),
        "gpu": _gpu,
        "checking": _checking,
    }
    return [_look(name, look) for name, look in looks.items()]


def _look(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except ReciterError as problem:
        return Check(name, False, str(problem))


def _engine(name: str) -> str:
    return engine_of(name).check()


def _python() -> str:
    return f"{platform.python_version()} at {sys.executable}"


def _disk(settings: Settings) -> str:
    folder = next(
        parent
        for parent in (settings.output_folder, *settings.output_folder.resolve().parents)
        if parent.exists()
    )
    free = shutil.disk_usage(folder).free
    if free < LITTLE_SPACE_BYTES:
        raise InputProblem(
            f"only {free / 1e9:.1f} GB are free.",
            where=str(folder),
            how="An hour of audiobook takes about 0.2 GB.",
        )
    return f"{free / 1e9:.0f} GB free at {folder}"


def _g2pw(settings: Settings) -> str:
    if polyphones_of(settings) is None:
        return "none (RECITER_G2PW); dictionary and context decide between readings of Chinese characters"
    return f"loaded from {settings.g2pw}"


def _gpu() -> str:
    """What the graphics driver says; the default engine does not need one."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return "none found (the default engine does not need one)"
    query = [program, "--query-gpu=name,memory.total", "--format=csv,noheader"]
    answer = subprocess.run(query, capture_output=True, text=True, timeout=20, check=False)
    return answer.stdout.strip().replace("\n", "; ") or "none found (the default engine does not need one)"


def _checking() -> str:
    missing = [name for name in ("faster_whisper", "speechmos", "jiwer", "opencc") if find_spec(name) is None]
    return f"not installed: {', '.join(missing)} (pip install -e '.[checking]')" if missing else "installed"
