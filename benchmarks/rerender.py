"""How long it takes to speak one sentence of a ten-hour book again: everything but the synthesis.

    python -m benchmarks.rerender [--hours 10] [--minutes 20]

The book is spoken as tones, whose making takes next to no time. Only two of its chapters are rendered before: others
have no part in it but their lines in the plan, which are all there.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.corpus import sentences
from benchmarks.machine import provenance, write_result
from reciter.production.master import find_record
from reciter.production.plan import load_chapter, load_plan
from reciter.production.prepare import Choices
from reciter.production.render import produce, render
from reciter.production.rerender import prepare_rerender
from reciter.production.review import open_review
from reciter.production.sources import find_book
from reciter.review.verdict import Heard
from reciter.settings import Settings
from reciter.shelf.layout import Shelf

T = TypeVar("T")
LETTERS_A_MINUTE = 700
"""Of English as tones speak it, in the finished file, rests between sentences included."""


def main() -> None:
    """Render, flag a sentence, speak it again, and write how long each step took."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="reciter-bench-") as name:
        figures = measure(Path(name), hours=arguments.hours, minutes=arguments.minutes)
    print(json.dumps(figures, indent=1))
    print(write_result("rerender", {"provenance": provenance(), **figures}))


def measure(folder: Path, *, hours: float, minutes: float) -> dict[str, float]:
    """Seconds of each step of a re-render."""
    settings = Settings(home=folder, cache=folder / "cache")
    (folder / "long.md").write_text(_book(round(hours * 60 / minutes), minutes), "utf-8")
    render(find_book(folder / "long.md"), Choices("tone", chapters="1-2"), settings, watch=_quiet)
    shelf = Shelf(settings.output_folder / "long")
    planned = load_chapter(shelf, 2).sentences[40]
    heard = Heard(planned.sentence.id, planned.take, planned.sentence.written)
    open_review(shelf, settings).decide(heard, "flag", reviewer="bench", reason="misread")
    prepared, prepare_s = _timed(lambda: prepare_rerender(shelf, settings))
    before_s = _processor_s()
    delivery, produce_s = _timed(lambda: produce(shelf, settings, numbers=prepared.chapters, watch=_quiet))
    processor_s = _processor_s() - before_s
    record = find_record(shelf, 2)
    if delivery.spoken != 1 or record is None:
        raise RuntimeError(f"{delivery.spoken} sentences were spoken: {delivery.summary}")
    return {
        "book_h": round(record.measurement.seconds / 3600 * len(load_plan(shelf).chapters), 2),
        "sentences": sum(line.sentences for line in load_plan(shelf).chapters),
        "chapter_min": round(record.measurement.seconds / 60, 1),
        "encodes": record.encodes,
        "prepare_s": round(prepare_s, 2),
        "speak_and_master_s": round(produce_s, 2),
        "speak_and_master_processor_s": round(processor_s, 2),
        "together_s": round(prepare_s + produce_s, 2),
    }


def _book(chapters: int, minutes: float) -> str:
    source, parts = sentences("en"), list[str]()
    for number in range(1, chapters + 1):
        parts.append(f"# Chapter {number}\n")
        letters = 0.0
        while letters < minutes * LETTERS_A_MINUTE:
            parts.append(next(source))
            letters += len(parts[-1])
            parts.append("")
    return "\n".join(parts)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    before_s = time.perf_counter()
    return work(), time.perf_counter() - before_s


def _processor_s() -> float:
    """Of this process, and of the encoders that it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _quiet(_progress: object, _line: str) -> None:
    """Progress is not shown."""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rerender", description=__doc__)
    parser.add_argument("--hours", type=float, default=10.0)
    parser.add_argument("--minutes", type=float, default=20.0, help="length of each chapter")
    return parser.parse_args()


if __name__ == "__main__":
    main()
