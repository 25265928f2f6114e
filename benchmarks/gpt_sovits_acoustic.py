"""Stage 2 of GPT-SoVITS: seconds of computing for a second of speech, and memory, with random weights of full size.

    python -m benchmarks.gpt_sovits_acoustic [--batches 1,8,32,64] [--device cuda] [--dtype float16]

Every case runs in a process of its own. A sentence has as many tokens as `--seconds` say, so the work is known; what it
costs does not depend on the weights.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import Any

import torch

from benchmarks.gpt_sovits_semantic import timed
from benchmarks.machine import RESULTS, provenance, write_result
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.packing import pack_decoder
from reciter.engines.gpt_sovits.acoustic.speaking import AcousticRequest, speak
from reciter.engines.gpt_sovits.acoustic.style import Style
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.config import TOKEN_RATE_HZ, WAVE_VERSIONS
from reciter.memory import peak_bytes

PHONES_A_TOKEN = 0.5
ROUNDS = 3


def main() -> None:
    """Measure and write `benchmarks/results/gpt_sovits_acoustic.json` and `.md`."""
    arguments = _arguments()
    if arguments.case:
        name, batch = arguments.case.split(":")
        print(json.dumps(measure(name, int(batch), arguments)))
        return
    versions, batches = ("v2", "v2ProPlus"), arguments.batches.split(",")
    facts = provenance()
    rows = [_in_a_process(f"{name}:{batch}") for name in versions for batch in batches]
    table = markdown(facts, rows)
    print(table)
    print(write_result("gpt_sovits_acoustic", {"provenance": facts, "rows": rows}))
    (RESULTS / "gpt_sovits_acoustic.md").write_text(table, "utf-8")


@torch.inference_mode()
def measure(name: str, batch: int, arguments: argparse.Namespace) -> dict[str, Any]:
    """Figures of a version and a batch size: the quickest of some rounds, after one that is not timed."""
    torch.manual_seed(0)
    config, dtype = WAVE_VERSIONS[name].acoustic, getattr(torch, arguments.dtype)
    network = fold(AcousticNetwork(config).eval()).to(arguments.device, dtype)
    if arguments.device == "cpu":
        network = pack_decoder(network)  # as a voice has it there
    tokens = round(arguments.seconds * TOKEN_RATE_HZ)
    style = Style(
        *(torch.randn(1, n, 1).to(arguments.device) for n in (config.style_width, config.fusion_width))
    )
    requests = [
        AcousticRequest(
            torch.randint(0, config.codes, (tokens,)),
            torch.randint(0, config.phones, (round(tokens * PHONES_A_TOKEN),)),
            style,
            seed=seed,
        )
        for seed in range(batch)
    ]
    times = [timed(lambda: _spoken(network, requests)) for _ in range(ROUNDS + 1)][1:]
    spoken = batch * tokens / TOKEN_RATE_HZ
    on_gpu = arguments.device != "cpu"
    return {
        "version": name,
        "batch": batch,
        "sentence_s": arguments.seconds,
        "device": arguments.device,
        "dtype": arguments.dtype,
        "threads": torch.get_num_threads(),
        "real_time_factor": round(min(clock for clock, _ in times) / spoken, 4),
        "processor_seconds_a_second": round(min(processor for _, processor in times) / spoken, 4),
        "peak_mb": round((torch.cuda.max_memory_allocated() if on_gpu else peak_bytes()) / 1e6),
    }


def markdown(facts: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """The table as it goes into docs."""
    lines = [
        f"{facts['processor']}, {facts['cores']} cores, load {facts['load_before']} before, {facts['date']}, "
        f"commit {facts['commit']}, `{facts['command']}`",
        "",
        "| version | batch | real-time factor | × real time | processor s a second | peak MB |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {row['version']} | {row['batch']} | {row['real_time_factor']:.3f} | {1 / row['real_time_factor']:.1f} "
        f"| {row['processor_seconds_a_second']:.3f} | {row['peak_mb']} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _spoken(network: AcousticNetwork, requests: list[AcousticRequest]) -> None:
    for wave in speak(network, requests):
        wave.cpu()


def _in_a_process(case: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.gpt_sovits_acoustic", *sys.argv[1:], "--case", case]
    found: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--batches", default="1,8,32", help="sentences in a call; a GPU takes 64, 128 and 256 too"
    )
    parser.add_argument("--seconds", type=float, default=5.0, help="of speech in a sentence")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--dtype", default="float32", choices=("float32", "float16", "bfloat16"))
    parser.add_argument("--case", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
