"""Import: characters per second of each format, and whole books; memory, and whether time grows with length.

    python -m benchmarks.importing

Each figure comes from a process of its own that is held to one core. The books are made of synthetic text: EPUBs with
headings, emphasis, notes, ruby and a table of contents; Markdown with footnotes; plain text, wrapped or not, in UTF-8
and in an old encoding. The last rows are one paragraph of ten million characters.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import textwrap
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.corpus import sentences
from benchmarks.machine import RESULTS, provenance, write_result
from reciter.manuscript import coverage, read_manuscript
from reciter.memory import peak_bytes

CHAPTER_CHARACTERS = 9_000
CHINESE, ENGLISH = 1_000_000, 3_200_000
"""The first volumes of a long Chinese web novel; War and Peace."""

_OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Bench</dc:title><dc:language>{language}</dc:language></metadata><manifest>{items}</manifest>"
    "<spine>{spine}</spine></package>"
)
_CONTAINER = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
_PAGE = (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="{language}"><head><title>{title}</title>'
    '<link rel="stylesheet" href="book.css"/></head><body>{body}</body></html>'
)


def main() -> None:
    """Measure all and write `benchmarks/results/importing.json` and `.md`."""
    arguments = _arguments()
    if arguments.manuscript:
        print(json.dumps(measure(arguments.manuscript)))
        return
    facts = provenance()
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="reciter-bench-") as name:
        for title, suffix, write in _books():
            path = Path(name) / f"book{suffix}"
            write(path)
            rows.append({"book": title, **_measured(path)})
            print(json.dumps(rows[-1], ensure_ascii=False), file=sys.stderr, flush=True)
    table = markdown(facts, rows)
    print(table)
    print(write_result("importing", {"provenance": facts, "rows": rows}))
    (RESULTS / "importing.md").write_text(table, "utf-8")


def _books() -> Iterator[tuple[str, str, Callable[[Path], object]]]:
    """Title, file name ending and writer of each book."""
    for part in (4, 2, 1):
        yield f"zh EPUB, 1/{part}", ".epub", lambda path, n=part: write_epub(path, "zh", CHINESE // n)
        yield f"en EPUB, 1/{part}", ".epub", lambda path, n=part: write_epub(path, "en", ENGLISH // n)
    yield "ja EPUB with ruby", ".epub", lambda path: write_epub(path, "ja", CHINESE)
    yield "zh Markdown", ".md", lambda path: path.write_text(_markdown("zh", CHINESE), "utf-8")
    yield "en Markdown", ".md", lambda path: path.write_text(_markdown("en", ENGLISH), "utf-8")
    yield "zh text, UTF-8", ".txt", lambda path: path.write_text(_text("zh", CHINESE), "utf-8")
    yield "zh text, GB18030", ".txt", lambda path: path.write_text(_text("zh", CHINESE), "gb18030")
    yield "en text, wrapped", ".txt", lambda path: path.write_text(_text("en", ENGLISH), "utf-8")
    yield "en text, a single paragraph", ".txt", lambda path: path.write_text(_run("en", 10_000_000), "utf-8")
    yield "en EPUB, a single paragraph", ".epub", lambda path: write_single(path, "en", 10_000_000)


def measure(manuscript: Path) -> dict[str, Any]:
    """Import a manuscript in this process, on one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    start_s = time.process_time()
    book = read_manuscript(manuscript)
    import_s = time.process_time() - start_s
    return {
        "characters": sum(len(block.text) for chapter in book.chapters for block in chapter.blocks),
        "chapters": len(book.chapters),
        "coverage": coverage(book),
        "import_s": round(import_s, 2),
        "peak_mb": round(peak_bytes() / 1e6),
    }


