"""The studio as an application, given everything it works with."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteException
from starlette.responses import JSONResponse, Response

from reciter.errors import ReciterError, TransientProblem
from reciter.settings import Settings
from reciter.studio.desk import Desk
from reciter.studio.pages import audio, book, chapter, queue, runs, say, shelf, verdicts
from reciter.studio.runs import Runs
from reciter.studio.security import Guard
from reciter.studio.templates_of import show

HERE = Path(__file__).parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def create_app(
    settings: Settings, *, reviewer: str, runs_of: Runs, hosts: Collection[str] = LOOPBACK, token: str = ""
) -> FastAPI:
    """Make the studio.

    Args:
        settings: of this installation: where books and voices lie.
        reviewer: whose verdicts are given here.
        runs_of: the production line, for speaking again and for hearing a text.
        hosts: names it may be called by; empty: any, which needs a token.
        token: that a browser has to show once; empty: none is needed.

    Raises:
        ValueError: neither hosts nor a token: any page of the web could then read the books.
    """
    if not hosts and not token:
        raise ValueError("a studio for any host needs a token")
    app = FastAPI(title="Reciter studio", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(settings, reviewer, runs_of)
    for page in (shelf, book, chapter, queue, audio, verdicts, runs, say):
        app.include_router(page.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_exception_handler(StarletteException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(ReciterError, _on_problem)
    app.add_middleware(Guard, hosts=hosts, token=token)
    return app


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteException)
    return _answer(request, str(error.detail), error.status_code)


def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"][1:])
    status = 404 if first["loc"][0] == "path" else 422
    return _answer(request, f"{place}: {first['msg']}.", status)


def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ReciterError)
    return _answer(request, str(error), 503 if isinstance(error, TransientProblem) else 409)


def _answer(request: Request, problem: str, status: int) -> Response:
    """A problem as a page for people, as JSON for scripts."""
    wants_page = "text/html" in request.headers.get("accept", "") and request.method == "GET"
    if wants_page:
        return show(request, "problem.html", {"problem": problem}, status=status)
    return JSONResponse({"problem": problem}, status)
