"""A voice from published checkpoints and a recording: `voices/<id>/` with weights, clip, consent and voice.toml.

voice.toml is written last: where it is, the voice is whole. A voice that is there already gets other weights, and
keeps everything else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from reciter.audio.files import read_audio
from reciter.checking.clips import clip_findings
from reciter.engines.base import CloningEngine
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.production import consent
from reciter.production.engines import engine_of
from reciter.production.models import MODELS, models_folder
from reciter.production.voices import is_name, read_voice
from reciter.shelf.atomic import write_bytes
from reciter.toml_file import read_toml
from reciter.voice import Voice

CLONING = "gpt_sovits"
"""Engine of imported voices."""

REFERENCES = "references"
_SETS = "gpt-sovits-"


@dataclass(frozen=True)
class GivenClip:
    """A recording to speak like: its file, what is said in it, and the language of that."""

    path: Path
    transcript: str
    language: str


@dataclass(frozen=True)
class ImportedVoice:
    """What an import came to.

    Attributes:
        voice: ready to speak, once there is a record of consent.
        version: of the checkpoints.
        findings: about the clip.
        has_consent: whether the record of consent is there.
    """

    voice: Voice
    version: str
    findings: tuple[Finding, ...]
    has_consent: bool


def import_voice(
    name: str,
    semantic: Path,
    acoustic: Path,
    folder: Path,
    *,
    clip: GivenClip | None = None,
    title: str = "",
    record: Path | None = None,
) -> ImportedVoice:
    """Make a voice, or give one other weights.

    Args:
        name: folder of the voice under `folder`.
        semantic: published or fine-tuned checkpoint of stage 1.
        acoustic: of stage 2.
        folder: of all voices.
        clip: needed for a new voice; it is copied into the voice's folder.
        title: the narrator's name as it is written into files; empty: `name`.
        record: a consent.toml to go with the voice.

    Raises:
        InputProblem: a name that is none, no clip for a new voice or one for a voice that has its own, a clip or
            checkpoint that cannot be used, or a consent that is incomplete.
    """
    own = folder / name
    if not is_name(name):
        raise InputProblem(f"{name!r} cannot be the name of a folder.", how="Give a plain name such as ann.")
    is_new = not (own / "voice.toml").exists()
    _refuse_wrong_clip(name, clip, is_new=is_new)
    findings = _looked_at(clip)
    if record is not None:
        read_toml(record, consent.Consent)
    engine = engine_of(CLONING)
    assert isinstance(engine, CloningEngine)
    version = engine.import_weights(semantic, acoustic, own)
    if record is not None:
        write_bytes(own / consent.FILE, record.read_bytes())
    if clip is not None:
        _write(own, clip, title or name)
    return ImportedVoice(
        read_voice(own / "voice.toml"), version, tuple(findings), (own / consent.FILE).exists()
    )


def pretrained(version: str, cache: Path) -> tuple[Path, Path]:
    """The published checkpoints of a version, stage 1 and stage 2, where `reciter models pull` put them.

    Raises:
        InputProblem: there is no such version, or it was not fetched.
    """
    found = MODELS.get(_SETS + version)
    names = [file for file in found.files if not file.endswith("*")] if found else []
    stages = [
        next((file for file in names if fnmatch(Path(file).name, like)), "")
        for like in ("s1*.ckpt", "s2G*.pth")
    ]
    if found is None or not all(stages):
        known = ", ".join(
            name.removeprefix(_SETS)
            for name, one in MODELS.items()
            if any(fnmatch(Path(file).name, "s2G*.pth") for file in one.files)
        )
        raise InputProblem(f"there are no published checkpoints of {version!r}.", how=f"There are: {known}.")
    here = models_folder(cache) / found.folder
    if missing := [file for file in stages if not (here / file).is_file()]:
        how = f"Fetch them: reciter models pull {_SETS}{version}"
        raise InputProblem(f"checkpoints are not here: {', '.join(missing)}.", where=str(here), how=how)
    return here / stages[0], here / stages[1]


def _refuse_wrong_clip(name: str, clip: GivenClip | None, *, is_new: bool) -> None:
    if is_new and clip is None:
        how = "Give --clip (3 to 10 s), --transcript and --language."
        raise InputProblem(f"the new voice {name!r} needs a recording of its narrator.", how=how)
    if not is_new and clip is not None:
        how = "Change voice.toml for another clip, or take another name; without --clip its weights are replaced."
        raise InputProblem(f"the voice {name!r} is there already, with a clip of its own.", how=how)


def _looked_at(clip: GivenClip | None) -> Sequence[Finding]:
    """What is to be said about a clip; one that cannot be spoken with is refused."""
    if clip is None:
        return ()
    findings = clip_findings(read_audio(clip.path), where=str(clip.path))
    if errors := [finding for finding in findings if finding.severity == "error"]:
        raise InputProblem(" ".join(finding.message for finding in errors), where=str(clip.path))
    return findings


def _write(own: Path, clip: GivenClip, title: str) -> None:
    kept = f"{REFERENCES}/{clip.path.name}"
    write_bytes(own / kept, clip.path.read_bytes())
    write_bytes(own / "voice.toml", _voice_toml(clip, kept, title).encode())


def _voice_toml(clip: GivenClip, kept: str, title: str) -> str:
    text = {
        key: json.dumps(value, ensure_ascii=False)
        for key, value in (("clip", kept), ("said", clip.transcript))
    }
    return (
        f'engine = "{CLONING}"\nname = {json.dumps(title, ensure_ascii=False)}\n\n[{CLONING}.reference]\n'
        f'clip = {text["clip"]}\ntranscript = {text["said"]}\nlanguage = "{clip.language}"\n'
    )
