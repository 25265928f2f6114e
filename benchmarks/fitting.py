"""A person's recording becomes a voice of Kokoro's: how like her it is, and what it costs.

    python -m benchmarks.fitting [--minutes 10]

The person is the voice of Debian's package asterisk-core-sounds-en-g722 (CC BY-SA 3.0), which apt fetches into the
cache. Of its 30 longest prompts the longest, 73 s, is enrolled; the other 29 are held out and nothing of the fit hears
them. Voices are heard on sentences that the fit does not speak.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import provenance, write_result
from reciter.audio.waveform import Waveform
from reciter.checking.clips import error_rate
from reciter.checking.models import whisper_folder
from reciter.checking.naturalness import naturalness
from reciter.checking.speaker import Embedding, similarity, speaker_embedding, speaker_embeddings, unit
from reciter.checking.transcript import transcribe
from reciter.engines.base import SpeechRequest
from reciter.enrolment.recording import read_recording
from reciter.production.consent import Consent
from reciter.production.engines import engine_of
from reciter.production.enrol import enrol
from reciter.production.enrolled_files import Enrolling
from reciter.production.fit import fit
from reciter.production.voices import find_voice
from reciter.settings import Settings, get_settings
from reciter.text.span import Run
from reciter.voice import Voice

PACKAGE = "asterisk-core-sounds-en-g722"
SENTENCES = {
    "en": (
        "“Where have you been?” she asked; but nobody in the crowded kitchen answered.",
        "Nothing in the report explained why three of the five engines had failed on the same night.",
        "A thousand ships lay waiting in the harbour, and not one of them would sail before morning.",
        "Please choose another number, or stay on the line until somebody can help you.",
        "My grandmother kept her letters in a blue box under the bed, tied with a piece of string.",
        "There is a kind of silence in the mountains that no one who has heard it ever forgets.",
    ),
    "zh": (
        "科学家发现，这种植物在干旱的环境里也能生长得很好。",
        "老人坐在门口，一边喝茶，一边给孩子们讲从前的故事。",
        "如果明天不下雨，我们就一起去山上看日出。",
    ),
    "ja": (
        "この町には古い橋があり、夏になると子供たちが川で泳ぎます。",
        "彼は窓を開けて、遠くの山をしばらく眺めていた。",
        "明日の朝早く出発すれば、昼までに海に着くでしょう。",
    ),
}


def main() -> None:
    """Enrol, fit, compare, write benchmarks/results/fitting.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10.0, help="longest time for the fit")
    minutes = parser.parse_args().minutes
    figures: dict[str, Any] = {"measured": provenance(), "minutes_given": minutes}
    with tempfile.TemporaryDirectory() as scratch:
        home, prompts = Path(scratch), longest_prompts()
        settings = Settings(home=home, cache=get_settings().cache, threads=get_settings().threads)
        held_out = [speech(path, home) for path in prompts[1:]]
        person = speaker_embedding(held_out)
        figures["herself"] = herself(speech(prompts[0], home), held_out)
        consent = Consent(
            speaker="the voice of Asterisk",
            given_by="CC BY-SA 3.0",
            given_on=date(2026, 1, 1),
            purpose="this benchmark",
        )
        figures["enrol"], _ = timed(
            lambda: enrol(Enrolling("person", prompts[:1], consent=consent), settings)
        )
        figures["fit"], done = timed(lambda: fit("person", settings, most_s=60 * minutes, report=print))
        figures["fit"] |= {
            "generations": done.generations,
            "kept": done.kept,
            "speed": done.speed,
            "verdict": done.verdict,
        }
        figures["fit"] |= {
            "stock": done.stock,
            "judged_before": [asdict(one) for one in done.before],
            "judged_after": [asdict(one) for one in done.after],
        }
        stock = Voice(done.stock, "kokoro", done.stock, {"blend": {done.stock: 1.0}})
        for name, voice in {"stock": stock, "fitted": find_voice("person", settings.voices_folder)}.items():
            figures[name] = {code: scores(voice, code, person, settings.cache) for code in SENTENCES}
            print(name, figures[name], flush=True)
    print(write_result("fitting", figures))


def longest_prompts(count: int = 30) -> list[Path]:
    """The longest prompts of the package, longest first; fetched once."""
    folder = get_settings().cache / "benchmarks" / PACKAGE
    if not folder.exists():
        with tempfile.TemporaryDirectory() as scratch:
            subprocess.run(["apt-get", "download", PACKAGE], cwd=scratch, check=True)
            package = next(Path(scratch).glob("*.deb"))
            subprocess.run(["dpkg-deb", "-x", str(package), f"{scratch}/out"], check=True)
            shutil.copytree(f"{scratch}/out", folder)
    found = sorted(folder.rglob("*.g722"), key=lambda path: (-path.stat().st_size, path.name))
    return found[:count]


def speech(path: Path, scratch: Path) -> Waveform:
    """A whole recording."""
    recording = read_recording(path, scratch)
    return recording.read(0.0, recording.seconds)


def herself(enrolled: Waveform, held_out: Sequence[Waveform]) -> dict[str, float]:
    """How like the enrolled recording the person's other recordings are: what a perfect voice would score."""
    heard, mine = speaker_embeddings(held_out), speaker_embedding([enrolled])
    return {
        "each": round(float((heard @ mine).mean()), 4),
        "mean": round(similarity(unit(heard.mean(axis=0)), mine), 4),
    }


def timed(work: Any) -> tuple[dict[str, float], Any]:
    """Seconds on the clock and of processor time, and what came of it."""
    before_s, before_cpu_s = time.perf_counter(), time.process_time()
    done = work()
    clock_s, cpu_s = time.perf_counter() - before_s, time.process_time() - before_cpu_s
    return {"seconds": round(clock_s, 1), "processor_seconds": round(cpu_s, 1)}, done


def scores(voice: Voice, language: str, person: Embedding, cache: Path) -> dict[str, float]:
    """Likeness to the held-out recordings, sentence by sentence and of their mean; errors; DNSMOS."""
    texts = SENTENCES[language]
    batch = [SpeechRequest("bench", text, (Run(0, len(text), language),)) for text in texts]
    waves = [one.waveform for one in engine_of("kokoro").speak(batch, voice=voice)]
    heard = speaker_embeddings(waves)
    model = whisper_folder(cache)
    wrong = [
        error_rate(text, transcribe(wave, language, model=model), language)
        for text, wave in zip(texts, waves, strict=True)
    ]
    return {
        "similarity": round(float(np.mean(heard @ person)), 4),
        "similarity_of_mean": round(similarity(unit(heard.mean(axis=0)), person), 4),
        "error_rate": round(statistics.mean(wrong), 4),
        "naturalness": round(statistics.mean(naturalness(wave).overall for wave in waves), 3),
    }


if __name__ == "__main__":
    main()
