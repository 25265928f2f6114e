"""The losses of all stages as one picture of small panels, SVG."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

PANELS = (
    ("content", "sounds", "Content encoder: kinds of sound"),
    ("content", "phones", "Content encoder: phones (CTC)"),
    ("scratch/semantic", "loss", "Stage 1 from scratch: surprise a token"),
    ("scratch/acoustic", "mel", "Stage 2 from scratch: mel × 45"),
    ("scratch/acoustic", "divergence", "Stage 2 from scratch: divergence"),
    ("scratch/acoustic", "judges", "Stage 2 from scratch: judges"),
    ("tuning/semantic", "loss", "Stage 1, fine-tuning to one minute"),
    ("tuning/acoustic", "mel", "Stage 2, fine-tuning to one minute: mel × 45"),
)
COLUMNS, WIDTH, HEIGHT, MARGIN = 2, 430, 170, 44
_INK, _PALE, _LINE = "#333333", "#c9dbe6", "#2a6f97"


def draw(work: Path, path: Path) -> None:
    """Read `losses.jsonl` of every stage in the work folder, and write the picture."""
    shown = [panel for panel in PANELS if (work / panel[0] / "losses.jsonl").is_file()]
    parts = [_panel(work, panel, at) for at, panel in enumerate(shown)]
    height = HEIGHT * -(-len(shown) // COLUMNS)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {COLUMNS * WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="11">\n<title>Losses of training</title>\n'
        '<rect width="100%" height="100%" fill="#ffffff"/>'
    )
    path.write_text("\n".join([head, *parts, "</svg>"]) + "\n", "utf-8")


def _panel(work: Path, panel: tuple[str, str, str], at: int) -> str:
    folder, name, title = panel
    lines = (work / folder / "losses.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    steps, values = [row["step"] for row in rows], [row[name] for row in rows]
    low, high = 0.0, float(np.quantile(values, 0.995)) * 1.05
    left, top = at % COLUMNS * WIDTH + MARGIN, at // COLUMNS * HEIGHT + 26
    wide, tall = WIDTH - MARGIN - 14, HEIGHT - 26 - 24

    def points(ys: Sequence[float]) -> str:
        return " ".join(
            f"{left + wide * step / steps[-1]:.1f},{top + tall * (1 - (min(y, high) - low) / (high - low)):.1f}"
            for step, y in _thinned(list(zip(steps, ys, strict=True)))
        )

    return "\n".join(
        [
            f'<text x="{left}" y="{top - 9}" font-size="12" fill="{_INK}">{title}</text>',
            f'<path d="M{left} {top}V{top + tall}H{left + wide}" fill="none" stroke="{_INK}"/>',
            f'<text x="{left - 5}" y="{top + 8}" text-anchor="end" fill="{_INK}">{high:.3g}</text>',
            f'<text x="{left - 5}" y="{top + tall}" text-anchor="end" fill="{_INK}">0</text>',
            f'<text x="{left + wide}" y="{top + tall + 14}" text-anchor="end" fill="{_INK}">step {steps[-1]}</text>',
            f'<polyline points="{points(values)}" fill="none" stroke="{_PALE}"/>',
            f'<polyline points="{points(_smooth(values))}" fill="none" stroke="{_LINE}" stroke-width="1.5"/>',
        ]
    )


def _smooth(values: Sequence[float]) -> list[float]:
    """The mean of what lies around each value: a fiftieth of all to either side."""
    reach = max(1, len(values) // 50)
    sums = np.concatenate([[0.0], np.cumsum(values)])
    ends = [(max(0, n - reach), min(len(values), n + reach + 1)) for n in range(len(values))]
    return [float(sums[last] - sums[first]) / (last - first) for first, last in ends]


def _thinned(points: list[tuple[int, float]], most: int = 400) -> list[tuple[int, float]]:
    return points[:: max(1, len(points) // most)]
