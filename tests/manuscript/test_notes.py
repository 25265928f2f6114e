"""Notes of older books are known by the links between marker and note."""

from __future__ import annotations

import pytest

from reciter.engines.base import Limits
from reciter.languages.frontend import read_chapter
from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.ledger import ledger_of


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


UNLINKED = {
    "circled": ("长安①的街道，洛阳②的花。", "<p>① 今西安。</p><p>② 在河南。</p>"),
    "in parentheses": ("长安⑴的街道，洛阳⑵的花。", "<p>⑴今西安。</p><p>⑵在河南。</p>"),
    "bracketed": ("长安[1]的街道，洛阳[2]的花。", "<p>[1] 今西安。</p><p>[2] 在河南。</p>"),
    "in tortoise shells": ("长安〔1〕的街道，洛阳〔2〕的花。", "<p>〔1〕今西安。</p><p>〔2〕在河南。</p>"),
    "raised circles": ("长安<sup>①</sup>的街道，<b>洛阳</b>②的花。", "<p>①今西安。</p><p>②在河南。</p>"),
    "raised numbers": (
        "长安<sup>1</sup>的街道，洛阳<sup>2</sup>的花。",
        "<p>1. 今西安。</p><p>2. 在河南。</p>",
    ),
}


@pytest.mark.parametrize("name", sorted(UNLINKED))
def test_notes_without_links_are_known_by_their_numbers(read, name):
    text, notes = UNLINKED[name]
    document = read(f"<p>{text}</p>{notes}<p>后文。</p>")
    assert said(document) == ["长安的街道，洛阳的花。", "后文。"]
    assert [skipped.rule for skipped in document.skipped] == ["noteref"] * 2 + ["footnote"] * 2


def test_each_chapter_of_a_file_may_have_its_own_note_list(read):
    chapter = "<h2>{}</h2><p>长安①的街道。</p><p>①今西安。</p>"
    document = read(chapter.format("一") + chapter.format("二"))
    assert said(document) == ["一", "长安的街道。", "二", "长安的街道。"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>有三点：①穷；②懒；③病。</p><p>①穷，是说钱。</p><p>②懒，是说人。</p><p>③病，是说命。</p>",
        "<p>一共三条。</p><p>①早起。</p><p>②读书。</p><p>③早睡。</p>",
        "<p>长安①的街道。</p><p>②在河南。</p>",
        "<p>长安①的街道，洛阳①的花。</p><p>①今西安。</p>",
        "<p>E=mc<sup>2</sup></p><ol><li>1. One</li><li>2. Two</li></ol>",
        "<p>In 1 of 3 cases.</p><p>1. First, wake.</p><p>2. Then, rise.</p>",
    ],
)
def test_numbered_rows_that_nothing_calls_are_spoken(read, body):
    assert read(body).skipped == ()


def test_a_pop_up_note_in_the_description_of_its_icon_is_a_note(read):
    document = read('<p>长安<img class="qqreader-footnote" alt="今西安。" src="n.png"/>的街道。</p>')
    assert said(document) == ["长安的街道。"]
    assert [(skipped.rule, skipped.text) for skipped in document.skipped] == [("footnote", "今西安。")]


CALLED = {
    "EPUB 3": '<p>One<a epub:type="noteref" href="#n">1</a>. Two.</p>'
    '<aside epub:type="footnote" id="n"><p>1 A note.</p></aside>',
    "EPUB 2": '<p>One<sup><a id="r" href="#n">1</a></sup>. Two.</p><p id="n"><a href="#r">1.</a> A note.</p>',
    "list": '<p>One<a id="r" href="#n">[1]</a>. Two.</p><ol><li id="n">A note. <a href="#r">↩</a></li></ol>',
    "circled": "<p>One①. Two.</p><p>①A note.</p>",
    "definition": '<p>One<a id="r" href="#n">①</a>. Two.</p>'
    '<dl><dt id="n"><a href="#r">①</a></dt><dd>A note.</dd></dl>',
    "image": '<p>One<a id="r" class="footnote" href="#n"><img src="n.png" alt="注"/></a>. Two.</p>'
    '<aside id="n"><p>A note.</p></aside>',
}


