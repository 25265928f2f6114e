"""Where published files lie in the folder of models: the layout of the repository `lj1995/GPT-SoVITS`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MelFiles:
    """Files that a version with mel frames needs.

    Attributes:
        base: pretrained stage 2, which a LoRA file changes.
        vocoder: file, or folder, of the vocoder.
        pull: the set of `reciter models pull` that has both.
    """

    base: str
    vocoder: str
    pull: str

    @property
    def how(self) -> str:
        """How to get them, for people."""
        return f"Fetch it with: reciter models pull {self.pull}"


MEL_FILES: Mapping[str, MelFiles] = {
    "v3": MelFiles("s2Gv3.pth", "models--nvidia--bigvgan_v2_24khz_100band_256x", "gpt-sovits-v3"),
    "v4": MelFiles("gsv-v4-pretrained/s2Gv4.pth", "gsv-v4-pretrained/vocoder.pth", "gpt-sovits-v4"),
}
"""By the version's name."""
