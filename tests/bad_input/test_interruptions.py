"""A stop at any moment loses nothing: Ctrl-C, a full disk, a second render while the first is at work."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import CommandLine

pytestmark = pytest.mark.slow
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(installation: Path) -> Start:
    """Start `reciter render` as a program of its own, which takes its time over every sentence."""
    slow = installation / "voices" / "slow"
    slow.mkdir()
    text = 'engine = "tone"\nname = "Slow"\n[tone]\nspeed = 20.0\ndelay_s = 0.2\n'
    (slow / "voice.toml").write_text(text, "utf-8")

    def run(book: Path, voice: str = "slow") -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "reciter.cli", "render", str(book), "--voice", voice],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "RECITER_BATCH_SECONDS": "5"},
        )

    return run


@pytest.fixture
def long_book(tmp_path: Path) -> Path:
    text = "\n\n".join(f"This is sentence number {number} of the book." for number in range(24))
    (tmp_path / "long.md").write_text(f"# One\n\n{text}\n", "utf-8")
    return tmp_path / "long.md"


def takes(folder: Path) -> int:
    return len(list(folder.glob("*/takes/??/[!.]*.json")))


def wait_for_takes(folder: Path) -> None:
    end = time.monotonic() + 60
    while not takes(folder):
        assert time.monotonic() < end, "no take appeared"
        time.sleep(0.02)


def test_control_c_ends_at_once_with_a_message_and_the_next_run_continues(
    reciter: "CommandLine", start: Start, long_book: Path, installation: Path
) -> None:
    process = start(long_book)
    wait_for_takes(installation / "output")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "stopped; run the same command again to continue" in err
    assert "Traceback" not in err
    assert out == ""
    kept = takes(installation / "output")
    ended = reciter("render", long_book, "--voice", "slow")
    assert ended.code == 0
    assert 0 < kept < 24, "it stopped before the end"
    assert f"{takes(installation / 'output') - kept} sentences spoken" in ended.out
    assert not list((installation / "output").rglob(".partial-*"))
    assert not list((installation / "output" / "long" / "scratch").rglob("*"))


@pytest.mark.parametrize("after_s", [0.1, 0.5, 1.0])
def test_control_c_while_it_starts_shows_no_traceback(start: Start, long_book: Path, after_s: float) -> None:
    process = start(long_book)
    time.sleep(after_s)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode in (130, -signal.SIGINT)
    if process.returncode == 130:
        assert "stopped" in err
        assert "Traceback" not in err


def test_a_second_render_is_refused_while_the_first_is_at_work_and_the_first_finishes(
    reciter: "CommandLine", start: Start, long_book: Path, installation: Path
) -> None:
    process = start(long_book)
    wait_for_takes(installation / "output")
    ended = reciter("render", long_book, "--voice", "slow")
    assert ended.code == 2
    assert f"another render is at work on this book (process {process.pid}" in ended.err
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "1 chapter mastered" in out


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process")
@pytest.mark.parametrize("limit_bytes", [4_000, 20_000, 300_000])
def test_a_disk_that_is_full_at_any_stage_ends_with_a_message_and_the_next_run_continues(
    reciter: "CommandLine", start: Start, book: Path, installation: Path, limit_bytes: int
) -> None:
    process = start(book, "quick")
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))  # long before it writes
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "the disk is full. Free some space and run the same command again" in err
    assert "Traceback" not in err
    assert out == ""
    assert not list((installation / "output").rglob(".partial-*"))
    ended = reciter("render", book)
    assert ended.code == 0
    assert len(list((installation / "output").rglob("*.mp3"))) == 2
