"""Broken books are read, and what was wrong with each is told by a finding."""

from __future__ import annotations

import zipfile

import pytest

from reciter.errors import InputProblem
from reciter.manuscript import ImportChoices, coverage, read_manuscript
from reciter.manuscript.headings import heading_level

TEXT = "<h1>One</h1><p>It began in the fog.</p>"
CHINESE = "雾从海上来，灯塔没有亮。他说：“今天不会有船了。”大家都知道这是为什么，可是没有一个人说出来。" * 4
TAIWANESE = (
    "霧從海上來，燈塔沒有亮。他說：「今天不會有船了。」大家都知道這是為什麼，可是沒有一個人說出來。" * 4
)
JAPANESE = "霧が海から来て、灯台は暗かった。「今日は船が来ない」と彼は言った。誰もがそれを知っていた。" * 4


def said(book):
    return [block.text for chapter in book.chapters for block in chapter.blocks if block.text]


def codes(book):
    return [finding.code for finding in book.findings]


def test_without_contents_headings_divide(epub):
    book = epub.read({"a.xhtml": TEXT, "b.xhtml": TEXT.replace("One", "Two")})
    assert codes(book) == ["manuscript-contents-missing"]
    assert [chapter.title for chapter in book.chapters] == ["One", "Two"]


def test_a_file_that_is_not_there_is_named(epub):
    book = epub.read(
        {"a.xhtml": TEXT}, absent=["b.xhtml"], spine='<itemref idref="a.xhtml"/><itemref idref="b.xhtml"/>'
    )
    assert [(f.code, f.severity) for f in book.findings] == [("manuscript-missing-item", "error")]
    assert said(book) == ["One", "It began in the fog."]


def test_a_file_that_stands_twice_in_the_spine_is_read_once(epub):
    book = epub.read({"a.xhtml": TEXT}, spine='<itemref idref="a.xhtml"/>' * 2)
    assert codes(book) == ["manuscript-duplicate-spine"]
    assert said(book) == ["One", "It began in the fog."]
    assert coverage(book) == 1.0


def test_names_in_the_wrong_case_are_found(epub):
    path = epub.write({"Text/Ch1.xhtml": TEXT}, toc='<li><a href="TEXT/ch1.xhtml">The First</a></li>')
    moved = path.with_name("moved.epub")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(moved, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("Text/Ch1", "text/ch1"), old.read(name))
    book = read_manuscript(moved)
    assert codes(book) == ["manuscript-wrong-case"]
    assert [chapter.title for chapter in book.chapters] == ["The First"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>one<br>two</p>", ["one\ntwo"]),
        ("<p>Fish & chips</p>", ["Fish & chips"]),
        ("<p>one<p>two", ["one", "two"]),
        ("<p>a <b>bold <i>both</b> italic</i> end</p>", ["a bold both italic end"]),
        ("<p>1 < 2 always</p>", ["1 < 2 always"]),
        ('<p class="x" class="y">twice</p>', ["twice"]),
        ("<p>unknown &nosuch; entity</p>", ["unknown &nosuch; entity"]),
        ("<p>open <b>to the end", ["open to the end"]),
        ("<div><p>nested</div></p><p>after</p>", ["nested", "after"]),
    ],
)
def test_markup_that_is_not_well_formed_is_mended(epub, body, expected):
    book = epub.read({"a.xhtml": body})
    assert said(book) == expected
    assert set(codes(book)) <= {"manuscript-malformed"}
    assert coverage(book) == 1.0


def page(text, encoding):
    return f'<?xml version="1.0" encoding="{encoding}"?><html><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("text", "said_to_be", "real"),
    [
        (CHINESE, "utf-8", "gb18030"),
        (CHINESE, "gb2312", "utf-8"),
        (CHINESE, "iso-8859-1", "utf-8"),
        (CHINESE, "big5", "gb18030"),
        (TAIWANESE, "gb2312", "big5"),
        (TAIWANESE, "utf-8", "big5"),
        (JAPANESE, "utf-8", "cp932"),
        (JAPANESE, "shift_jis", "euc_jp"),
        (JAPANESE, "euc-jp", "utf-8"),
        (CHINESE, "utf-8", "utf-16"),
        ("Café déjà vu – naïve " * 20, "utf-8", "cp1252"),
    ],
)
def test_a_wrong_declaration_of_the_encoding_is_seen_through(epub, text, said_to_be, real):
    book = epub.read({"a.xhtml": page(text, said_to_be).encode(real)})
    assert said(book) == [" ".join(text.split())]
    assert codes(book) == ([] if real == "utf-16" else ["manuscript-encoding-wrong"])


@pytest.mark.parametrize("encoding", ["gb2312", "gb18030", "big5", "shift_jis", "euc-jp", "utf-16", "utf-8"])
def test_a_right_declaration_is_believed(epub, encoding):
    text = {"big5": TAIWANESE, "shift_jis": JAPANESE, "euc-jp": JAPANESE}.get(encoding, CHINESE)
    book = epub.read({"a.xhtml": page(text, encoding).encode(encoding)})
    assert said(book) == [text]
    assert codes(book) == []


def test_paragraphs_parted_by_line_breaks_only_are_told_apart(epub):
    book = epub.read({"a.xhtml": "<p>First paragraph.<br/><br/>Second one.<br/>&#160;<br/>Third.</p>"})
    assert said(book) == ["First paragraph.", "Second one.", "Third."]
    assert codes(book) == ["manuscript-break-paragraphs"]
    assert coverage(book) == 1.0


