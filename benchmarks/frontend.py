"""Text import and text frontend: characters per second of each language, and whole books from file to sentences.

    python -m benchmarks.frontend

Each figure comes from a process of its own that is held to one core. The last two rows are books of the size of a long
Chinese web novel's first volume and of War and Peace.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.corpus import book
from benchmarks.machine import RESULTS, provenance, write_result
from reciter.engines.base import Limits
from reciter.languages import language_codes
from reciter.languages.frontend import read_chapter
from reciter.manuscript import read_manuscript
from reciter.memory import peak_bytes

LIMITS = Limits(1.5, 12.0)
SMALL = 100_000
BOOKS = {"zh": 1_000_000, "en": 3_200_000}
"""Characters of the two large books; War and Peace has 3.2 million in English."""


def main() -> None:
    """Measure all and write `benchmarks/results/frontend.json` and `.md`."""
    arguments = _arguments()
    if arguments.manuscript:
        print(json.dumps(measure(arguments.manuscript, arguments.language)))
        return
    facts = provenance()
    sizes = [(code, SMALL) for code in language_codes()] + [
        (code, size // part) for code, size in BOOKS.items() for part in (2, 1)
    ]
    with tempfile.TemporaryDirectory(prefix="reciter-bench-") as name:
        rows = [_measured(Path(name), code, size) for code, size in sizes]
    table = markdown(facts, rows)
    print(table)
    print(write_result("frontend", {"provenance": facts, "rows": rows}))
    (RESULTS / "frontend.md").write_text(table, "utf-8")


def measure(manuscript: Path, language: str) -> dict[str, Any]:
    """Import a manuscript and make its sentences, in this process, on one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    _warm(language, manuscript.parent)
    start_s = time.process_time()
    read = read_manuscript(manuscript)
    import_s = time.process_time() - start_s
    characters = sum(len(block.text) for chapter in read.chapters for block in chapter.blocks)
    start_s = time.process_time()
    sentences = sum(
        len(read_chapter(chapter, language=language, limits=LIMITS).sentences) for chapter in read.chapters
    )
    return {
        "language": language,
        "characters": characters,
        "sentences": sentences,
        "import_s": round(import_s, 2),
        "frontend_s": round(time.process_time() - start_s, 2),
        "peak_mb": round(peak_bytes() / 1e6),
    }


def markdown(facts: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """The table as it goes into docs."""
    lines = [
        f"{facts['processor']}, one core, load {facts['load_before']} before, {facts['date']}, "
        f"commit {facts['commit']}, `{facts['command']}`",
        "",
        "| language | characters | sentences | import s | characters/s | frontend s | characters/s | peak MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {r['language']} | {r['characters']:,} | {r['sentences']:,} | {r['import_s']} | {_rate(r, 'import_s')} "
        f"| {r['frontend_s']} | {_rate(r, 'frontend_s')} | {r['peak_mb']} |"
        for r in rows
    ]
    return "\n".join(lines) + "\n"


def _rate(row: dict[str, Any], seconds: str) -> str:
    return f"{row['characters'] / max(row[seconds], 0.01):,.0f}"


def _warm(language: str, folder: Path) -> None:
    """Load what a language loads once."""
    path = folder / "warm.md"
    path.write_text(book(500, chapters=1, languages=(language,)), "utf-8")
    for chapter in read_manuscript(path).chapters:
        read_chapter(chapter, language=language, limits=LIMITS)


def _measured(folder: Path, language: str, size: int) -> dict[str, Any]:
    path = folder / f"{language}-{size}.md"
    path.write_text(book(size, chapters=max(size // 10_000, 1), languages=(language,)), "utf-8")
    command = [sys.executable, "-m", "benchmarks.frontend", "--manuscript", str(path), "--language", language]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps(row), file=sys.stderr, flush=True)
    return row


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.frontend", description=__doc__)
    parser.add_argument("--manuscript", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--language", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
