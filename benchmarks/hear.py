"""Hear a finished book back: Whisper base transcribes the MP3s, and the words are compared with what was to be spoken.

    python -m benchmarks.hear output/moby-dick [--chapters 4-6]

Word error rate for English, character error rate (after simplification) for Chinese, over kana for Japanese.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import provenance, write_result
from reciter.audio.files import audio_blocks
from reciter.audio.waveform import Waveform
from reciter.checking.error_rate import character_error_rate, comparable, word_error_rate
from reciter.checking.models import whisper_folder
from reciter.checking.naturalness import naturalness
from reciter.checking.transcript import transcribe
from reciter.production.chapter_ranges import chapter_numbers
from reciter.production.master import ChapterRecord, find_record
from reciter.production.plan import PlannedChapter, load_chapter, load_plan
from reciter.settings import get_settings
from reciter.shelf.layout import Shelf

WINDOW_S = 27.0
"""Whisper hears 30 s at a time."""
MARGIN_S = 0.2


def main() -> None:
    """Hear the chapters and write a table."""
    arguments = _arguments()
    shelf, chosen = Shelf(arguments.folder), chapter_numbers(arguments.chapters)
    lines = [line for line in load_plan(shelf).chapters if not chosen or line.manuscript_number in chosen]
    rows = [row for line in lines if (row := hear(shelf, line.number))]
    result = {"provenance": provenance(), "book": arguments.folder.name, "chapters": rows}
    print(json.dumps(result, ensure_ascii=False, indent=1))
    print(write_result(f"heard-{arguments.folder.name}", result))


def hear(shelf: Shelf, number: int) -> dict[str, Any] | None:
    """Error rate and naturalness of a finished chapter; None when it is not finished."""
    record, chapter = find_record(shelf, number), load_chapter(shelf, number)
    if record is None:
        return None
    path = shelf.master / record.file
    samples = np.concatenate(list(audio_blocks(path)))
    language = main_language(chapter)
    model = whisper_folder(get_settings().cache)
    wrong, length, worst = 0.0, 0, (0.0, "", "")
    for spoken, start_s, end_s in windows(record, chapter):
        rate_hz = record.measurement.rate_hz
        piece = samples[max(0, round((start_s - MARGIN_S) * rate_hz)) : round((end_s + MARGIN_S) * rate_hz)]
        heard = transcribe(Waveform(np.ascontiguousarray(piece), rate_hz), language, model=model)
        reference = comparable(spoken, language, other=heard)
        size = len(reference.split()) if language == "en" else len(reference)
        rate = (
            word_error_rate(spoken, heard)
            if language == "en"
            else character_error_rate(spoken, heard, language=language)
        )
        wrong, length, worst = wrong + rate * size, length + size, max(worst, (rate, spoken, heard))
    mos = naturalness(Waveform(samples, record.measurement.rate_hz))
    return {
        "chapter": number,
        "title": chapter.title,
        "language": language,
        "seconds": round(record.measurement.seconds, 1),
        "error_rate": round(wrong / length, 4),
        "compared": length,
        "naturalness": round(mos.overall, 2),
        "worst": {"error_rate": round(worst[0], 3), "spoken": worst[1], "heard": worst[2]},
        "rms_db": record.measurement.rms_db,
        "peak_dbfs": record.measurement.peak_dbfs,
        "noise_floor_db": record.measurement.noise_floor_db,
        "findings": [finding.code for finding in record.findings],
    }


def main_language(chapter: PlannedChapter) -> str:
    """Main language of a chapter; Chinese or Japanese from a fifth of it on, because Whisper then hears both."""
    count = Counter[str]()
    for planned in chapter.sentences:
        for run in planned.sentence.runs:
            count[run.language] += run.end - run.start
    eastern = max(("zh", "ja"), key=lambda language: count[language])
    return eastern if count[eastern] * 5 >= count.total() else "en"


def windows(record: ChapterRecord, chapter: PlannedChapter) -> Iterator[tuple[str, float, float]]:
    """Neighbouring sentences, as many as Whisper hears at once: spoken text, beginning and end in seconds."""
    spoken, start_s, end_s = "", 0.0, 0.0
    for planned, timing in zip(chapter.sentences, record.timing, strict=True):
        if spoken and timing.end_s - start_s > WINDOW_S:
            yield spoken, start_s, end_s
            spoken = ""
        start_s = start_s if spoken else timing.start_s
        spoken, end_s = f"{spoken} {planned.sentence.spoken}".strip(), timing.end_s
    yield spoken, start_s, end_s


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hear", description=__doc__)
    parser.add_argument("folder", type=Path, help="output folder of a rendered book")
    parser.add_argument("--chapters", default="", help="chapters of the manuscript, such as 4-6")
    return parser.parse_args()


if __name__ == "__main__":
    main()
