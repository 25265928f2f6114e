"""Markdown → Book: rendered to XHTML by markdown-it, read like any content document, traced back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from reciter.book import Block, Book, Chapter, DocumentText, Metadata
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.manuscript.chapters import make_chapters
from reciter.manuscript.characters import visible
from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.encoding import decode, encoding_findings
from reciter.manuscript.glosses import blocks_with_glosses, script_language
from reciter.manuscript.hints import Hints
from reciter.manuscript.markdown_trace import Trace, masked
from reciter.manuscript.markup import Element, body_of, parse_xhtml
from reciter.manuscript.note_text import notes_last
from reciter.manuscript.notes import find_notes
from reciter.manuscript.rules import Switches
from reciter.manuscript.xhtml import Document, read_document, with_notes_attached

_FIELD = re.compile(r"^([A-Za-z][\w-]*)\s*:\s*(.*)$")
_LIST_ITEM = re.compile(r"^\s*-\s+(.*)$")


def read_markdown(path: Path, choices: ImportChoices) -> Book:
    """Read a Markdown file (CommonMark with tables, footnotes and front matter).

    Args:
        path: of the file.
        choices: decisions about importing it.

    Returns:
        The book; source offsets count characters of the file's text.

    Raises:
        InputProblem: not text, or nothing in it can be spoken.
    """
    source, decision = decode(path.read_bytes(), where=str(path))
    source = source.replace("\0", "\u200b")  # CommonMark would make it a visible character
    html, front = _render(source)
    root, fault = parse_xhtml(html.encode(), path.name)
    fields = _fields(front)
    body = body_of(root)
    language = fields.get("language", fields.get("lang", [""]))[0]
    trace = Trace.of(body, source)
    document = trace.document(_document(body, path.name, language, choices))
    blocks, silent = blocks_with_glosses(
        document.blocks, language or script_language(source), Switches.of(choices)
    )
    document = replace(document, blocks=blocks, skipped=(*document.skipped, *silent))
    title = _title(fields, document.blocks) or path.stem
    chapters, _ = make_chapters([document], (), title=title, choices=choices)
    if not chapters:
        raise InputProblem(
            "the file has no text that could be spoken.", where=str(path), how="Is it the right file?"
        )
    chapters = tuple(_without_title(chapter, title) for chapter in chapters)
    text = masked(source, trace)
    findings = [*encoding_findings(decision, path.name), *([_malformed(path.name, fault)] if fault else [])]
    return Book(
        metadata=_metadata(fields, title, language),
        chapters=tuple(map(notes_last, chapters)) if choices.notes == "chapter" else chapters,
        skipped=document.skipped,
        findings=tuple(findings),
        characters=visible(text),
        documents=(DocumentText(path.name, text),),
    )


def _document(body: Element, name: str, language: str, choices: ImportChoices) -> Document:
    hints = Hints()
    find_notes({name: body}, hints)
    document = read_document(
        body,
        name,
        hints=hints,
        language=language,
        switches=Switches.of(choices),
        with_notes=choices.notes != "skip",
    )
    return with_notes_attached([document])[0]


def _malformed(name: str, fault: str) -> Finding:
    return Finding(
        "manuscript-malformed",
        "warning",
        f"The HTML inside {name} is not well-formed and was mended: {fault}.",
        name,
    )


def _render(source: str) -> tuple[str, str]:
    """XHTML whose `t` elements say where their text stands in the source, and the front matter."""
    parser = MarkdownIt("commonmark", {"html": True, "xhtmlOut": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(front_matter_plugin)
    # Joined tokens would lose where an escaped or named character stands.
    parser.disable("text_join")
    for kind in ("text", "text_special", "code_inline", "fence", "code_block"):
        parser.add_render_rule(kind, _placed)
    parser.add_render_rule("footnote_ref", _note_marker)
    parser.add_render_rule("footnote_anchor", _nothing)
    env: dict[str, object] = {}
    tokens = parser.parse(source, env)
    _place(tokens, source)
    front = next((token.content for token in tokens if token.type == "front_matter"), "")
    inside = parser.renderer.render(
        [token for token in tokens if token.type != "front_matter"], parser.options, env
    )
    return f"<html><body>{inside}</body></html>", front


def _placed(
    self: RendererProtocol, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Text inside an element that tells its source offset."""
    token = tokens[index]
    places = token.meta.get("lines", [(token.meta.get("at", -1), token.content)])
    text = "".join(f'<t at="{at}">{escape(_printable(piece))}</t>' for at, piece in places)
    if token.type == "code_inline":
        return f"<code>{text}</code>"
    return text if token.type.startswith("text") else f"<pre>{text}</pre>\n"


