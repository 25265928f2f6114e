"""Ctrl-C while `make render` is at work."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.flow]
ROOT = Path(__file__).parents[2]


def test_ctrl_c_ends_the_run_at_once_and_its_server_with_it(lamp: Path, tmp_path: Path) -> None:
    voice = tmp_path / "voices" / "quick" / "voice.toml"
    voice.write_text(voice.read_text("utf-8") + "delay_s = 20.0\n", "utf-8")
    environment = {**os.environ, "RECITER_HOME": str(tmp_path), "PREFECT_HOME": str(tmp_path / "prefect")}
    command = [sys.executable, "-m", "flows.audiobook", str(lamp)]
    log = tmp_path / "run.log"
    with log.open("wb") as target:
        run = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=target, stderr=target, start_new_session=True
        )
    try:
        deadline = time.monotonic() + 200
        while "batches to speak" not in log.read_text("utf-8"):
            assert run.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < deadline, log.read_text("utf-8")
            time.sleep(0.2)
        run.send_signal(signal.SIGINT)
        assert run.wait(15) == 130
        assert "run the same command again" in log.read_text("utf-8")
        assert "Traceback" not in log.read_text("utf-8")
        assert ended(run.pid), "the server outlived the run"
    finally:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)


def ended(group: int, limit_s: float = 30) -> bool:
    """Whether every process of a group ends in time."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.5)
    return False
