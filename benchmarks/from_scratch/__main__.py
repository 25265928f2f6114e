"""GPT-SoVITS trained from nothing by our training code, then fine-tuned to a voice that it never heard.

    python -m benchmarks.from_scratch [--scale small|full] [--work FOLDER]

Kokoro speaks short sentences of few words in 53 voices; a small HuBERT, its code book, stage 1 and stage 2 learn from
that; then 28 sentences, about a minute, of a 54th voice are learnt from. Held-out sentences are judged before and after
by Whisper and Resemblyzer. What is in the work folder is gone on with. Writes benchmarks/results/from_scratch.json and
docs/training-curves.svg.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from benchmarks.from_scratch import speech
from benchmarks.from_scratch.content import make_book, train_content, write_log
from benchmarks.from_scratch.curves import draw
from benchmarks.from_scratch.learning import Model, learn_acoustic, learn_semantic
from benchmarks.from_scratch.measuring import judged, measure, measure_copies, networks
from benchmarks.from_scratch.recipe import SCALES, SEED, Scale
from benchmarks.machine import provenance, write_result
from reciter.audio.files import read_audio
from reciter.engines.gpt_sovits.acoustic.codebook import CodeBook
from reciter.engines.gpt_sovits.conditioning.clip import content_wave
from reciter.engines.gpt_sovits.narrator import read_transcript
from reciter.engines.gpt_sovits.training.samples import Ears, Recording, Sample, prepare

CLIPS_OF_TIMBRE = 4


class NoContext(nn.Module):
    """In place of the Chinese BERT: English has none."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.width = width

    def forward(self, texts: Sequence[Any]) -> list[Tensor]:
        """Zeros, (P, D) for each text."""
        return [torch.zeros(len(text.phones), self.width) for text in texts]


def main() -> None:
    """Speak, learn, judge, fine-tune, judge, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scale", choices=SCALES, default="small")
    parser.add_argument("--work", type=Path, default=Path("output/from_scratch"))
    given = parser.parse_args()
    scale, work = SCALES[given.scale], given.work
    threads = int(os.environ.get("OMP_NUM_THREADS", "0")) or len(os.sched_getaffinity(0))
    torch.set_num_threads(threads)
    figures: dict[str, Any] = {"measured": provenance(), "scale": given.scale, "seed": SEED}
    many, own, held_out = _speech(scale, work, threads, figures)
    context: Any = NoContext(scale.version.semantic.context_width)
    content, book = _content(many, scale, work, context, figures)
    ears = Ears(scale.version, content, context, book, None, "from-scratch")
    samples, own_samples, held_samples = (
        prepare(each, work / "samples", ears)[0] for each in (many, own, held_out)
    )
    model = Model.new(scale, book)
    figures["parameters"] = _sizes(model, content)
    clips = [one.path for one in own[:CLIPS_OF_TIMBRE]]

    def heard(name: str) -> dict[str, dict[str, float]]:
        speaking = networks(model, scale, content, context)
        return {
            "spoken": measure(speaking, clips, held_out, work / "heard" / name),
            "copied": measure_copies(
                speaking, clips, held_samples, held_out, work / "heard" / f"{name}-copied"
            ),
        }

    figures["recordings"] = judged(
        [read_audio(one.path) for one in held_out], held_out, work / "heard" / "recordings"
    )
    figures["recordings"]["similarity_to_clips"] = _likeness(clips, held_out)
    figures["scratch"] = _both(model, samples, work / "scratch", scale, tuning=0)
    figures["before"] = heard("before")
    write_result("from_scratch", figures)
    figures["tuning"] = _both(model, own_samples, work / "tuning", scale, tuning=1)
    figures["after"] = heard("after")
    figures["gain"] = round(
        figures["after"]["spoken"]["similarity"] - figures["before"]["spoken"]["similarity"], 4
    )
    write_result("from_scratch", figures)
    draw(work, Path(__file__).parents[2] / "docs" / "training-curves.svg")


def _speech(
    scale: Scale, work: Path, threads: int, figures: dict[str, Any]
) -> tuple[list[Recording], list[Recording], list[Recording]]:
    engine, folder = speech.kokoro(threads), work / "speech"
    known, unseen = speech.voices(engine)
    held_out, own, rest = speech.split(SEED, held_out=scale.held_out, of_unseen=scale.of_unseen)
    many = speech.many_voices(rest, known, engine, folder, of_each=scale.of_each)
    hers = speech.spoken(own, unseen, engine, folder), speech.spoken(held_out, unseen, engine, folder)
    figures["speech"] = {
        name: {"clips": len(each), "seconds": round(sum(read_audio(one.path).seconds for one in each), 1)}
        for name, each in (("learnt_from", many), ("unseen_voice", hers[0]), ("held_out", hers[1]))
    }
    return many, *hers


def _content(
    many: Sequence[Recording], scale: Scale, work: Path, context: Any, figures: dict[str, Any]
) -> tuple[Any, CodeBook]:
    folder = work / "content"
    folder.mkdir(parents=True, exist_ok=True)
    waves = [content_wave(read_audio(one.path)) for one in many]
    phones = [
        read_transcript(one.transcript, "en", version=scale.version, encoder=context, where=one.path.name).ids
        for one in many
    ]
    rows: list[dict[str, float]] = []
    began = time.monotonic()

    def note(step: int, losses: dict[str, float]) -> None:
        rows.append({"step": step, **losses})
        if step % 20 == 0:
            print(
                f"content {step}/{scale.content_steps} {time.monotonic() - began:.0f} s {losses}", flush=True
            )
            write_log(folder / "losses.jsonl", rows)

    content = train_content(waves, phones, scale, folder, note)
    figures["content"] = {"steps": scale.content_steps, "minutes": round((time.monotonic() - began) / 60, 1)}
    return content, make_book(content, waves, scale.version.acoustic.codes)


def _both(
    model: Model, samples: Sequence[Sample], folder: Path, scale: Scale, *, tuning: int
) -> dict[str, Any]:
    return {
        "clips": len(samples),
        "semantic": learn_semantic(model, samples, folder / "semantic", scale, tuning=tuning),
        "acoustic": learn_acoustic(model, samples, folder / "acoustic", scale, tuning=tuning),
    }


def _likeness(clips: Sequence[Path], held_out: Sequence[Recording]) -> float:
    from reciter.checking.speaker import similarity, speaker_embedding

    one = speaker_embedding([read_audio(clip) for clip in clips])
    return round(similarity(one, speaker_embedding([read_audio(each.path) for each in held_out])), 4)


def _sizes(model: Model, content: Any) -> dict[str, int]:
    parts = {
        "content": content,
        "semantic": model.decoder,
        "acoustic": model.network,
        "judges": model.judges,
    }
    return {name: sum(one.numel() for one in part.parameters()) for name, part in parts.items()}


if __name__ == "__main__":
    main()
