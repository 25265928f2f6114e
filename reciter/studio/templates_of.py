"""Templates: Jinja, everything escaped, with the few words that pages format numbers by."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import Response

from reciter import __version__
from reciter.production.progress import counted, duration

_FOLDER = Path(__file__).parent / "templates"


def show(request: Request, template: str, values: Mapping[str, Any], *, status: int = 200) -> Response:
    """A page from a template and its values."""
    shared = {
        "csrf": request.scope.get("state", {}).get("csrf", ""),
        "reviewer": request.app.state.desk.reviewer,
        "version": __version__,
    }
    return _TEMPLATES.TemplateResponse(request, template, {**shared, **values}, status_code=status)


def clock(seconds: float) -> str:
    """A length as `4:07` or `1:02:33`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def gap(written: str) -> str:
    """What parts a sentence from the next one: nothing after a full-width character, else a space."""
    return "" if unicodedata.east_asian_width(written[-1:] or " ") in "WF" else " "


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(clock=clock, duration=duration, gap=gap)
    made.globals.update(counted=counted)
    return made


_TEMPLATES = Jinja2Templates(env=_environment())
