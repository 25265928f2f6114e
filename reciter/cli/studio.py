"""`reciter studio`: web pages to hear books back and to decide about their takes."""

from __future__ import annotations

import getpass
import ipaddress
from typing import Annotated

import typer

from reciter.cli.output import print_line
from reciter.errors import InputProblem
from reciter.settings import get_settings

PREFECT = "http://127.0.0.1:4200/api"


def command(
    host: Annotated[
        str, typer.Option(help="Address to serve; any but this machine's own needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = 8765,
    token: Annotated[
        str, typer.Option(help="What a browser has to show once: …/?token=…", show_default=False)
    ] = "",
    reviewer: Annotated[str, typer.Option(help="Whose verdicts are given; default: the user's name.")] = "",
    prefect: Annotated[
        str, typer.Option(envvar="PREFECT_API_URL", help="Prefect's address, for speaking again.")
    ] = PREFECT,
) -> None:
    """Open the studio: hear books back, decide about takes, have flagged ones spoken again."""
    import httpx
    import uvicorn

    from reciter.studio.app import LOOPBACK, create_app
    from reciter.studio.runs import PrefectRuns

    is_local = _is_loopback(host)
    if not is_local and len(token) < 16:
        how = "Give --token with at least 16 characters, such as the output of: openssl rand -hex 16"
        raise InputProblem("an address that others can reach needs a token.", where=f"--host {host}", how=how)
    with httpx.Client(base_url=prefect, timeout=10) as client:
        app = create_app(
            get_settings(),
            reviewer=reviewer or _user(),
            runs_of=PrefectRuns(client),
            hosts=LOOPBACK if is_local else (),
            token=token,
        )
        shown = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        print_line(f"The studio is open: {shown}{'?token=…' if token else ''} (Ctrl-C ends it)")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"
