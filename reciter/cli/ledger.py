"""`reciter inspect --ledger`: what becomes of every character."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from reciter.cli.output import print_line, print_table
from reciter.production.progress import counted

_SHOWN = 5
"""Pieces that are shown of each rule; --json has all."""

_FIGURES = frozenset({"chapter", "characters", "spoken", "skipped", "lost", "accounted", "pieces"})


def print_ledger(book: dict[str, Any]) -> None:
    """Print the ledger of a book as `inspect --json` describes it."""
    ledger = book["ledger"]
    head = ["characters", "spoken", "skipped", "lost", "accounted"]
    rows = [[str(row["number"]), row["title"], *_figures(row)] for row in ledger["chapters"]]
    print_table(["chapter", "title", *head], rows, numbers=_FIGURES)
    print()
    rows = [[row["path"], *_figures(row)] for row in ledger["documents"]]
    print_table(["document", *head], [*rows, ["all", *_figures(ledger)]], numbers=_FIGURES)
    _print_rules(book["skipped"], ledger["skipped"])
    for piece in ledger["pieces"]:
        print_line(f"lost: {piece['document']} at {piece['start']}: {_shown(piece['text'])}")


def _figures(row: dict[str, Any]) -> list[str]:
    counts = (row["characters"], row["spoken"], sum(row["skipped"].values()), row["lost"])
    return [*(f"{count:,}" for count in counts), f"{row['coverage']:.2%}"]


def _print_rules(skipped: list[dict[str, Any]], characters: dict[str, int]) -> None:
    """Each rule with its figures and its first pieces."""
    by_rule: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for piece in skipped:
        by_rule[piece["rule"]].append(piece)
    for rule in sorted(by_rule.keys() | characters.keys()):
        own = by_rule[rule]
        pieces = counted(len(own), "piece")
        print_line(f"\n{rule}: {pieces}, {counted(characters.get(rule, 0), 'character')}")
        for piece in own[:_SHOWN]:
            print_line(
                f"  {piece['source']['document']} at {piece['source']['start']}: {_shown(piece['text'])}"
            )
        if len(own) > _SHOWN:
            print_line(f"  … and {len(own) - _SHOWN:,} more (--json has all)")


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"
