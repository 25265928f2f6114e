"""The fuzz targets themselves: every seed goes through, and so do cuts and damages of it."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.__main__ import NAMES
from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS


def test_every_target_has_seeds_and_can_be_named() -> None:
    assert set(NAMES) == set(TARGETS) == set(SEEDS)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_seeds_go_through_whole_cut_and_damaged(name: str) -> None:
    luck = random.Random(name)
    for seed in SEEDS[name]:
        data = seed.encode()
        TARGETS[name](data)
        TARGETS[name](data[: luck.randrange(len(data))])
        at = luck.randrange(len(data))
        TARGETS[name](data[:at] + bytes([luck.randrange(256)]) + data[at + luck.randrange(9) :])


def test_no_input_at_all_and_broken_bytes_go_through() -> None:
    for target in TARGETS.values():
        target(b"")
        target(b"\xed\xed\xff")


def test_a_fault_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.targets.coverage", lambda _: 0.5)
    with pytest.raises(AssertionError):
        TARGETS["text"](b"0Text.")
