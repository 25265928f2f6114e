"""`make up` as a user meets it: server, worker and deployments; a deployment run does the job; all ends together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = [pytest.mark.flow]
ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_deployment_renders_the_book_and_an_interrupt_ends_everything(lamp: Path, tmp_path: Path) -> None:
    port = free_port()
    environment = {
        **os.environ,
        "RECITER_OUTPUT": str(tmp_path / "output"),
        "RECITER_HOME": str(ROOT),
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_SERVER_API_PORT": str(port),
    }
    log = (tmp_path / "up.log").open("wb")
    up = subprocess.Popen(
        [sys.executable, "-m", "flows.serve"], cwd=ROOT, env=environment, stdout=log, stderr=log
    )
    try:
        wait_for(tmp_path / "up.log", "Reciter is up", up)
        command = [Path(sys.executable).with_name("prefect"), "deployment", "run", "audiobook/render"]
        parameters = ["--param", f"manuscript={lamp / 'manuscript.md'}", "--param", "voice=tone", "--watch"]
        client = {**environment, "PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}
        done = subprocess.run(
            [*command, *parameters],
            cwd=ROOT,
            env=client,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, (
            done.stdout + done.stderr + (tmp_path / "up.log").read_text("utf-8")[-4000:]
        )
        assert (tmp_path / "output/lamp/master/001 - One.mp3").stat().st_size > 10_000
        bad = [*command, "--param", "profile=loud", "--param", f"manuscript={lamp}"]
        refused = subprocess.run(
            bad, cwd=ROOT, env=client, capture_output=True, text=True, timeout=120, check=False
        )
        assert refused.returncode == 1
        assert "loud" in refused.stdout + refused.stderr
    finally:
        up.send_signal(signal.SIGINT)
        code = up.wait(60)
        log.close()
    assert code == 0
    with pytest.raises(OSError):  # noqa: PT011  # refused or unreachable: any means that nobody listens
        urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2)


def wait_for(log: Path, words: str, process: subprocess.Popen[bytes], limit_s: float = 240) -> None:
    deadline = time.monotonic() + limit_s
    while words not in log.read_text("utf-8", "replace"):
        assert process.poll() is None, log.read_text("utf-8", "replace")[-4000:]
        assert time.monotonic() < deadline, log.read_text("utf-8", "replace")[-4000:]
        time.sleep(0.5)
