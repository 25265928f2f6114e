"""What makes mel frames sound, by name: the published vocoders, and others that register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from torch import Tensor, nn

from reciter.engines.gpt_sovits.acoustic.mel.big_vgan import BigVgan
from reciter.engines.gpt_sovits.acoustic.mel.speaking import MelVocoder
from reciter.engines.gpt_sovits.acoustic.mel.vocoder import Vocoder
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.checkpoints.container import opened
from reciter.engines.gpt_sovits.checkpoints.mel_names import big_vgan_state, vocoder_state
from reciter.engines.gpt_sovits.checkpoints.renaming import check_shapes
from reciter.engines.gpt_sovits.checkpoints.unpickle import read_contents
from reciter.engines.gpt_sovits.config import MelConfig
from reciter.engines.gpt_sovits.published import MEL_FILES, MelFiles
from reciter.errors import EngineProblem, InputProblem

BIG_VGAN, HIFI_GAN = "bigvgan_v2_24khz_100band_256x", "gsv-v4"
OWN_VOCODERS: Mapping[str, str] = {"v3": BIG_VGAN, "v4": HIFI_GAN}
"""The vocoder that a version was published with."""

GENERATOR = "bigvgan_generator.pt"
"""The file in the folder of BigVGAN, which keeps its weights under `generator`."""

N = TypeVar("N", bound=nn.Module)
Loader = Callable[[Path, MelConfig, str], MelVocoder]
"""Folder of models, sizes of the voice's version, name of a torch device → a vocoder there, in single precision."""


def load_vocoder(name: str, models: Path, mel: MelConfig, *, device: str = "cpu") -> MelVocoder:
    """A vocoder by name, with its weights from the folder of models.

    Raises:
        InputProblem: no vocoder has that name, or its weights are missing or unusable.
    """
    if name not in _LOADERS:
        raise InputProblem(f"there is no vocoder “{name}”.", how=f"Known: {', '.join(sorted(_LOADERS))}.")
    return _LOADERS[name](models, mel, device)


def register_vocoder(name: str, loader: Loader) -> None:
    """Make a vocoder known by name, for `[gpt_sovits.flow]` of voice.toml.

    It must have been trained on the mel frames of the version that it is used with (docs/gpt-sovits.md).

    Raises:
        ValueError: the name is taken.
    """
    if name in _LOADERS:
        raise ValueError(f"a vocoder “{name}” is known already")
    _LOADERS[name] = loader


def load_big_vgan(models: Path, mel: MelConfig, device: str) -> BigVgan:
    """The vocoder of v3 from its folder.

    Raises:
        InputProblem: the file is missing, damaged or of another network.
    """
    files = MEL_FILES["v3"]
    path = models / files.vocoder / GENERATOR
    with _blamed_on(path, files):
        state = big_vgan_state(_weights(path))
        network = BigVgan(mel.vocoder, bins=mel.bins)
        if "first.weight" in state:  # the file is folded
            network = fold(network)
        return fold(_filled(network, state)).to(device)


def load_hifi_gan(models: Path, mel: MelConfig, device: str) -> Vocoder:
    """The vocoder of v4 from its file.

    Raises:
        InputProblem: the file is missing, damaged or of another network.
    """
    files = MEL_FILES["v4"]
    path = models / files.vocoder
    with _blamed_on(path, files):
        state = vocoder_state(_weights(path))
        return _filled(fold(Vocoder(mel.vocoder, bins=mel.bins)), state).to(device)


@contextmanager
def _blamed_on(path: Path, files: MelFiles) -> Iterator[None]:
    """What is wrong with the weights of a vocoder is wrong with its file, and mended by fetching it again."""
    if not path.is_file():
        raise InputProblem("the vocoder is missing.", where=str(path), how=files.how)
    try:
        yield
    except (EngineProblem, InputProblem) as problem:
        raise InputProblem(problem.what, where=str(path), how=files.how) from problem


def _weights(path: Path) -> dict[str, Tensor]:
    """Weights by published names; nothing in the file is run."""
    with opened(path) as archive:
        contents = read_contents(archive)
    weights = contents.get("generator", contents) if isinstance(contents, dict) else None
    if not isinstance(weights, dict) or not all(isinstance(value, Tensor) for value in weights.values()):
        raise InputProblem("this file holds something else than a vocoder.")
    return weights


def _filled(network: N, state: Mapping[str, Tensor]) -> N:
    check_shapes(state, {key: value.shape for key, value in network.state_dict().items()})
    network.load_state_dict(state)
    return network.eval().requires_grad_(False)


_LOADERS: dict[str, Loader] = {BIG_VGAN: load_big_vgan, HIFI_GAN: load_hifi_gan}
