"""Held-out clips, spoken by the weights as they are: what somebody outside hears in that decides when to stop."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reciter.audio.waveform import Waveform
from reciter.engines.base import SpeechRequest
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.conditioning.clip import MAX_PROMPT_S, MIN_PROMPT_S
from reciter.engines.gpt_sovits.narrator import narrator, transcript_sentence
from reciter.engines.gpt_sovits.networks import Networks, token_writer
from reciter.engines.gpt_sovits.options import GptSovitsOptions, Reference
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.sounding.direct import DirectStage
from reciter.engines.gpt_sovits.speaking import speak
from reciter.engines.gpt_sovits.training.adapters import merged_state
from reciter.engines.gpt_sovits.training.samples import Ears, Recording, Sample

HELD_OUT = 3
LEAST_FOR_ONE = 5
"""One clip is held out of so many at most, but for one that always is."""


@dataclass(frozen=True)
class Heard:
    """What was heard in held-out sentences.

    Attributes:
        similarity: to the narrator, -1 to 1, the mean.
        error_rate: share of words (en) or characters that were heard otherwise, the mean.
    """

    similarity: float
    error_rate: float

    @property
    def score(self) -> float:
        """Both in one: a word lost in a hundred weighs as much as 0.01 of similarity; at most all is wrong."""
        return self.similarity - min(1.0, self.error_rate)


class Listener(Protocol):
    """Somebody who hears what is spoken."""

    def __call__(self, waves: Sequence[Waveform], recordings: Sequence[Recording]) -> Heard:
        """Compare speech with recordings of the same sentences by the narrator."""
        ...


@dataclass(frozen=True, eq=False)
class Rehearsal:
    """The voice as it would be if training ended now.

    Attributes:
        held_out: clips that nothing learns from.
        reference: clip of the narrator, to speak like.
        folder: that it lies in.
        ears: what hears and reads clips.
        listener: who judges.
    """

    held_out: Sequence[Recording]
    reference: Reference
    folder: Path
    ears: Ears
    listener: Listener

    def __call__(self, decoder: SemanticDecoder, network: AcousticNetwork) -> dict[str, float]:
        """Speak the held-out sentences, and have them judged: `similarity`, `error_rate`, `score`."""
        networks = self._networks(decoder, network)
        options = GptSovitsOptions(reference=self.reference)
        who = narrator(self.reference, self.folder, networks)
        speeches = speak([_request(one) for one in self.held_out], networks, who, options)
        heard = self.listener([speech.waveform for speech in speeches], self.held_out)
        return {"similarity": heard.similarity, "error_rate": heard.error_rate, "score": heard.score}

    def _networks(self, decoder: SemanticDecoder, network: AcousticNetwork) -> Networks:
        """Copies: speaking folds and packs weights, which learning still needs as they are."""
        device = next(decoder.parameters()).device
        speaking = SemanticDecoder(decoder.config)
        speaking.load_state_dict(merged_state(decoder))
        acoustic = AcousticNetwork(network.config)
        states = merged_state(network).items()
        acoustic.load_state_dict(
            {key: copy.deepcopy(value) for key, value in states if not key.startswith("posterior.")}
        )
        return Networks(
            self.ears.version,
            token_writer(speaking.to(device).eval(), device.type),
            DirectStage(fold(acoustic.to(device).eval()), self.ears.speaker),
            self.ears.content,
            self.ears.context,
        )


def hold_out(
    pairs: Sequence[tuple[Recording, Sample]], most: int
) -> tuple[list[tuple[Recording, Sample]], list[Recording]]:
    """Clips to learn from, and a few that are not learnt from, spread evenly over all.

    Args:
        pairs: all clips.
        most: so many at most; a fifth of all at most, but one at least where there are two.

    Returns:
        The others, and those.
    """
    count = min(most, max(1, len(pairs) // LEAST_FOR_ONE)) if len(pairs) > 1 else 0
    chosen = {(2 * n + 1) * len(pairs) // (2 * count) for n in range(count)}
    return (
        [pair for n, pair in enumerate(pairs) if n not in chosen],
        [pair[0] for n, pair in enumerate(pairs) if n in chosen],
    )


def rehearsal(
    learnt: Sequence[tuple[Recording, Sample]],
    held_out: Sequence[Recording],
    ears: Ears,
    listener: Listener,
) -> Rehearsal:
    """A rehearsal that speaks like the first clip of 3 to 10 s; only its timbre is taken where no clip is so long."""
    rate_hz = ears.version.acoustic.rate_hz
    fitting = [
        one for one, sample in learnt if MIN_PROMPT_S * rate_hz <= len(sample.wave) <= MAX_PROMPT_S * rate_hz
    ]
    clip = (fitting or [learnt[0][0]])[0]
    said = {"transcript": clip.transcript, "language": clip.language} if fitting else {}
    reference = Reference.model_validate({"clip": clip.path.name, **said})
    return Rehearsal(held_out, reference, clip.path.parent, ears, listener)


def _request(recording: Recording) -> SpeechRequest:
    one = transcript_sentence(recording.transcript, recording.language, where=str(recording.path))
    return SpeechRequest(recording.path.stem, one.spoken, one.runs, one.readings)
