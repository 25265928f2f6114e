"""Measures ways of running the network against the published file: speed sentence by sentence, and nearness of sound.

Each way runs in a process of its own, so that measuring leaves no memory or threads behind in the process that speaks,
and so that a library that crashes is a figure and not the end. Baseline and contender take turns, so that whatever else
the machine is doing slows both alike.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from reciter.engines.kokoro import probes
from reciter.engines.kokoro.backends.network import Samples
from reciter.engines.kokoro.model_files import ModelFile

ROUNDS = 1
NEAR = 6.0
"""Spectral distance in dB up to which two renderings count as the same performance."""


@dataclass(frozen=True)
class Figure:
    """What was measured of one way.

    Attributes:
        name: of the way.
        ratio: throughput relative to the published file; 0 where it failed.
        sounds_right: whether its sound is near enough to the published file's.
        note: why it failed, or nothing.
    """

    name: str
    ratio: float
    sounds_right: bool
    note: str = ""

    def as_json(self) -> dict[str, object]:
        """The figure as it is written down."""
        return asdict(self)


class Speaker:
    """A child process that speaks the probes in one way when told to."""

    def __init__(self, name: str, model: ModelFile, cache: Path) -> None:
        command = [sys.executable, "-m", __name__, name, str(model.path), model.sha256, str(cache)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Speaker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def speak(self, path: Path) -> float:
        """Speak all probes, leave their sound in a file, and return the seconds taken.

        Raises:
            ChildProcessError: the way does not work here.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(f"{path}\n")
            self.process.stdin.flush()
        except BrokenPipeError as problem:
            raise ChildProcessError("it ended while loading") from problem
        answer = self.process.stdout.readline()
        if not answer:
            raise ChildProcessError("it ended while speaking")
        return float(json.loads(answer)["seconds"])


def measure(names: list[str], *, model: ModelFile, cache: Path) -> list[Figure]:
    """Measure ways against the first of them.

    Args:
        names: the first is the baseline.
        model: the published model.
        cache: where graphs made from it are kept.
    """
    baseline, *contenders = names
    with tempfile.TemporaryDirectory(prefix="reciter-") as folder, Speaker(baseline, model, cache) as first:
        reference = Path(folder, "reference.npz")
        first.speak(reference)
        figures = [Figure(baseline, 1.0, True)]
        for name in contenders:
            with Speaker(name, model, cache) as other:
                figures.append(_compare(name, first, other, Path(folder)))
    return figures


def _compare(name: str, first: Speaker, other: Speaker, folder: Path) -> Figure:
    try:
        other.speak(folder / "warm.npz")
        times = [(first.speak(folder / "reference.npz"), other.speak(folder / "other.npz")) for _ in range(ROUNDS)]
    except ChildProcessError as problem:
        return Figure(name, 0.0, False, str(problem))
    ratio = sum(pair[0] for pair in times) / sum(pair[1] for pair in times)
    distance = max(
        probes.spectral_distance_db(a, b)
        for a, b in zip(_read(folder / "reference.npz"), _read(folder / "other.npz"), strict=True)
    )
    return Figure(name, round(ratio, 3), distance <= NEAR, f"{distance:.2f} dB from the published file")


def _read(path: Path) -> list[Samples]:
    with np.load(path) as archive:
        return [archive[name] for name in archive.files]


def _serve(name: str, model: ModelFile, cache: Path) -> None:
    """The child: for each path on standard input, speak the probes into it and answer with the time."""
    from reciter.engines.kokoro import candidates

    network = candidates.load(name, model=model, cache=cache)
    styles: NDArray[np.float32] = probes.styles()
    for line in sys.stdin:
        start = time.perf_counter()
        waveforms = network.run(probes.TOKENS, styles, [1.0] * len(probes.TOKENS))
        seconds = time.perf_counter() - start
        np.savez(line.strip(), *waveforms)
        print(json.dumps({"seconds": seconds}), flush=True)


if __name__ == "__main__":
    way, model_path, sha256, cache_folder = sys.argv[1:]
    _serve(way, ModelFile(Path(model_path), sha256, "parent"), Path(cache_folder))
