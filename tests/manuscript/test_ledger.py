"""No character is lost: each is spoken or skipped, and every block leads back to its source."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import tostring

from reciter.manuscript.characters import visible
from reciter.manuscript.markup import body_of, parse_xhtml
from reciter.manuscript.notes import find_notes
from reciter.manuscript.xhtml import read_document

NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
NAMES = (
    "p div section span i b h1 h2 li ul blockquote pre code aside ruby rt rp rb table tr td th "
    "br hr a sup img caption"
)
TAGS = st.sampled_from(NAMES.split())
WORDS = st.text(st.sampled_from("ab 漢字、。\n\t\u00a0\u00ad\u200b\u3000*—1é"), max_size=8)
ATTRIBUTES = st.sampled_from(
    [
        {},
        {},
        {"lang": "fr"},
        {"id": "x"},
        {"class": "poem"},
        {"hidden": "hidden"},
        {"href": "#x"},
        {"type": "noteref"},
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
    return made


@st.composite
def bodies(draw):
    body = etree.Element("body")
    body.text = draw(WORDS)
    body.extend(draw(st.lists(element(), max_size=4)))
    inside = tostring(body, encoding="unicode")
    return f"<html {NAMESPACES}><head/>{inside}</html>"


def read(source):
    root, fault = parse_xhtml(source.encode(), "d")
    assert not fault
    body = body_of(root)
    return "".join(body.itertext()), read_document(body, "d", notes=find_notes({"d": body}), language="en")


@settings(max_examples=40, deadline=None)
@given(bodies())
def test_spoken_and_skipped_text_account_for_every_visible_character(source):
    text, document = read(source)
    covered = Counter()
    for block in document.blocks:
        covered.update(
            {
                block.source(n, n + 1).start
                for n, character in enumerate(block.text)
                if not character.isspace()
            }
        )
    spoken = set(covered)
    for skipped in document.skipped:
        covered.update(range(skipped.source.start, skipped.source.end))
        assert visible(skipped.text) == visible(text[skipped.source.start : skipped.source.end])
    lost = [n for n, character in enumerate(text) if visible(character) and n not in covered]
    assert not lost
    silent = {n for skipped in document.skipped for n in range(skipped.source.start, skipped.source.end)}
    assert not {n for n in spoken & silent if visible(text[n])}


@settings(max_examples=40, deadline=None)
@given(bodies())
def test_every_visible_character_of_a_block_leads_back_to_itself(source):
    text, document = read(source)
    for block in document.blocks:
        assert block.offsets[0][0] == 0
        for number, character in enumerate(block.text):
            if not character.isspace():
                span = block.source(number, number + 1)
                assert text[span.start] == character or character in ",:，："


@settings(max_examples=40, deadline=None)
@given(bodies())
def test_marks_lie_inside_their_block(source):
    _, document = read(source)
    for block in document.blocks:
        assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)
        assert block.text == block.text.strip(" \n")
