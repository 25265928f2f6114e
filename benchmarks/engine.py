"""Ways of running the Kokoro network: speed against `kokoro-onnx`'s way, memory, naturalness, and what Whisper hears.

    python -m benchmarks.engine [--quick | --full] [--memory WAY]

Every way runs in a process of its own and all take turns batch by batch, so that whatever else the machine is doing
slows all alike. The baseline is one onnxruntime session on the published file with default options, one sentence at a
time.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.machine import RESULTS, provenance, write_result
from benchmarks.narrators import FIRST, SECOND, Item
from reciter.audio.waveform import Waveform
from reciter.checking.error_rate import character_error_rate, word_error_rate
from reciter.checking.models import whisper_folder
from reciter.checking.naturalness import naturalness
from reciter.checking.transcript import transcribe
from reciter.engines.base import SpeechRequest
from reciter.engines.kokoro import candidates, selection
from reciter.engines.kokoro.backends.network import RATE_HZ, Network, PooledNetwork, Samples
from reciter.engines.kokoro.model_files import ModelFile, find_model
from reciter.engines.kokoro.phones.compose import request_phones
from reciter.engines.kokoro.phones.vocabulary import token_ids
from reciter.engines.kokoro.voices import blend_styles
from reciter.memory import peak_bytes
from reciter.settings import get_settings
from reciter.text.span import Run

BASELINE = "kokoro-onnx"
VOICE = {"af_heart": 1.0}
BATCH = 4
LENGTHS = 100


@dataclass
class Row:
    """Figures of one way."""

    way: str
    seconds: list[float] = field(default_factory=list)
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    audio_s: float = 0.0
    ratio: float = 0.0
    naturalness: float | None = None
    error: float | None = None
    heard: list[str] = field(default_factory=list)


def main() -> None:
    """Measure and write `benchmarks/results/engine.json` and `.md` (`engine-all-ways` with `--full`)."""
    arguments = _arguments()
    cache = get_settings().cache
    model = find_model(cache, given=get_settings().kokoro_model)
    if arguments.serve:
        _serve(_load(arguments.serve, model, cache))
        return
    if arguments.memory:
        print(json.dumps(_memory(_load(arguments.memory, model, cache)), indent=1))
        return
    items = (FIRST + SECOND)[: 4 if arguments.quick or arguments.full else None]
    ways = [BASELINE, *_ways(full=arguments.full)]
    facts = provenance()
    if arguments.full:  # all at once would not fit into memory
        pairs = [measure([BASELINE, way], items, rounds=1, heed=_judge_of(cache)) for way in ways[1:]]
        rows = [pairs[0][0], *(row for pair in pairs for row in pair[1:])]
    else:
        rows = measure(ways, items, rounds=1 if arguments.quick else 3, heed=_judge_of(cache))
    table = markdown(facts, rows)
    figures = {"provenance": facts, "sentences": len(items), "rows": [vars(row) for row in rows]}
    print(table)
    name = "engine-all-ways" if arguments.full else "engine"
    print(write_result(name, figures))
    (RESULTS / f"{name}.md").write_text(table, "utf-8")


def measure(
    ways: Sequence[str], items: Sequence[Item], *, rounds: int, heed: Callable[[Row, Item, Samples], None]
) -> list[Row]:
    """All ways over all sentences, taking turns batch by batch.

    Args:
        ways: the first is the baseline.
        items: the sentences.
        rounds: times that every sentence is spoken and timed.
        heed: judges a sentence as a way spoke it, into the way's row.
    """
    batches = _batched(len(items))
    rows = {way: Row(way) for way in ways}
    with tempfile.TemporaryDirectory(prefix="reciter-bench-") as folder, ExitStack() as stack:
        speakers = {way: stack.enter_context(_speaker(way)) for way in ways}
        for way, process in speakers.items():
            try:
                _ask(process, [0], Path(folder, f"{way}-warm.npz"))
            except ChildProcessError:
                print(f"{way} does not run on this machine", file=sys.stderr)
                del rows[way]
        ways = list(rows)
        for turn, batch in itertools.product(range(rounds), batches):
            for way in ways if turn % 2 else reversed(ways):
                answer = _ask(speakers[way], batch, Path(folder, f"{way}-{batch[0]}.npz"))
                rows[way].seconds.append(answer["seconds"])
                rows[way].cpu_seconds += answer["cpu_seconds"]
                rows[way].peak_bytes = answer["peak_bytes"]
        for way, batch in itertools.product(ways, batches):
            with np.load(Path(folder, f"{way}-{batch[0]}.npz")) as archive:
                for index, name in zip(batch, archive.files, strict=True):
                    rows[way].audio_s += len(archive[name]) / RATE_HZ * rounds
                    heed(rows[way], items[index], archive[name])
    _conclude(list(rows.values()), len(items))
    return list(rows.values())


def markdown(facts: dict[str, Any], rows: Sequence[Row]) -> str:
    """The table as it goes into docs."""
    lines = [
        f"{facts['processor']}, {facts['cores']} cores, load {facts['load_before']} before, {facts['date']}, "
        f"commit {facts['commit']}, `{facts['command']}`",
        "",
        "| way | ratio | × real time | CPU-s per s | peak MB | DNSMOS | error |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {row.way} | {row.ratio:.2f} | {row.audio_s / sum(row.seconds):.2f} "
        f"| {row.cpu_seconds / row.audio_s:.2f} | {row.peak_bytes / 1e6:.0f} "
        f"| {_shown(row.naturalness, '.3f')} | {_shown(row.error, '.1%')} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _ways(*, full: bool) -> list[str]:
    """Those that would be measured at first use here; or all, in one session and in one per core."""
    cores = get_settings().threads or selection.usable_cores()
    if not full:
        return list(candidates.names(cores, flags=selection.processor_flags()))
    return [
        f"{way}-{shape}" for way in candidates.WAYS for shape in dict.fromkeys((f"1x{cores}", f"{cores}x1"))
    ]


def _load(way: str, model: ModelFile, cache: Path) -> Network:
    return _kokoro_onnx(model) if way == BASELINE else candidates.load(way, model=model, cache=cache)


def _kokoro_onnx(model: ModelFile) -> Network:
    """The published file as the package `kokoro-onnx` opens it."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(model.path), providers=["CPUExecutionProvider"])
    return PooledNetwork(BASELINE, "", lambda: [lambda feed: session.run(None, feed)[0].reshape(-1)])


