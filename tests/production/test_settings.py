"""Settings of the installation, from environment variables."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.settings import Settings, get_settings


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def test_each_field_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RECITER_HOME", str(tmp_path))
    monkeypatch.setenv("RECITER_BATCH_SECONDS", "30")
    assert get_settings().batch_seconds == 30
    assert get_settings().voices_folder == tmp_path / "voices"
    assert get_settings().output_folder == tmp_path / "output"
    monkeypatch.setenv("RECITER_OUTPUT", str(tmp_path / "elsewhere"))
    get_settings.cache_clear()
    assert get_settings().output_folder == tmp_path / "elsewhere"


@pytest.mark.parametrize(
    ("name", "value"), [("THREADS", "0"), ("BATCH_SECONDS", "nan"), ("MASTER_WORKERS", "")]
)
def test_a_value_that_cannot_be_used_names_variable_and_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"RECITER_{name}", value)
    with pytest.raises(InputProblem) as caught:
        get_settings()
    assert caught.value.where == f"RECITER_{name}"
    assert repr(value) in caught.value.what


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())
