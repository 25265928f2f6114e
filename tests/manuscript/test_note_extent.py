"""Linked notes of several blocks are skipped whole, and text never with them."""

from __future__ import annotations

import pytest

from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.ledger import ledger_of

MARKERS = "".join(f'<p>Text{n}<sup><a id="r{n}" href="#n{n}">{n}</a></sup> goes on.</p>' for n in (1, 2))
FIRST = '<p id="n1"><a href="#r1">1.</a> First note.</p>'
SECOND = '<p id="n2"><a href="#r2">2.</a> Second note.</p>'
SAID = ["Text1 goes on.", "Text2 goes on."]


def said(document):
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(
    "notes",
    [
        FIRST + "<p>It goes on.</p><p>And on.</p>" + SECOND,
        FIRST + "<blockquote><p>A quotation.</p></blockquote>" + SECOND,
        FIRST + "<ul><li>This.</li><li>That.</li></ul>" + SECOND,
        f'<div class="footnotes">{FIRST}{SECOND}<p>It goes on.</p></div>',
        f'<div class="section" id="endnotes">{FIRST}{SECOND}<p>It goes on.</p></div>',
        '<p class="n" id="n1"><a href="#r1">1.</a> First.</p><p class="n" id="n2"><a href="#r2">2.</a> Second.</p>'
        '<p class="n">It goes on.</p>',
        '<p id="n1">1. First note.</p><p>It goes on. <a href="#r1">↩</a></p>' + SECOND,
        '<p id="n1">1. First note.</p><p>It goes on.</p><p>And on. [<a href="#r1">back</a>]</p>' + SECOND,
        '<dl><dt id="n1"><a href="#r1">1</a></dt><dd>First.</dd><dd>It goes on.</dd></dl>' + SECOND,
        FIRST + "<p>Notes to the Second Part</p>" + SECOND,
    ],
)
def test_a_note_takes_the_blocks_that_follow_it(read, notes):
    document = read(MARKERS + notes)
    assert said(document) == SAID
    assert {skipped.rule for skipped in document.skipped} <= {"noteref", "footnote"}


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        (MARKERS + FIRST + SECOND + "<p>The story goes on.</p>", [*SAID, "The story goes on."]),
        (MARKERS + FIRST + SECOND + "<h2>Two</h2><p>The story.</p>", [*SAID, "Two", "The story."]),
        (MARKERS + FIRST + "<h3>Two</h3><p>The story.</p>" + SECOND, [*SAID, "Two", "The story."]),
        (MARKERS + FIRST + "<hr/><p>The story.</p>" + SECOND, [*SAID, "", "The story."]),
        (
            MARKERS + FIRST + "<p>Chapter Two</p><p>The story.</p>" + SECOND,
            [*SAID, "Chapter Two", "The story."],
        ),
        (MARKERS + FIRST + "Loose words." + SECOND, [*SAID, "Loose words."]),
        (MARKERS + "<h2>Notes</h2>" + FIRST + SECOND + "<p>The story.</p>", [*SAID, "Notes", "The story."]),
        (f'{MARKERS}<div class="page">{FIRST}{SECOND}<p>The story.</p></div>', [*SAID, "The story."]),
        (
            '<p class="n">Text<sup><a id="r1" href="#n1">1</a></sup>.</p>'
            '<p class="n" id="n1"><a href="#r1">1</a> Note.</p><p class="n">The story.</p>',
            ["Text.", "The story."],
        ),
        (
            '<p>Text<sup><a id="r1" href="#n1">1</a></sup>.</p><p id="n1"><a href="#r1">1</a> Note.</p>'
            '<p>The story.</p><p>Text<sup><a id="r2" href="#n2">2</a></sup>.</p><p id="n2"><a href="#r2">2</a> N.</p>',
            ["Text.", "The story.", "Text."],
        ),
        (
            '<p>See<sup><a id="r1" href="#c">2</a></sup>.</p><p id="c">The story.</p><h2>Two</h2>'
            '<p>More. <a href="#r1">↩</a></p>',
            ["See2.", "The story.", "Two", "More. ↩"],
        ),
    ],
)
def test_text_is_never_taken_for_a_note(read, body, heard):
    assert said(read(body)) == heard


def test_a_file_of_notes_is_theirs_to_its_end(epub):
    book = epub.read(
        {
            "a.xhtml": MARKERS.replace("#n", "z.xhtml#n"),
            "z.xhtml": "<h2>Notes</h2>" + (FIRST + SECOND).replace("#r", "a.xhtml#r") + "<p>It goes on.</p>",
        }
    )
    assert [block.text for chapter in book.chapters for block in chapter.blocks] == SAID


@pytest.mark.parametrize("notes", ["sentence", "chapter"])
def test_a_note_of_several_blocks_is_heard_whole(epub, notes):
    body = MARKERS + FIRST + "<p>1914 was dry.</p><p>To the Reader</p>" + SECOND
    book = epub.read({"a.xhtml": body}, choices=ImportChoices(notes=notes))
    blocks = book.chapters[0].blocks
    own = [[block.text for block in note.blocks] for block in blocks for note in block.notes]
    heard = own if notes == "sentence" else [[block.text for block in blocks[3:]]]
    assert [text for note in heard for text in note] == ["First note.", "1914 was dry.", "Second note."]
    assert [skipped.text for skipped in book.skipped if skipped.rule == "footnote"] == ["To the Reader"]
    assert ledger_of(book).whole.lost == 0
