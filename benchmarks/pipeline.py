"""The pipeline against its engine: wall time, memory, and a run where everything is cached.

    python -m benchmarks.pipeline [--characters 30000] [--words 200000]

Each step runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.corpus import book
from benchmarks.machine import provenance, write_result
from reciter.memory import peak_bytes
from reciter.production.engines import engine_of
from reciter.production.plan import load_chapter, load_plan
from reciter.production.prepare import Choices, prepare
from reciter.production.render import produce, render
from reciter.production.sources import find_book
from reciter.production.speak import request_for
from reciter.settings import Settings, get_settings
from reciter.shelf.layout import Shelf


def main() -> None:
    """Run all steps and write the result."""
    arguments = _arguments()
    if arguments.step:
        print(json.dumps(_run(arguments)))
        return
    figures: dict[str, Any] = {"provenance": provenance()}
    with tempfile.TemporaryDirectory(prefix="reciter-bench-") as name:
        folder = Path(name)
        (folder / "short.md").write_text(book(arguments.characters, chapters=6, languages=("en",)), "utf-8")
        (folder / "long.md").write_text(book(arguments.words * 6, chapters=400, languages=("en",)), "utf-8")
        (folder / "voices" / "quick").mkdir(parents=True)
        (folder / "voices" / "quick" / "voice.toml").write_text(_QUICK, "utf-8")
        figures["pipeline"] = run_step("pipeline", folder / "short.md", "narrator")
        figures["pipeline, all cached"] = run_step("produce", folder / "short.md", "narrator")
        figures["long book, tones"] = run_step("produce", folder / "long.md", "quick")
        figures["long book, all cached"] = run_step("produce", folder / "long.md", "quick")
        figures["long book, prepared and begun with the model"] = run_step(
            "begin", folder / "long.md", "narrator"
        )
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    print(write_result("pipeline", figures))


_QUICK = 'engine = "tone"\nname = "Tone"\n[tone]\nspeed = 20.0\n'


def pipeline(settings: Settings, manuscript: Path, voice: str) -> dict[str, Any]:
    """Engine alone on every fourth sentence (half before, half after), and the whole pipeline, warm, in one process."""
    start = time.perf_counter()
    shelf = prepare(find_book(manuscript), Choices(voice), settings)
    prepare_s = time.perf_counter() - start
    engine_alone(shelf, first=1, step=40)
    before = engine_alone(shelf, first=0, step=8)
    start = time.perf_counter()
    delivery = produce(shelf, settings, chapters="", watch=lambda _progress, _line: None)
    wall_s = time.perf_counter() - start
    after = engine_alone(shelf, first=4, step=8)
    alone = (before[0] + after[0]) / (before[1] + after[1])
    return {
        "prepare_s": round(prepare_s, 2),
        "sentences": delivery.spoken,
        "audio_s": round(delivery.audio_s, 1),
        "wall_s": round(wall_s, 1),
        "real_time_factor_engine_alone": round(alone, 4),
        "real_time_factor_engine_before_and_after": [round(s / a, 4) for s, a in (before, after)],
        "real_time_factor_pipeline": round(wall_s / delivery.audio_s, 4),
        "pipeline_over_engine": round(wall_s / delivery.audio_s / alone, 4),
        "findings": sorted({finding.code for record in delivery.chapters for finding in record.findings}),
    }


def engine_alone(shelf: Shelf, *, first: int, step: int) -> tuple[float, float]:
    """Seconds the engine takes for every `step`-th sentence of a plan, all in one call, and seconds of audio made."""
    plan = load_plan(shelf)
    planned = [one for line in plan.chapters for one in load_chapter(shelf, line.number).sentences]
    requests = [request_for(one, plan) for one in planned[first::step]]
    start = time.perf_counter()
    speeches = engine_of(plan.voice.engine).speak(requests, voice=plan.voice)
    return time.perf_counter() - start, sum(speech.waveform.seconds for speech in speeches)


def whole(settings: Settings, manuscript: Path, voice: str, *, chapters: str = "") -> dict[str, Any]:
    """A whole render, from the manuscript to the report."""
    start = time.perf_counter()
    delivery = render(
        find_book(manuscript),
        Choices(voice, chapters=chapters),
        settings,
        watch=lambda _progress, _line: None,
    )
    return {
        "wall_s": round(time.perf_counter() - start, 1),
        "sentences_spoken": delivery.spoken,
        "takes_verified": delivery.found,
        "chapters": len(delivery.chapters),
        "summary": delivery.summary,
    }


def _run(arguments: argparse.Namespace) -> dict[str, Any]:
    settings = get_settings().model_copy(update={"output": arguments.manuscript.parent / "output"})
    if arguments.voice == "quick":
        settings = settings.model_copy(update={"home": arguments.manuscript.parent})
    if arguments.step == "pipeline":
        figures = pipeline(settings, arguments.manuscript, arguments.voice)
    else:
        chapters = "1" if arguments.step == "begin" else ""
        figures = whole(settings, arguments.manuscript, arguments.voice, chapters=chapters)
    return {**figures, "peak_memory_mb": round(peak_bytes() / 2**20)}


def run_step(step: str, manuscript: Path, voice: str) -> dict[str, Any]:
    """Figures of a step, run in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.pipeline",
        "--step",
        step,
        "--manuscript",
        str(manuscript),
        "--voice",
        voice,
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(step, manuscript.name, json.dumps(figures), file=sys.stderr, flush=True)
    return figures


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pipeline", description=__doc__)
    parser.add_argument(
        "--characters", type=int, default=30_000, help="length of the text that is really spoken"
    )
    parser.add_argument(
        "--words", type=int, default=200_000, help="length of the book that is spoken as tones"
    )
    parser.add_argument("--step", choices=("pipeline", "produce", "begin"), help=argparse.SUPPRESS)
    parser.add_argument("--manuscript", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--voice", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
