"""How long the studio's pages take for a chapter of 5,000 sentences: on the server, and to first paint in Chromium.

    python -m benchmarks.studio [--sentences 5000]

The chapter is a plan without sound, with a check beside every twentieth take; verdicts are given as a reviewer would.
First paint is measured where playwright and a Chromium on the path are installed.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from benchmarks.machine import RESULTS, provenance, write_result
from reciter.book import Metadata
from reciter.finding import Finding
from reciter.mastering.measure import Measurement
from reciter.mastering.pauses import Pauses
from reciter.mastering.timing import SentenceTiming
from reciter.production.master import ChapterRecord, save_record
from reciter.production.plan import (
    ChapterLine,
    Plan,
    PlannedChapter,
    PlannedSentence,
    load_chapter,
    save_chapter,
    save_plan,
)
from reciter.settings import Settings
from reciter.shelf.checks import TakeCheck, put_check
from reciter.shelf.layout import Shelf
from reciter.studio.app import create_app
from reciter.studio.runs import PrefectRuns
from reciter.text.sentence import Sentence
from reciter.text.span import Run
from reciter.voice import Voice

ROUNDS = 7
ADDRESS = "http://127.0.0.1:8766"
PAGES = {
    "shelf": "/",
    "book": "/books/long",
    "chapter": "/books/long/chapters/1",
    "times of the chapter": "/books/long/chapters/1/timing.json",
    "queue": "/books/long/queue.json",
    "one sentence": "/books/long/sentences/c001-s2500.json",
    "progress": "/books/long/progress.json",
}


def main() -> None:
    """Measure all and write `benchmarks/results/studio.json` and `.md`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sentences", type=int, default=5000)
    count = parser.parse_args().sentences
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder), cache=Path(folder) / "cache")
        make_long_book(Shelf(settings.output_folder / "long"), sentences=count)
        rows = measure(settings)
    facts = {**provenance(), "sentences": count}
    table = markdown(facts, rows)
    print(table)
    print(write_result("studio", {"provenance": facts, "rows": rows}))
    (RESULTS / "studio.md").write_text(table, "utf-8")


def make_long_book(shelf: Shelf, *, sentences: int) -> None:
    """Lay a book of one long chapter on a shelf: plan, record and checks, no sound."""
    planned = tuple(_sentence(number) for number in range(1, sentences + 1))
    voice = Voice(id="tone", engine="tone", name="Tone")
    chapter = PlannedChapter(1, 1, "A long chapter", (), (), planned)
    line = ChapterLine(1, 1, chapter.title, sentences, chapter.seconds)
    metadata = Metadata(title="Long", authors=("A. Keeper",), language="en")
    plan = Plan(
        "long", "long.md", "0" * 64, metadata, "", "Audiobook", "Tone", "", voice, "tone/1", "acx",
        Pauses(), 1.0, 0, (line,), (),
    )  # fmt: skip
    save_chapter(shelf, chapter)
    save_plan(shelf, plan)
    save_record(shelf, _record(planned))
    for one in planned[::20]:
        finding = Finding("x-differs", "warning", "Differs.")
        put_check(shelf.takes, one.take, TakeCheck("", "bench", (finding,), "hm", 0.6))


def measure(settings: Settings) -> list[dict[str, Any]]:
    """Rows of what was measured: name, first time, median and worst of the others, in milliseconds."""
    app = create_app(
        settings, reviewer="bench", runs_of=PrefectRuns(httpx.Client(base_url="http://127.0.0.1:9"))
    )
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=8766, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        with httpx.Client(base_url=ADDRESS, timeout=60) as client:
            rows = [
                _row(name, lambda path=path: client.get(path).raise_for_status())
                for name, path in PAGES.items()
            ]
            rows.append(_row("a verdict", _reviewer(client, settings)))
        return [*rows, *_paints()]
    finally:
        server.should_exit = True
        thread.join()


def markdown(facts: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """The table of a run."""
    lines = [f"- {name}: {value}" for name, value in facts.items()]
    cells = [
        f"| {row['name']} | {row['first_ms']:.0f} | {row['median_ms']:.0f} | {row['worst_ms']:.0f} |"
        for row in rows
    ]
    return "\n".join(
        [*lines, "", "| page | first, ms | median, ms | worst, ms |", "|---|---|---|---|", *cells, ""]
    )


def _row(name: str, ask: Callable[[], object]) -> dict[str, Any]:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - start))
    return {
        "name": name,
        "first_ms": times[0],
        "median_ms": statistics.median(times[1:]),
        "worst_ms": max(times[1:]),
    }


def _reviewer(client: httpx.Client, settings: Settings) -> Callable[[], object]:
    """Gives a verdict on another sentence at every call."""
    mark = client.get("/").text.split('name="csrf" content="')[1].split('"')[0]
    takes = iter(load_chapter(Shelf(settings.output_folder / "long"), 1).sentences)

    def decide() -> object:
        one = next(takes)
        body = {"sentence": one.sentence.id, "take": one.take, "kind": "accept"}
        answer = client.post("/books/long/verdicts", json=body, headers={"X-CSRF-Token": mark})
        return answer.raise_for_status()

    return decide


def _paints() -> list[dict[str, Any]]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        return []
    script = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        times = []
        for _ in range(ROUNDS):
            page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
            page.goto(ADDRESS + PAGES["chapter"])
            page.wait_for_function(f"() => {script[:-13]}")
            times.append(page.evaluate(script))
            page.context.close()
        browser.close()
    row = {"name": "chapter, first paint in Chromium", "first_ms": times[0]}
    return [{**row, "median_ms": statistics.median(times[1:]), "worst_ms": max(times[1:])}]


def _sentence(number: int) -> PlannedSentence:
    written = f"The keeper wrote line number {number} into the large book that lay before him on the table."
    boundary = "paragraph" if number % 5 == 0 else "sentence"
    sentence = Sentence(
        f"c001-s{number:04d}",
        written,
        written,
        (Run(0, len(written), "en"),),
        (),
        (),
        (),
        "body",
        boundary,
        5.0,
    )
    return PlannedSentence(sentence, f"{number * 7919 % 256:02x}{number:038x}")


def _record(planned: tuple[PlannedSentence, ...]) -> ChapterRecord:
    length_s = 6.0 * len(planned)
    measurement = Measurement(
        seconds=length_s, rms_db=-20.0, lufs=-18.0, peak_dbfs=-6.0, true_peak_dbtp=-6.0, noise_floor_db=-70.0,
        head_s=0.75, tail_s=2.5, digital_silence_s=0.0, bitrate_bps=192_000, constant_bitrate=True,
        rate_hz=44_100, channels=1,
    )  # fmt: skip
    timing = tuple(SentenceTiming(one.sentence.id, 6.0 * at, 6.0 * at + 5) for at, one in enumerate(planned))
    return ChapterRecord(
        1,
        "A long chapter",
        "001.mp3",
        "001.vtt",
        "0" * 64,
        "0" * 64,
        "",
        len(planned),
        1,
        measurement,
        timing,
        (),
    )


if __name__ == "__main__":
    main()
