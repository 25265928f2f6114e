"""Every code of a finding about takes has recipes of sound that plant it (`found*`) and that must not (`quiet*`)."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reciter.audio.waveform import Waveform
from reciter.checking.acoustics import acoustic_findings
from reciter.checking.narrator import VoiceFigures, drift_findings, narrator_findings
from reciter.checking.narrator_profile import NarratorProfile, profile_of
from reciter.checking.pace import Pace
from reciter.checking.recording import Recording
from reciter.checking.unnatural import unnatural_findings
from reciter.engines.base import SpeechRequest
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.finding import Finding
from reciter.text.span import Run
from reciter.voice import Voice
from tests.checking.synthetic import RATE_HZ, Table, recording, sentence, voiced

CASES = Path(__file__).parent / "cases"
NEEDS = {"narrator-other": "resemblyzer", "take-unnatural": "speechmos"}
SLOW = {"take-unnatural"}


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*/*.toml")):
        code = path.parent.name
        marks = [pytest.mark.slow] if code in SLOW else []
        if code in NEEDS:
            missing = find_spec(NEEDS[code]) is None
            marks.append(pytest.mark.skipif(missing, reason=f"{NEEDS[code]} is not installed"))
        yield pytest.param(code, path, id=f"{code}/{path.stem}", marks=marks)


@pytest.mark.parametrize(("code", "path"), list(cases()))
def test_a_fault_is_found_and_what_is_none_is_left_alone(code: str, path: Path) -> None:
    found = findings(code, tomllib.loads(path.read_text("utf-8")))
    if path.stem.startswith("found"):
        assert code in {one.code for one in found}
        assert all(one.evidence and one.message.endswith(".") for one in found)
    else:
        assert found == []


def test_every_code_has_a_case_that_plants_it_and_one_that_must_not_fire() -> None:
    for folder in CASES.iterdir():
        names = {path.stem.split("-")[0] for path in folder.glob("*.toml")}
        assert names == {"found", "quiet"}, folder.name


def findings(code: str, recipe: Table) -> list[Finding]:
    if code.startswith("narrator-drift"):
        return list(drift_findings({row["name"]: takes(row) for row in recipe["chapter"]}))
    if code == "narrator-other":
        return list(narrator_findings([recording(recipe)], narrator(recipe["narrator"]["hz"]))[0])
    if code == "take-unnatural":
        one = spoken(recipe) if "spoken" in recipe else recording(recipe)
        return list(unnatural_findings([one], one_of=1)[0])
    usual_db = recipe.get("usual_db")
    return list(acoustic_findings([recording(recipe)], pace=Pace(), level_db=usual_db)[0])


def takes(row: Table) -> list[VoiceFigures]:
    """Figures of a chapter, that vary a little from take to take; `turned` is the angle to the narrator's voice."""
    found = []
    for number in range(row["takes"]):
        vary = 1.0 + 0.02 * (number % 3 - 1)
        embedding = np.zeros(256)
        embedding[0], embedding[1] = np.cos(row.get("turned", 0.0)), np.sin(row.get("turned", 0.0))
        hz, rate = row.get("pitch_hz", 120.0) * vary, row.get("rate", 1.0) * vary
        found.append(VoiceFigures(3.0, 0.9, 0.0, 0.0, hz, rate, tuple(embedding)))
    return found


@cache
def narrator(hz: float) -> NarratorProfile:
    waves = [Waveform(voiced(4.0, hz=hz * vary).astype(np.float32), RATE_HZ) for vary in (0.97, 1.0, 1.03)]
    return profile_of([Recording(sentence(wave.seconds), wave, "en") for wave in waves])


def spoken(recipe: Table) -> Recording:
    text, name = recipe["spoken"], recipe["voice"]
    request = SpeechRequest("c001-s0001", text, (Run(0, len(text), "en"),))
    wave = (
        KokoroEngine().speak([request], voice=Voice(name, "kokoro", "", {"blend": {name: 1.0}}))[0].waveform
    )
    return Recording(sentence(wave.seconds, text), wave, "en")
