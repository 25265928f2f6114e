"""The level of the contents that makes chapters is the one a person would take, and can be set."""

from __future__ import annotations

import pytest

from reciter.errors import InputProblem
from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.levels import part_word

MINUTE = "word " * 156


def text(minutes):
    return f"<p>{MINUTE * minutes}</p>"


def entry(title, target, *inside):
    below = f"<ol>{''.join(inside)}</ol>" if inside else ""
    label = f'<a href="{target}">{title}</a>' if target else f"<span>{title}</span>"
    return f"<li>{label}{below}</li>"


def outline(book):
    return [(chapter.title, chapter.parents) for chapter in book.chapters]


def spread(book):
    return [
        block.text[:9] for chapter in book.chapters for block in chapter.blocks if block.kind == "heading"
    ]


def flat(names):
    """An EPUB with a flat table of contents: title → (heading only?, minutes)."""
    files = {f"f{n:03}.xhtml": f"<h2>{t}</h2>" + (text(m) if m else "") for n, (t, m) in enumerate(names)}
    toc = "".join(entry(title, f"f{n:03}.xhtml") for n, (title, _) in enumerate(names))
    return files, toc


def test_poems_of_a_flat_contents_join_the_books_that_their_titles_tell(epub):
    names = [("Leaves", 1)]
    for book in ("BOOK I. INSCRIPTIONS", "BOOK II. CALAMUS", "BOOKIII. DRUM-TAPS"):
        names += [(book, 0), *((f"A poem {n} of {book}", 1) for n in range(5))]
    files, toc = flat([*names, ("BOOK IV", 20)])
    book = epub.read(files, toc=toc)
    assert outline(book) == [
        ("Leaves", ()),
        ("BOOK I. INSCRIPTIONS", ()),
        ("BOOK II. CALAMUS", ()),
        ("BOOKIII. DRUM-TAPS", ()),
        ("BOOK IV", ()),
    ]
    assert sum(block.kind == "heading" for chapter in book.chapters for block in chapter.blocks) == len(files)


@pytest.mark.parametrize(("level", "count"), [(1, 5), (2, 17), (0, 5)])
def test_the_level_can_be_set(epub, level, count):
    names = [("Leaves", 1)]
    for book in ("BOOK I", "BOOK II", "BOOK III"):
        names += [(book, 0), *((f"A poem {n}", 1) for n in range(5))]
    files, toc = flat([*names, ("BOOK IV", 20)])
    assert len(epub.read(files, toc=toc, choices=ImportChoices(chapter_level=level)).chapters) == count


def war_and_peace():
    files, books = {}, []
    for book in ("BOOK ONE: 1805", "BOOK TWO: 1805"):
        parts = []
        for part in ("PART ONE", "PART TWO"):
            chapters = []
            for number in ("I", "II", "III"):
                name = f"c{len(files):03}.xhtml"
                files[name] = f"<h3>CHAPTER {number}</h3>" + text(2)
                chapters.append(entry(f"CHAPTER {number}", name))
            parts.append(entry(part, "", *chapters))
        books.append(entry(book, "", *parts))
    return files, "".join(books)


def test_a_novel_of_books_parts_and_short_chapters_keeps_its_chapters(epub):
    files, toc = war_and_peace()
    book = epub.read(files, toc=toc)
    assert len(book.chapters) == 12
    assert outline(book)[4] == ("CHAPTER II", ("BOOK ONE: 1805", "PART TWO"))


@pytest.mark.parametrize(
    ("level", "count", "first"), [(1, 2, "BOOK ONE: 1805"), (2, 4, "PART ONE"), (3, 12, "CHAPTER I")]
)
def test_any_level_of_a_novel_can_be_taken(epub, level, count, first):
    files, toc = war_and_peace()
    book = epub.read(files, toc=toc, choices=ImportChoices(chapter_level=level))
    assert (len(book.chapters), book.chapters[0].title) == (count, first)
    assert sum(block.kind == "heading" for chapter in book.chapters for block in chapter.blocks) == 12


def test_a_flat_contents_of_books_and_parts_is_nested_by_its_titles(epub):
    names = []
    for book in ("BOOK ONE", "BOOK TWO"):
        names.append((book, 0))
        for part in ("PART ONE", "PART TWO"):
            names += [(part, 0), *((f"CHAPTER {n}", 8) for n in ("I", "II"))]
    files, toc = flat([*names, ("EPILOGUE", 5)])
    assert outline(epub.read(files, toc=toc))[2:6] == [
        ("CHAPTER I", ("BOOK ONE", "PART TWO")),
        ("CHAPTER II", ("BOOK ONE", "PART TWO")),
        ("CHAPTER I", ("BOOK TWO", "PART ONE")),
        ("CHAPTER II", ("BOOK TWO", "PART ONE")),
    ]
    assert outline(epub.read(files, toc=toc))[-1] == ("EPILOGUE", ())


