"""Where to cut a recording: at pauses, into slices of 2 to 10 s."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reciter.enrolment.voice_activity import STEP_S, Span

LEAST_S, MOST_S = 2.0, 10.0
_GOOD_S = 4.0  # from here on a pause ends a slice
_PAUSE_S = 0.3
_APART_S = 1.2  # a pause that no slice spans
_MARGIN_S = 0.15
_EDGE_S = 0.5  # a cut inside a stretch keeps away from its ends


def slice_spans(spans: Sequence[Span], probabilities: NDArray[np.float32]) -> list[Span]:
    """Slices with up to 0.15 s of the pauses around them; what is shorter than 2 s is left out.

    Args:
        spans: stretches of speech, in order.
        probabilities: of speech, by which a stretch of more than 10 s is cut where it is weakest; (frames,).
    """
    short = [part for span in spans for part in _cut(span, probabilities)]
    slices = list(_grouped(short))
    kept = [span for span in slices if span.seconds >= LEAST_S - 2 * _MARGIN_S]
    return [_with_margins(span, short) for span in kept]


def _cut(span: Span, probabilities: NDArray[np.float32]) -> Iterator[Span]:
    most_s = MOST_S - 2 * _MARGIN_S
    while span.seconds > most_s:
        first = round((span.start_s + most_s / 2) / STEP_S)
        last = round((span.start_s + min(most_s, span.seconds - _EDGE_S)) / STEP_S)
        at = (first + int(np.argmin(probabilities[first:last]))) * STEP_S
        yield Span(span.start_s, at)
        span = Span(at, span.end_s)
    yield span


def _grouped(spans: Sequence[Span]) -> Iterator[Span]:
    """Neighbours joined as long as they fit, until a pause comes after enough."""
    current: Span | None = None
    for span in spans:
        if current is None:
            current = span
            continue
        pause_s = span.start_s - current.end_s
        fits = span.end_s - current.start_s <= MOST_S - 2 * _MARGIN_S
        enough = current.seconds >= _GOOD_S and pause_s >= _PAUSE_S
        if fits and not enough and pause_s < _APART_S:
            current = Span(current.start_s, span.end_s)
        else:
            yield current
            current = span
    if current is not None:
        yield current


def _with_margins(span: Span, spans: Sequence[Span]) -> Span:
    """Wider by 0.15 s, but at most by half of a pause."""
    before = max((one.end_s for one in spans if one.end_s <= span.start_s), default=-1.0)
    after = min((one.start_s for one in spans if one.start_s >= span.end_s), default=span.end_s + 1.0)
    return Span(
        max(0.0, span.start_s - min(_MARGIN_S, (span.start_s - before) / 2)),
        span.end_s + min(_MARGIN_S, (after - span.end_s) / 2),
    )
