"""What the transcript check finds on the planted set, alone and with the other checks, and what it flags wrongly.

    python -m benchmarks.planted FOLDER
    python -m benchmarks.checks --planted FOLDER [--split test|calibrate|both] [--remember FILE] [--with-sound]

`--remember` keeps what was heard in a file, so that thresholds can be tried again quickly; the real-time factor is
measured only without it. `--with-sound` adds the findings of the acoustic and narrator checks.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.acoustics import SHORT, Judged
from benchmarks.acoustics import judge as judge_sound
from benchmarks.machine import provenance, write_result
from benchmarks.planted.manifest import Planted, read_manifest
from benchmarks.remembered import RememberingEar
from reciter.audio.files import read_audio
from reciter.checking.ear import Ear
from reciter.checking.hearing import Hearing
from reciter.checking.models import whisper_folder
from reciter.checking.recording import Recording
from reciter.checking.transcript_check import TranscriptCheck, check_transcripts
from reciter.settings import get_settings

SPOKEN = {"dropped", "doubled", "swapped"}
"""Faults of words: they are told apart by the syllables concerned."""

_BATCH = 24


def main() -> None:
    """Judge all takes and write the tables."""
    arguments = _arguments()
    folder: Path = arguments.planted
    takes = [take for take in read_manifest(folder) if arguments.split in {take.split, "both"}]
    ear: Hearing = Ear(arguments.model or whisper_folder(get_settings().cache), threads=arguments.threads)
    memory = RememberingEar(ear, arguments.remember) if arguments.remember else None
    checks, times = hear_all(takes, folder, memory or ear)
    if memory:
        memory.save()
    judged = [Judged(take, check.findings) for take, check in zip(takes, checks, strict=True)]
    tables: dict[str, Any] = {"transcript": table(judged)}
    if arguments.with_sound:
        tables["all_checks"] = table(_together(judged, judge_sound(takes, folder)[0]))
    figures = tables if memory else tables | {"times": times}  # what was remembered took no time
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    for take, check in zip(takes, checks, strict=True):
        _tell(take, check)
    print(write_result(f"checks-{arguments.split}", {"provenance": provenance(), **figures}))


def hear_all(
    takes: Sequence[Planted], folder: Path, ear: Hearing
) -> tuple[list[TranscriptCheck], dict[str, float]]:
    """Check takes in batches of one language; seconds of wall and processor time for a second of audio."""
    found: dict[int, TranscriptCheck] = {}
    audio_s, again = 0.0, 0
    wall_s = processor_s = 0.0
    order = sorted(range(len(takes)), key=lambda i: takes[i].language)
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        recordings = [
            Recording(takes[i].sentence, read_audio(folder / takes[i].file), takes[i].language) for i in batch
        ]
        audio_s += sum(one.wave.seconds for one in recordings)
        wall_s, processor_s = wall_s - time.perf_counter(), processor_s - time.process_time()
        for i, check in zip(batch, check_transcripts(recordings, ear), strict=True):
            found[i] = check
            again += check.hearings > 1
        wall_s, processor_s = wall_s + time.perf_counter(), processor_s + time.process_time()
    times = {
        "audio_s": round(audio_s, 1),
        "wall": round(wall_s / audio_s, 4),
        "processor": round(processor_s / audio_s, 4),
        "heard_again": round(again / len(takes), 3),
    }
    return [found[i] for i in range(len(takes))], times


def table(judged: Iterable[Judged]) -> dict[str, dict[str, str]]:
    """Takes with a finding, by fault and language."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for one in judged:
        for language in (one.take.language, "all"):
            count = counts[group_of(one.take)][language]
            count[0] += bool(one.findings)
            count[1] += 1
    return {
        group: {
            language: f"{found} of {of} ({found / of:.1%})" for language, (found, of) in sorted(row.items())
        }
        for group, row in sorted(counts.items())
    }


def group_of(take: Planted) -> str:
    """The row of a take: its fault, and for words how long the word is; clean ones by the length of the sentence."""
    if take.fault == "clean":
        return "clean, short" if take.words < SHORT else "clean"
    if take.fault in SPOKEN:
        return f"{take.fault}, {'one syllable' if take.syllables == 1 else 'more'}"
    return f"{take.fault}, {take.how}" if take.fault == "cut" else take.fault


def _together(judged: Sequence[Judged], sound: Sequence[Judged]) -> list[Judged]:
    by_file = {one.take.file: one.findings for one in sound}
    return [Judged(one.take, (*one.findings, *by_file[one.take.file])) for one in judged]


def _tell(take: Planted, check: TranscriptCheck) -> None:
    """Print what is wrongly flagged, and what is missed."""
    if take.fault == "clean" and check.findings:
        print("FALSE", take.file, take.sentence.spoken, "|", check.comparison.text, check.risk)
        print("     ", [(one.code, one.severity, one.evidence) for one in check.findings])
    elif take.fault in {*SPOKEN, "cut"} and not check.findings:
        print(
            "MISSED",
            take.file,
            take.how,
            take.syllables,
            take.word,
            "|",
            take.sentence.spoken,
            "|",
            check.comparison.text,
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks", description=__doc__)
    parser.add_argument("--planted", type=Path, required=True, help="folder of the planted set")
    parser.add_argument("--split", choices=("calibrate", "test", "both"), default="test")
    parser.add_argument("--remember", type=Path, help="file that keeps what was heard")
    parser.add_argument("--with-sound", action="store_true", help="acoustic and narrator checks, too")
    parser.add_argument("--model", type=Path, help="folder of a Whisper model; default: base")
    parser.add_argument("--threads", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
