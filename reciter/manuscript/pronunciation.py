"""Pronunciation lexicons of EPUB 3 (PLS 1.0, W3C 2008): what they say becomes marks over the words of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reciter.book import Block
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.manuscript.archive import Archive
from reciter.manuscript.characters import collapse
from reciter.manuscript.edits import edited
from reciter.manuscript.markup import Element, language_of, parse_xml, tag_of
from reciter.manuscript.paths import resolve
from reciter.text.lexicon import Entry, Lexicon
from reciter.text.span import Mark

MEDIA_TYPE = "application/pls+xml"
_ALPHABETS = {"ipa": "ipa", "x-sampa": "x-sampa", "xsampa": "x-sampa", "x-x-sampa": "x-sampa"}


@dataclass(frozen=True)
class Pronunciations:
    """The words of one lexicon, and the language that they are words of; empty if it names none."""

    words: Lexicon
    language: str = ""


def links_to_lexicons(root: Element, path: str) -> list[str]:
    """Paths of the lexicons that a document names in its head."""
    return [
        resolve(path, link.get("href"))
        for link in root.iter("{*}link")
        if link.get("href")
        and ("pronunciation" in (link.get("rel") or "").lower().split() or link.get("type") == MEDIA_TYPE)
    ]


def read_pronunciations(archive: Archive, path: str) -> tuple[Pronunciations | None, tuple[Finding, ...]]:
    """Read a lexicon.

    Returns:
        The lexicon, None if it cannot be read; and a finding for what could not be used.
    """
    if archive.find(path) is None:
        return None, (_unusable(path, "it is not in the archive"),)
    try:
        root = parse_xml(archive.read(path), path)
    except InputProblem as problem:
        return None, (_unusable(path, problem.what.rstrip(".")),)
    if tag_of(root) != "lexicon":
        return None, (_unusable(path, "it is no PLS lexicon"),)
    entries: dict[str, Entry] = {}
    unknown: set[str] = set()
    for lexeme in (element for element in root.iter() if tag_of(element) == "lexeme"):
        for entry in _entries(lexeme, root.get("alphabet") or "ipa", unknown):
            entries.setdefault(entry.written, entry)
    findings = (_unusable(path, f"it uses the alphabet {', '.join(sorted(unknown))}"),) if unknown else ()
    return Pronunciations(Lexicon(tuple(entries.values())), language_of(root)), findings


def _unusable(path: str, why: str) -> Finding:
    message = f"The pronunciation lexicon {path} cannot be followed, or not whole: {why}."
    return Finding("manuscript-lexicon", "warning", message, path)


def _entries(lexeme: Element, alphabet: str, unknown: set[str]) -> Iterator[Entry]:
    """An entry for each spelling of a lexeme, by its preferred pronunciation, else its alias."""
    reading = next(iter(_preferred(lexeme, "phoneme")), None)
    alias = next(iter(_preferred(lexeme, "alias")), None)
    named = ((reading.get("alphabet") if reading is not None else "") or alphabet).lower()
    if reading is not None and named not in _ALPHABETS:
        unknown.add(named)
        reading = None
    for grapheme in (child for child in lexeme if tag_of(child) == "grapheme"):
        written = collapse("".join(grapheme.itertext()))
        if written and reading is not None:
            yield Entry(written, written, _ALPHABETS[named], collapse("".join(reading.itertext())))
        elif written and alias is not None:
            yield Entry(written, collapse("".join(alias.itertext())))


def _preferred(lexeme: Element, name: str) -> list[Element]:
    """Children of a name that say something, the one marked `prefer` first."""
    found = [child for child in lexeme if tag_of(child) == name and collapse("".join(child.itertext()))]
    return sorted(found, key=lambda child: child.get("prefer") != "true")


def with_pronunciations(
    blocks: Sequence[Block], lexicons: Sequence[Pronunciations], language: str
) -> tuple[Block, ...]:
    """Mark the words of some lexicons; what the author says in the text itself (`ssml:ph`, ruby) comes first.

    Args:
        blocks: of a document.
        lexicons: that the document names, most important first.
        language: of the document.
    """
    if not lexicons:
        return tuple(blocks)
    return tuple(_marked(block, lexicons, language) for block in blocks)


def _marked(block: Block, lexicons: Sequence[Pronunciations], language: str) -> Block:
    taken = [(mark.start, mark.end) for mark in block.marks if mark.kind != "language"]
    marks: list[Mark] = []
    for lexicon in lexicons:
        for hit in lexicon.words.find(block.text):
            around = _language_at(block, hit.start, language)
            if _is_other(lexicon.language, around) or any(s < hit.end and hit.start < e for s, e in taken):
                continue
            kind, value = ("phones", hit.reading) if hit.reading else ("alias", hit.spoken)
            marks.append(Mark(hit.start, hit.end, kind, value, hit.entry.alphabet))  # type: ignore[arg-type]
            taken.append((hit.start, hit.end))
    notes = tuple(
        replace(note, blocks=with_pronunciations(note.blocks, lexicons, language)) for note in block.notes
    )
    return edited(replace(block, notes=notes), (), marks=marks)


def _language_at(block: Block, offset: int, language: str) -> str:
    over = [m for m in block.marks if m.kind == "language" and m.start <= offset < m.end]
    return min(over, key=lambda mark: mark.end - mark.start).value if over else language


def _is_other(own: str, around: str) -> bool:
    """Whether a lexicon is for another language than that of the text."""
    primary = [tag.casefold().partition("-")[0] for tag in (own, around)]
    return all(primary) and primary[0] != primary[1]
