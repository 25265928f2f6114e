"""Subtitles: a WebVTT file from sentence timings and the written text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from reciter.mastering.timing import SentenceTiming

MAX_COLUMNS = 84
"""Two lines of 42 columns, as broadcasters allow; a Chinese or Japanese character takes two columns."""
BREAK_AFTER = re.compile(r"(?<=[,;:—，、；：。．！？!?…])\s*|\s+")


def web_vtt(sentences: Iterable[SentenceTiming], written: Mapping[str, str]) -> str:
    """A WebVTT file; sentences too long for two lines become several cues, in proportion.

    Args:
        sentences: in order; those without length are left out.
        written: text of each sentence id.
    """
    cues = (cue for one in sentences if one.end_s > one.start_s for cue in _cues(one, written[one.id]))
    return "WEBVTT\n\n" + "\n".join(cues)


def clock(seconds: float) -> str:
    """Time of a cue: `00:01:02.345`."""
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{milliseconds // 1000:02d}.{milliseconds % 1000:03d}"


def columns(text: str) -> int:
    """Width of text in columns: wide and full-width characters count two, combining marks none."""
    return len(text) if text.isascii() else sum(_width(character) for character in text)


def split_cue(text: str) -> list[str]:
    """Cut text into pieces of at most two lines, after punctuation or at spaces, else anywhere."""
    pieces, current = [], ""
    for part in _parts(text):
        if current and columns(current) + columns(part.rstrip()) > MAX_COLUMNS:
            pieces.append(current.strip())
            current = ""
        current += part
    return [piece for piece in [*pieces, current.strip()] if piece]


def _cues(sentence: SentenceTiming, text: str) -> Iterator[str]:
    pieces = split_cue(" ".join(text.split()))
    total = sum(columns(piece) for piece in pieces) or 1
    start = sentence.start_s
    done = 0
    for number, piece in enumerate(pieces):
        done += columns(piece)
        end = sentence.start_s + (sentence.end_s - sentence.start_s) * done / total
        name = sentence.id if len(pieces) == 1 else f"{sentence.id}.{number + 1}"
        yield f"{name}\n{clock(start)} --> {clock(end)}\n{_escape(piece)}\n"
        start = end


def _parts(text: str) -> Iterator[str]:
    start = 0
    for found in BREAK_AFTER.finditer(text):
        if found.end() > start:
            yield from _chop(text[start : found.end()])
            start = found.end()
    yield from _chop(text[start:])


def _chop(part: str) -> Iterator[str]:
    if columns(part) <= MAX_COLUMNS:
        yield part
        return
    chopped = ""
    for character in part:
        if columns(chopped) + _width(character) > MAX_COLUMNS:
            yield chopped
            chopped = ""
        chopped += character
    if chopped:
        yield chopped


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
