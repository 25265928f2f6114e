"""Vocoders are asked for by name, read from the published files, and refused with a message."""

from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.config import MelConfig  # noqa: E402
from reciter.engines.gpt_sovits.published import MEL_FILES  # noqa: E402
from reciter.engines.gpt_sovits.sounding import vocoders  # noqa: E402
from reciter.engines.gpt_sovits.sounding.vocoders import OWN_VOCODERS, load_vocoder, register_vocoder  # noqa: E402
from reciter.errors import InputProblem  # noqa: E402
from tests.engines.gpt_sovits.mel_voices import TINY, vocoder_file  # noqa: E402

pytestmark = pytest.mark.slow  # vocoders of full size


class Loudness:
    """A vocoder of one line: every mel frame a hundred samples of its mean."""

    rate_hz = 10_000

    def __call__(self, mel: Any) -> Any:
        return mel.exp().mean(1).repeat_interleave(100, dim=1)


def load(version: str, models: Path, name: str = "") -> Any:
    mel = TINY[version].mel
    assert mel
    return load_vocoder(name or OWN_VOCODERS[version], models, mel)


@pytest.mark.parametrize(("version", "rate_hz", "hop"), [("v3", 24_000, 256), ("v4", 48_000, 480)])
def test_the_published_vocoder_sounds_at_its_rate(
    version: str, rate_hz: int, hop: int, tmp_path: Path
) -> None:
    vocoder_file(tmp_path, TINY[version])
    vocoder = load(version, tmp_path)
    with torch.inference_mode():
        assert vocoder(torch.randn(1, 100, 3)).shape == (1, 3 * hop)
    assert vocoder.rate_hz == rate_hz


def test_a_copy_without_weight_norm_sounds_the_same(tmp_path: Path) -> None:
    mel, waves = torch.randn(1, 100, 3), []
    for folded in (False, True):
        vocoder_file(tmp_path, TINY["v3"], folded=folded)
        with torch.inference_mode():
            waves.append(load("v3", tmp_path)(mel))
    assert (waves[0] - waves[1]).abs().max() < 1e-5


@pytest.mark.parametrize("version", TINY)
def test_a_vocoder_that_is_missing_damaged_or_another_is_named(version: str, tmp_path: Path) -> None:
    how = rf"Fetch it with: reciter models pull gpt-sovits-{version}"
    with pytest.raises(InputProblem, match=rf"{MEL_FILES[version].vocoder}.*the vocoder is missing\. {how}"):
        load(version, tmp_path)
    path = vocoder_file(tmp_path, TINY[version])
    whole = path.read_bytes()
    cases: list[tuple[Any, str]] = [
        ({"generator": {"conv_pre.bias": torch.zeros(1)}}, "missing: .*first.bias is "),
        ({"generator": {"mystery": torch.zeros(1)}}, "unknown: mystery"),
        ({"generator": 3}, "something else than a vocoder"),
    ]
    for contents, said in cases:
        torch.save(contents, path)
        with pytest.raises(InputProblem, match=rf"{said}.* {how}"):
            load(version, tmp_path)
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputProblem, match=rf"cut off.*{how}"):
        load(version, tmp_path)


def test_a_vocoder_that_asks_to_run_something_is_refused(tmp_path: Path) -> None:
    path = vocoder_file(tmp_path, TINY["v4"])
    torch.save(torch.nn.Linear(1, 1), path)
    with pytest.raises(InputProblem, match="nothing in it was run"):
        load("v4", tmp_path)


def test_another_vocoder_registers_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vocoders, "_LOADERS", dict(vocoders._LOADERS))

    def loudness(models: Path, mel: MelConfig, device: str) -> Loudness:
        return Loudness()

    with pytest.raises(InputProblem, match=r"no vocoder “loudness”.*Known: bigvgan"):
        load("v3", tmp_path, "loudness")
    register_vocoder("loudness", loudness)
    assert load("v3", tmp_path, "loudness")(torch.zeros(1, 100, 2)).tolist() == [[1.0] * 200]
    with pytest.raises(ValueError, match="known already"):
        register_vocoder("loudness", loudness)
