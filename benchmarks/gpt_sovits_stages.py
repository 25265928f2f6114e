"""Both stages of GPT-SoVITS one after the other, phones to waveform, at full size with random weights.

    python -m benchmarks.gpt_sovits_stages [--batches 1,8] [--rounds 3] [--against FOLDER]

Sentences are those of `benchmarks.gpt_sovits_semantic`: five seconds each. `--against` names a folder that holds the
packages `AR` and `module` of the published system; its batched inference takes turns with ours, round by round, each in
a process of its own, and the best round of each counts.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file

from benchmarks.gpt_sovits_semantic import (
    TOKENS,
    ask,
    held_bytes,
    published_writer,
    random_weights,
    requests_of,
    timed,
    torch_facts,
)
from benchmarks.machine import RESULTS, provenance, write_result
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.packing import pack_decoder
from reciter.engines.gpt_sovits.acoustic.speaking import AcousticRequest, speak
from reciter.engines.gpt_sovits.acoustic.style import Style
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.config import TOKEN_RATE_HZ, V2
from reciter.engines.gpt_sovits.networks import token_writer
from reciter.engines.gpt_sovits.portions import portions
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.semantic.request import Bounds

OURS, PUBLISHED = "reciter", "published"
BOUNDS = Bounds(min_tokens=TOKENS, max_tokens=TOKENS, follow_text=False)
CLIP_FRAMES = 250
Run = Callable[[int], dict[str, float]]


def main() -> None:
    """Measure and write `benchmarks/results/gpt_sovits_stages.json` and `.md`."""
    arguments = _arguments()
    if arguments.serve:
        _serve(arguments.serve, Path(arguments.weights), Path(arguments.against or ""))
        return
    facts = provenance() | torch_facts()
    with tempfile.TemporaryDirectory(prefix="reciter-bench-") as folder:
        weights = random_weights(Path(folder))
        rows = [row for batch in arguments.batches for row in _measured(batch, weights, arguments)]
    table = markdown(facts, rows)
    print(table)
    print(write_result("gpt_sovits_stages", {"provenance": facts, "rows": rows}))
    (RESULTS / "gpt_sovits_stages.md").write_text(table, "utf-8")


def markdown(facts: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """The table as it goes into docs."""
    lines = [
        f"{facts['device']}, {facts['cores']} cores, {facts['threads']} threads, load {facts['load_before']} before, "
        f"{facts['date']}, commit {facts['commit']}, `{facts['command']}`",
        "",
        "| system | batch | stage 1 s | stage 2 s | × length | CPU-s | peak MB | stage 1 × | both × | CPU-s × |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {row['system']} | {row['batch']} | {row['tokens_s']:.1f} | {row['waves_s']:.1f} "
        f"| {row['real_time_factor']:.3f} | {row['cpu_s']:.1f} | {row['peak_bytes'] / 1e6:.0f} "
        + "".join(f"| {row[name]:.2f} " if name in row else "| – " for name in ("stage_1", "both", "cpu"))
        + "|"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _measured(batch: int, weights: Path, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """A row for each system; with `--against` the ratios, published over ours."""
    systems = [OURS, PUBLISHED] if arguments.against else [OURS]
    processes = {system: _start(system, weights, arguments.against) for system in systems}
    answers: dict[str, list[dict[str, Any]]] = {system: [] for system in systems}
    for turn in range(arguments.rounds):
        for system in systems if turn % 2 else reversed(systems):
            answers[system].append(ask(processes[system], batch))
    for process in processes.values():
        process.communicate("")
    rows = [_row(system, batch, answers[system]) for system in systems]
    if arguments.against:
        ours, published = rows
        ours["stage_1"] = published["tokens_s"] / ours["tokens_s"]
        ours["both"] = published["whole_s"] / ours["whole_s"]
        ours["cpu"] = published["cpu_s"] / ours["cpu_s"]
    return rows


def _row(system: str, batch: int, answers: list[dict[str, Any]]) -> dict[str, Any]:
    """The best of the rounds, each figure by itself; all rounds stay in `rounds`."""
    row: dict[str, Any] = {name: min(answer[name] for answer in answers) for name in answers[0]}
    row["peak_bytes"] = max(answer["peak_bytes"] for answer in answers)
    row |= {"system": system, "batch": batch, "rounds": answers}
    row["real_time_factor"] = row["whole_s"] / (batch * TOKENS / TOKEN_RATE_HZ)
    return row


def _serve(system: str, weights: Path, folder: Path) -> None:
    """The child: for each line, a batch size, one round and what it took."""
    run = _published(weights, folder) if system == PUBLISHED else _ours(weights)
    for line in sys.stdin:
        if not line.strip():
            return
        print(json.dumps({**run(int(line)), "peak_bytes": held_bytes()}), flush=True)


def _figures(tokens: Callable[[], Any], waves: Callable[[Any], Any]) -> dict[str, float]:
    made: list[Any] = []
    tokens_s, tokens_cpu_s = timed(lambda: made.append(tokens()))
    waves_s, waves_cpu_s = timed(lambda: waves(made[0]))
    whole_s, cpu_s = tokens_s + waves_s, tokens_cpu_s + waves_cpu_s
    return {"tokens_s": tokens_s, "waves_s": waves_s, "whole_s": whole_s, "cpu_s": cpu_s}


def _ours(weights: Path) -> Run:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    decoder = SemanticDecoder(V2.semantic)
    decoder.load_state_dict(load_file(weights))
    writer = token_writer(decoder.to(device, torch.float32).eval(), device)
    network = pack_decoder(fold(AcousticNetwork(V2.acoustic).eval().to(device)))
    most = portions(V2, device, torch.float32)
    sizes = V2.acoustic
    style = Style(
        *(torch.randn(1, width, 1, device=device) for width in (sizes.style_width, sizes.fusion_width))
    )

    def waves(batch: int, made: list[Any]) -> None:
        asked = [
            AcousticRequest(one.tokens, request.phones[-request.own_phones :], style, seed=request.seed)
            for one, request in zip(made, requests_of(batch), strict=True)
        ]
        for wave in speak(network, asked, together=most.acoustic.size):
            wave.cpu()

    return lambda batch: _figures(
        lambda: writer.write(requests_of(batch), bounds=BOUNDS, slots=min(batch, most.semantic.size)),
        lambda made: waves(batch, made),
    )


def _published(weights: Path, folder: Path) -> Run:
    """Batched inference of the published system: tokens of a batch, then all of them decoded as one long text."""
    write = published_writer(weights, folder)
    kind = importlib.import_module("module.models").SynthesizerTrn
    network = kind(**_published_sizes()).eval()
    network.dec.remove_weight_norm()
    clip = torch.rand(1, V2.acoustic.spectrogram_bins, CLIP_FRAMES)

    @torch.inference_mode()
    def waves(batch: int, made: list[Any]) -> None:
        codes = torch.cat([one[-TOKENS:] for one in made])[None, None]
        phones = torch.cat([request.phones[-request.own_phones :] for request in requests_of(batch)])[None]
        network.decode(codes, phones, [clip], speed=1)

    return lambda batch: _figures(lambda: write(batch), lambda made: waves(batch, made))


def _published_sizes() -> dict[str, Any]:
    sizes = V2.acoustic
    return {
        "spec_channels": sizes.spectrogram_bins,
        "segment_size": 32,
        "inter_channels": sizes.width,
        "hidden_channels": sizes.width,
        "filter_channels": sizes.filter_width,
        "n_heads": sizes.heads,
        "n_layers": sizes.phone_layers,
        "kernel_size": 3,
        "p_dropout": sizes.dropout,
        "resblock": "1",
        "resblock_kernel_sizes": list(sizes.block_kernels),
        "resblock_dilation_sizes": [list(sizes.block_dilations)] * len(sizes.block_kernels),
        "upsample_rates": list(sizes.upsample_rates),
        "upsample_initial_channel": sizes.upsample_channels,
        "upsample_kernel_sizes": list(sizes.upsample_kernels),
        "n_speakers": 300,
        "gin_channels": sizes.style_width,
        "semantic_frame_rate": "25hz",
        "freeze_quantizer": True,
        "version": "v2",
    }


def _start(system: str, weights: Path, against: str | None) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.gpt_sovits_stages",
        "--serve",
        system,
        "--weights",
        str(weights),
    ]
    command += ["--against", against] if against else []
    chatter = subprocess.DEVNULL if system == PUBLISHED else None  # it draws progress bars
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=chatter, text=True)


def _arguments() -> argparse.Namespace:
    on_gpu = torch.cuda.is_available()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--batches",
        type=lambda text: [int(number) for number in text.split(",")],
        default=[1, 8, 32, 64, 128, 256] if on_gpu else [1, 8, 32, 64],
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--against", metavar="FOLDER", help="of the published system's packages AR and module"
    )
    parser.add_argument("--serve", metavar="SYSTEM", help=argparse.SUPPRESS)
    parser.add_argument("--weights", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
