"""`reciter voices`: the voices there are."""

from __future__ import annotations

from dataclasses import asdict

from reciter.cli.output import Json, print_json, print_line, print_table
from reciter.production.engines import engine_of
from reciter.production.voices import all_voices
from reciter.settings import get_settings


def command(as_json: Json = False) -> None:
    """List the voices: own ones first, then the engines' stock voices; own ones that cannot be used with the reason."""
    found, broken = all_voices(get_settings().voices_folder)
    voices = [
        {
            "id": voice.id,
            "engine": voice.engine,
            "name": voice.name,
            "languages": sorted(engine_of(voice.engine).languages),
            "description": voice.description,
        }
        for voice in found
    ]
    if as_json:
        print_json({"voices": voices, "broken": [asdict(one) for one in broken]})
        return
    rows = [
        [str(v["id"]), str(v["engine"]), str(v["name"]), " ".join(v["languages"]), str(v["description"])]
        for v in voices
    ]
    print_table(["voice", "engine", "name", "languages", "description"], rows)
    for one in broken:
        print_line(f"cannot be used: {one.id}: {one.problem}")
