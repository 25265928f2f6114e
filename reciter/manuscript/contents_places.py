"""Where the entries of a table of contents begin among the blocks of a book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reciter.book import Block
from reciter.finding import Finding
from reciter.manuscript.contents import Entry
from reciter.manuscript.xhtml import Document


@dataclass(frozen=True)
class Place:
    """An entry of the table of contents and the blocks that are its own, up to the next entry.

    Attributes:
        index: of its first block.
        end: one past its last block.
        title: of the entry.
        parents: titles of the entries above it.
        has_children: whether there are entries below it.
        depth: level in the table of contents, from 1.
    """

    index: int
    end: int
    title: str
    parents: tuple[str, ...]
    has_children: bool
    depth: int = 1


@dataclass(frozen=True)
class _Listed:
    entry: Entry
    parents: tuple[str, ...]
    depth: int


def find_places(
    documents: Sequence[Document], entries: Sequence[Entry], *, silent: frozenset[str]
) -> tuple[list[Place], list[Finding]]:
    """Find the entries' places, in reading order.

    Args:
        documents: all spoken documents, in reading order.
        entries: the table of contents.
        silent: paths of documents that are not spoken; entries that lead there are passed over.

    Returns:
        The places, and a finding for each entry that leads nowhere.
    """
    targets = _index_targets(documents)
    paths = {path.casefold(): path for path in (*silent, *(document.path for document in documents))}
    sure: list[tuple[int, _Listed]] = []
    unsure: list[tuple[int, _Listed]] = []
    findings: list[Finding] = []
    for listed in (_known(listed, paths) for listed in _flatten(entries, (), 1)):
        path = listed.entry.target.partition("#")[0]
        if not path or path in silent:
            continue
        if listed.entry.target in targets:
            sure.append((targets[listed.entry.target], listed))
            continue
        findings.append(_astray(listed.entry))
        if path in targets:
            unsure.append((targets[path], listed))
    taken = {index for index, _ in sure}
    located = sure + [(index, listed) for index, listed in unsure if index not in taken]
    total = sum(len(document.blocks) for document in documents)
    return _with_ends(sorted(located, key=lambda found: found[0]), total), findings


def _known(listed: _Listed, paths: Mapping[str, str]) -> _Listed:
    """An entry whose path is in other letters (small or capital) than the file's leads to the file."""
    path, mark, fragment = listed.entry.target.partition("#")
    real = paths.get(path.casefold(), path)
    return (
        listed
        if real == path
        else replace(listed, entry=replace(listed.entry, target=real + mark + fragment))
    )


def _flatten(entries: Sequence[Entry], parents: tuple[str, ...], depth: int) -> Iterator[_Listed]:
    for entry in entries:
        yield _Listed(entry, parents, depth)
        yield from _flatten(entry.children, (*parents, entry.title) if entry.title else parents, depth + 1)


def _index_targets(documents: Sequence[Document]) -> dict[str, int]:
    """`path` and `path#id` → index among the blocks of all documents."""
    targets: dict[str, int] = {}
    first = 0
    for document in documents:
        targets[document.path] = first
        targets.update((f"{document.path}#{name}", first + index) for name, index in document.ids.items())
        first += len(document.blocks)
    return targets


def _with_ends(located: Sequence[tuple[int, _Listed]], total: int) -> list[Place]:
    ends = [*(index for index, _ in located[1:]), total][: len(located)]
    return [
        Place(index, end, listed.entry.title, listed.parents, bool(listed.entry.children), listed.depth)
        for (index, listed), end in zip(located, ends, strict=True)
    ]


def _astray(entry: Entry) -> Finding:
    message = f"The table of contents leads to {entry.target} for {entry.title!r}, which is not there."
    return Finding("manuscript-contents-astray", "warning", message, entry.target, {"title": entry.title})


def has_body(blocks: Sequence[Block]) -> bool:
    """Whether there is more than headings and scene breaks."""
    return any(block.kind in ("paragraph", "verse") for block in blocks)
