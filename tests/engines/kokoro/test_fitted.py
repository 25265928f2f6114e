"""A fitted style is a file of numbers; anything else is refused by its name."""

import io
import pickle
from pathlib import Path

import numpy as np
import pytest

from reciter.engines.kokoro.engine import KokoroEngine
from reciter.engines.kokoro.fitted import fitted_styles, style_bytes
from reciter.engines.kokoro.voices import blend_styles, style_space
from reciter.errors import InputProblem
from reciter.voice import Voice

STOCK = 0


def mean_style(at: int) -> np.ndarray:
    space = style_space()
    return np.asarray(space.mean + space.coordinates[at] @ space.components, dtype=np.float32)[None]


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "style.npz"
    path.write_bytes(content)
    return path


@pytest.mark.slow
def test_the_mean_style_of_a_stock_voice_gives_its_rows(tmp_path: Path) -> None:
    styles = fitted_styles(saved(tmp_path, style_bytes(np.array([1]), mean_style(STOCK))))
    assert styles == pytest.approx(blend_styles({"af_alloy": 1.0}), abs=1e-5)


def test_styles_of_several_lengths_are_joined(tmp_path: Path) -> None:
    both = np.concatenate([mean_style(0), mean_style(30)])
    styles = fitted_styles(saved(tmp_path, style_bytes(np.array([50, 150]), both)))
    one, other = (
        fitted_styles(saved(tmp_path, style_bytes(np.array([1]), mean_style(at)))) for at in (0, 30)
    )
    assert styles[99] == pytest.approx((one[99] + other[99]) / 2, abs=1e-5)
    assert styles[[0, 509]] == pytest.approx(np.stack([one[0], other[509]]), abs=1e-5)


def arrays(**given: np.ndarray) -> bytes:
    target = io.BytesIO()
    np.savez(target, **given)  # type: ignore[arg-type]
    return target.getvalue()


GOOD = np.zeros((2, 256), dtype=np.float32)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 broken",
        pickle.dumps({"knots": [1]}),
        arrays(knots=np.array([1])),
        arrays(knots=np.array([1]), styles=GOOD),
        arrays(knots=np.array([5, 1]), styles=GOOD),
        arrays(knots=np.array([1, 5]), styles=GOOD + np.nan),
        arrays(knots=np.array([1.0, 5.0]), styles=GOOD),
        arrays(knots=np.array([1, 5]), styles=np.array([{}, {}])),
        style_bytes(np.arange(1, 100), np.zeros((99, 256), dtype=np.float32)),
    ],
    ids=["empty", "zip", "pickle", "lacking", "shape", "falling", "nan", "floats", "objects", "many"],
)
def test_what_is_no_style_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputProblem, match="not a fitted style"):
        fitted_styles(saved(tmp_path, content))


def test_a_style_that_is_missing_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="no such style") as caught:
        fitted_styles(tmp_path / "none.npz")
    assert "voice fit" in caught.value.how


class Network:
    name = fingerprint = "none"

    def __init__(self) -> None:
        self.styles: list[np.ndarray] = []

    def run(self, tokens: list[list[int]], styles: np.ndarray, speeds: list[float]) -> list[np.ndarray]:
        self.styles.append(styles)
        return [np.sin(np.arange(12_000, dtype=np.float32) / 20) for _ in tokens]


def voice(folder: Path, **more: object) -> Voice:
    return Voice("ann", "kokoro", "Ann", {"blend": {"af_heart": 1.0}, **more}, folder=folder)


def test_a_fitted_voice_has_a_fingerprint_of_its_own_and_is_somebodys(tmp_path: Path) -> None:
    engine = KokoroEngine(Network)  # type: ignore[arg-type]
    path = saved(tmp_path, style_bytes(np.array([1]), mean_style(0)))
    fitted, plain = voice(tmp_path, style="style.npz"), voice(tmp_path)
    assert (engine.is_fitted(fitted), engine.is_fitted(plain)) == (True, False)
    first = engine.fingerprint(fitted)
    path.write_bytes(style_bytes(np.array([1]), mean_style(1)))
    assert len({first, engine.fingerprint(fitted), engine.fingerprint(plain)}) == 3
