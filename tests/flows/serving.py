"""`make up` and `prefect deployment run`, as a user calls them, in processes and folders of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Served:
    """A server, a worker and the deployments, until the end of the block."""

    process: subprocess.Popen[bytes]
    port: int
    studio: int
    log: Path
    environment: dict[str, str]

    def render(self, *parameters: str, timeout_s: float = 240) -> subprocess.CompletedProcess[str]:
        """Run `audiobook/render` with `name=value` parameters and wait for it."""
        return self.run("audiobook/render", *parameters, timeout_s=timeout_s)

    def run(
        self, deployment: str, *parameters: str, timeout_s: float = 240
    ) -> subprocess.CompletedProcess[str]:
        """Run a deployment with `name=value` parameters and wait for it."""
        command = [Path(sys.executable).with_name("prefect"), "deployment", "run", deployment, "--watch"]
        return subprocess.run(
            [*command, *(word for parameter in parameters for word in ("--param", parameter))],
            cwd=ROOT,
            env={**self.environment, "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api"},
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )

    def told(self) -> str:
        """The end of what the server and the worker wrote."""
        return self.log.read_text("utf-8", "replace")[-4000:]

    def stop(self) -> int:
        """Interrupt it, as Ctrl-C does; its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[Served]:
    """Everything that `make up` starts, with its state under a folder, on a free port."""
    port, studio, log = _free_port(), _free_port(), folder / "up.log"
    whole = {
        **os.environ,
        "RECITER_OUTPUT": str(folder / "output"),
        "RECITER_HOME": str(ROOT),
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_SERVER_API_PORT": str(port),
        "RECITER_STUDIO_PORT": str(studio),
        **environment,
    }
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.serve"], cwd=ROOT, env=whole, stdout=file, stderr=file
        )
        served = Served(process, port, studio, log, whole)
        try:
            _wait_until_up(served)
            yield served
        finally:
            if process.poll() is None:
                served.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(served: Served, limit_s: float = 240) -> None:
    deadline = time.monotonic() + limit_s
    while "Reciter is up" not in served.told():
        assert served.process.poll() is None, served.told()
        assert time.monotonic() < deadline, served.told()
        time.sleep(0.5)