def markdown(facts: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """The table as it goes into docs."""
    lines = [
        f"{facts['processor']}, one core, load {facts['load_before']} before, {facts['date']}, "
        f"commit {facts['commit']}, `{facts['command']}`",
        "",
        "| book | characters | chapters | import s | characters/s | peak MB |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {r['book']} | {r['characters']:,} | {r['chapters']} | {r['import_s']} "
        f"| {r['characters'] / max(r['import_s'], 0.01):,.0f} | {r['peak_mb']} |"
        for r in rows
    ]
    return "\n".join(lines) + "\n"


def _run(language: str, characters: int) -> str:
    """Sentences of a language, together about so long."""
    space = " " if language in ("en", "ko") else ""
    parts, length = list[str](), 0
    for sentence in sentences(language):
        parts.append(sentence)
        length += len(sentence) + len(space)
        if length >= characters:
            break
    return space.join(parts)


def _chapters(language: str, characters: int) -> Iterator[list[str]]:
    """Paragraphs of each chapter, of about four sentences."""
    space = " " if language in ("en", "ko") else ""
    voices = sentences(language)
    for _ in range(max(characters // CHAPTER_CHARACTERS, 1)):
        paragraphs, length = list[str](), 0
        while length < CHAPTER_CHARACTERS:
            paragraphs.append(space.join(itertools.islice(voices, 4)))
            length += len(paragraphs[-1])
        yield paragraphs


def _title(language: str, number: int) -> str:
    return {"zh": f"第{number}章", "ja": f"第{number}章"}.get(language, f"Chapter {number}")


def write_epub(path: Path, language: str, characters: int) -> None:
    """An EPUB of chapters with a heading, emphasis, a note every tenth paragraph, and ruby where it is Japanese."""
    pages = {}
    for number, paragraphs in enumerate(_chapters(language, characters), 1):
        body = [f"<h2>{_title(language, number)}</h2>"]
        notes = []
        for index, paragraph in enumerate(paragraphs):
            note = f'<a epub:type="noteref" href="#n{index}">{index}</a>' if index % 10 == 0 else ""
            notes += (
                [f'<aside epub:type="footnote" id="n{index}"><p>{paragraph[:40]}</p></aside>'] if note else []
            )
            body.append(f"<p>{_emphasised(paragraph, language)}{note}</p>")
        page = _PAGE.format(language=language, title=number, body="\n".join(body + notes))
        pages[f"c{number:04}.xhtml"] = page
    _zip(path, language, pages)


def _emphasised(paragraph: str, language: str) -> str:
    if language == "ja":
        return paragraph.replace("私", "<ruby>私<rt>わたし</rt></ruby>").replace(
            "船", "<ruby>船<rt>ふね</rt></ruby>"
        )
    return f"<i>{paragraph[:12]}</i>{paragraph[12:]}"


def write_single(path: Path, language: str, characters: int) -> None:
    """An EPUB of a single paragraph."""
    body = f"<p>{_run(language, characters)}</p>"
    _zip(path, language, {"c.xhtml": _PAGE.format(language=language, title="c", body=body)})


def _zip(path: Path, language: str, pages: dict[str, str]) -> None:
    items = "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in pages)
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    links = "".join(f'<li><a href="{name}">{name}</a></li>' for name in pages)
    nav = _PAGE.format(language=language, title="nav", body=f'<nav epub:type="toc"><ol>{links}</ol></nav>')
    items += '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", _CONTAINER)
        archive.writestr("book.opf", _OPF.format(language=language, items=items, spine=spine))
        archive.writestr("book.css", "p { text-indent: 1em } .hidden { display: none }")
        for name, page in {"nav.xhtml": nav, **pages}.items():
            archive.writestr(name, page)


def _markdown(language: str, characters: int) -> str:
    parts = []
    for number, paragraphs in enumerate(_chapters(language, characters), 1):
        body = [f"**{p[:8]}**{p[8:]}" + (f"[^{number}]" if i == 0 else "") for i, p in enumerate(paragraphs)]
        parts += [f"# {_title(language, number)}", *body, f"[^{number}]: {paragraphs[0][:40]}"]
    return "\n\n".join(parts)


def _text(language: str, characters: int) -> str:
    """Chinese as files of web novels are, a line each paragraph; English wrapped at 72 columns."""
    parts = []
    for number, paragraphs in enumerate(_chapters(language, characters), 1):
        lines = paragraphs if language == "zh" else [textwrap.fill(p, 72) for p in paragraphs]
        parts += [_title(language, number), *(f"　　{p}" if language == "zh" else p for p in lines)]
    return ("\n" if language == "zh" else "\n\n").join(parts)


def _measured(path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.importing", "--manuscript", str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.importing", description=__doc__)
    parser.add_argument("--manuscript", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
