"""Very short sentences that fail: spoken together with a neighbour, and cut out at the pause between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reciter.audio.silence import find_pause, trim_silence
from reciter.audio.waveform import Waveform
from reciter.engines.base import Speech, SpeechRequest
from reciter.production.plan import PlannedSentence
from reciter.text.carrier import Carrier, carried

SHORT_S = 1.2
"""Estimated seconds up to which a sentence is very short: two words, or some four syllables."""
_ABOUT_S = 0.4
"""How far from where it is expected the pause may be, besides half of the short sentence's own length."""


def carriers_of(
    planned: PlannedSentence, chapter: Sequence[PlannedSentence], *, max_seconds: float
) -> list[Carrier]:
    """Neighbours that a very short sentence can be spoken with, the one before it first; none for a longer one.

    Args:
        planned: the sentence.
        chapter: all sentences of its chapter.
        max_seconds: what an engine speaks well in one request.
    """
    own_s = planned.sentence.seconds
    if own_s > SHORT_S:
        return []
    return [
        carrier
        for carrier, neighbour in _neighbours(planned, chapter)
        if neighbour.mood == planned.mood and SHORT_S < carrier.sentence.seconds <= max_seconds - own_s
    ]


def _neighbours(
    planned: PlannedSentence, chapter: Sequence[PlannedSentence]
) -> Iterator[tuple[Carrier, PlannedSentence]]:
    """Those with a full stop between: parts of one sentence have no pause to be cut at."""
    at = next(at for at, one in enumerate(chapter) if one.sentence.id == planned.sentence.id)
    if at and chapter[at - 1].sentence.boundary != "clause":
        yield Carrier(chapter[at - 1].sentence, True), chapter[at - 1]
    if at + 1 < len(chapter) and planned.sentence.boundary != "clause":
        yield Carrier(chapter[at + 1].sentence, False), chapter[at + 1]


def with_carrier(request: SpeechRequest, planned: PlannedSentence) -> SpeechRequest:
    """The request for a sentence with its carrier; the request itself where it has none."""
    if planned.carrier is None:
        return request
    whole = carried(planned.sentence, planned.carrier)
    return replace(request, spoken=whole.spoken, runs=whole.runs, readings=whole.readings)


def without_carrier(speech: Speech, planned: PlannedSentence) -> Speech | None:
    """The sentence alone, cut out of what was spoken with its carrier; None where no pause is clearly the one between.

    A speech without carrier is returned as it is.
    """
    if planned.carrier is None:
        return speech
    wave, own_s = speech.waveform, planned.sentence.seconds
    length_s = wave.seconds * own_s / (own_s + planned.carrier.sentence.seconds)
    near_s = wave.seconds - length_s if planned.carrier.is_first else length_s
    at_s = find_pause(wave.samples, wave.rate_hz, near_s=near_s, within_s=_ABOUT_S + length_s / 2)
    if at_s is None:
        return None
    at = round(at_s * wave.rate_hz)
    part = wave.samples[at:] if planned.carrier.is_first else wave.samples[:at]
    return Speech(Waveform(trim_silence(part, wave.rate_hz), wave.rate_hz), findings=speech.findings)
