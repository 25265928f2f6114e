"""Stage 1 of GPT-SoVITS at full size with random weights: steps and tokens a second, loading, memory.

    python -m benchmarks.gpt_sovits_semantic [--batches 1,8,32] [--ways single,packed] [--against FOLDER]

No sentence ends before a fixed length, so that the work is known: a prompt of five seconds, a sentence of five seconds.
Every way runs in a process of its own. `--against` names a folder that holds the `AR` package of the published
system (and stands for what it imports); its batched inference then takes turns with ours on the same sentences.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from benchmarks.machine import RESULTS, provenance, write_result
from reciter.engines.gpt_sovits.checkpoints.semantic_names import published_semantic
from reciter.engines.gpt_sovits.config import TOKEN_RATE_HZ, V2
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.semantic.packing import packed
from reciter.engines.gpt_sovits.semantic.request import Bounds, SemanticRequest
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter
from reciter.memory import peak_bytes

PHONES, OWN_PHONES, PROMPT, TOKENS = 100, 55, 125, 125
PUBLISHED = "published"
ROUNDS = 3
CPU_WAYS, GPU_WAYS = ("single", "packed"), ("single", "half", "bfloat", "half-recorded")


def main() -> None:
    """Measure and write `benchmarks/results/gpt_sovits_semantic.json` and `.md`."""
    arguments = _arguments()
    if arguments.serve:
        _serve(arguments.serve, Path(arguments.weights), arguments.against)
        return
    facts = provenance()
    with tempfile.TemporaryDirectory(prefix="reciter-bench-") as folder:
        weights = random_weights(Path(folder))
        rows = _measured(arguments, weights)
    figures = {"provenance": facts | torch_facts(), "work": _work(), "rows": rows}
    table = markdown(figures)
    print(table)
    print(write_result("gpt_sovits_semantic", figures))
    (RESULTS / "gpt_sovits_semantic.md").write_text(table, "utf-8")


def markdown(figures: dict[str, Any]) -> str:
    """The table as it goes into docs."""
    facts = figures["provenance"]
    lines = [
        f"{facts['device']}, {facts['cores']} cores, {facts['threads']} threads, load {facts['load_before']} before, "
        f"{facts['date']}, commit {facts['commit']}, `{facts['command']}`",
        "",
        "| way | batch | steps/s | tokens/s | with reading: tokens/s | × real time | CPU-s per s | load s | peak MB "
        "| ratio | ratio of CPU-s |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {row['way']} | {row['batch']} | {_shown(row['steps_per_s'])} | {_shown(row['tokens_per_s'])} "
        f"| {row['whole_tokens_per_s']:.1f} | {row['whole_tokens_per_s'] / TOKEN_RATE_HZ:.2f} "
        f"| {row['cpu_s'] / row['tokens'] * TOKEN_RATE_HZ:.3f} | {row['load_s']:.1f} "
        f"| {row['peak_bytes'] / 1e6:.0f} | {_shown(row.get('ratio'), '.2f')} "
        f"| {_shown(row.get('cpu_ratio'), '.2f')} |"
        for row in figures["rows"]
    ]
    return "\n".join(lines) + "\n"


def _measured(arguments: argparse.Namespace, weights: Path) -> list[dict[str, Any]]:
    """Ways take turns at every batch size, in both directions; the best round of each counts."""
    rows = []
    ways = arguments.ways + ([PUBLISHED] if arguments.against else [])
    for batch in arguments.batches:
        processes = {way: _start(way, weights, arguments.against) for way in ways}
        answers: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
        for turn in range(ROUNDS):
            for way in ways if turn % 2 else reversed(ways):
                answers[way].append(ask(processes[way], batch))
        for process in processes.values():
            process.communicate("")
        fastest = {way: min(answers[way], key=lambda answer: answer["whole_s"]) for way in ways}
        rows += [_row(way, batch, fastest[way], fastest.get(PUBLISHED)) for way in ways]
    return rows


def _row(way: str, batch: int, best: dict[str, Any], published: dict[str, Any] | None) -> dict[str, Any]:
    row = {"way": way, "batch": batch, **best, "whole_tokens_per_s": best["tokens"] / best["whole_s"]}
    if published:
        row["ratio"] = published["whole_s"] / best["whole_s"]
        row["cpu_ratio"] = published["cpu_s"] / best["cpu_s"]
    return row


def _serve(way: str, weights: Path, against: str | None) -> None:
    """The child: for each line, a batch size, one round and what it took."""
    before = time.perf_counter()
    run = _published(weights, Path(against or "")) if way == PUBLISHED else _ours(way, weights)
    load_s = time.perf_counter() - before
    for line in sys.stdin:
        if not line.strip():
            return
        figures = run(int(line))
        print(json.dumps({"load_s": load_s, "peak_bytes": held_bytes(), **figures}), flush=True)


def _ours(way: str, weights: Path) -> Callable[[int], dict[str, Any]]:
    """Our writer. Its steps are timed from the moment on when every sentence has been read."""
    decoder = SemanticDecoder(V2.semantic).eval()
    kind, _, recorded = way.partition("-")
    dtype = {"half": torch.float16, "bfloat": torch.bfloat16}.get(kind, torch.float32)
    decoder.load_state_dict(load_file(weights))
    decoder = packed(decoder) if kind == "packed" else decoder.to(_device(), dtype)
    on_gpu = _device().type == "cuda"
    writers: dict[int, TokenWriter] = {}
    options: dict[str, int] = {"together": 32, "look_every": 16} if on_gpu else {}

    def run(batch: int) -> dict[str, Any]:
        writer = writers.get(batch)
        if writer is None:
            writer = writers[batch] = TokenWriter(decoder, slots=batch, recorded=bool(recorded), **options)
        read, _ = timed(lambda: _write(writer, batch, 1))
        whole, cpu = timed(lambda: _write(writer, batch, TOKENS))
        steps = (TOKENS - 1) / (whole - read)
        figures = {"whole_s": whole, "cpu_s": cpu, "read_s": read, "tokens": batch * TOKENS}
        return {**figures, "steps_per_s": steps, "tokens_per_s": batch * steps}

    return run


def _write(writer: TokenWriter, batch: int, tokens: int) -> None:
    bounds = Bounds(min_tokens=tokens, max_tokens=tokens, follow_text=False)
    done = writer.write(requests_of(batch), bounds=bounds)
    if [len(one.tokens) for one in done] != [tokens] * batch:
        raise RuntimeError("a sentence has another length than it was to have")


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds, and seconds of processor time, which what else the machine does hardly changes."""
    start, before = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - before


