"""The command line: one module per command, each a door to the same operation that flows and pages use."""

from __future__ import annotations

import sys

import typer

from reciter.cli import doctor, inspect, render, say, voices
from reciter.errors import ReciterError
from reciter.settings import silence_telemetry

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A manuscript becomes a finished audiobook, read by one narrator.",
)
COMMANDS = {"inspect": inspect, "render": render, "say": say, "voices": voices, "doctor": doctor}
for name, module in COMMANDS.items():
    app.command(name)(module.command)


def main() -> None:
    """Entry point: a problem is shown as a message with an exit code, never as a traceback."""
    silence_telemetry()
    try:
        app(standalone_mode=True)
    except ReciterError as problem:
        print(f"reciter: {problem}", file=sys.stderr)
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        print("\nreciter: stopped; run the same command again to continue.", file=sys.stderr)
        sys.exit(130)
