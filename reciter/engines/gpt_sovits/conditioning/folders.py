"""Where the models beside the two stages lie: the layout of the published repository `lj1995/GPT-SoVITS`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reciter.engines.gpt_sovits.conditioning.content import HUBERT
from reciter.engines.gpt_sovits.conditioning.context import BERT
from reciter.engines.gpt_sovits.conditioning.weight_files import PULL
from reciter.errors import InputProblem

CACHED = "models/gpt-sovits"
"""Below the cache folder, where `reciter models pull` puts them."""


@dataclass(frozen=True)
class ModelFolders:
    """Paths of the models.

    Attributes:
        folder: that holds them all.
    """

    folder: Path

    @property
    def content(self) -> Path:
        """Folder of HuBERT."""
        return self.folder / HUBERT

    @property
    def context(self) -> Path:
        """Folder of the Chinese BERT."""
        return self.folder / BERT

    @property
    def speaker(self) -> Path:
        """File of the speaker model, for v2Pro and v2ProPlus."""
        return self.folder / "sv" / "pretrained_eres2netv2w24s4ep4.ckpt"


def model_folders(cache: Path, *, given: Path | None = None, speaker: bool) -> ModelFolders:
    """The models of an installation, looked for but not loaded.

    Args:
        cache: cache folder of the settings.
        given: a folder to use instead, in the published layout.
        speaker: the speaker model is needed too.

    Raises:
        InputProblem: models are missing; the message lists them.
    """
    folders = ModelFolders(given or cache / CACHED)
    needed = [folders.content, folders.context, *([folders.speaker] if speaker else [])]
    if missing := [path.name for path in needed if not path.exists()]:
        raise InputProblem(f"models are missing: {', '.join(missing)}.", where=str(folders.folder), how=PULL)
    return folders
