"""Pictures of a recording for its report, as SVG: text that browsers and editors show, and that needs no library."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from reciter.audio.waveform import Waveform
from reciter.enrolment.recording import Recording
from reciter.enrolment.slices import Slice

WIDTH, HEIGHT = 900, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 28, 34
_USED, _ASIDE, _INK = "#2a6f97", "#c9622e", "#333333"


def waveform_plot(recording: Recording, slices: Sequence[Slice]) -> str:
    """Peaks over time, with the slices that are used and those set aside behind them."""
    plot = _Plot(
        f"{recording.path.name}: waveform and slices", (0.0, recording.seconds), (-1.0, 1.0), "s", ""
    )
    for one in slices:
        if one.recording == recording.path.name:
            plot.band(one.start_s, one.end_s, _ASIDE if one.aside else _USED)
    columns = max(1, WIDTH - _LEFT - _RIGHT)
    step_s = recording.seconds / columns
    for column, block in enumerate(recording.blocks(max(step_s, 1 / recording.rate_hz))):
        if len(block.samples):
            plot.column(column * step_s, float(block.samples.min()), float(block.samples.max()))
    return plot.svg()


def pitch_plot(slices: Sequence[Slice]) -> str:
    """Median pitch of each slice, in the order of the recordings."""
    voiced = [(at, one) for at, one in enumerate(slices) if one.pitch_hz]
    highest = max((one.pitch_hz or 0.0 for _, one in voiced), default=100.0)
    plot = _Plot(
        "Pitch of the slices", (0.0, max(1.0, len(slices) - 1.0)), (50.0, highest * 1.1), "slice", "Hz"
    )
    for at, one in voiced:
        plot.dot(float(at), one.pitch_hz or 0.0, _ASIDE if one.aside else _USED, one.file)
    return plot.svg()


def spectrum_plot(waves: Sequence[Waveform]) -> str:
    """Mean spectrum of the slices, dB against its fullest band."""
    rate_hz = waves[0].rate_hz
    size = round(0.046 * rate_hz)
    total = np.zeros(size // 2 + 1)
    for wave in (wave for wave in waves if wave.rate_hz == rate_hz):
        frames = wave.samples[: len(wave.samples) // size * size].reshape(-1, size)
        total += np.square(np.abs(scipy.fft.rfft(frames * np.hanning(size), axis=1))).sum(axis=0)
    levels = 10.0 * np.log10(np.maximum(total / max(float(total.max()), 1e-15), 1e-12))
    plot = _Plot("Mean spectrum", (0.0, rate_hz / 2), (-100.0, 0.0), "Hz", "dB")
    plot.line(np.linspace(0, rate_hz / 2, len(levels)), np.maximum(levels, -100.0))
    return plot.svg()


def embedding_plot(embeddings: NDArray[np.float32], slices: Sequence[Slice]) -> str:
    """Speaker embeddings in the plane of their widest spread: one cloud for one speaker."""
    spread = embeddings - embeddings.mean(axis=0)
    axes = np.linalg.svd(spread, full_matrices=False)[2][:2]
    points = np.pad(spread @ axes.T, ((0, 0), (0, 2 - len(axes))))
    reach = float(max(0.3, 1.1 * np.abs(points).max()))
    plot = _Plot("Speaker embeddings", (-reach, reach), (-reach, reach), "", "")
    for (x, y), one in zip(points.tolist(), slices, strict=True):
        plot.dot(x, y, _ASIDE if one.aside else _USED, f"{one.file} {one.aside}")
    return plot.svg()


class _Plot:
    """One pair of axes; what is drawn lies in units of the axes."""

    def __init__(self, title: str, xs: tuple[float, float], ys: tuple[float, float], x: str, y: str) -> None:
        self._xs, self._ys = xs, ys
        self._parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            'font-family="sans-serif" font-size="11">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            f'<text x="{_LEFT}" y="17" font-size="13" fill="{_INK}">{escape(title)}</text>',
        ]
        for at in np.linspace(*xs, 6).tolist():
            self._text(self._x(at), HEIGHT - 18, f"{at:.3g}{' ' + x if at == xs[1] and x else ''}", "middle")
        for at in np.linspace(*ys, 5).tolist():
            self._text(_LEFT - 6, self._y(at) + 4, f"{at:.3g}{' ' + y if at == ys[1] and y else ''}", "end")

    def band(self, start: float, end: float, colour: str) -> None:
        """A coloured stretch of the x axis."""
        x, width = self._x(start), self._x(end) - self._x(start)
        self._parts.append(
            f'<rect x="{x:.1f}" y="{_TOP}" width="{width:.1f}" height="{HEIGHT - _TOP - _BOTTOM}" '
            f'fill="{colour}" fill-opacity="0.2"/>'
        )

    def column(self, x: float, low: float, high: float) -> None:
        """A thin upright line."""
        self._parts.append(
            f'<path d="M{self._x(x):.1f} {self._y(low):.1f}V{self._y(high):.1f}" stroke="{_INK}" stroke-width="1"/>'
        )

    def dot(self, x: float, y: float, colour: str, label: str) -> None:
        """A point with a label that is shown under the pointer."""
        self._parts.append(
            f'<circle cx="{self._x(x):.1f}" cy="{self._y(y):.1f}" r="4" fill="{colour}">'
            f"<title>{escape(label)}</title></circle>"
        )

    def line(self, xs: NDArray[np.float64], ys: NDArray[np.float64]) -> None:
        """A line through points."""
        points = " ".join(
            f"{self._x(x):.1f},{self._y(y):.1f}" for x, y in zip(xs.tolist(), ys.tolist(), strict=True)
        )
        self._parts.append(f'<polyline points="{points}" fill="none" stroke="{_USED}" stroke-width="1.2"/>')

    def svg(self) -> str:
        """The picture as a file."""
        return "\n".join([*self._parts, "</svg>"]) + "\n"

    def _text(self, x: float, y: float, text: str, anchor: str) -> None:
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK}">{escape(text)}</text>'
        )

    def _x(self, at: float) -> float:
        low, high = self._xs
        return _LEFT + (at - low) / ((high - low) or 1.0) * (WIDTH - _LEFT - _RIGHT)

    def _y(self, at: float) -> float:
        low, high = self._ys
        return HEIGHT - _BOTTOM - (at - low) / ((high - low) or 1.0) * (HEIGHT - _TOP - _BOTTOM)
