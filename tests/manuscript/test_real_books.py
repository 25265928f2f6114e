"""Real books: titles, order, and a ledger without loss."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from reciter.manuscript import ImportChoices, coverage


def marks(book, kind):
    return [
        mark
        for chapter in book.chapters
        for block in chapter.blocks
        for mark in block.marks
        if mark.kind == kind
    ]


def rules(book):
    return Counter(skipped.rule for skipped in book.skipped)


def spoken(book):
    return "\n".join(block.text for chapter in book.chapters for block in chapter.blocks)


@pytest.mark.slow
@pytest.mark.parametrize("number", ["01", "03-", "03x", "05", "06", "08", "10", "minimal"])
def test_no_character_of_a_real_book_is_lost(read_book, number):
    book = read_book(number)
    assert coverage(book) == 1.0
    assert [chapter.number for chapter in book.chapters] == list(range(1, len(book.chapters) + 1))
    assert all(chapter.title and chapter.blocks for chapter in book.chapters)


def test_moby_dick_has_its_chapters_and_not_its_notes(read_book):
    book = read_book("01")
    titles = [chapter.title for chapter in book.chapters]
    assert titles[:4] == ["Dedication", "Etymology", "Extracts", "I: Loomings"]
    assert len(titles) == 3 + 135 + 1
    assert titles[-2:] == ["CXXXV: The Chase—Third Day", "Epilogue"]
    assert book.chapters[3].parents == ("Moby Dick",)
    assert book.chapters[3].blocks[2].text.startswith("Call me Ishmael.")
    assert book.chapters[-1].blocks[-1].text.endswith("only found another orphan.")
    assert book.metadata.authors == ("Herman Melville",)
    assert rules(book) == {
        "noteref": 22, "title-page": 2, "footnote": 1, "imprint": 1, "colophon": 1, "copyright": 1, "image": 1,
    }  # fmt: skip
    assert "fish styled Lamatins" not in spoken(book)
    assert {mark.value for mark in marks(book, "language")} >= {"la", "fr"}


def test_kusamakura_keeps_every_reading(read_book):
    book = read_book("03-")
    assert len(book.chapters) == 13
    assert len(marks(book, "ruby")) == 4603
    assert book.findings == ()
    assert book.chapters[0].blocks[1].text == "山路を登りながら、こう考えた。"


def test_kusamakura_with_missing_sound_is_read_whole(read_book):
    book = read_book("03x")
    assert [(f.code, f.severity) for f in book.findings] == [("manuscript-missing-item", "warning")] * 2
    assert spoken(book) == spoken(read_book("03-"))


def test_the_rust_book_reads_no_code_blocks(read_book):
    book = read_book("05")
    assert rules(book)["code-block"] == 556
    text = spoken(book)
    code = [
        skipped.text for skipped in book.skipped if skipped.rule == "code-block" and len(skipped.text) > 200
    ]
    assert len(code) > 200
    # This edition repeats two listings as paragraphs.
    assert sum(listing in text for listing in code) <= 2
    titles = [chapter.title for chapter in book.chapters]
    assert len(titles) == 17
    assert titles[2:5] == ["简介", "入门指南", "编写一个猜数字游戏"]
    assert "安装" in [block.text for block in book.chapters[3].blocks if block.kind == "heading"]
    assert "运算符：!=，示例：expr != expr，解释：不等比较，是否可重载：PartialEq" in spoken(book)


def test_the_style_demo_reads_ruby_once_and_no_notes(read_book):
    book = read_book("06")
    assert "燕京的注音应显示在基字上方" in spoken(book)
    assert "这是弹出注释样本" not in spoken(book)
    assert [mark.value for mark in marks(book, "ruby")] == ["yan", "jing", "yān", "jīng"]
    assert "lzh" in {mark.value for mark in marks(book, "language")}


def test_georgia_is_divided_inside_its_file_and_keeps_its_phones(read_book):
    book = read_book("08")
    assert [chapter.title for chapter in book.chapters][:3] == ["GEORGIA", "Climate and Soils", "Minerals"]
    assert len(book.chapters) == 10
    phones = marks(book, "phones")
    # 102 times `ssml:ph`, and every word of the PLS lexicon where it stands.
    assert len(phones) == 102 + 182
    assert "ˈɔltəməˌhɔ" in {mark.value for mark in phones}
    assert {mark.alphabet for mark in phones} == {"ipa"}
    assert rules(book)["noteref"] == 24


@pytest.mark.slow
def test_leaves_of_grass_has_every_poem(read_book):
    book = read_book("10")
    titles = [chapter.title for chapter in book.chapters]
    assert len(titles) == 2 + 35
    assert titles[2:5] == ["BOOK I. INSCRIPTIONS", "BOOK II", "BOOK III"]
    assert titles[-1] == "BOOKXXXV. GOOD-BYE MY FANCY"
    headings = {
        block.text for chapter in book.chapters for block in chapter.blocks if block.kind == "heading"
    }
    assert {"One's-Self I Sing", "O Captain! My Captain!"} <= {heading.strip() for heading in headings}
    assert set(rules(book)) == {"toc"}
    assert spoken(book).count("O Captain! my Captain!") == 2
    assert any("\n" in block.text for block in book.chapters[2].blocks if block.kind == "verse")


@pytest.mark.slow
def test_the_poems_of_leaves_of_grass_are_chapters_when_asked_for(read_book):
    book = read_book("10", ImportChoices(chapter_level=2))
    assert len(book.chapters) == 376
    assert book.chapters[2].parents == ("BOOK I. INSCRIPTIONS",)


@pytest.mark.slow
@pytest.mark.parametrize("notes", ["sentence", "chapter"])
def test_the_notes_of_moby_dick_can_be_heard(read_book, notes):
    book = read_book("01", ImportChoices(notes=notes))
    assert coverage(book) == 1.0
    heard = [note for chapter in book.chapters for block in chapter.blocks for note in block.notes]
    assert len(heard) == (22 if notes == "sentence" else 0)
    texts = [block.text for note in heard for block in note.blocks] or [
        block.text for chapter in book.chapters for block in chapter.blocks
    ]
    assert sum("fish styled Lamatins" in text for text in texts) == 1


def test_the_chapters_of_each_book_are_those_of_the_table(shared_books, read_book):
    page = (Path(__file__).parents[2] / "docs" / "manuscripts.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| [^|]+ \| ([0-9]+) \| ([0-9]+) \|", page, re.MULTILINE)
    assert {name for name, _, _ in rows} == {path.stem for path in shared_books.glob("*.epub")}
    for name, _, ours in rows:
        assert len(read_book(name).chapters) == int(ours), name
