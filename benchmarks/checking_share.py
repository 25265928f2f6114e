"""What share of a render's wall time checking takes: the same text rendered with and without, in turns.

    python -m benchmarks.checking_share [--characters 6000] [--rounds 2]

The narrator's profile is measured before, as it is once for a voice.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.corpus import book
from benchmarks.machine import provenance, write_result
from benchmarks.pipeline import run_step

WAYS = {"checked": "", "unchecked": "[checks]\nenabled = false\n"}
WARM_UP = "---\nlanguage: en\n---\n\n# One\n\nThe keeper closed the heavy book.\n"


def main() -> None:
    """Render, and write the shares."""
    arguments = _arguments()
    text, walls = book(arguments.characters, chapters=2, languages=("en",)), dict[str, list[float]]()
    with tempfile.TemporaryDirectory(prefix="reciter-bench-") as name:
        run_step("produce", _book(Path(name) / "warm", WARM_UP, ""), "narrator")
        for number in range(arguments.rounds):
            for way, table in WAYS.items():
                source = _book(Path(name) / f"{number}" / way, text, table)
                walls.setdefault(way, []).append(run_step("produce", source, "narrator")["wall_s"])
    figures = shares(walls)
    print(json.dumps(figures, indent=1))
    print(write_result("checking_share", {"provenance": provenance(), **figures}))


def shares(walls: dict[str, list[float]]) -> dict[str, Any]:
    """The best of each, and what checking adds to the wall time, as a share of the whole."""
    best = {way: min(seconds) for way, seconds in walls.items()}
    return {
        "wall_s": walls,
        "share": round(1.0 - best["unchecked"] / best["checked"], 3),
    }


def _book(folder: Path, text: str, table: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "manuscript.md").write_text(text, "utf-8")
    (folder / "book.toml").write_text(f'voice = "narrator"\n{table}', "utf-8")
    return folder


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checking_share", description=__doc__)
    parser.add_argument("--characters", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
