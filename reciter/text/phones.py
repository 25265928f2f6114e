"""How a text is pronounced, in the phone names of the published voice-cloning checkpoints (docs/phones.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PhoneText:
    """A stretch of one language as phones.

    Attributes:
        text: what is pronounced, character by character: what cannot be said is left out, punctuation is one of
            `! ? … , . -`.
        phones: names from the published lists of phones, in order.
        counts: phones of each character of `text`, for languages whose phones follow their characters (Chinese,
            Cantonese); empty for the others.

    Raises:
        ValueError: counts do not add up.
    """

    text: str
    phones: tuple[str, ...]
    counts: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.counts and (len(self.counts) != len(self.text) or sum(self.counts) != len(self.phones)):
            what = f"{len(self.counts)} counts, {sum(self.counts)} in all"
            raise ValueError(f"{what}, for {len(self.text)} characters and {len(self.phones)} phones")
