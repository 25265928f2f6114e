"""`reciter voice enrol`: recordings of a person become a voice."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from reciter.cli.output import Json, print_json, print_line
from reciter.errors import InputProblem
from reciter.production.consent import FILE, Consent
from reciter.production.enrol import Enrolled, enrol
from reciter.production.enrolled_files import REPORT, Enrolling
from reciter.production.voice_import import pretrained
from reciter.settings import get_settings
from reciter.toml_file import read_toml

LANGUAGES = ("zh", "en", "ja", "ko", "yue")
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day it may be used.")]


def command(
    name: Annotated[str, typer.Argument(help="Folder of the voice under voices/.")],
    recordings: Annotated[
        list[Path], typer.Argument(help="Recordings of one person, 10 s or more of speech.")
    ],
    transcript: Annotated[
        Path | None,
        typer.Option(help="What is said in them: .txt, .srt or a .list; default: Whisper hears it."),
    ] = None,
    language: Annotated[
        str, typer.Option(help=f"Of all that is said: {', '.join(LANGUAGES)}; default: judged.")
    ] = "",
    title: Annotated[str, typer.Option(help="Narrator's name, as written into the files.")] = "",
    speaker: Annotated[str, typer.Option(help="Who speaks in the recordings.")] = "",
    given_by: Annotated[str, typer.Option(help="Who consents; default: the speaker.")] = "",
    purpose: Annotated[str, typer.Option(help="What the voice may be used for.")] = "",
    until: Day = None,
    consent: Annotated[Path | None, typer.Option(help="A consent.toml instead of those.")] = None,
    semantic: Annotated[
        Path | None, typer.Option(help="GPT-SoVITS' stage 1 (.ckpt), to clone at once.")
    ] = None,
    acoustic: Annotated[Path | None, typer.Option(help="GPT-SoVITS' stage 2 (.pth).")] = None,
    published: Annotated[
        str, typer.Option("--pretrained", help="Instead of both: a published version, such as v2ProPlus.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Make a voice from recordings: measure, slice, hear and rank them, and write down who consents."""
    settings = get_settings()
    if language and language not in LANGUAGES:
        raise InputProblem(f"there is no language {language!r}.", how=f"One of: {', '.join(LANGUAGES)}.")
    if (semantic is None) != (acoustic is None):
        raise InputProblem(
            "a cloned voice needs the checkpoints of both stages.", how="Give --semantic and --acoustic."
        )
    weights = pretrained(published, settings.cache) if published else None
    if semantic is not None and acoustic is not None:
        weights = (semantic, acoustic)
    record = read_toml(consent, Consent) if consent else _record(speaker, given_by, purpose, until)
    wanted = Enrolling(name, recordings, transcript, language, title, record, weights)
    done = enrol(wanted, settings, report=lambda line: print(line, file=sys.stderr, flush=True))
    if as_json:
        print_json(enrolled_json(done))
    else:
        _print(done)


def enrolled_json(done: Enrolled) -> dict[str, object]:
    """What --json prints; also the result of the flow."""
    return {
        "voice": done.name,
        "engine": done.engine,
        "speech_s": done.speech_s,
        "slices": done.slices[0],
        "set_aside": done.slices[1],
        "languages": list(done.languages),
        "references": {mood: [one.file for one in slices] for mood, slices in done.references.items()},
        "consent": done.has_consent,
        "report": str(done.folder / REPORT),
        "findings": [asdict(one) for one in done.findings],
    }


def _record(speaker: str, given_by: str, purpose: str, until: datetime | None) -> Consent | None:
    if not (speaker or given_by or purpose or until):
        return None
    if not (speaker and purpose):
        raise InputProblem("a record of consent needs --speaker and --purpose.", how="Or give --consent.")
    return Consent(
        speaker=speaker,
        given_by=given_by or speaker,
        given_on=date.today(),
        purpose=purpose,
        until=until.date() if until else None,
    )


def _print(done: Enrolled) -> None:
    for one in done.findings:
        print_line(f"{one.severity}: {one.message} [{one.code}] ({one.where})")
    used, aside = done.slices
    print_line(f"{done.name}: {done.speech_s:.0f} s of speech, {used} slices used, {aside} set aside.")
    print_line(f"Spoken by {done.engine}; all figures: {done.folder / REPORT}")
    if moods := [mood for mood in done.references if mood]:
        print_line(f"Moods: {', '.join(moods)}")
    if not done.has_consent:
        print_line(f"It speaks as soon as {done.folder / FILE} is there (docs/files.md).")
