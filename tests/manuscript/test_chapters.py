"""Chapters from the table of contents, else from headings; no block is lost."""

from __future__ import annotations

NCX = '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{}</navMap></ncx>'


LONG = "word " * 900


def point(title, target, inside=""):
    return f'<navPoint><navLabel><text>{title}</text></navLabel><content src="{target}"/>{inside}</navPoint>'


def link(title, target, inside=""):
    return f'<li><a href="{target}">{title}</a>{f"<ol>{inside}</ol>" if inside else ""}</li>'


def outline(book):
    return [(c.title, c.parents, [b.text for b in c.blocks]) for c in book.chapters]


def test_every_entry_begins_a_chapter_with_the_entrys_title(epub):
    book = epub.read(
        {"a.xhtml": "<h1>I</h1><p>one</p>", "b.xhtml": "<h1>II</h1><p>two</p>"},
        toc=link("First", "a.xhtml") + link("Second", "b.xhtml"),
    )
    assert outline(book) == [("First", (), ["I", "one"]), ("Second", (), ["II", "two"])]
    assert [chapter.number for chapter in book.chapters] == [1, 2]


def test_entries_may_point_inside_a_file(epub):
    book = epub.read(
        {"a.xhtml": '<h2 id="x">X</h2><p>one</p><div><h2><a id="y"></a>Y</h2><p>two</p></div>'},
        toc=link("X", "a.xhtml#x") + link("Y", "a.xhtml#y"),
    )
    assert outline(book) == [("X", (), ["X", "one"]), ("Y", (), ["Y", "two"])]


def test_files_that_no_entry_names_belong_to_the_chapter_before(epub):
    files = {f"{name}.xhtml": f"<p>{name}</p>" for name in "abc"}
    book = epub.read(files, toc=link("A", "a.xhtml") + link("C", "c.xhtml"))
    assert outline(book) == [("A", (), ["a", "b"]), ("C", (), ["c"])]


def test_what_stands_before_the_first_entry_is_a_front_chapter(epub):
    book = epub.read({"a.xhtml": "<p>To Ann</p>", "b.xhtml": "<p>b</p>"}, toc=link("B", "b.xhtml"))
    assert outline(book) == [("A Book", (), ["To Ann"]), ("B", (), ["b"])]


def test_headings_before_the_first_entry_join_its_chapter(epub):
    book = epub.read({"a.xhtml": "<h1>The Book</h1>", "b.xhtml": "<p>b</p>"}, toc=link("B", "b.xhtml"))
    assert outline(book) == [("B", (), ["The Book", "b"])]


def test_an_entry_with_only_a_heading_is_a_part_and_its_heading_is_kept(epub):
    book = epub.read(
        {"p.xhtml": "<h1>Part One</h1>", "a.xhtml": "<h2>A</h2><p>a</p>", "b.xhtml": "<h2>B</h2><p>b</p>"},
        toc=link("Part One", "p.xhtml", link("A", "a.xhtml") + link("B", "b.xhtml")),
    )
    assert outline(book) == [("A", ("Part One",), ["Part One", "A", "a"]), ("B", ("Part One",), ["B", "b"])]


def test_an_entry_with_text_and_entries_below_is_a_chapter_itself(epub):
    book = epub.read(
        {"a.xhtml": "<h1>A</h1><p>intro</p>", "b.xhtml": "<h2>B</h2><p>b</p>"},
        toc=link("A", "a.xhtml", link("B", "b.xhtml")),
    )
    assert outline(book) == [("A", (), ["A", "intro"]), ("B", ("A",), ["B", "b"])]


def test_a_part_that_is_no_link_is_a_parent(epub):
    toc = f"<li><span>Part</span><ol>{link('A', 'a.xhtml')}</ol></li>"
    assert outline(epub.read({"a.xhtml": "<p>a</p>"}, toc=toc)) == [("A", ("Part",), ["a"])]


def test_flat_contents_give_their_parts_to_what_follows_until_the_next_part(epub):
    files = {
        "p.xhtml": "<h2>BOOK I</h2>", "a.xhtml": f"<h2>A</h2><p>{LONG}</p>", "b.xhtml": f"<h2>B</h2><p>{LONG}</p>",
        "q.xhtml": f"<h2>BOOK II</h2><p>{LONG}</p>", "c.xhtml": f"<h2>C</h2><p>{LONG * 6}</p>",
    }  # fmt: skip
    names = {"p": "BOOK I", "a": "A", "b": "B", "q": "BOOK II", "c": "C"}
    book = epub.read(files, toc="".join(link(title, f"{name}.xhtml") for name, title in names.items()))
    assert [(title, parents) for title, parents, _ in outline(book)] == [
        ("A", ("BOOK I",)), ("B", ("BOOK I",)), ("BOOK II", ()), ("C", ("BOOK II",)),
    ]  # fmt: skip


def test_ncx_is_read_where_there_is_no_nav(epub):
    ncx = NCX.format(point("Part", "p.xhtml", point("A", "a.xhtml#x")) + point("B", "b.xhtml"))
    book = epub.read(
        {"p.xhtml": "<h1>Part</h1>", "a.xhtml": '<p id="x">a</p>', "b.xhtml": "<p>b</p>", "toc.ncx": ncx}
    )
    assert outline(book) == [("A", ("Part",), ["Part", "a"]), ("B", (), ["b"])]


