"""The commands by name."""

from __future__ import annotations

import typer

from reciter.cli import (
    check,
    doctor,
    impact,
    inspect,
    models,
    readings,
    render,
    rerender,
    review,
    say,
    studio,
    voice,
    voices,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A manuscript becomes a finished audiobook, read by one narrator.",
)
COMMANDS = {
    "inspect": inspect,
    "readings": readings,
    "impact": impact,
    "render": render,
    "rerender": rerender,
    "say": say,
    "check": check,
    "voices": voices,
    "doctor": doctor,
}
for name, module in COMMANDS.items():
    app.command(name)(module.command)
app.command("studio")(studio.command)
app.add_typer(voice.app, name="voice")
app.add_typer(models.app, name="models")
app.add_typer(review.app, name="review")