@pytest.mark.parametrize(
    ("part", "chapter"), [("第{}卷", "第{}回"), ("第{}部", "第{}章"), ("제{}부", "제{}장"), ("PART {}", "{}")]
)
def test_parts_are_known_in_other_languages(epub, part, chapter):
    names = []
    for number in (1, 2):
        names += [(part.format(number), 0), *((chapter.format(n), 8) for n in (1, 2, 3))]
    files, toc = flat(names)
    book = epub.read(files, toc=toc)
    assert [parents for _, parents in outline(book)] == [(part.format(1),)] * 3 + [(part.format(2),)] * 3


def test_sections_join_a_chapter_that_has_text_of_its_own(epub):
    files, toc = {}, []
    for chapter in ("Ownership", "Structs", "Enums"):
        sections = []
        files[f"{chapter}.xhtml"] = f"<h1>{chapter}</h1>" + text(2)
        for number in range(3):
            name = f"{chapter}{number}.xhtml"
            files[name] = f"<h2>Section {number}</h2>" + text(8)
            sections.append(entry(f"Section {number}", name))
        toc.append(entry(chapter, f"{chapter}.xhtml", *sections))
    assert outline(epub.read(files, toc="".join(toc))) == [("Ownership", ()), ("Structs", ()), ("Enums", ())]
    split = epub.read(files, toc="".join(toc), choices=ImportChoices(chapter_level=2))
    assert outline(split)[:2] == [("Ownership", ()), ("Section 0", ("Ownership",))]
    assert len(split.chapters) == 12


def test_long_entries_are_chapters_although_their_part_has_a_preface(epub):
    files, toc = {}, []
    for part in ("Part One", "Part Two"):
        files[f"{part}.xhtml"] = f"<h1>{part}</h1>" + text(3)
        names = [f"{part}{number}.xhtml" for number in range(3)]
        files |= {name: f"<h2>{name}</h2>" + text(20) for name in names}
        toc.append(entry(part, f"{part}.xhtml", *(entry(name, name) for name in names)))
    assert len(epub.read(files, toc="".join(toc)).chapters) == 8


def test_the_sections_of_a_single_long_article_stay_chapters(epub):
    inside = "".join(f'<h2 id="s{n}">Section {n}</h2>{text(4)}' for n in range(8))
    toc = entry("Georgia", "a.xhtml", *(entry(f"Section {n}", f"a.xhtml#s{n}") for n in range(8)))
    assert len(epub.read({"a.xhtml": f"<h1>Georgia</h1>{text(5)}{inside}"}, toc=toc).chapters) == 9


def test_chapters_may_be_taken_from_files_or_headings(epub):
    files = {f"f{n}.xhtml": f"<h1>File {n}</h1><p>x</p><h2>Inner {n}</h2><p>y</p>" for n in range(3)}
    toc = entry("All of it", "f0.xhtml") + entry("The rest", "f2.xhtml")
    by = {
        way: epub.read(files, toc=toc, choices=ImportChoices(chapters_from=way))
        for way in ("files", "headings", "contents")
    }
    assert [title for title, _ in outline(by["files"])] == ["All of it", "File 1", "The rest"]
    assert [title for title, _ in outline(by["headings"])] == ["File 0", "File 1", "File 2"]
    assert [title for title, _ in outline(by["contents"])] == ["All of it", "The rest"]
    second = epub.read(files, toc=toc, choices=ImportChoices(chapters_from="headings", chapter_level=2))
    assert len(second.chapters) == 6


@pytest.mark.parametrize(("way", "named"), [("contents", "table of contents"), ("headings", "headings")])
def test_what_is_not_there_cannot_make_chapters(epub, way, named):
    with pytest.raises(InputProblem, match=f"no {named}") as refused:
        epub.read({"a.xhtml": "<p>Only text.</p>"}, choices=ImportChoices(chapters_from=way))
    assert "book.toml" in refused.value.how


def test_a_contents_of_one_entry_gives_way_to_many_headings(epub):
    files = {"a.xhtml": "".join(f"<h2>Chapter {n}</h2><p>x</p>" for n in range(4))}
    book = epub.read(files, toc=entry("Start", "a.xhtml"))
    assert len(book.chapters) == 4
    assert [finding.code for finding in book.findings] == ["manuscript-contents-poor"]


def test_a_heading_that_is_a_picture_titles_its_chapter(epub):
    files = {
        "a.xhtml": '<h1><img src="i.png" alt="第一章 雾"/></h1><p>文。</p>',
        "b.xhtml": "<h1>二</h1><p>文。</p>",
    }
    book = epub.read(files)
    assert [title for title, _ in outline(book)] == ["第一章 雾", "二"]
    assert book.chapters[0].blocks[0].text == "第一章 雾"


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("BOOK I. INSCRIPTIONS", "book"),
        ("Book Two", "book"),
        ("PART THE FIRST", "part"),
        ("The Second Part", "part"),
        ("Volume 3", "volume"),
        ("BOOKXXXV. GOOD-BYE", "book"),
        ("第一卷 风起", "卷"),
        ("第2部", "部"),
        ("上篇", "篇"),
        ("제1부", "부"),
        ("2권", "권"),
        ("Bookkeeping", ""),
        ("Partings", ""),
        ("Chapter I", ""),
        ("第一章", ""),
        ("Part of the Story", ""),
    ],
)
def test_parts_are_told_by_their_word(title, word):
    assert part_word(title) == word