def _serve(network: Network) -> None:
    """The child: for each line, speak the sentences named and answer with what it took."""
    tokens, styles = _inputs(FIRST + SECOND)
    for line in sys.stdin:
        order = json.loads(line)
        chosen = order["sentences"]
        before, start = time.process_time(), time.perf_counter()
        spoken = network.run([tokens[i] for i in chosen], styles[chosen], [1.0] * len(chosen))
        answer = {"seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - before}
        np.savez(order["path"], *spoken)
        print(json.dumps({**answer, "peak_bytes": peak_bytes()}), flush=True)


def _memory(network: Network) -> dict[str, Any]:
    """Peak memory while speaking ever new lengths, then the longest there can be."""
    tokens = np.array(_inputs(FIRST)[0][0])
    style = blend_styles(VOICE)
    figures: dict[str, Any] = {"way": network.name, "provenance": provenance(), "peak_bytes_by_lengths": {}}
    for count in range(1, LENGTHS + 1):
        network.run([np.resize(tokens, count + 10).tolist()], style[count + 9 : count + 10], [2.0])
        if count % 20 == 0:
            figures["peak_bytes_by_lengths"][count] = peak_bytes()
    network.run([np.resize(tokens, 500).tolist()], style[499:500], [1.0])
    return {**figures, "peak_bytes_500_phones": peak_bytes()}


def _inputs(items: Sequence[Item]) -> tuple[list[list[int]], NDArray[np.float32]]:
    requests = [_request(item) for item in items]
    tokens = [list(token_ids(request_phones(request, accent="american"))) for request in requests]
    voice = blend_styles(VOICE)
    return tokens, np.stack([voice[len(ids) - 1] for ids in tokens]).astype(np.float32)


def _request(item: Item) -> SpeechRequest:
    ends = list(itertools.accumulate(len(text) for _, text in item.parts))
    runs = (Run(start, end, part[0]) for start, end, part in zip([0, *ends], ends, item.parts, strict=False))
    return SpeechRequest(item.name, item.text, tuple(runs))


def _judge_of(cache: Path) -> Callable[[Row, Item, Samples], None]:
    whisper = whisper_folder(cache)

    def judge(row: Row, item: Item, samples: Samples) -> None:
        wave, spoken = Waveform(samples, RATE_HZ), item.heard_as or item.text
        heard = transcribe(wave, item.language, model=whisper)
        error = (
            word_error_rate(spoken, heard)
            if item.language == "en"
            else character_error_rate(spoken, heard, language=item.language)
        )
        row.heard.append(heard)
        row.error = (row.error or 0.0) + error
        row.naturalness = (row.naturalness or 0.0) + naturalness(wave).overall

    return judge


def _conclude(rows: Sequence[Row], sentences: int) -> None:
    """Sums become means; the ratio is that of all the time taken."""
    for row in rows:
        row.ratio = sum(rows[0].seconds) / sum(row.seconds)
        row.error = None if row.error is None else row.error / sentences
        row.naturalness = None if row.naturalness is None else row.naturalness / sentences


def _speaker(way: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.engine", "--serve", way]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _ask(process: subprocess.Popen[str], sentences: Sequence[int], path: Path) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"sentences": list(sentences), "path": str(path)}) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise ChildProcessError("it ended")
    answer: dict[str, Any] = json.loads(line)
    return answer


def _batched(count: int) -> list[tuple[int, ...]]:
    return [tuple(range(start, min(start + BATCH, count))) for start in range(0, count, BATCH)]


def _shown(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--quick", action="store_true", help="four sentences, once, the ways worth measuring here"
    )
    size.add_argument(
        "--full",
        action="store_true",
        help="every way, in one session and in one per core, each beside the baseline",
    )
    parser.add_argument("--memory", metavar="WAY", help="peak memory of one way over many lengths, instead")
    parser.add_argument("--serve", metavar="WAY", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
