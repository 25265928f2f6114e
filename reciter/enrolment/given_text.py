"""Transcripts that people give: plain text, SubRip subtitles (.srt), and lists as GPT-SoVITS' own tools write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reciter.errors import InputProblem

LIST_LANGUAGES = {"zh": "zh", "en": "en", "ja": "ja", "jp": "ja", "ko": "ko", "yue": "yue"}
_TIME = r"(\d+):(\d\d):(\d\d)[,.](\d{1,3})"
_CUE = re.compile(rf"{_TIME}\s*-->\s*{_TIME}")
_MOST_BYTES = 20_000_000
_HOW = "Give UTF-8 text, SubRip subtitles (.srt), or lines of path|speaker|language|text (.list)."


@dataclass(frozen=True)
class GivenText:
    """What is said in a recording, or in a part of it.

    Attributes:
        text: as written.
        recording: file name of the recording it belongs to; empty: to all, in the order given.
        language: of the text; empty: not known.
        start_s: where the part begins.
        end_s: where it ends; infinite for all of the recording.
    """

    text: str
    recording: str = ""
    language: str = ""
    start_s: float = 0.0
    end_s: float = float("inf")


def read_given_text(path: Path) -> list[GivenText]:
    """Read a transcript.

    Raises:
        InputProblem: no such file, not UTF-8, empty, or a line of a list or subtitles that cannot be read.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputProblem("this transcript is too large.", where=str(path), how=_HOW)
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as problem:
        raise InputProblem("there is no such transcript.", where=str(path)) from problem
    except UnicodeDecodeError as problem:
        raise InputProblem("this transcript is not UTF-8.", where=str(path), how=_HOW) from problem
    readers = {".srt": _subtitles, ".list": _list}
    found = readers.get(path.suffix.lower(), _plain)(text, path)
    if not any(one.text.strip() for one in found):
        raise InputProblem("this transcript holds no words.", where=str(path), how=_HOW)
    return found


def text_of(given: Sequence[GivenText], recording: Path, start_s: float, end_s: float) -> tuple[str, str]:
    """What may be said in a stretch of a recording, and its language: every text that touches the stretch."""
    mine = [
        one
        for one in given
        if one.recording in ("", recording.name) and one.start_s < end_s and one.end_s > start_s
    ]
    return "\n".join(one.text for one in mine), next((one.language for one in mine if one.language), "")


def _plain(text: str, _path: Path) -> list[GivenText]:
    return [GivenText(text)]


def _subtitles(text: str, path: Path) -> list[GivenText]:
    found = list[GivenText]()
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = block.splitlines()
        at = next((i for i, line in enumerate(lines) if _CUE.search(line)), None)
        if at is None:
            raise InputProblem(f"this cue has no times: {lines[:1]}.", where=str(path), how=_HOW)
        times = _CUE.search(lines[at])
        assert times is not None
        numbers = [int(number) for number in times.groups()]
        words = re.sub(r"<[^>]*>", "", " ".join(lines[at + 1 :]))
        found.append(GivenText(words, start_s=_seconds(numbers[:4]), end_s=_seconds(numbers[4:])))
    return found


def _seconds(parts: Sequence[int]) -> float:
    hours, minutes, seconds, thousandths = parts
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _list(text: str, path: Path) -> list[GivenText]:
    found = list[GivenText]()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = line.split("|", 3)
        if len(parts) != 4:
            raise InputProblem(
                "this line is not path|speaker|language|text.", where=f"{path}, line {number}", how=_HOW
            )
        language = LIST_LANGUAGES.get(parts[2].strip().lower(), "")
        name = re.split(r"[\\/]", parts[0].strip())[-1]
        found.append(GivenText(parts[3], recording=name, language=language))
    return found