def published_writer(weights: Path, folder: Path) -> Callable[[int], list[torch.Tensor]]:
    """Batched inference of the published system, on the same sentences and weights: a batch size → tokens of each."""
    sys.path.insert(0, str(folder))
    import importlib

    model = importlib.import_module("AR.models.t2s_model").Text2SemanticDecoder(published_config())
    state = published_semantic({name: weight.float() for name, weight in load_file(weights).items()})
    model.load_state_dict({name.removeprefix("model."): weight for name, weight in state.items()})
    model.eval()

    @torch.inference_mode()
    def write(batch: int) -> list[torch.Tensor]:
        requests = requests_of(batch)
        lengths = torch.tensor([len(request.phones) for request in requests])
        made, _ = model.infer_panel_batch_infer(
            [request.phones for request in requests],
            lengths,
            torch.stack([request.prompt for request in requests]),
            [request.context.T for request in requests],
            top_k=15,
            top_p=1,
            early_stop_num=TOKENS,
            temperature=1.0,
            max_len=int(lengths.max()),
        )
        if [len(one) - PROMPT for one in made] != [TOKENS] * batch:
            raise RuntimeError("a sentence has another length than it was to have")
        return list(made)

    return write


def _published(weights: Path, folder: Path) -> Callable[[int], dict[str, Any]]:
    write = published_writer(weights, folder)

    def run(batch: int) -> dict[str, Any]:
        whole, cpu = timed(lambda: write(batch))
        figures = {"whole_s": whole, "cpu_s": cpu, "tokens": batch * TOKENS}
        return {**figures, "steps_per_s": None, "tokens_per_s": None}

    return run


