"""Takes come back as they were put, and damage is noticed."""

from pathlib import Path

import numpy as np
import pytest

from reciter.audio.files import read_audio
from reciter.audio.waveform import Waveform
from reciter.shelf.fingerprint import fingerprint
from reciter.shelf.takes import Take, find_take, is_damaged, put_take, take_path


@pytest.fixture
def wave() -> Waveform:
    time_s = np.arange(2400) / 24_000
    return Waveform((0.3 * np.sin(2 * np.pi * 220 * time_s)).astype(np.float32), 24_000)


def put(folder: Path, wave: Waveform, name: str = "ab" * 20) -> Take:
    return put_take(
        folder, wave, fingerprint=name, spoken="灯亮了。", phones="tɤŋ", causes={"spoken": "灯亮了。"}
    )


def test_a_take_is_found_with_all_that_was_put(tmp_path: Path, wave: Waveform) -> None:
    take = put(tmp_path, wave)
    assert find_take(tmp_path, take.fingerprint) == take
    back = read_audio(take_path(tmp_path, take.fingerprint))
    assert back.rate_hz == 24_000
    assert np.abs(back.samples - wave.samples).max() < 1 / 32_000


def test_the_same_waveform_gives_the_same_bytes(tmp_path: Path, wave: Waveform) -> None:
    first, second = put(tmp_path / "1", wave), put(tmp_path / "2", wave)
    assert first.sha256 == second.sha256


def test_a_missing_take_is_none_and_not_damaged(tmp_path: Path) -> None:
    assert find_take(tmp_path, "cd" * 20) is None
    assert not is_damaged(tmp_path, "cd" * 20)


@pytest.mark.parametrize("harm", ["truncated", "flipped", "emptied"])
def test_a_damaged_take_is_not_given_and_is_called_damaged(tmp_path: Path, wave: Waveform, harm: str) -> None:
    take = put(tmp_path, wave)
    path = take_path(tmp_path, take.fingerprint)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes({"truncated": bytes(data[:-9]), "flipped": bytes(data), "emptied": b""}[harm])
    assert find_take(tmp_path, take.fingerprint) is None
    assert is_damaged(tmp_path, take.fingerprint)


def test_audio_without_its_json_does_not_count(tmp_path: Path, wave: Waveform) -> None:
    take = put(tmp_path, wave)
    take_path(tmp_path, take.fingerprint).with_suffix(".json").unlink()
    assert find_take(tmp_path, take.fingerprint) is None


def test_a_take_under_another_take_s_name_does_not_count(tmp_path: Path, wave: Waveform) -> None:
    take, other = put(tmp_path, wave), "ac" * 20
    for suffix in (".flac", ".json"):
        source = take_path(tmp_path, take.fingerprint).with_suffix(suffix)
        target = take_path(tmp_path, other).with_suffix(suffix)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(source.read_bytes())
    assert find_take(tmp_path, other) is None


def test_fingerprints_differ_with_any_cause_and_not_with_the_order_of_keys() -> None:
    causes = {"spoken": "a", "speed": 1.0}
    assert fingerprint(causes) == fingerprint({"speed": 1.0, "spoken": "a"})
    assert fingerprint(causes) != fingerprint({**causes, "speed": 1.1})
    with pytest.raises(ValueError, match="not JSON compliant"):
        fingerprint({"speed": float("nan")})
