"""`make up`: Prefect server, work pool, deployments, a worker and the studio, in the foreground; all end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from reciter.errors import EngineProblem
from reciter.settings import get_settings, silence_telemetry

POOL = "reciter"
START_LIMIT_S = 180


def main() -> int:
    """Start everything, say so, and wait until interrupted or until a part ends by itself."""
    silence_telemetry()
    os.environ["RECITER_HOME"] = str(get_settings().home.resolve())
    os.environ["FLOWS_FOLDER"] = str(Path(__file__).resolve().parents[1])
    for number in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # a background job ignores SIGINT, and so would its children
        signal.signal(number, _interrupt)
    port = int(os.environ.get("PREFECT_SERVER_API_PORT", "4200"))
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    with ExitStack() as stack:
        try:
            parts = {
                "server": stack.enter_context(
                    _part("server", "start", "--host", "127.0.0.1", "--port", str(port))
                )
            }
            _wait_healthy(parts["server"], f"http://127.0.0.1:{port}/api/health")
            _prefect("work-pool", "create", POOL, "--type", "process", "--overwrite")
            _prefect("--no-prompt", "deploy", "--all", "--prefect-file", "prefect.yaml")
            parts["worker"] = stack.enter_context(_part("worker", "start", "--pool", POOL))
            studio = get_settings().studio_port
            parts["studio"] = stack.enter_context(_part("studio", "--port", str(studio), program="reciter"))
            _say(port, studio)
            return _watch(parts)
        except KeyboardInterrupt:
            print("\nStopping server and worker …", flush=True)
            return 0


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def _part(*command: str, program: str = "prefect") -> Iterator[subprocess.Popen[bytes]]:
    """Run a long-lived command; at the end it is interrupted, and killed if it does not obey."""
    process = subprocess.Popen([_program(program), *command], start_new_session=True)
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for number, patience_s in ((signal.SIGINT, 10), (signal.SIGTERM, 5), (signal.SIGKILL, 5)):
        if process.poll() is None:
            os.killpg(process.pid, number)
        try:
            process.wait(patience_s)
            return
        except subprocess.TimeoutExpired:
            continue


def _program(name: str = "prefect") -> str:
    return str(Path(sys.executable).with_name(name))


def _prefect(*arguments: str) -> None:
    subprocess.run([_program(), *arguments], check=True, stdout=subprocess.DEVNULL)


def _wait_healthy(server: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise EngineProblem(
                "the Prefect server ended while starting.",
                how="Is another one at this port? See its messages above.",
            )
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    raise EngineProblem(f"the Prefect server did not become healthy within {START_LIMIT_S} s.")


def _say(port: int, studio: int) -> None:
    print(
        f"\nReciter is up: runs on http://127.0.0.1:{port}, the studio on http://127.0.0.1:{studio} (Ctrl-C ends it)\n"
        "Render a book from another terminal:\n"
        "  .venv/bin/prefect deployment run audiobook/render --param manuscript=books/sample/manuscript.epub\n",
        flush=True,
    )


def _watch(parts: dict[str, subprocess.Popen[bytes]]) -> int:
    while True:
        for name, process in parts.items():
            if process.poll() is not None:
                print(f"The {name} has ended by itself; stopping the rest.", file=sys.stderr, flush=True)
                return 1
        time.sleep(1)


if __name__ == "__main__":
    sys.exit(main())
