"""Which way of running the network this machine uses: chosen by measurement at first use, then remembered.

The choice is part of every take's fingerprint, so it must not waver: once written down for a machine it stays, until
the processor, the number of cores, a library's version or the model changes.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform
import re
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import platformdirs
from filelock import FileLock

from reciter.engines.kokoro import candidates, measurement
from reciter.engines.kokoro.backends.network import Network
from reciter.engines.kokoro.model_files import ModelFile, find_model
from reciter.errors import InputProblem
from reciter.shelf import atomic

_log = logging.getLogger(__name__)

MEMORY = "kokoro-runtime.json"
WORTHWHILE = 1.05
"""A way that is less simple must be this much faster to be taken."""
MOST_BYTES = 1_200_000_000
"""Memory that a way may take for a sentence of 8 s; one of 20 s then stays below 2 GB."""


def default_cache() -> Path:
    """Where models and choices are kept when nobody says otherwise."""
    return Path(platformdirs.user_cache_dir("reciter", appauthor=False))


@dataclass(frozen=True)
class RuntimeSettings:
    """How the network is to be run.

    Attributes:
        model: an ONNX file to use instead of the installed one.
        backend: name of the way to run it, such as `onnxruntime-int8-1x2`; measured and remembered when None.
        threads: processor cores to use; all that this process may use when None.
        cache: folder for the joined model, graphs made from it, and the choice.
    """

    model: Path | None = None
    backend: str | None = None
    threads: int | None = None
    cache: Path = field(default_factory=default_cache)


def load_network(settings: RuntimeSettings) -> Network:
    """The Kokoro network, run in the way that was given, or that is best on this machine.

    Raises:
        InputProblem: no such backend, or the model cannot be found or unpacked.
        EngineProblem: the model is damaged, or the library cannot load it.
    """
    model = find_model(settings.cache, given=settings.model)
    threads = settings.threads or usable_cores()
    name = (
        _known(settings.backend) if settings.backend else choose(model, cache=settings.cache, threads=threads)
    )
    return candidates.load(name, model=model, cache=settings.cache)


def describe_runtime(settings: RuntimeSettings) -> str:
    """Model and way of running it, for people; nothing is loaded or measured.

    Raises:
        InputProblem: the model cannot be found, or there is no such backend.
        EngineProblem: the model is damaged.
    """
    model = find_model(settings.cache, given=settings.model)
    key = machine_key(model, threads=settings.threads or usable_cores())
    chosen = _read_memory(settings.cache / MEMORY).get(key, {}).get("backend")
    way = _known(settings.backend) if settings.backend else chosen or "measured at first use"
    return f"{model.path} (from {model.origin}, SHA-256 verified); runtime: {way}"


def choose(model: ModelFile, *, cache: Path, threads: int) -> str:
    """Name of the way remembered for this machine; measured and written down if there is none.

    Several processes may ask at once: one measures, the others wait and read.
    """
    key = machine_key(model, threads=threads)
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / f"{MEMORY}.lock"):
        known = _read_memory(cache / MEMORY)
        if key not in known:
            known[key] = _measured(model, cache, threads)
            atomic.write_json(cache / MEMORY, known)
    return str(known[key]["backend"])


def best(figures: list[measurement.Figure]) -> str:
    """The fastest of the ways that sound right and fit; a way only beats a simpler one by a worthwhile margin.

    Args:
        figures: in order of simplicity; the first is the published file, which is always right.
    """
    chosen = figures[0]
    for figure in figures[1:]:
        fits = figure.peak_bytes <= MOST_BYTES
        if figure.sounds_right and fits and figure.ratio >= chosen.ratio * WORTHWHILE:
            chosen = figure
    return chosen.name


def machine_key(model: ModelFile, *, threads: int) -> str:
    """What a choice holds for: processor, cores, versions of libraries and of the graphs, model."""
    facts = {
        "processor": _processor(),
        "threads": threads,
        "libraries": {name: version(name) for name in ("onnxruntime", "openvino")},
        "ways": sorted(candidates.WAYS),
        "graphs": candidates.GRAPHS_VERSION,
        "model": model.sha256,
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]


def usable_cores() -> int:
    """Processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _measured(model: ModelFile, cache: Path, threads: int) -> dict[str, object]:
    _log.warning(
        "First use on this machine: measuring how Kokoro runs best here; this takes about half a minute."
    )
    names = list(candidates.names(threads, flags=processor_flags()))
    figures = measurement.measure(names, model=model, cache=cache)
    return {
        "backend": best(figures),
        "processor": _processor(),
        "figures": [figure.as_json() for figure in figures],
    }


def _known(name: str) -> str:
    if not _is_known(name):
        known = ", ".join(f"{known}-<sessions>x<threads>" for known in candidates.WAYS)
        raise InputProblem(f"there is no Kokoro backend {name!r}.", where="backend", how=f"Known: {known}.")
    return name


def _is_known(name: object) -> bool:
    way, _, shape = str(name).rpartition("-")
    return way in candidates.WAYS and re.fullmatch(r"[1-9]\d{0,2}x[1-9]\d{0,2}", shape) is not None


def _read_memory(path: Path) -> dict[str, dict[str, object]]:
    """The choices that were written down; what is damaged is left out, and measured again."""
    try:
        memory = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    if not isinstance(memory, dict):
        return {}
    return {
        key: record
        for key, record in memory.items()
        if isinstance(record, dict) and _is_known(record.get("backend"))
    }


def _processor() -> str:
    """Model and instruction sets, as the system tells them."""
    name = _cpuinfo().get("model name") or platform.processor() or platform.machine()
    flags = hashlib.sha256(" ".join(sorted(processor_flags())).encode()).hexdigest()[:8]
    return f"{name} flags {flags}"


def processor_flags() -> frozenset[str]:
    """Instruction sets of the processor, as Linux names them; none where the system does not tell."""
    return frozenset(_cpuinfo().get("flags", "").split())


def _cpuinfo() -> dict[str, str]:
    """Facts about the last core from /proc/cpuinfo; none where the system has no such file."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition(":") for line in lines)
    return {key.strip(): value.strip() for key, _, value in pairs}