def test_entries_that_lead_nowhere_are_named_and_lose_nothing(epub):
    book = epub.read(
        {"a.xhtml": "<p>a</p>", "b.xhtml": "<p>b</p>"},
        toc=link("A", "a.xhtml")
        + link("Ghost", "a.xhtml#gone")
        + link("Lost", "z.xhtml")
        + link("B", "b.xhtml"),
    )
    assert outline(book) == [("A", (), ["a"]), ("B", (), ["b"])]
    assert [(f.code, f.where) for f in book.findings] == [
        ("manuscript-contents-astray", "OPS/a.xhtml#gone"),
        ("manuscript-contents-astray", "OPS/z.xhtml"),
    ]


def test_entries_out_of_order_follow_the_spine(epub):
    files = {"a.xhtml": "<p>a</p>", "b.xhtml": "<p>b</p>"}
    book = epub.read(files, toc=link("B", "b.xhtml") + link("A", "a.xhtml"))
    assert [chapter.title for chapter in book.chapters] == ["A", "B"]


def test_without_contents_headings_divide(epub):
    book = epub.read({"a.xhtml": "<h1>Book</h1><p>x</p><h2>A</h2><p>a</p><h2>B</h2><p>b</p>"})
    assert outline(book) == [
        ("Book", (), ["Book", "x"]),
        ("A", ("Book",), ["A", "a"]),
        ("B", ("Book",), ["B", "b"]),
    ]


def test_without_contents_and_headings_there_is_one_chapter(epub):
    book = epub.read({"a.xhtml": "<p>a</p>", "b.xhtml": "<p>b</p>"})
    assert outline(book) == [("A Book", (), ["a", "b"])]


def test_a_chapter_without_any_title_is_named_after_its_file(epub):
    assert epub.read({"kapitel.xhtml": "<p>a</p>"}, metadata="").chapters[0].title == "kapitel"


def test_documents_outside_the_main_flow_are_skipped(epub):
    spine = '<itemref idref="a.xhtml"/><itemref idref="b.xhtml" linear="no"/>'
    book = epub.read({"a.xhtml": "<p>a</p>", "b.xhtml": "<p>b</p>"}, spine=spine)
    assert [(skipped.rule, skipped.text) for skipped in book.skipped] == [("non-linear", "b")]


def test_the_navigation_document_in_the_spine_is_skipped(epub):
    spine = '<itemref idref="nav.xhtml"/><itemref idref="a.xhtml"/>'
    book = epub.read({"a.xhtml": "<p>a</p>"}, toc=link("A", "a.xhtml"), spine=spine)
    assert [skipped.rule for skipped in book.skipped] == ["toc"]


def test_front_and_back_matter_is_skipped_by_its_own_marks_landmarks_or_guide(epub):
    guide = '<guide><reference type="copyright-page" href="g.xhtml"/></guide>'
    files = {
        "t.xhtml": '<section epub:type="titlepage"><h1>Title</h1></section>',
        "g.xhtml": "<p>Copyright</p>",
        "a.xhtml": "<p>a</p>",
        "n.xhtml": "<p>Note</p>",
    }
    toc = link("A", "a.xhtml")
    landmarks = (
        '<nav epub:type="landmarks"><ol><li><a epub:type="endnotes" href="n.xhtml">N</a></li></ol></nav>'
    )
    from_nav = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f'<body><nav epub:type="toc"><ol>{toc}</ol></nav>{landmarks}</body></html>'
    )
    book = epub.read(files, toc=from_nav, guide=guide)
    assert outline(book) == [("A", (), ["a"])]
    assert [(s.rule, s.text) for s in book.skipped] == [
        ("title-page", "Title"), ("copyright", "Copyright"), ("footnote", "Note"),
    ]  # fmt: skip


def test_titles_and_file_names_alone_never_silence_a_document(epub):
    book = epub.read(
        {"copyright.xhtml": "<h1>Copyright</h1><p>Wrongs</p>", "index.xhtml": "<h1>Index</h1><p>x</p>"}
    )
    assert book.skipped == ()


def test_a_guide_that_calls_a_long_document_its_cover_is_not_believed(epub):
    guide = '<guide><reference type="cover" href="a.xhtml"/></guide>'
    assert len(epub.read({"a.xhtml": "<p>" + "word " * 2000 + "</p>"}, guide=guide).chapters) == 1


def test_scene_breaks_part_only_text(epub):
    book = epub.read({"a.xhtml": "<hr/><h1>A</h1><hr/><p>x</p><hr/><hr/><p>y</p><hr/>"})
    assert [block.kind for block in book.chapters[0].blocks] == [
        "heading",
        "paragraph",
        "scene-break",
        "paragraph",
    ]


def test_blocks_in_another_language_than_the_chapters_first_say_so(epub):
    other = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" lang="fr"><body><p>oui</p></body></html>'
    book = epub.read({"a.xhtml": "<h1>A</h1><p>a</p>", "b.xhtml": other}, toc=link("A", "a.xhtml"))
    assert book.chapters[0].language == "en"
    assert [(m.kind, m.value) for m in book.chapters[0].blocks[-1].marks] == [("language", "fr")]


def test_an_empty_table_of_contents_is_named_and_headings_divide(epub):
    book = epub.read({"a.xhtml": "<h1>A</h1><p>a</p><h1>B</h1><p>b</p>", "toc.ncx": b" "})
    assert [chapter.title for chapter in book.chapters] == ["A", "B"]
    assert [(f.code, f.where) for f in book.findings] == [
        ("manuscript-malformed", "OPS/toc.ncx"),
        ("manuscript-contents-missing", ""),
    ]
