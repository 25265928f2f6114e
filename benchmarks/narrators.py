"""Which voice reads Chinese, English and Japanese best: heard back by Whisper base, and judged by DNSMOS.

    python benchmarks/narrators.py        English, Japanese and Chinese stock voices, then the finalists
    python benchmarks/narrators.py --voices af_heart,jf_alpha

Stage 1 reads one sentence a language with each voice. Stage 2 reads the rest of the sentences, mixed ones too, with
the best of stage 1 and with blends of the best English, Chinese and Japanese voices. Every figure is written down as
soon as it is known (benchmarks/results/narrators.json); a second run measures only what is missing.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from reciter.checking.error_rate import character_error_rate, word_error_rate
from reciter.checking.models import whisper_folder
from reciter.checking.naturalness import naturalness
from reciter.checking.transcript import transcribe
from reciter.engines.base import EngineSettings, SpeechRequest
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.engines.kokoro.voices import stock_names
from reciter.settings import get_settings
from reciter.text.span import Run
from reciter.voice import Voice

RESULTS = Path(__file__).parent / "results" / "narrators.json"
MOS_WORTH = 0.25
"""A point of DNSMOS counts as much as an error rate of 25 %."""

Blend = dict[str, float]


@dataclass(frozen=True)
class Item:
    """A sentence to read: its parts with their languages, and what Whisper should hear in `language`."""

    name: str
    language: str
    parts: tuple[tuple[str, str], ...]
    heard_as: str = ""

    @property
    def text(self) -> str:
        """All parts."""
        return "".join(text for _, text in self.parts)


def _plain(name: str, language: str, text: str) -> Item:
    return Item(name, language, ((language, text),))


FIRST = (
    _plain(
        "en-1", "en", "The old lighthouse keeper climbed the stairs every evening and lit the great lamp."
    ),
    _plain("zh-1", "zh", "春天来了，河边的柳树又绿了，孩子们在草地上放风筝。"),
    _plain("ja-1", "ja", "駅前の小さな喫茶店で、彼女は毎朝コーヒーを飲みながら新聞を読んでいた。"),
)
SECOND = (
    _plain("en-2", "en", "“Where have you been?” she asked; but nobody in the crowded kitchen answered her question."),
    _plain("en-3", "en", "Nothing in the report explained why three of the five engines had failed on the same night."),
    _plain("zh-2", "zh", "他推开门，看见桌子上放着一封信，信封上没有写名字。"),
    _plain("zh-3", "zh", "科学家发现，这种植物在干旱的环境里也能生长得很好。"),
    _plain("ja-2", "ja", "雨が降り始めたので、私たちは急いで図書館の中に入りました。"),
    _plain("ja-3", "ja", "この機械の使い方を説明しますから、よく聞いてください。"),
    Item(
        "mixed-1",
        "zh",
        (("zh", "我每天用"), ("en", "Python"), ("zh", "写程序，晚上看"), ("en", "YouTube"), ("zh", "。")),
    ),
    Item("mixed-2", "zh", (("zh", "他在"), ("en", "Google"), ("zh", "工作了三年，后来去了日本东京。"))),
    Item(
        "mixed-3",
        "en",
        (("en", "She flew from "), ("zh", "北京"), ("en", " to "), ("ja", "東京"), ("en", " with an old friend.")),
        heard_as="She flew from Beijing to Tokyo with an old friend.",
    ),
)  # fmt: skip


def label(blend: Blend) -> str:
    """A blend in a word: `af_heart` or `0.5 af_heart + 0.5 jf_alpha`."""
    if len(blend) == 1:
        return next(iter(blend))
    return " + ".join(f"{weight:g} {name}" for name, weight in blend.items())


@dataclass(frozen=True)
class Figure:
    """One sentence by one voice."""

    voice: str
    item: str
    error: float
    overall: float
    signal: float
    seconds: float
    heard: str


def measure(blend: Blend, item: Item, *, engine: KokoroEngine, whisper: Path) -> Figure:
    """Read a sentence with a voice, hear it back, judge it."""
    voice = Voice("candidate", "kokoro", "", {"blend": blend})
    wave = engine.speak([_request(item)], voice=voice)[0].waveform
    heard = transcribe(wave, item.language, model=whisper)
    spoken = item.heard_as or item.text
    english = item.language == "en"
    error = (
        word_error_rate(spoken, heard)
        if english
        else character_error_rate(spoken, heard, language=item.language)
    )
    score = naturalness(wave)
    return Figure(
        label(blend),
        item.name,
        round(error, 4),
        round(score.overall, 3),
        round(score.signal, 3),
        round(wave.seconds, 2),
        heard,
    )


def _request(item: Item) -> SpeechRequest:
    ends = list(itertools.accumulate(len(text) for _, text in item.parts))
    starts = [0, *ends[:-1]]
    runs = (Run(s, e, language) for s, e, (language, _) in zip(starts, ends, item.parts, strict=True))
    return SpeechRequest(item.name, item.text, tuple(runs))


def score(figures: Iterable[Figure]) -> float:
    """Lower is better: mean error over the sentences, less what naturalness is worth. An error above 1 counts as 1."""
    known = list(figures)
    return statistics.mean(min(f.error, 1.0) for f in known) - MOS_WORTH * statistics.mean(
        f.overall for f in known
    )


class Table:
    """Figures by voice and sentence, kept in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        rows = json.loads(path.read_text("utf-8"))["figures"] if path.exists() else []
        self.figures = {(row["voice"], row["item"]): Figure(**row) for row in rows}

    def of(self, blend: Blend, items: Iterable[Item]) -> list[Figure]:
        """Known figures of a voice over sentences."""
        return [
            self.figures[label(blend), item.name]
            for item in items
            if (label(blend), item.name) in self.figures
        ]

    def add(self, figure: Figure) -> None:
        """Add a figure and write the file."""
        self.figures[figure.voice, figure.item] = figure
        self.path.parent.mkdir(exist_ok=True)
        rows = [asdict(f) for f in self.figures.values()]
        text = json.dumps({"figures": rows}, ensure_ascii=False, indent=1)
        self.path.write_text(text + "\n", encoding="utf-8")


