"""How a whole rendered book sounds in its voice: likeness to a person, errors that were heard, DNSMOS.

    python -m benchmarks.voice_in_book output/fitted output/stock …

The person is the one of `benchmarks.fitting`; she is compared by the 29 prompts that were not enrolled. The transcripts
are those of the render's own checks.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.fitting import longest_prompts, speech
from benchmarks.machine import provenance, write_result
from reciter.audio.files import read_audio
from reciter.audio.waveform import Waveform
from reciter.checking.clips import error_rate
from reciter.checking.naturalness import naturalness
from reciter.checking.speaker import Embedding, similarity, speaker_embedding, speaker_embeddings, unit
from reciter.production.plan import load_chapter, load_plan
from reciter.shelf.checks import TakeCheck, find_check, find_kept
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import find_take, take_path

LEAST_S = 1.6
"""Shorter takes say too little of who speaks."""


def main() -> None:
    """Compare the books and write benchmarks/results/voice_in_book.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, help="output folders of rendered books")
    folders = parser.parse_args().folders
    with tempfile.TemporaryDirectory() as scratch:
        person = speaker_embedding([speech(path, Path(scratch)) for path in longest_prompts()[1:]])
    books = {str(folder): heard(folder, person) for folder in folders}
    for name, figures in books.items():
        print(name, figures)
    print(write_result("voice_in_book", {"measured": provenance(), "books": books}))


def heard(folder: Path, person: Embedding) -> dict[str, Any]:
    """Figures over all takes of a book: words are counted, takes are averaged."""
    takes = list(_takes(Shelf(folder)))
    long = [wave for _, wave, _ in takes if wave.seconds >= LEAST_S]
    likeness = speaker_embeddings(long)
    words = [len(text.split()) for text, _, _ in takes]
    wrong = [error_rate(text, check.heard, "en") for text, _, check in takes]
    return {
        "takes": len(takes),
        "seconds": round(sum(wave.seconds for _, wave, _ in takes), 1),
        "similarity": round(float(np.mean(likeness @ person)), 4),
        "similarity_of_mean": round(similarity(unit(likeness.mean(axis=0)), person), 4),
        "word_error_rate": round(sum(map(float.__mul__, wrong, map(float, words))) / sum(words), 4),
        "naturalness": round(statistics.mean(naturalness(wave, most_windows=1).overall for wave in long), 3),
        "flagged": sum(check.errors > 0 for _, _, check in takes),
    }


def _takes(shelf: Shelf) -> Iterator[tuple[str, Waveform, TakeCheck]]:
    """Spoken text, sound and check of every take."""
    for line in load_plan(shelf).chapters:
        for planned in load_chapter(shelf, line.number).sentences:
            kept = find_kept(shelf.takes, planned.take)
            take = kept.take if kept else planned.take
            if find_take(shelf.takes, take) is None:
                continue
            check = find_check(shelf.takes, take)
            if check is None:
                raise SystemExit(f"{shelf.folder}: {planned.sentence.id} was never checked")
            yield planned.sentence.spoken, read_audio(take_path(shelf.takes, take)), check


if __name__ == "__main__":
    main()
