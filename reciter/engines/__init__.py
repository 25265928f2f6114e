"""Engines by name. Built-in and plug-in engines enter by the same door: the entry point group `reciter.engines`."""

from __future__ import annotations

import difflib
import threading
from importlib.metadata import EntryPoint, entry_points

from reciter.engines.base import Engine, EngineSettings
from reciter.errors import EngineProblem, InputProblem

GROUP = "reciter.engines"

_instances: dict[tuple[str, EngineSettings], Engine] = {}
_lock = threading.Lock()


def engine_names() -> list[str]:
    """Names of all installed engines, sorted."""
    return sorted(_entries())


def get_engine(name: str, settings: EngineSettings | None = None) -> Engine:
    """The engine of a name: one instance per process and settings, cheap until it first speaks.

    Raises:
        InputProblem: there is no such engine; the message lists what there is.
        EngineProblem: it is registered, but cannot be imported.
    """
    key = (name, settings or EngineSettings())
    with _lock:
        if key not in _instances:
            _instances[key] = _make(_entry(name), key[1])
        return _instances[key]


def _entries() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def _entry(name: str) -> EntryPoint:
    entries = _entries()
    if name in entries:
        return entries[name]
    near = difflib.get_close_matches(name, entries, n=1, cutoff=0.5)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    listed = ", ".join(sorted(entries)) or "none"
    raise InputProblem(f"There is no engine {name!r}.", how=f"{meant}Installed engines: {listed}.")


def _make(entry: EntryPoint, settings: EngineSettings) -> Engine:
    try:
        engine: Engine = entry.load()(settings=settings)
    except (ImportError, AttributeError) as problem:
        raise EngineProblem(
            f"The engine {entry.name!r} cannot be loaded from {entry.value!r}: {problem}.",
            how="Install what it needs, or remove the package that registers it.",
        ) from problem
    return engine
