"""No character is lost and none counts twice: each is spoken or skipped, whatever the markup and the rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import tostring

from reciter.book import Book, Chapter, DocumentText, Metadata, Skipped
from reciter.manuscript.characters import visible
from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.hints import Hints
from reciter.manuscript.ledger import ledger_of
from reciter.manuscript.link_lists import find_link_lists
from reciter.manuscript.markup import body_of, parse_xhtml
from reciter.manuscript.notes import find_notes
from reciter.manuscript.rules import RULES, Switches
from reciter.manuscript.xhtml import read_document, with_notes_attached
from reciter.text.span import SourceSpan

NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
NAMES = (
    "p div section aside nav header span i b abbr h1 h2 hgroup li ul ol dl dt dd blockquote pre code ruby rt rp rb rtc "
    "table thead tr td th caption br hr a sup img figure figcaption math svg script style audio q wbr object"
)
TAGS = st.sampled_from(NAMES.split())
WORDS = st.text(st.sampled_from("ab 漢字かな、。\n\t\u00a0\u00ad\u200b\u3000*—1é①한ا&<"), max_size=8)
ATTRIBUTES = st.sampled_from(
    [
        {},
        {},
        {"lang": "fr"},
        {"id": "x"},
        {"id": "y"},
        {"class": "poem"},
        {"hidden": "hidden"},
        {"style": "display:none"},
        {"href": "#x"},
        {"href": "#y"},
        {"alttext": "x plus y"},
        {"alt": "A"},
        *({"type": name} for name in ["noteref", "footnote", "endnotes", "pagebreak", "toc", "dedication"]),
    ]
)


@st.composite
def element(draw, depth=3):
    made = etree.Element(draw(TAGS))
    for name, value in draw(ATTRIBUTES).items():
        made.set("{http://www.idpf.org/2007/ops}type" if name == "type" else name, value)
    made.text, made.tail = draw(WORDS), draw(WORDS)
    if depth:
        made.extend(draw(st.lists(element(depth - 1), max_size=2)))
    odd = draw(st.sampled_from([None, None, None, etree.Comment("c c"), etree.PI("p", "x")]))
    if odd is not None:
        odd.tail = draw(WORDS)
        made.append(odd)
    return made


@st.composite
def bodies(draw):
    body = etree.Element("body")
    body.text = draw(WORDS)
    body.extend(draw(st.lists(element(), max_size=4)))
    inside = tostring(body, encoding="unicode").replace("é", "&eacute;").replace("—", "&#8212;")
    return f"<html {NAMESPACES}><head/>{inside}</html>"


@st.composite
def choices(draw):
    rules = st.frozensets(st.sampled_from(sorted(RULES)), max_size=4)
    return ImportChoices(draw(rules), draw(rules), draw(st.sampled_from(["skip", "sentence"])))


def read(source, chosen=ImportChoices()):
    root, fault = parse_xhtml(source.encode(), "d")
    assert not fault
    body = body_of(root)
    hints = Hints(contents=find_link_lists({"d": body}))
    find_notes({"d": body}, hints)
    document = read_document(
        body,
        "d",
        hints=hints,
        language="en",
        switches=Switches.of(chosen),
        with_notes=chosen.notes != "skip",
    )
    return "".join(body.itertext()), with_notes_attached([document])[0]


def all_blocks(document):
    for block in document.blocks:
        yield block
        for note in block.notes:
            yield from note.blocks


def account_for(text, document):
    """Offsets that blocks lead to with the same character, and those of skipped text."""
    spoken = Counter()
    for block in all_blocks(document):
        own = {block.source(n, n + 1).start for n, c in enumerate(block.text) if visible(c)}
        spoken.update(n for n in own if n < len(text))
    silent = Counter()
    for skipped in document.skipped:
        silent.update(range(skipped.source.start, skipped.source.end))
    return spoken, silent


@settings(max_examples=60, deadline=None)
@given(bodies(), choices())
def test_spoken_and_skipped_text_account_for_every_visible_character(source, chosen):
    text, document = read(source, chosen)
    spoken, silent = account_for(text, document)
    lost = [
        n for n, character in enumerate(text) if visible(character) and n not in spoken and n not in silent
    ]
    assert not lost
    assert all(count == 1 for n, count in silent.items() if visible(text[n]))


@settings(max_examples=60, deadline=None)
@given(bodies(), choices())
def test_no_character_is_both_spoken_and_skipped(source, chosen):
    text, document = read(source, chosen)
    for block in all_blocks(document):
        for number, character in enumerate(block.text):
            at = block.source(number, number + 1).start
            if visible(character) and at < len(text) and text[at] == character:
                inserted = (number, at) in block.offsets and (number + 1, at) in block.offsets
                over = [s for s in document.skipped if s.source.start <= at < s.source.end]
                assert not over or inserted or over[0].rule == "math"


@settings(max_examples=60, deadline=None)
@given(bodies(), choices())
def test_skipped_text_is_the_text_that_stands_there(source, chosen):
    text, document = read(source, chosen)
    for skipped in document.skipped:
        if skipped.source.end > skipped.source.start and skipped.rule != "table-header":
            assert visible(skipped.text) == visible(text[skipped.source.start : skipped.source.end])


@settings(max_examples=60, deadline=None)
@given(bodies(), choices())
def test_marks_lie_inside_their_block(source, chosen):
    _, document = read(source, chosen)
    for block in all_blocks(document):
        assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)
        assert block.text == block.text.strip(" \n")
        assert block.offsets[0][0] == 0
        assert all(0 <= note.at <= len(block.text) for note in block.notes)


@settings(max_examples=40, deadline=None)
@given(bodies(), choices())
def test_the_ledger_of_any_document_is_balanced(source, chosen):
    text, document = read(source, chosen)
    chapters = (Chapter(1, "c", document.blocks),) if document.blocks else ()
    book = Book(Metadata(), chapters, document.skipped, documents=(DocumentText("d", text),))
    whole = ledger_of(book).whole
    assert whole.lost == 0
    assert whole.characters == visible(text)


TWO = {
    "a.xhtml": "<h1>One</h1><p>Heard text.</p><pre>code</pre>",
    "b.xhtml": '<section epub:type="copyright-page"><p>All rights.</p></section>',
    "c.xhtml": '<h1>Two</h1><p>More<sup epub:type="noteref">1</sup> text.</p>',
}


def test_the_ledger_has_an_account_for_each_chapter_and_document(epub):
    ledger = ledger_of(epub.read(TWO))
    assert [(a.name, a.title, a.spoken, dict(a.skipped), a.lost) for a in ledger.chapters] == [
        ("1", "One", 13, {"code-block": 4}, 0),
        ("2", "Two", 12, {"noteref": 1}, 0),
    ]
    assert [(a.name, a.spoken, dict(a.skipped)) for a in ledger.documents] == [
        ("OPS/a.xhtml", 13, {"code-block": 4}),
        ("OPS/b.xhtml", 0, {"copyright": 10}),
        ("OPS/c.xhtml", 12, {"noteref": 1}),
    ]
    assert ledger.whole.coverage == 1.0


def test_text_that_stands_nowhere_is_lost_and_named(epub):
    book = epub.read(TWO)
    book = replace(
        book, chapters=(replace(book.chapters[0], blocks=book.chapters[0].blocks[:1]), book.chapters[1])
    )
    ledger = ledger_of(book)
    assert [(one.text, one.source) for one in ledger.lost] == [
        ("Heard text.", SourceSpan("OPS/a.xhtml", 3, 14))
    ]
    assert ledger.chapters[0].coverage == pytest.approx(1 - 10 / 17)
    assert ledger.whole.lost == 10


def test_what_a_producer_or_a_language_leaves_out_is_not_lost(epub):
    book = epub.read(TWO)
    more = (Skipped("unspeakable", "Two", SourceSpan("OPS/c.xhtml", 0, 3)),)
    ledger = ledger_of(book, skipped=more, left_out=frozenset({1}))
    assert dict(ledger.whole.skipped) == {
        "left-out": 13, "code-block": 4, "copyright": 10, "noteref": 1, "unspeakable": 3,
    }  # fmt: skip


def test_text_that_broken_markup_swallows_is_lost(epub):
    swallowed = "<p>Heard.</p><!-- begun and never ended <p>" + "This is not heard. " * 50 + "</p>"
    ledger = ledger_of(epub.read({"a.xhtml": swallowed}))
    assert ledger.whole.lost > 500
    assert ledger.whole.coverage < 0.5
    assert "broken markup" in ledger.lost[0].text
