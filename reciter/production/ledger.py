"""The text ledger of a book that has been read to the sentence: what is spoken, skipped, lost."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reciter.book import Block
from reciter.errors import InputProblem
from reciter.manuscript.ledger import LEAST_COVERAGE, Account, Ledger, ledger_of
from reciter.production.reading import ReadBook
from reciter.text.sentence import Sentence

_SHOWN = 8
"""Lost pieces that a message lists; `reciter inspect --json` has all."""


def book_ledger(read: ReadBook) -> Ledger:
    """Account for every character of a book, from its documents to its sentences."""
    said = _Said(sentence for chapter in read.chapters for sentence in chapter.sentences)
    wanted = (chapter for chapter in read.book.chapters if chapter.number not in read.left_out)
    unsaid = [block for chapter in wanted for block in chapter.blocks if not said.holds(block)]
    return ledger_of(read.book, skipped=read.skipped, unsaid=unsaid, left_out=read.left_out)


class _Said:
    """Which stretches of the documents stand in sentences."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for sentence in sentences:
            for span in sentence.source:
                spans[span.document].append((min(span.start, span.end), max(span.start, span.end)))
        self._stretches = {document: _united(sorted(found)) for document, found in spans.items()}

    def holds(self, block: Block) -> bool:
        """Whether all of a block's text stands in sentences."""
        stretches = self._stretches.get(block.document, [])
        return all(_is_inside(offset, stretches) for offset in _edges(block))


def _united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in spans:
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return united


def _edges(block: Block) -> Iterator[int]:
    """Document offsets of the first and the last visible character of each stretch of a block."""
    ends = [at for at, _ in block.offsets[1:]] + [len(block.text)]
    for (start, there), end in zip(block.offsets, ends, strict=True):
        text = block.text[start:end]
        if text.strip():
            yield there + len(text) - len(text.lstrip())
            yield there + len(text.rstrip()) - 1


def _is_inside(offset: int, stretches: list[tuple[int, int]]) -> bool:
    index = bisect_right(stretches, (offset, 1 << 62)) - 1
    return index >= 0 and offset < stretches[index][1]


def refuse_loss(read: ReadBook, manuscript: Path) -> None:
    """Refuse a book of which more than a thousandth would be lost.

    Raises:
        InputProblem: it lists what is lost and says how to go on.
    """
    ledger = book_ledger(read)
    whole = ledger.whole
    if whole.coverage >= LEAST_COVERAGE:
        return
    pieces = [
        f"  {one.source.document} at {one.source.start}: {one.text[:60]}" for one in ledger.lost[:_SHOWN]
    ]
    more = [f"  … and {len(ledger.lost) - _SHOWN} more"] if len(ledger.lost) > _SHOWN else []
    raise InputProblem(
        f"{whole.lost:,} of {whole.characters:,} characters are neither spoken nor skipped under a rule "
        f"({whole.coverage:.2%} accounted for).\n" + "\n".join([*pieces, *more]) + "\n",
        where=str(manuscript),
        how="Mend the manuscript; or go on with --accept-loss, or accept_loss = true in [import] of book.toml.",
    )


def ledger_row(ledger: Ledger) -> dict[str, Any]:
    """The ledger as `inspect --json` shows it."""
    return {
        **_account(ledger.whole),
        "chapters": [
            {"number": int(account.name), "title": account.title, **_account(account)}
            for account in ledger.chapters
        ],
        "documents": [{"path": account.name, **_account(account)} for account in ledger.documents],
        "pieces": [
            {
                "text": one.text,
                "document": one.source.document,
                "start": one.source.start,
                "end": one.source.end,
            }
            for one in ledger.lost
        ],
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        "characters": account.characters,
        "spoken": account.spoken,
        "skipped": dict(sorted(account.skipped.items())),
        "lost": account.lost,
        "coverage": round(account.coverage, 6),
    }
