"""Hear every take of a rendered book back, and list what the transcript check flags.

python -m benchmarks.checked_book output/moby-dick [--chapters 1-3] [--remember FILE]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.machine import provenance, write_result
from benchmarks.remembered import RememberingEar
from reciter.audio.files import read_audio
from reciter.checking.ear import Ear
from reciter.checking.hearing import Hearing
from reciter.checking.models import whisper_folder
from reciter.checking.recording import Recording
from reciter.checking.transcript_check import TranscriptCheck, check_transcripts
from reciter.languages import primary_subtag
from reciter.production.chapter_ranges import chapter_numbers
from reciter.production.plan import load_chapter, load_plan
from reciter.settings import get_settings
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import take_path

_BATCH = 24


def main() -> None:
    """Check the takes, each text once, and print those with findings."""
    arguments = _arguments()
    shelf = Shelf(arguments.folder)
    recordings = list(_recordings(shelf, chapter_numbers(arguments.chapters)))
    ear: Hearing = Ear(whisper_folder(get_settings().cache), threads=arguments.threads)
    memory = RememberingEar(ear, arguments.remember) if arguments.remember else None
    begun_s, processor_s, checks = time.perf_counter(), time.process_time(), list[TranscriptCheck]()
    for first in range(0, len(recordings), _BATCH):
        checks += check_transcripts(recordings[first : first + _BATCH], memory or ear)
        if memory:
            memory.save()
    audio_s = sum(one.wave.seconds for one in recordings)
    flagged = [_row(one) for one in checks if one.findings]
    result = {
        "provenance": provenance(),
        "book": arguments.folder.name,
        "takes": len(checks),
        "flagged": len(flagged),
        "heard_again": sum(one.hearings > 1 for one in checks),
        "audio_s": round(audio_s, 1),
        "wall": round((time.perf_counter() - begun_s) / audio_s, 4),
        "processor": round((time.process_time() - processor_s) / audio_s, 4),
        "findings": flagged,
    }
    print(json.dumps(result, ensure_ascii=False, indent=1))
    if not memory:
        print(write_result(f"checked-{arguments.folder.name}", result))


def _recordings(shelf: Shelf, chosen: frozenset[int]) -> Iterator[Recording]:
    plan, seen = load_plan(shelf), set[str]()
    language = primary_subtag(plan.metadata.language or "en")
    for line in plan.chapters:
        if chosen and line.manuscript_number not in chosen:
            continue
        for planned in load_chapter(shelf, line.number).sentences:
            path = take_path(shelf.takes, planned.take)
            if planned.take not in seen and path.is_file():
                seen.add(planned.take)
                yield Recording(planned.sentence, read_audio(path), language)


def _row(check: TranscriptCheck) -> dict[str, object]:
    return {
        "sentence": check.comparison.sentence.id,
        "risk": check.risk,
        "written": check.comparison.sentence.written,
        "heard": check.comparison.text,
        "findings": [[one.code, one.severity, one.message] for one in check.findings],
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checked_book", description=__doc__)
    parser.add_argument("folder", type=Path, help="output folder of the book")
    parser.add_argument("--chapters", default="", help="such as 1-3; default: all that are rendered")
    parser.add_argument("--remember", type=Path, help="file that keeps what was heard")
    parser.add_argument("--threads", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