def run_stage(
    table: Table, blends: Iterable[Blend], items: Iterable[Item], *, engine: KokoroEngine, whisper: Path
) -> None:
    """Measure what the table lacks."""
    for blend, item in itertools.product(blends, items):
        if (label(blend), item.name) not in table.figures:
            figure = measure(blend, item, engine=engine, whisper=whisper)
            table.add(figure)
            print(
                f"{figure.voice:32} {item.name:8} {figure.error:.3f} {figure.overall:.2f} {figure.heard}",
                flush=True,
            )


def finalists(table: Table, stock: Iterable[Blend], *, count: int = 6) -> list[Blend]:
    """The best stock voices of stage 1, and blends of the best voice of each language with the others'."""
    ranked = sorted(stock, key=lambda blend: score(table.of(blend, FIRST)))
    best = {kind: next(label(b) for b in ranked if label(b)[0] in kind) for kind in ("ab", "z", "j")}
    en, zh, ja = best["ab"], best["z"], best["j"]
    blends: list[Blend] = [
        {en: 0.5, zh: 0.5},
        {en: 0.5, ja: 0.5},
        {zh: 0.5, ja: 0.5},
        {en: 0.4, zh: 0.3, ja: 0.3},
        {en: 0.7, zh: 0.3},
    ]
    return [*ranked[:count], *blends]


def markdown(table: Table, blends: Iterable[Blend], items: tuple[Item, ...]) -> str:
    """A table for docs/narrators.md, best first."""
    lines = [
        "| voice | en WER | zh CER | ja CER | mixed | DNSMOS | score |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for blend in sorted(blends, key=lambda blend: score(table.of(blend, items))):
        figures = table.of(blend, items)
        columns = [_share(figures, kind) for kind in ("en", "zh", "ja", "mixed")]
        mos = statistics.mean(f.overall for f in figures)
        lines.append(f"| {label(blend)} | {' | '.join(columns)} | {mos:.2f} | {score(figures):.3f} |")
    return "\n".join(lines)


def _share(figures: Iterable[Figure], kind: str) -> str:
    errors = [min(f.error, 1.0) for f in figures if f.item.startswith(kind)]
    return f"{100 * statistics.mean(errors):.1f} %" if errors else "–"


def main() -> None:
    """Measure both stages and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--voices", help="stock voices of stage 1, by commas; default: all English, Chinese, Japanese"
    )
    parser.add_argument(
        "--backend", help="how to run the network, e.g. onnxruntime-int8-1x2; default: as chosen here"
    )
    parser.add_argument("--out", type=Path, default=RESULTS, help="file for the figures")
    parsed = parser.parse_args()
    settings = get_settings()
    engine = KokoroEngine(settings=EngineSettings(backend=parsed.backend, cache=settings.cache))
    whisper, table = whisper_folder(settings.cache), Table(parsed.out)
    names = parsed.voices.split(",") if parsed.voices else [n for n in stock_names() if n[0] in "abjz"]
    stock: list[Blend] = [{name: 1.0} for name in names]
    run_stage(table, stock, FIRST, engine=engine, whisper=whisper)
    print(markdown(table, stock, FIRST))
    final = finalists(table, stock)
    run_stage(table, final, FIRST + SECOND, engine=engine, whisper=whisper)
    print(markdown(table, final, FIRST + SECOND))


if __name__ == "__main__":
    main()