def _note_marker(
    self: RendererProtocol, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A note's marker as EPUB 3 writes it."""
    token = tokens[index]
    text = escape(_reference(token))
    return f'<a role="doc-noteref" href="#fn{token.meta["id"] + 1}"><t at="{token.meta.get("at", -1)}">{text}</t></a>'


def _nothing(
    self: RendererProtocol, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The way back from a note stands nowhere in the source."""
    return ""


def _printable(text: str) -> str:
    """Characters that XML does not allow become spaces, so that offsets stay."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", text)


def _place(tokens: Sequence[Token], source: str) -> None:
    """Note in each text token where it stands in the source."""
    lines = [0, *(end.end() for end in re.finditer("\n", source)), len(source)]
    at = 0
    for token in tokens:
        start, end = (
            (lines[min(line, len(lines) - 1)] for line in token.map) if token.map else (at, len(source))
        )
        if token.type in ("fence", "code_block"):
            token.meta["lines"] = list(_line_places(token.content, source, start))
        elif token.type == "inline":
            at = _place_inline(token.children or [], source, at if start <= at < end else start, end)


def _line_places(code: str, source: str, at: int) -> Iterator[tuple[int, str]]:
    """Lines of code with their places: the source may indent each of them, and lack the last end of line."""
    for line in code.splitlines(keepends=True):
        at = max(source.find(line.rstrip("\n"), at), at)
        yield at, line
        at += len(line.rstrip("\n"))


def _place_inline(tokens: Sequence[Token], source: str, at: int, end: int) -> int:
    address = ""
    for token in tokens:
        literal = token.markup if token.type == "text_special" else token.content
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            at = _after(source, address, at, end) if source.startswith("](", at) else at
        elif token.type == "footnote_ref":
            found = source.find(_reference(token), at, end)
            token.meta["at"] = found if found >= 0 else at
        elif literal and token.type != "image":
            found = _literal_at(token, literal, source, at, end)
            token.meta["at"] = found
            at = found + len(literal) if found >= 0 else at
        elif token.type == "image":
            at = _after(source, str(token.attrs.get("src", "")), at, end)
    return at


def _literal_at(token: Token, literal: str, source: str, at: int, end: int) -> int:
    """Where a token's text stands; -1 if it cannot be found."""
    found = source.find(literal, at, end)
    if (
        found < 0 and token.type == "code_inline"
    ):  # a line that ends inside a code span ends with a space there
        found = source[at:end].replace("\n", " ").find(literal)
        return found + at if found >= 0 else -1
    # The text of an inline note comes after everything else but stands earlier.
    return found if found >= 0 else source.find(literal)


def _reference(token: Token) -> str:
    """How a note's marker is written."""
    return f"[^{token.meta['label']}]" if token.meta.get("label") else "^["


def _after(source: str, text: str, at: int, end: int) -> int:
    found = source.find(text, at, end) if text else -1
    return found + len(text) if found >= 0 else at


def _fields(front: str) -> dict[str, list[str]]:
    """Front matter of the simple kind: `key: value`, `key: [a, b]`, or `key:` with `- item` lines below."""
    fields: dict[str, list[str]] = {}
    key = ""
    for line in front.splitlines():
        if found := _FIELD.match(line):
            key = found[1].lower()
            fields[key] = _values(found[2])
        elif key and (item := _LIST_ITEM.match(line)):
            fields[key] += _values(item[1])
    return {key: values for key, values in fields.items() if values}


def _values(text: str) -> list[str]:
    text = text.strip()
    parts = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]
    return [value for part in parts if (value := part.strip().strip("\"'").strip())]


def _title(fields: dict[str, list[str]], blocks: Sequence[Block]) -> str:
    """By front matter, else the lone heading above all others."""
    if "title" in fields:
        return fields["title"][0]
    headings = [block for block in blocks if block.kind == "heading"]
    top = [block for block in headings if block.level == min(heading.level for heading in headings)]
    return top[0].text if len(top) == 1 and top[0].level == 1 and top[0] is headings[0] else ""


def _without_title(chapter: Chapter, title: str) -> Chapter:
    return replace(chapter, parents=tuple(parent for parent in chapter.parents if parent != title))


def _metadata(fields: dict[str, list[str]], title: str, language: str) -> Metadata:
    def first(*names: str) -> str:
        return next((fields[name][0] for name in names if name in fields), "")

    return Metadata(
        title=title,
        authors=tuple(fields.get("author", fields.get("authors", fields.get("creator", [])))),
        language=language,
        publisher=first("publisher"),
        date=first("date"),
        series=first("series"),
        series_position=first("series_position", "series-position", "series_index", "volume"),
        identifiers=tuple((name, first(name)) for name in ("isbn", "identifier") if name in fields),
        description=first("description"),
    )
