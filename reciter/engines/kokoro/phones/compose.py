"""A request → one string of phones: each run by its own language, joined as words without a pause between."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reciter.engines.base import SpeechRequest
from reciter.engines.kokoro.phones.alphabets import reading_phones
from reciter.engines.kokoro.phones.aspiration import aspirated
from reciter.engines.kokoro.phones.english import Accent, english_phones
from reciter.engines.kokoro.phones.japanese import japanese_phones
from reciter.engines.kokoro.phones.mandarin import mandarin_phones
from reciter.engines.kokoro.phones.punctuation import CLOSING, PAUSES, has_speech, join_phones
from reciter.engines.kokoro.phones.vocabulary import known_phones
from reciter.errors import InputProblem
from reciter.text.span import Reading, Run

LANGUAGES = frozenset({"zh", "en", "ja"})

_LETTERS = r"A-Za-zÀ-ÖØ-öø-ɏͰ-Ͽ"
_FOREIGN = re.compile(rf"[{_LETTERS}][{_LETTERS}0-9'’.&+-]*[{_LETTERS}0-9+]|[{_LETTERS}]")
_ENDINGS = (*PAUSES, *CLOSING)
_NARROW = {ord(c) + 0xFEE0: c for c in map(chr, range(0x21, 0x7F)) if c.isalnum() or c in "#$%&+<=>@^"}
_LOCK = threading.Lock()  # the frontends keep caches and C state that two threads must not share


@dataclass(frozen=True)
class _Piece:
    """A stretch of the text that one frontend reads."""

    start: int
    end: int
    language: str


def request_phones(request: SpeechRequest, *, accent: Accent = "american") -> str:
    """Phones of a request, all in Kokoro's vocabulary; empty if there is nothing but marks in it.

    Raises:
        InputProblem: a run in a language Kokoro's frontends do not read.
        EngineProblem: a character or a reading that has no phones; `where` names the request.
    """
    for run in request.runs:
        _check_language(run, request)
    request = replace(request, spoken=request.spoken.translate(_NARROW))
    pieces = _merged(
        [piece for run in request.runs for piece in _pieces(run, request.spoken)], request.readings
    )
    breathe = aspirated if _mostly_chinese(pieces) else str
    with _LOCK:
        spoken = [(piece, _piece_phones(piece, request, accent)) for piece in pieces]
    phones = join_phones(breathe(said) if piece.language == "en" else said for piece, said in spoken)
    return known_phones(_ended(phones), where=request.id) if has_speech(phones) else ""


def _mostly_chinese(pieces: Sequence[_Piece]) -> bool:
    """Whether Chinese surrounds the English, by syllables: a character each, about three letters each."""
    length = {
        language: sum(p.end - p.start for p in pieces if p.language == language) for language in ("zh", "en")
    }
    return 0 < length["en"] <= 3 * length["zh"]


def _ended(phones: str) -> str:
    """With a mark at the end: without one a heading or a single word comes out clipped and 3 dB too soft."""
    return phones if phones.endswith(_ENDINGS) else f"{phones}."


def _check_language(run: Run, request: SpeechRequest) -> None:
    if run.language not in LANGUAGES:
        raise InputProblem(
            f"The engine kokoro cannot speak the language {run.language!r} of {request.spoken[run.start : run.end]!r}.",
            where=request.id,
            how="It speaks zh, en and ja. Choose another engine, or mark the text's language in the manuscript.",
        )


def _pieces(run: Run, text: str) -> list[_Piece]:
    """Cut a Chinese or Japanese run where it turns to Latin letters, which English reads."""
    if run.language == "en":
        return [_Piece(run.start, run.end, "en")]
    pieces, at = [], run.start
    for match in _FOREIGN.finditer(text, run.start, run.end):
        pieces += [_Piece(at, match.start(), run.language), _Piece(match.start(), match.end(), "en")]
        at = match.end()
    pieces.append(_Piece(at, run.end, run.language))
    return [piece for piece in pieces if piece.start < piece.end]


def _merged(pieces: Sequence[_Piece], readings: Sequence[Reading]) -> list[_Piece]:
    """Move borders that a reading straddles to the reading's end, so that each reading lies in one piece."""
    result: list[_Piece] = []
    for piece in pieces:
        start = max([piece.start, *(r.end for r in readings if r.start < piece.start < r.end)])
        if start > piece.start and result:
            result[-1] = _Piece(
                result[-1].start, max(result[-1].end, min(start, piece.end)), result[-1].language
            )
        if start < piece.end:
            result.append(_Piece(start, piece.end, piece.language))
    return result


def _piece_phones(piece: _Piece, request: SpeechRequest, accent: Accent) -> str:
    text = request.spoken[piece.start : piece.end]
    readings = sorted(
        (r for r in request.readings if piece.start <= r.start < r.end <= piece.end), key=lambda r: r.start
    )
    kana = [r for r in readings if r.alphabet == "kana" and piece.language == "ja"]
    spans = [(r.start - piece.start, r.end - piece.start, r.value) for r in kana]
    fixed = [
        (r.start - piece.start, r.end - piece.start, _fixed_phones(r, piece, request, accent))
        for r in readings
        if r not in kana
    ]
    if piece.language == "zh":
        return mandarin_phones(text, fixed=fixed, where=request.id)
    if piece.language == "ja":
        return japanese_phones(text, kana=spans, fixed=fixed, where=request.id)
    return english_phones(text, accent=accent, fixed=fixed, where=request.id)


def _fixed_phones(reading: Reading, piece: _Piece, request: SpeechRequest, accent: Accent) -> str:
    return reading_phones(reading, language=piece.language, accent=accent, where=request.id)
