"""Pre-listening: a sentence, a voice, and the sound; spoken by the production line, not here."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import FileResponse, JSONResponse, Response

from reciter.errors import InputProblem
from reciter.languages import language_codes
from reciter.production.said import said_path
from reciter.production.voices import all_voices
from reciter.studio.desk import Desk, desk_of
from reciter.studio.templates_of import show
from reciter.voice import Voice

router = APIRouter()
MyDesk = Annotated[Desk, Depends(desk_of)]
TEXT_LIMIT = 1_000


class Wish(BaseModel):
    """What a page sends."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=TEXT_LIMIT)
    voice: str = Field(min_length=1, max_length=100)
    language: str = Field("", pattern=r"^([a-z]{2,3})?$")


@router.get("/say")
def say_page(request: Request, desk: MyDesk) -> Response:
    """The page with text and voices."""
    voices = _voices(desk.settings.voices_folder)
    values = {"voices": voices, "languages": language_codes(), "limit": TEXT_LIMIT}
    return show(request, "say.html", values)


@router.post("/say")
def say(wish: Wish, desk: MyDesk) -> Response:
    """Start the deployment `audiobook/say`."""
    if wish.voice not in {voice.id for voice in _voices(desk.settings.voices_folder)}:
        raise InputProblem(f"there is no voice {wish.voice[:40]!r}.", how="Choose one of the list.")
    name = f"{secrets.token_hex(16)}.wav"
    parameters = {"text": wish.text, "voice": wish.voice, "language": wish.language, "out": name}
    run = desk.runs.start("say", parameters, key=f"studio-say-{name}")
    return JSONResponse({**asdict(run), "sound": name}, 202)


@router.get("/said/{name}")
def said(name: Annotated[str, InPath(pattern=r"^[0-9a-f]{32}\.wav$")], desk: MyDesk) -> Response:
    """The sound, once it is there."""
    path = said_path(desk.settings, name)
    if not path.is_file():
        raise HTTPException(404, "This is not spoken yet, or was cleared away.")
    return FileResponse(path, media_type="audio/wav")


@lru_cache(maxsize=4)
def _voices(folder: Path) -> tuple[Voice, ...]:
    """Voices that can be used; looked up once a process, since engines take a second to name theirs."""
    return tuple(all_voices(folder)[0])
