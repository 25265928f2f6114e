"""A review store of its own for each test."""

from pathlib import Path

import pytest

from reciter.review.store import ReviewStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lamp" / "review.sqlite"


@pytest.fixture
def store(path: Path) -> ReviewStore:
    return ReviewStore.open(path)
