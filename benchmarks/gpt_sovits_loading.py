"""How long a voice of GPT-SoVITS takes to load, from which files, and whether its memory stays what it is.

    python -m benchmarks.gpt_sovits_loading [--rounds 3] [--batches 100]

Full-size random weights of v2ProPlus, with HuBERT and BERT at their published sizes. Each way of loading runs in a
process of its own that has its libraries imported, round after round; the best counts. Files are in the page cache.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from benchmarks.machine import RESULTS, provenance, write_result
from reciter.engines.gpt_sovits.acoustic import export as acoustic_export
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.checkpoints.reading import read_checkpoint
from reciter.engines.gpt_sovits.checkpoints.voice_weights import convert, load_weights
from reciter.engines.gpt_sovits.config import V2PROPLUS
from reciter.engines.gpt_sovits.networks import load_networks, token_writer
from reciter.engines.gpt_sovits.options import GptSovitsOptions
from reciter.engines.gpt_sovits.semantic import export as semantic_export
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.semantic.request import Bounds, SemanticRequest
from tests.gpt_sovits_files import save_checkpoints, save_models

VERSION = V2PROPLUS
HUBERT = {"hidden_size": 768, "num_hidden_layers": 12}
BERT = {"hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096}
BERT_WORDS = 21_128


def main() -> None:
    """Measure and write `benchmarks/results/gpt_sovits_loading.json` and `.md`."""
    arguments = _arguments()
    if arguments.way:
        print(json.dumps(_measure(arguments.way, Path(arguments.folder), arguments.batches)))
        return
    facts = provenance()
    with tempfile.TemporaryDirectory(prefix="reciter-bench-") as folder:
        _make(Path(folder))
        rows = [_best(way, folder, arguments) for way in WAYS]
        memory = _ask("memory", folder, arguments.batches)
    table = markdown(facts, rows, memory)
    print(table)
    write_result("gpt_sovits_loading", {"provenance": facts, "rows": rows, "memory": memory})
    (RESULTS / "gpt_sovits_loading.md").write_text(table, "utf-8")


def markdown(facts: dict[str, Any], rows: list[dict[str, Any]], memory: dict[str, Any]) -> str:
    """The table as it goes into docs."""
    lines = [
        f"{facts['processor']}, {facts['cores']} cores, load {facts['load_before']} before, {facts['date']}, "
        f"commit {facts['commit']}, `{facts['command']}`",
        "",
        "| what | from | seconds | MB on disk |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {row['what']} | {row['from']} | {row['load_s']:.2f} | {row['bytes'] / 1e6:.0f} |" for row in rows
    ]
    marks = ", ".join(f"{mark / 1e6:.0f}" for mark in memory["resident_bytes"])
    lines += ["", f"Memory of stage 1 after every tenth part of {memory['batches']} batches, MB: {marks}."]
    return "\n".join(lines) + "\n"


def _make(folder: Path) -> None:
    """All the files that the ways load."""
    semantic, acoustic = save_checkpoints(folder, VERSION.name)
    semantic.rename(folder / "semantic.ckpt")
    acoustic.rename(folder / "acoustic.pth")
    convert(folder / "semantic.ckpt", folder / "acoustic.pth", folder / "weights")
    save_models(folder / "models", hubert=HUBERT, bert=BERT, words=BERT_WORDS)
    decoder, network = _from_weights(folder)
    semantic_export.export_onnx(decoder, folder)
    semantic_export.export_programs(decoder, folder)
    acoustic_export.export_onnx(fold(network), folder / "acoustic.onnx")
    torch.export.save(acoustic_export.export_program(fold(network)), folder / "acoustic.pt2")


def _from_weights(folder: Path) -> tuple[SemanticDecoder, AcousticNetwork]:
    found = load_weights(folder / "weights")
    decoder, network = SemanticDecoder(VERSION.semantic), AcousticNetwork(VERSION.acoustic)
    decoder.load_state_dict(found.semantic)
    network.load_state_dict({name: weight.float() for name, weight in found.acoustic.items()}, strict=False)
    return decoder.eval(), network.eval()


def _voice(folder: Path) -> None:
    load_networks(
        folder / "weights", folder, GptSovitsOptions.model_validate(_OPTIONS), models=folder / "models"
    )


def _published(folder: Path) -> None:
    read_checkpoint(folder / "semantic.ckpt")
    read_checkpoint(folder / "acoustic.pth")


def _networks(folder: Path) -> None:
    _from_weights(folder)


def _programs(folder: Path) -> None:
    for name in ("semantic_read", "semantic_step", "acoustic"):
        torch.export.load(folder / f"{name}.pt2").module()


def _onnx(folder: Path) -> None:
    import onnxruntime

    for name in ("semantic_read", "semantic_step", "acoustic"):
        onnxruntime.InferenceSession(folder / f"{name}.onnx", providers=["CPUExecutionProvider"])


_OPTIONS = {"reference": {"clip": "clip.wav", "transcript": "One.", "language": "en"}}
_MODELS = ("models/**/*.bin", "models/**/*.ckpt")
WAYS: dict[str, tuple[str, str, tuple[str, ...], Callable[[Path], None]]] = {
    "voice": (
        "a voice with all its models",
        "safetensors, published models",
        ("weights/*", *_MODELS),
        _voice,
    ),
    "networks": ("both stages", "safetensors", ("weights/*",), _networks),
    "published": ("both stages, weights only", "published .ckpt and .pth", ("*.ckpt", "*.pth"), _published),
    "programs": ("both stages", "torch.export", ("*.pt2",), _programs),
    "onnx": ("both stages", "ONNX, onnxruntime", ("*.onnx",), _onnx),
}
"""Name of a way → what is loaded, from what, the files, and how."""


def _best(way: str, folder: str, arguments: argparse.Namespace) -> dict[str, Any]:
    what, source, files, _ = WAYS[way]
    rounds = [_ask(way, folder, arguments.batches)["load_s"] for _ in range(arguments.rounds)]
    size = sum(path.stat().st_size for pattern in files for path in Path(folder).glob(pattern))
    return {"way": way, "what": what, "from": source, "load_s": min(rounds), "rounds": rounds, "bytes": size}


def _ask(way: str, folder: str, batches: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.gpt_sovits_loading", "--way", way, "--folder", folder]
    done = subprocess.run(
        [*command, "--batches", str(batches)], check=True, stdout=subprocess.PIPE, text=True
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _measure(way: str, folder: Path, batches: int) -> dict[str, Any]:
    if way == "memory":
        return {"batches": batches, "resident_bytes": _memory(folder, batches)}
    import onnxruntime  # noqa: F401  # neither library's own start counts
    from transformers import BertModel, HubertModel  # noqa: F401

    start = time.perf_counter()
    WAYS[way][-1](folder)
    return {"load_s": time.perf_counter() - start}


def _memory(folder: Path, batches: int) -> list[int]:
    """Memory held after each tenth of some batches of stage 1, lengths changing from batch to batch."""
    writer = token_writer(_from_weights(folder)[0], "cpu")
    bounds, held = Bounds(min_tokens=5, max_tokens=5, follow_text=False), list[int]()
    for turn in range(batches):
        writer.write([_request(40 + (turn * 7 + n * 5) % 41, n) for n in range(4)], bounds=bounds)
        if turn % max(1, batches // 10) == 0:
            gc.collect()
            held.append(_resident_bytes())
    return held


def _resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * resource.getpagesize()


def _request(phones: int, seed: int) -> SemanticRequest:
    context = torch.zeros(phones, VERSION.semantic.context_width)
    return SemanticRequest(torch.arange(phones), context, torch.arange(75), own_phones=30, seed=seed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batches", type=int, default=100)
    parser.add_argument("--way", help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
