"""What the acoustic and narrator checks find on the planted set, and what they flag wrongly.

    python -m benchmarks.planted FOLDER
    python -m benchmarks.acoustics FOLDER [--split test]

Profiles of the narrators are measured from `narrator_phrases` and kept in FOLDER/profiles.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import provenance, write_result
from benchmarks.planted.manifest import Planted, read_manifest
from benchmarks.planted.narrators import NARRATORS, Blend, name_of, voice_of
from benchmarks.planted.texts import pronounced
from reciter.audio.files import read_audio
from reciter.checking.acoustics import acoustic_findings
from reciter.checking.narrator import narrator_findings
from reciter.checking.narrator_profile import (
    NarratorProfile,
    narrator_phrases,
    profile_json,
    profile_of,
    read_profile,
)
from reciter.checking.recording import Recording
from reciter.checking.unnatural import unnatural_findings
from reciter.engines.base import SpeechRequest
from reciter.finding import Finding
from reciter.production.engines import engine_of
from reciter.shelf.atomic import write_bytes

EXPECTED = {
    "cut": {"take-cut", "take-fast"},
    "hole": {"take-hole"},
    "other-voice": {"narrator-other"},
    "noise": {"take-noise"},
    "clipped": {"take-clipped"},
    "click": {"take-click"},
    "fast": {"take-fast"},
    "slow": {"take-slow"},
}
"""What each fault should be found as; the faults of words are the transcript's."""

SHORT = 5
"""Sentences with fewer words are short."""

_BATCH = 16


@dataclass(frozen=True)
class Judged:
    """A take and the findings about it."""

    take: Planted
    findings: tuple[Finding, ...]

    @property
    def codes(self) -> set[str]:
        """Codes of the findings."""
        return {finding.code for finding in self.findings}


def main() -> None:
    """Judge all takes and write the tables."""
    arguments = _arguments()
    folder: Path = arguments.folder
    takes = [take for take in read_manifest(folder) if arguments.split in {take.split, "both"}]
    judged, times = judge(takes, folder)
    tables = {"recall": recall(judged), "false_alarms": false_alarms(judged)}
    for name, table in tables.items():
        print(name, *(json.dumps(row, ensure_ascii=False) for row in table), sep="\n")
    print(times)
    for one in judged:
        if one.take.fault == "clean" and one.findings:
            print(
                "FALSE", one.take.file, one.take.sentence.spoken, [(f.code, f.evidence) for f in one.findings]
            )
        elif one.take.fault in EXPECTED and not one.codes & EXPECTED[one.take.fault]:
            print(
                "MISSED",
                one.take.file,
                one.take.how,
                one.take.voice,
                one.take.sentence.seconds,
                sorted(one.codes),
            )
    if arguments.split == "test":
        print(write_result("acoustics", {"provenance": provenance(), **tables, "real_time_factors": times}))


def judge(takes: Sequence[Planted], folder: Path) -> tuple[list[Judged], dict[str, float]]:
    """Findings for all takes, and the processor time of each check for a second of audio."""
    judged, spent, audio_s = list[Judged](), dict[str, float](), 0.0
    for narrator in sorted({take.narrator for take in takes}):
        profile = profile_for(narrator, folder)
        mine = [take for take in takes if take.narrator == narrator]
        for first in range(0, len(mine), _BATCH):
            batch = mine[first : first + _BATCH]
            recordings = [Recording(t.sentence, read_audio(folder / t.file), t.language) for t in batch]
            audio_s += sum(one.wave.seconds for one in recordings)
            rows = _checked(recordings, profile, spent)
            judged += [
                Judged(take, tuple(f for found in row for f in found))
                for take, row in zip(batch, rows, strict=True)
            ]
    return judged, {name: round(seconds / audio_s, 5) for name, seconds in spent.items()}


def _checked(
    recordings: Sequence[Recording], profile: NarratorProfile, spent: dict[str, float]
) -> Iterable[tuple[tuple[Finding, ...], ...]]:
    checks = {
        "acoustics": lambda: acoustic_findings(recordings, pace=profile.pace, level_db=profile.level_db),
        "narrator": lambda: narrator_findings(recordings, profile),
        "naturalness": lambda: unnatural_findings(recordings),
    }
    found = []
    for name, check in checks.items():
        before_s = time.process_time()
        found.append(check())
        spent[name] = spent.get(name, 0.0) + time.process_time() - before_s
    return list(zip(*found, strict=True))


def recall(judged: Sequence[Judged]) -> list[dict[str, object]]:
    """For each fault and language: takes, how many have the finding they should have, how many any."""
    groups = defaultdict[tuple[str, str], list[Judged]](list)
    for one in judged:
        if one.take.fault != "clean":
            for language in (one.take.language, "all"):
                groups[one.take.fault, language].append(one)
    return [
        {
            "fault": fault,
            "language": language,
            "takes": len(group),
            "found": sum(bool(one.codes & EXPECTED.get(fault, set())) for one in group),
            "any": sum(bool(one.findings) for one in group),
        }
        for (fault, language), group in groups.items()
    ]


def false_alarms(judged: Sequence[Judged]) -> list[dict[str, object]]:
    """Clean takes with a finding, by language and for short and longer sentences."""
    groups = defaultdict[tuple[str, str], list[Judged]](list)
    for one in judged:
        if one.take.fault == "clean":
            length = "short" if one.take.words < SHORT else "longer"
            for language in (one.take.language, "all"):
                groups[length, language].append(one)
    return [
        {
            "length": length,
            "language": language,
            "takes": len(group),
            "flagged": sum(bool(o.findings) for o in group),
        }
        for (length, language), group in sorted(groups.items())
    ]


def profile_for(narrator: str, folder: Path) -> NarratorProfile:
    """A narrator's profile, measured once."""
    path = folder / "profiles" / f"{narrator}.json"
    if path.exists():
        return read_profile(path.read_bytes())
    blends = {name_of(blend): blend for mine in NARRATORS.values() for blend in mine}
    recordings = [one for language in NARRATORS for one in phrases(language, blends[narrator])]
    path.parent.mkdir(exist_ok=True)
    write_bytes(path, profile_json(profile_of(recordings)))
    return read_profile(path.read_bytes())


def phrases(language: str, blend: Blend) -> list[Recording]:
    """The phrases of a narrator's profile in a language, spoken."""
    sentences = pronounced(narrator_phrases(language), language)
    requests = [SpeechRequest(one.id, one.spoken, one.runs, one.readings) for one in sentences]
    spoken = engine_of("kokoro").speak(requests, voice=voice_of(blend))
    return [Recording(one, each.waveform, language) for one, each in zip(sentences, spoken, strict=True)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.acoustics", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of a planted set")
    parser.add_argument("--split", choices=("calibrate", "test", "both"), default="test")
    return parser.parse_args()


if __name__ == "__main__":
    main()