@pytest.mark.parametrize(
    "heading",
    [
        "<p><b>Chapter {}</b></p>",
        '<p class="chapter-title">Chapter {}</p>',
        '<div style="text-align:center; font-size: 1.5em">Chapter {}</div>',
        "<center>CHAPTER {}</center>",
        '<p><font size="5"><b>Chapter {}: The Sea</b></font></p>',
        '<p class="calibre3">第{}章 雾</p>',
        "<p><strong>제{}장</strong></p>",
    ],
)
def test_paragraphs_that_only_look_like_headings_divide(epub, heading):
    body = "".join(heading.format(n) + "<p>Some text that is read.</p>" for n in (1, 2, 3))
    book = epub.read({"a.xhtml": body})
    assert len(book.chapters) == 3
    assert [chapter.blocks[0].kind for chapter in book.chapters] == ["heading"] * 3
    assert "manuscript-heading-by-style" in codes(book)


def test_a_fake_heading_may_be_known_by_the_contents(epub):
    files = {"a.xhtml": "<p><b>The Sea</b></p><p>Text.</p>"}
    book = epub.read(files, toc='<li><a href="a.xhtml">The Sea</a></li>')
    assert book.chapters[0].blocks[0].kind == "heading"


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>Nobody</b> came.</p><p>Text.</p>",
        "<p><b>No!</b></p><p>Text.</p>",
        "<h1>Real</h1><p>Chapter 3 of the law says so.</p>",
        "<h1>Real</h1><p>Chapter Three</p><p>was her favourite.</p>",
        "<ul><li><p><b>Chapter 1</b></p></li></ul><p>Text.</p>",
    ],
)
def test_other_bold_or_short_paragraphs_are_no_headings(epub, body):
    book = epub.read({"a.xhtml": body})
    assert "manuscript-heading-by-style" not in codes(book)


@pytest.mark.parametrize(
    ("line", "level"),
    [("제3장", 2), ("제삼장 바다", 2), ("CHAPTER III", 2), ("第三章 雾", 2), ("第十二回", 2)],
)
def test_headings_are_known_by_their_words(line, level):
    assert heading_level(line) == level


CONTROL = "one\x07two\x00three\x1bfour\x9cfive\ufffesix"


def test_control_characters_are_no_text(tmp_path, epub):
    book = epub.read({"a.xhtml": f"<p>{CONTROL}</p><p>&#7;seven&#0;</p><p>&#xD800;eight&#x110000;</p>"})
    assert said(book)[:2] == ["onetwothreefourfivesix", "seven"]
    assert "eight" in said(book)[2]
    assert coverage(book) == 1.0
    for name in ("book.txt", "book.md"):
        path = tmp_path / name
        path.write_text(f"{CONTROL}\n", "utf-8")
        book = read_manuscript(path)
        assert "".join(said(book)).replace(" ", "") == "onetwothreefourfivesix"
        assert coverage(book) == 1.0


def test_unpaired_surrogates_are_named(tmp_path):
    for data in (
        b"The fog came in." * 20 + b"\xed\xa0\x80 And went.",
        "\ufeffThe fog".encode("utf-16-le") + b"\x00\xd8. .",
    ):
        path = tmp_path / "book.txt"
        path.write_bytes(data)
        book = read_manuscript(path)
        assert "manuscript-encoding-damage" in codes(book)
        assert coverage(book) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "שלום עולם, זה ספר.",
        "مرحبا بالعالم، هذا كتاب.",
        "𐎠𐎡𐎢 𒀀𒀁",
        "ᚠᚢᚦᚨᚱᚲ",
        "👍🏽 😀 🇫🇷 👨‍👩‍👧",
        "\ue000\uf8ff icons",
        "a\u0301\u0302\u0303 stacked",
        "𠮷野家で𩸽を食べる",
        "नमस्ते दुनिया",
        "༄༅།། བོད་",
        "\U000e0041tags",
        "\u202eright to left\u202c",
    ],
)
@pytest.mark.parametrize("kind", ["txt", "md", "epub"])
def test_any_script_is_read(tmp_path, epub, text, kind):
    path = tmp_path / f"book.{kind}"
    if kind == "epub":
        path = epub.write({"a.xhtml": f"<p>{text}</p>"})
    else:
        path.write_text(text + "\n", "utf-8")
    try:
        book = read_manuscript(path)
    except InputProblem as problem:
        if "no text that could be spoken" not in problem.what:
            raise
    else:
        assert coverage(book) == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["txt", "md", "epub"])
def test_a_paragraph_of_ten_megabytes_is_read_whole(tmp_path, epub, kind):
    text = "".join(f"The fog came in {n} times. " for n in range(400_000))
    path = tmp_path / f"book.{kind}"
    if kind == "epub":
        path = epub.write({"a.xhtml": f"<p>{text}</p>"})
    else:
        path.write_text(text, "utf-8")
    book = read_manuscript(path)
    assert [len(block) for block in said(book)] == [len(text) - 1]


def test_elements_nested_beyond_measure_are_refused(epub):
    with pytest.raises(InputProblem, match="deeply"):
        epub.read({"a.xhtml": "<div>" * 240 + "x" + "</div>" * 240}, choices=ImportChoices())


@pytest.mark.parametrize(
    "data", [b"<", b'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:e="ht', b"\xf3</)\xe3\x87:"]
)
def test_a_document_that_is_cut_off_inside_its_first_tag_is_read_as_empty(epub, data):
    book = epub.read({"a.xhtml": data, "b.xhtml": "<p>Text.</p>"})
    assert [block.text for chapter in book.chapters for block in chapter.blocks][-1] == "Text."
    assert "manuscript-malformed" in {finding.code for finding in book.findings}
