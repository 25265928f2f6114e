"""Make a planted set: takes with known faults, and clean ones, in English, Chinese and Japanese.

    python -m benchmarks.planted FOLDER [--count 480] [--seed 1] [--books FOLDER]

The folder gets FLAC files and `manifest.jsonl`, one JSON a line and take. The same seed gives the same set.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.planted.planting import Planter
from benchmarks.planted.texts import missing_books
from reciter.production.engines import engine_of


def main() -> None:
    """Make the set, or say which books are missing."""
    arguments = _arguments()
    if missing := missing_books(arguments.books):
        print(f"Skipped: {', '.join(missing)} not in {arguments.books}; name their folder with --books.")
        return
    arguments.folder.mkdir(parents=True, exist_ok=True)
    planter = Planter(
        arguments.folder, engine_of("kokoro"), arguments.seed, lambda line: print(line, file=sys.stderr)
    )
    planter.plant(arguments.count, arguments.books)
    print(f"{len(planter.rows)} takes in {arguments.folder}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planted", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder to write into")
    parser.add_argument("--count", type=int, default=480, help="takes with faults")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--books", type=Path, default=Path("../shared/books"), help="folder with the books' EPUB files"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
