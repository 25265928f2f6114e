"""Notes of older books are known by the links between marker and note."""

from __future__ import annotations

import pytest


def said(document):
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(
    "marker",
    [
        '<sup><a id="r1" href="#fn1">1</a></sup>',
        '<a id="r1" href="#fn1"><sup>1</sup></a>',
        '<sup id="r1">[<a href="#fn1">1</a>]</sup>',
        '<a id="r1" href="#fn1">[1]</a>',
        '<a id="r1" href="#fn1">①</a>',
        '<a id="r1" href="#fn1">〔注1〕</a>',
        '<a id="r1" class="duokan-footnote" href="#fn1"><img src="n.png" alt="注"/></a>',
        '<a name="r1"></a><sup><a href="#fn1">*</a></sup>',
    ],
)
@pytest.mark.parametrize(
    "note",
    [
        '<p id="fn1"><a href="#r1">1.</a> The note.</p>',
        '<p><a id="fn1" href="#r1">[1]</a> The note.</p>',
        '<ol><li id="fn1"><p>The note. <a href="#r1">↩</a></p></li></ol>',
        '<ol><li><p id="fn1">The note. <a href="d.xhtml#r1">↩</a></p><p>Second.</p></li></ol>',
        '<dl><dt id="fn1"><a href="#r1">1</a></dt><dd>The note.</dd></dl>',
        '<aside id="fn1"><p>The note.</p></aside>',
    ],
)
def test_marker_and_note_are_both_skipped(read, marker, note):
    document = read(f"<p>Text{marker} goes on.</p><p>More.</p>{note}")
    assert said(document) == ["Text goes on.", "More."]
    assert "noteref" in {skipped.rule for skipped in document.skipped}
    assert (
        "note" in " ".join(skipped.text for skipped in document.skipped if skipped.rule == "footnote").lower()
    )


@pytest.mark.parametrize(
    "body",
    [
        '<p>See <a href="#c2">2</a> there.</p><p id="c2">Second.</p>',
        '<p>x<sup>2</sup> and E=mc<sup>2</sup></p><p id="c2">Second.</p>',
        '<p>See <sup><a href="#c2">chapter two</a></sup></p><p id="c2">Second.</p>',
        '<p>See <sup><a href="#c2">2</a></sup></p><p id="c2">Second, which does not lead back.</p>',
        '<p id="a">See <sup><a href="#s">2</a></sup></p><section id="s"><p>All <a href="#a">up</a></p></section>',
    ],
)
def test_links_that_are_no_note_markers_are_spoken(read, body):
    assert read(body).skipped == ()


def test_the_way_back_does_not_make_a_note_of_the_text(read):
    document = read(
        '<p id="r1">Long text<sup><a href="#fn1">1</a></sup>.</p><p id="fn1"><sup><a href="#r1">1</a></sup> Note.</p>'
    )
    assert said(document) == ["Long text."]


def test_notes_that_come_first_do_not_silence_the_text_they_belong_to(read):
    back = '<sup><a href="#r1">1</a></sup> Note.'
    document = read(f'<p id="fn1">{back}</p><p>Long text<sup><a id="r1" href="#fn1">1</a></sup>.</p>')
    assert "Long text" in said(document)[-1]


def test_notes_may_stand_in_another_file(epub):
    book = epub.read(
        {
            "a.xhtml": '<p>Text<sup><a id="r1" href="z.xhtml#n1">1</a></sup>.</p>',
            "z.xhtml": '<h2>Notes</h2><p id="n1"><a href="a.xhtml#r1">1</a> The note.</p>',
        }
    )
    assert [block.text for chapter in book.chapters for block in chapter.blocks] == ["Text."]


def test_rows_of_links_into_the_book_are_its_printed_contents(read):
    links = "".join(f'<p><a href="#c{n}">Chapter {n}</a></p>' for n in range(8))
    document = read(f"<h2>Contents</h2>{links}<p>Text.</p>")
    assert said(document) == ["Contents", "Text."]
    assert [skipped.rule for skipped in document.skipped] == ["toc"] * 8


def test_few_links_or_links_with_text_around_are_spoken(read):
    few = "".join(f'<p><a href="#c{n}">Chapter {n}</a></p>' for n in range(4))
    prose = "".join(f'<p>See <a href="#c{n}">Chapter {n}</a></p>' for n in range(9))
    out = "".join(f'<p><a href="http://example.invalid/{n}">Site {n}</a></p>' for n in range(9))
    assert read(few + prose + out).skipped == ()
