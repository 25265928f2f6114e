"""A child's peak is its own."""

from __future__ import annotations

import subprocess
import sys

from reciter.memory import peak_bytes

CHILD = "from reciter.memory import peak_bytes; print(peak_bytes())"


def test_what_was_once_held_is_in_the_peak() -> None:
    held = bytearray(200_000_000)
    del held
    assert peak_bytes() > 200_000_000


def test_a_child_does_not_report_the_size_of_its_parent() -> None:
    held = bytearray(300_000_000)
    child = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=True)
    assert 1_000_000 < int(child.stdout) < 150_000_000 < len(held)
