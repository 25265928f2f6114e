"""Very short sentences that fail: spoken right after a neighbour, and cut off at the pause between them.

The neighbour comes first, wherever it stands in the book: engines rest before a short sentence, seldom after one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reciter.audio.silence import find_pause, trim_silence
from reciter.audio.waveform import Waveform
from reciter.engines.base import Speech, SpeechRequest
from reciter.production.plan import PlannedSentence
from reciter.text.carrier import carried
from reciter.text.sentence import Sentence

SHORT_S = 1.2
"""Estimated seconds up to which a sentence is very short: two words, or some four syllables."""
_ABOUT_S = 0.4
"""How far from where it is expected the pause may be, besides half of the short sentence's own length."""


def carriers_of(
    planned: PlannedSentence, chapter: Sequence[PlannedSentence], *, max_seconds: float
) -> list[Sentence]:
    """Neighbours that a very short sentence can be spoken after: that before it, that after it; none for a longer one.

    Args:
        planned: the sentence.
        chapter: all sentences of its chapter.
        max_seconds: what an engine speaks well in one request.
    """
    own_s = planned.sentence.seconds
    if own_s > SHORT_S:
        return []
    at = next(at for at, one in enumerate(chapter) if one.sentence.id == planned.sentence.id)
    return [
        one.sentence
        for one in (*chapter[:at][-1:], *chapter[at + 1 :][:1])
        if one.mood == planned.mood
        and one.sentence.boundary != "clause"  # only where a sentence ends is there a pause to cut at
        and SHORT_S < one.sentence.seconds <= max_seconds - own_s
    ]


def with_carrier(request: SpeechRequest, planned: PlannedSentence) -> SpeechRequest:
    """The request for a sentence after its carrier; the request itself where it has none."""
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
    length_s = wave.seconds * own_s / (own_s + planned.carrier.seconds)
    at_s = find_pause(
        wave.samples, wave.rate_hz, near_s=wave.seconds - length_s, within_s=_ABOUT_S + length_s / 2
    )
    if at_s is None:
        return None
    own = trim_silence(wave.samples[round(at_s * wave.rate_hz) :], wave.rate_hz)
    return Speech(Waveform(own, wave.rate_hz), findings=speech.findings)
