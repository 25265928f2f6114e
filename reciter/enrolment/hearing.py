"""What is said in a slice and in which language: by Whisper, or from a transcript that Whisper confirms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.checking.clips import error_rate, spoken_as
from reciter.checking.models import INSTALL
from reciter.checking.transcript import transcribe
from reciter.errors import InputProblem

LANGUAGES = ("zh", "en", "ja", "ko", "yue")
MOST_WRONG = 0.25
_RATE_HZ = 16_000
_LEAST_SURE = 0.5
_PACES = {"en": (4.0, 30.0)}
_PACE = (1.2, 14.0)
"""Characters a second that can be spoken: letters of English, characters of other languages."""


@dataclass(frozen=True)
class Words:
    """What is said in a slice.

    Attributes:
        text: as it is to be used.
        language: of it.
        heard: by Whisper.
        doubt: why the slice should be set aside; empty: it need not be.
    """

    text: str
    language: str
    heard: str
    doubt: str = ""


def hear_slice(
    wave: Waveform, *, whisper: Path, threads: int = 0, given: str = "", language: str = ""
) -> Words:
    """Hear a slice, and find its words in the transcript, if one is given.

    Args:
        wave: of 2 to 10 s.
        whisper: folder of the model.
        threads: processor cores to use; 0 leaves it to the library.
        given: what is said there or around there; empty: what is heard counts.
        language: where it is known; empty: judged from the sound.

    Raises:
        InputProblem: the extra `checking` is not installed.
    """
    doubt = ""
    if not language:
        language, sure = spoken_language(wave, whisper=whisper, threads=threads)
        doubt = "" if sure >= _LEAST_SURE else f"the language is not clear ({language}?)"
    heard = transcribe(wave, spoken_as(language), model=whisper, threads=threads)
    if given:
        text = matching_part(given, heard)
        wrong = error_rate(text, heard, language) if text else 1.0
        if wrong > MOST_WRONG:
            return Words(
                text, language, heard, f"the transcript does not have what was heard ({wrong:.0%} off)"
            )
        return Words(text, language, heard, doubt)
    return Words(heard, language, heard, doubt or _doubt(heard, language, wave.seconds))


def spoken_language(wave: Waveform, *, whisper: Path, threads: int = 0) -> tuple[str, float]:
    """Which of the five languages is spoken, and its share of their probability."""
    samples = resample(wave, _RATE_HZ).samples
    _, _, found = _detector(whisper, threads).detect_language(samples)
    known = {code: probability for code, probability in found if code in LANGUAGES}
    total = sum(known.values())
    if not total:
        return "en", 0.0
    best = max(known, key=lambda code: known[code])
    return best, known[best] / total


def matching_part(given: str, heard: str) -> str:
    """The part of a transcript that was heard; empty where nothing of it was.

    Letters of both are aligned; the part reaches from the first to the last word that is in a longer agreement.
    """
    places = list(re.finditer(r"[^\W_]", given))
    letters = "".join(match[0].casefold() for match in places)
    wanted = "".join(match[0].casefold() for match in re.finditer(r"[^\W_]", heard))
    if not letters or not wanted:
        return ""
    matcher = SequenceMatcher(None, letters, wanted, autojunk=False)
    longest = matcher.find_longest_match()
    if not longest.size:
        return ""
    first = max(
        0, longest.a - int(1.4 * longest.b) - 8
    )  # only around the surest place: a word may come twice
    last = min(
        len(letters), longest.a + longest.size + int(1.4 * (len(wanted) - longest.b - longest.size)) + 8
    )
    near = SequenceMatcher(None, letters[first:last], wanted, autojunk=False)
    agreed = [block for block in near.get_matching_blocks() if block.size >= min(3, len(wanted))]
    if not agreed:
        return ""
    start = first + agreed[0].a - min(agreed[0].b, 2)
    end = first + agreed[-1].a + agreed[-1].size + min(len(wanted) - agreed[-1].b - agreed[-1].size, 2)
    return _whole_words(given, places[max(start, 0)].start(), places[min(end, len(places)) - 1].end())


def _whole_words(text: str, start: int, end: int) -> str:
    """A part, wider where it would cut a word of Latin letters, with the mark that ends it."""
    while start > 0 and re.match(r"[A-Za-z0-9'’]", text[start - 1]) and re.match(r"[A-Za-z0-9]", text[start]):
        start -= 1
    while end < len(text) and re.match(r"[A-Za-z0-9'’]", text[end]):
        end += 1
    while end < len(text) and re.match(r"[^\w\s]", text[end]):
        end += 1
    return re.sub(r"\s+", " ", text[start:end]).strip()


def _doubt(heard: str, language: str, seconds: float) -> str:
    """Whether a text cannot have been said in its time: Whisper loops, or hears words in noise."""
    letters = len(re.findall(r"[^\W_]", heard))
    slowest, fastest = _PACES.get(language, _PACE)
    if not letters:
        return "no words were heard"
    if not slowest <= letters / seconds <= fastest:
        return f"{letters} letters in {seconds:.1f} s cannot be right"
    return ""


@lru_cache(maxsize=1)
def _detector(model: Path, threads: int) -> Any:
    try:
        from faster_whisper import WhisperModel
    except ImportError as problem:
        raise InputProblem("Telling languages apart needs faster-whisper.", how=INSTALL) from problem
    return WhisperModel(
        str(model), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
    )
