"""Who examines the takes of a book: the ear of this installation, and the narrator's profile."""

from __future__ import annotations

from pathlib import Path

from reciter.checking.ear import Ear
from reciter.checking.examination import Examiner
from reciter.checking.limits import ACOUSTICS, NARRATOR
from reciter.checking.models import whisper_folder
from reciter.checking.narrator_profile import NarratorProfile
from reciter.checking.speaker import can_recognise
from reciter.checking.transcript import loaded_ear
from reciter.checking.transcript_limits import BY_LANGUAGE, USUAL
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.production.engines import engine_of
from reciter.production.models import MODELS, models_folder
from reciter.production.narrators import Unmeasured, find_narrator, narrator_of, speaker_of
from reciter.production.plan import Plan
from reciter.settings import get_settings
from reciter.shelf.fingerprint import fingerprint

CHECKS_VERSION = 2
"""Goes up when checks judge otherwise; takes are then checked again."""


def checker_of(plan: Plan) -> str:
    """Fingerprint of the checks that a plan's takes go through; empty where they are not checked."""
    if not plan.checks.enabled or not engine_of(plan.voice.engine).intelligible:
        return ""
    causes = {
        "version": CHECKS_VERSION,
        "sound": repr(ACOUSTICS),
        "voice": repr(NARRATOR) if can_recognise() else "",
        "words": repr((USUAL, sorted(BY_LANGUAGE.items()))),
        "ear": str(get_settings().whisper_model or ""),
    }
    return fingerprint(causes)


def examiner_of(plan: Plan, mood: str) -> Examiner:
    """Who examines takes in a mood. Models are loaded, and the voice is measured, at the first call.

    Raises:
        InputProblem: a model is not installed, or the cache cannot be written to.
        TransientProblem: the engine, which speaks to be measured, says that another try may help.
    """
    profile = narrator_of(speaker_of(plan, mood))
    return Examiner(ear(), profile if isinstance(profile, NarratorProfile) else None)


def ear() -> Ear:
    """What hears takes back in this installation; loaded once.

    Raises:
        InputProblem: the model is not installed, or its folder holds none.
    """
    settings = get_settings()
    given = settings.whisper_model and _whisper_given(settings.whisper_model, settings.cache)
    return loaded_ear(whisper_folder(settings.cache, given=given), settings.threads or 0)


def _whisper_given(name: Path, cache: Path) -> Path:
    """The folder that a setting names: itself, or where a size of Whisper was pulled to."""
    size = f"whisper-{name}"
    if name.is_dir() or size not in MODELS:
        return name
    folder = models_folder(cache) / MODELS[size].folder
    if not (folder / "model.bin").is_file():
        how = f"Fetch it: reciter models pull {size}."
        raise InputProblem(f"Whisper {name} is not here.", where="RECITER_WHISPER_MODEL", how=how)
    return folder


def left_out(plan: Plan) -> tuple[Finding, ...]:
    """A finding for each mood whose voice was not compared: what nobody looked at must not count as right."""
    if not checker_of(plan):
        return ()
    found = {mood: find_narrator(speaker_of(plan, mood)) for mood in ("", *plan.mood_fingerprints)}
    return tuple(_left_out(mood, one.why) for mood, one in found.items() if isinstance(one, Unmeasured))


def _left_out(mood: str, why: str) -> Finding:
    which = f" in the mood {mood}" if mood else ""
    message = f"It was not compared whether the narrator speaks{which}: {why}"
    return Finding("checks-without-narrator", "warning", message)