@pytest.mark.parametrize("style", sorted(CALLED))
def test_notes_can_be_heard_after_the_sentence_that_calls_them(epub, style):
    book = epub.read({"a.xhtml": CALLED[style]}, choices=ImportChoices(notes="sentence"))
    assert [skipped.rule for skipped in book.skipped if skipped.rule == "footnote"] == []
    first = book.chapters[0].blocks[0]
    assert (first.text, [[block.text for block in note.blocks] for note in first.notes]) == (
        "One. Two.",
        [["A note."]],
    )
    text = read_chapter(book.chapters[0], language="en", limits=Limits(0.0, 10.0))
    assert [(sentence.written, sentence.boundary) for sentence in text.sentences] == [
        ("One.", "sentence"), ("A note.", "sentence"), ("Two.", "chapter"),
    ]  # fmt: skip
    assert ledger_of(book).whole.lost == 0


@pytest.mark.parametrize("style", sorted(CALLED))
def test_notes_can_be_heard_at_the_end_of_the_chapter(epub, style):
    book = epub.read(
        {"a.xhtml": CALLED[style], "b.xhtml": "<p>Last.</p>"}, choices=ImportChoices(notes="chapter")
    )
    blocks = book.chapters[0].blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "One. Two."), ("paragraph", "Last."), ("scene-break", ""), ("paragraph", "A note."),
    ]  # fmt: skip
    assert ledger_of(book).whole.lost == 0


def test_a_note_that_is_called_twice_is_heard_once_and_one_that_is_not_called_never(epub):
    body = (
        '<p>One<a epub:type="noteref" href="#n">1</a>. Two<a epub:type="noteref" href="#n">1</a>.</p>'
        '<aside epub:type="footnote" id="n">Called.</aside><aside epub:type="footnote" id="m">Not called.</aside>'
    )
    book = epub.read({"a.xhtml": body}, choices=ImportChoices(notes="sentence"))
    assert [len(block.notes) for block in book.chapters[0].blocks] == [1]
    assert [skipped.text for skipped in book.skipped if skipped.rule == "footnote"] == ["Not called."]


def test_notes_of_an_endnotes_file_are_heard_and_the_rest_of_it_is_not(epub):
    files = {
        "a.xhtml": '<p>One<a epub:type="noteref" href="z.xhtml#n">1</a>. Two.</p>',
        "z.xhtml": '<section epub:type="endnotes"><h2>Notes</h2><p id="n">1. A note.</p><p>2. Alone.</p></section>',
    }
    book = epub.read(files, choices=ImportChoices(notes="sentence"))
    assert [note.blocks[0].text for note in book.chapters[0].blocks[0].notes] == ["A note."]
    assert [(s.rule, s.text) for s in book.skipped] == [
        ("noteref", "1"), ("footnote", "Notes"), ("noteref", "1."), ("footnote", "2. Alone."),
    ]  # fmt: skip


def test_a_pop_up_note_can_be_heard(epub):
    body = '<p>长安<img class="qqreader-footnote" alt="今西安。" src="n.png"/>的街道。后文。</p>'
    book = epub.read({"a.xhtml": body}, choices=ImportChoices(notes="sentence"))
    assert [note.blocks[0].text for note in book.chapters[0].blocks[0].notes] == ["今西安。"]
    assert [s.rule for s in book.skipped] == []
    assert ledger_of(book).whole.lost == 0


def test_notes_called_in_a_table_row_come_after_the_row(epub):
    first = '<tr><td>a<a epub:type="noteref" href="#n">1</a></td><td>b</td></tr>'
    row = f"<table>{first}<tr><td>c</td><td>d</td></tr></table>"
    note = '<aside epub:type="footnote" id="n">A note.</aside>'
    book = epub.read({"a.xhtml": row + note}, choices=ImportChoices(notes="sentence"))
    assert [(block.text, [note.at for note in block.notes]) for block in book.chapters[0].blocks] == [
        ("a, b", [4]), ("c, d", []),
    ]  # fmt: skip