def published_config() -> dict[str, Any]:
    """Sizes in the published system's words."""
    sizes = V2.semantic
    names = {"hidden_dim": sizes.width, "embedding_dim": sizes.width, "head": sizes.heads, "dropout": 0}
    return {
        "model": names
        | {"n_layer": sizes.layers, "vocab_size": sizes.tokens, "phoneme_vocab_size": sizes.phones}
        | {"EOS": sizes.end}
    }


def requests_of(batch: int) -> list[SemanticRequest]:
    """Sentences of one clip whose lengths differ by a fifth up and down."""
    g = torch.Generator().manual_seed(3)
    sizes = V2.semantic
    prompt = torch.randint(sizes.end, (PROMPT,), generator=g)
    lengths = [PHONES + (n * 7 % 41) - 20 for n in range(batch)]
    return [
        SemanticRequest(
            torch.randint(sizes.phones, (length,), generator=g),
            torch.randn((length, sizes.context_width), generator=g),
            prompt,
            own_phones=length - PHONES + OWN_PHONES,
            seed=n,
        )
        for n, length in enumerate(lengths)
    ]


def random_weights(folder: Path) -> Path:
    """Weights in half precision, as published files hold them; the row of the end is zero, so that nothing ends."""
    torch.manual_seed(1)
    state = SemanticDecoder(V2.semantic).state_dict()
    state["head.weight"][V2.semantic.end] = 0
    path = folder / "semantic.safetensors"
    save_file({name: weight.half() for name, weight in state.items()}, path)
    return path


def _device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def held_bytes() -> int:
    """Most memory that this process has held, on the GPU where there is one."""
    return torch.cuda.max_memory_allocated() if torch.cuda.is_available() else peak_bytes()


def torch_facts() -> dict[str, Any]:
    """Version, threads and device of PyTorch."""
    device = torch.cuda.get_device_name() if torch.cuda.is_available() else provenance()["processor"]
    return {"torch": torch.__version__, "threads": torch.get_num_threads(), "device": device}


def _work() -> dict[str, int]:
    return {"phones": PHONES, "own_phones": OWN_PHONES, "prompt_tokens": PROMPT, "tokens": TOKENS}


def _start(way: str, weights: Path, against: str | None) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.gpt_sovits_semantic",
        "--serve",
        way,
        "--weights",
        str(weights),
    ]
    command += ["--against", against] if against else []
    chatter = subprocess.DEVNULL if way == PUBLISHED else None  # it draws progress bars
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=chatter, text=True)


def ask(process: subprocess.Popen[str], batch: int) -> dict[str, Any]:
    """One round of a child."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{batch}\n")
    process.stdin.flush()
    while line := process.stdout.readline():
        if line.startswith("{"):
            answer: dict[str, Any] = json.loads(line)
            return answer
    raise ChildProcessError(f"{' '.join(map(str, process.args))} ended")


def _shown(value: float | None, form: str = ".1f") -> str:
    return "–" if value is None else format(value, form)


def _arguments() -> argparse.Namespace:
    on_gpu = torch.cuda.is_available()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--batches", type=_numbers, default=[1, 8, 32, 64, 128, 256] if on_gpu else [1, 8, 32, 64]
    )
    parser.add_argument(
        "--ways", type=lambda text: text.split(","), default=[*(GPU_WAYS if on_gpu else CPU_WAYS)]
    )
    parser.add_argument("--against", metavar="FOLDER", help="of the published system's package AR")
    parser.add_argument("--serve", metavar="WAY", help=argparse.SUPPRESS)
    parser.add_argument("--weights", help=argparse.SUPPRESS)
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


if __name__ == "__main__":
    main()
