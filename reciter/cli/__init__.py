"""The command line: one module per command, each a door to the same operation that flows and pages use."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from reciter.errors import ReciterError

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def main() -> None:
    """Entry point: a problem is shown as a message with an exit code, never as a traceback."""
    try:
        _run()
    except ReciterError as problem:
        print(f"reciter: {problem}", file=sys.stderr)
        sys.exit(problem.exit_code)
    except SystemExit as end:
        if end.code == INTERRUPTED:  # typer's answer to a KeyboardInterrupt
            _stop()
        raise
    except KeyboardInterrupt:
        _stop()


def _run() -> None:
    from reciter.cli.commands import app  # takes a second, in which Ctrl-C must not end in a traceback
    from reciter.settings import silence_telemetry

    silence_telemetry()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a title that the terminal cannot show stops nothing
    app()


def _stop() -> NoReturn:
    """End at once: threads at work are not waited for, since whatever they write appears whole or not at all."""
    print("\nreciter: stopped; run the same command again to continue.", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(INTERRUPTED)
