"""Clips with their transcripts, as a folder or as the `.list` of GPT-SoVITS."""

from __future__ import annotations

from pathlib import Path

from reciter.errors import InputProblem
from reciter.production.voice_import import GivenClip

AUDIO = ".wav", ".flac", ".ogg", ".mp3"
LANGUAGES = "zh", "en", "ja", "ko", "yue"


def read_clips(source: Path, *, language: str) -> list[GivenClip]:
    """Clips in the order of their names, or of the list.

    Args:
        source: a folder of audio files with a .txt of the same name beside each, or a .list whose lines are
            `path|speaker|language|text`; paths are as they stand there, or relative to the list.
        language: of the clips of a folder.

    Raises:
        InputProblem: there is no such folder or list, it names nothing, or a line cannot be understood.
    """
    clips = _of_folder(source, language) if source.is_dir() else _of_list(source)
    if not clips:
        how = "Put a .txt with the words beside each audio file, or give a .list."
        raise InputProblem("there are no clips with transcripts here.", where=str(source), how=how)
    return clips


def _of_folder(folder: Path, language: str) -> list[GivenClip]:
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in AUDIO)
    pairs = [(path, path.with_suffix(".txt")) for path in files]
    return [
        GivenClip(path, text.read_text("utf-8").strip(), language) for path, text in pairs if text.is_file()
    ]


def _of_list(path: Path) -> list[GivenClip]:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        how = "Give a folder of clips or a .list in UTF-8."
        raise InputProblem("this list of clips cannot be read.", where=str(path), how=how) from problem
    return [_of_line(line, path, number) for number, line in enumerate(lines, 1) if line.strip()]


def _of_line(line: str, path: Path, number: int) -> GivenClip:
    parts = line.split("|", 3)
    language = parts[2].strip().lower() if len(parts) == 4 else ""
    if language not in LANGUAGES:
        how = f"Write path|speaker|language|text; languages are {', '.join(LANGUAGES)}."
        raise InputProblem("this line does not describe a clip.", where=f"{path}:{number}", how=how)
    return GivenClip(path.parent / parts[0].strip(), parts[3].strip(), language)
