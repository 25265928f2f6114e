"""Hearing: what the checks ask of an ear, and how closely it is to listen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reciter.audio.waveform import Waveform
from reciter.checking.heard import Heard


@dataclass(frozen=True)
class Attention:
    """How closely the ear listens.

    Attributes:
        beam: hypotheses that are followed; 1 is the quickest.
        rest_s: silence after the take, so that its end is heard as an end.
    """

    beam: int = 1
    rest_s: float = 1.0


CLOSER = Attention(beam=5, rest_s=3.0)


class Hearing(Protocol):
    """What hears: an `Ear`, or a stand-in."""

    def hear(
        self, waves: Sequence[Waveform], language: str, *, attention: Attention | None = None
    ) -> list[Heard]:
        """See `Ear.hear`."""
        ...
