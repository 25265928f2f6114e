"""Whether each language takes time in proportion to a text's length, and how quickly it passes over plain text.

    python -m benchmarks.growth

Texts of one piece again and again are the worst for rules. Each is read at one length and at four times that length:
a factor near 4 is proportional, near 16 is quadratic. The frontend hands a language 5,000 characters at most.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.corpus import book
from benchmarks.machine import RESULTS, provenance, write_result
from reciter.languages import get_language, language_codes

SHORT, LONG = 2_500, 10_000
PIECES = ("1", "0,", "2-", "a.", "(", "1/2 ", "10:30~", "…", "1,000,", "Ⅳ", "+1", "“a.” ")
PIECES_OF = {
    "en": ("U.S. ", "a-", "No. 1 ", "$1 "),
    "ja": ("3時", "第3", "漢", "か〜", "二、"),
    "ko": ("3시", "5개 ", "漢", "ㅋ", "제3", "가~"),
    "yue": ("3點", "第3", "漢", "佢喺3月15號8:30用$20買咗2個，平咗25%。", "「好。」"),
    "zh": ("3点", "第3", "漢", "他3月15日8:30花$20买了2个，降了25%。", "“好。”"),
}
Row = dict[str, Any]


def main() -> None:
    """Measure all and write `benchmarks/results/growth.json` and `.md`."""
    facts = provenance()
    rows = [row for code in language_codes() for row in measure(code)]
    table = markdown(facts, rows)
    print(table)
    print(write_result("growth", {"provenance": facts, "rows": rows}))
    (RESULTS / "growth.md").write_text(table, "utf-8")


def measure(code: str) -> Iterator[Row]:
    """Each step of a language over ordinary text, and over its worst piece."""
    language = get_language(code)
    plain = book(LONG, chapters=1, languages=(code,))
    steps: dict[str, Callable[[str], object]] = {
        "normalise": language.normalise,
        "sentence_ends": language.sentence_ends,
        "clause_ends": language.clause_ends,
        "own_latin": language.own_latin,
    }
    for name, step in {**steps, "phones": language.phones}.items():
        yield _row(code, name, "ordinary text", plain[:SHORT], plain[:LONG], step)
    for name, step in steps.items():
        pieces = (*PIECES, *PIECES_OF.get(code, ()))
        rows = [
            _row(code, name, piece, _filled(piece, SHORT), _filled(piece, LONG), step) for piece in pieces
        ]
        yield max(rows, key=lambda row: row["long_s"])


def markdown(facts: dict[str, Any], rows: list[Row]) -> str:
    """The table as it goes into docs."""
    lines = [
        f"{facts['processor']}, load {facts['load_before']} before, {facts['date']}, commit {facts['commit']}, "
        f"`{facts['command']}`; seconds for {SHORT:,} and {LONG:,} characters",
        "",
        "| language | step | text | short | long | factor |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {r['language']} | {r['step']} | {r['text']} | {r['short_s']:.4f} | {r['long_s']:.4f} | {r['factor']} |"
        for r in rows
    ]
    return "\n".join(lines) + "\n"


def _row(code: str, step: str, text: str, short: str, long: str, run: Callable[[str], object]) -> Row:
    run(short)
    short_s, long_s = _seconds(run, short), _seconds(run, long)
    factor = round(long_s / max(short_s, 1e-5), 1)
    return {
        "language": code,
        "step": step,
        "text": text,
        "short_s": short_s,
        "long_s": long_s,
        "factor": factor,
    }


def _filled(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def _seconds(run: Callable[[str], object], text: str) -> float:
    """Processor time of one call, the least of three, so that a busy machine counts little."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        run(text)
        taken.append(time.process_time() - began)
    return min(taken)


if __name__ == "__main__":
    main()
