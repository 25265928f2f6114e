"""Measures ways of running the network against the published file: speed, and nearness of sound.

Each way runs in a process of its own, so that measuring leaves no memory or threads behind in the process that speaks,
and so that a library that crashes is a figure and not the end. All ways take turns, so that whatever else the machine
is doing slows all alike, and the middle one of the ratios counts.
"""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

import numpy as np

from reciter import memory
from reciter.engines.kokoro import candidates, probes
from reciter.engines.kokoro.backends.network import Samples
from reciter.engines.kokoro.model_files import ModelFile
from reciter.errors import EngineProblem

ROUNDS = 5
HOPELESS = 1.5
"""A way that takes this many times as long as the baseline in a round is not measured further."""
NEAR_DB = 2.0
"""Spectral distance up to which two renderings of the probe count as the same performance: those known to be good keep
within 1.0, a source whose phase was spoiled is at 3.2 (docs/kokoro-runtime.md)."""


@dataclass(frozen=True)
class Figure:
    """What was measured of one way.

    Attributes:
        name: of the way.
        ratio: throughput relative to the published file; 0 where it failed.
        sounds_right: whether its sound is near enough to the published file's.
        note: distance of the sound, or why it failed.
        peak_bytes: memory of its process with a sentence of 8 s; 0 where it was too slow to be asked.
    """

    name: str
    ratio: float
    sounds_right: bool
    note: str = ""
    peak_bytes: int = 0

    def as_json(self) -> dict[str, object]:
        """The figure as it is written down."""
        return asdict(self)


def measure(names: Sequence[str], *, model: ModelFile, cache: Path) -> list[Figure]:
    """Measure ways against the first of them.

    Args:
        names: the first is the baseline.
        model: the published model.
        cache: where graphs made from it are kept.

    Raises:
        EngineProblem: the baseline itself does not work.
    """
    with tempfile.TemporaryDirectory(prefix="reciter-") as folder, ExitStack() as stack:
        speakers = [stack.enter_context(Speaker(name, model, cache, Path(folder))) for name in names]
        for speaker in speakers:
            speaker.speak()  # loads and warms
        rounds = _rounds(speakers)
        if speakers[0].problem:
            raise EngineProblem(f"the Kokoro model does not run: {speakers[0].problem}.")
        return [_figure(speaker, speakers[0], rounds) for speaker in speakers]


def median_ratio(rounds: Sequence[dict[str, float]], name: str, *, baseline: str) -> float:
    """How many times as fast as the baseline: the middle one of the rounds that a way took part in.

    Args:
        rounds: seconds by way, for each round; those taken side by side are compared, so that a busy spell cancels out.
        name: of the way.
        baseline: its name.
    """
    return statistics.median(times[baseline] / times[name] for times in rounds if name in times)


def cost_s(wall_s: float, cpu_s: float) -> float:
    """What a round cost: the geometric mean of wall and processor time.

    Wall time is what counts on a quiet machine, but on a busy one it says more about the neighbours; processor time is
    the same on both, but misses cores left idle.
    """
    return math.sqrt(wall_s * cpu_s)


def _rounds(speakers: Sequence[Speaker]) -> list[dict[str, float]]:
    running, rounds = list(speakers), list[dict[str, float]]()
    for number in range(ROUNDS):
        turn = running if number % 2 else running[::-1]
        rounds.append({speaker.name: speaker.speak() for speaker in turn if not speaker.problem})
        if speakers[0].problem:
            break
        bound = rounds[-1][speakers[0].name] * HOPELESS
        running = [speaker for speaker in running if rounds[-1].get(speaker.name, bound) < bound]
    return rounds


class Speaker:
    """A child process that speaks the probes in one way whenever told to.

    Attributes:
        name: of the way.
        problem: why it does not work; empty while it does.
    """

    def __init__(self, name: str, model: ModelFile, cache: Path, folder: Path) -> None:
        self.name, self.problem = name, ""
        self._sound, self._complaints = folder / f"{name}.npz", folder / f"{name}.txt"
        command = [sys.executable, "-m", __name__, name, str(model.path), model.sha256, str(cache)]
        with self._complaints.open("w") as complaints:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, text=True
            )

    def __enter__(self) -> Speaker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def speak(self) -> float:
        """Speak all probes once and return what it cost in seconds; infinity if the way does not work."""
        answer = self._ask({"tokens": probes.TOKENS, "path": str(self._sound)})
        return answer["seconds"] if answer else float("inf")

    def peak_bytes(self) -> int:
        """Most memory its process ever held, after a long sentence."""
        answer = self._ask({"tokens": [probes.LONG], "path": str(self._sound.with_suffix(".long.npz"))})
        return int(answer["peak_bytes"]) if answer else 0

    def _ask(self, order: dict[str, object]) -> dict[str, float] | None:
        if self.problem:
            return None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(f"{json.dumps(order)}\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if line:
            answer: dict[str, float] = json.loads(line)
            return answer
        complaints = self._complaints.read_text("utf-8", "replace").strip().splitlines()
        self.problem = complaints[-1] if complaints else f"it ended with status {self._process.wait()}"
        return None

    def sound(self) -> list[Samples]:
        """What the last round sounded like."""
        with np.load(self._sound) as archive:
            return [archive[name] for name in archive.files]


def _figure(speaker: Speaker, baseline: Speaker, rounds: Sequence[dict[str, float]]) -> Figure:
    if speaker.problem:
        return Figure(speaker.name, 0.0, False, speaker.problem)
    ratio = round(median_ratio(rounds, speaker.name, baseline=baseline.name), 3)
    pairs = zip(baseline.sound(), speaker.sound(), strict=True)
    distance = max(probes.spectral_distance_db(one, other) for one, other in pairs)
    note = f"{distance:.2f} dB from the published file"
    peak_bytes = speaker.peak_bytes() if ratio > 1.0 else 0
    if ratio > 1.0 and not peak_bytes:
        return Figure(speaker.name, 0.0, False, "it ended while speaking a long sentence")
    return Figure(speaker.name, ratio, distance <= NEAR_DB, note, peak_bytes)


def _serve(name: str, model: ModelFile, cache: Path) -> None:
    """The child: for each order on standard input, speak its tokens into its path and answer with the cost."""
    network = candidates.load(name, model=model, cache=cache)
    for line in sys.stdin:
        order = json.loads(line)
        tokens = order["tokens"]
        styles = probes.styles(tokens)
        start_s, start_cpu_s = time.perf_counter(), time.process_time()
        waveforms = network.run(tokens, styles, [1.0] * len(tokens))
        seconds = cost_s(time.perf_counter() - start_s, time.process_time() - start_cpu_s)
        np.savez(order["path"], *waveforms)
        print(json.dumps({"seconds": seconds, "peak_bytes": memory.peak_bytes()}), flush=True)


if __name__ == "__main__":
    way, model_path, sha256, cache_folder = sys.argv[1:]
    _serve(way, ModelFile(Path(model_path), sha256, "parent"), Path(cache_folder))
