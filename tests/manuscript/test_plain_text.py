"""Plain text: paragraphs, stanzas, headings, chapters."""

from __future__ import annotations

import pytest

from reciter.errors import InputProblem
from reciter.manuscript import ImportChoices, coverage
from reciter.manuscript.plain_text import read_plain_text

WRAPPED = """The Title

CHAPTER I. The Beginning

This is a paragraph that has been hard wrapped at some column by the
editor and it goes on for several lines so that it can be seen that it
is wrapped.

Second paragraph is here, and it is wrapped as well because that is what
editors do.

* * *

After the break.

CHAPTER II

Roses are red
Violets are blue
Sugar is sweet
And so are you

“Hello,” he said, and looked at the wall, as one does when there is a
wall.
"""

CHINESE = """楔子

　　很久以前，有一座山，山里有座庙。
　　庙里有个老和尚在讲故事。

第一章　山路
　　他走了很久，很久，直到天黑下来，才看见远处的灯火，那灯火在风里摇晃。
　　“你来了？”
　　“来了。”
第二章
　　又过了一天。
"""


@pytest.fixture
def read_text(tmp_path):
    def read(text, name="story.txt", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return read_plain_text(path, ImportChoices())

    return read


def outline(book):
    return [(chapter.title, [block.text for block in chapter.blocks]) for chapter in book.chapters]


def test_wrapped_lines_are_joined_and_verse_is_kept(read_text):
    first, second = read_text(WRAPPED).chapters
    assert [block.text for block in first.blocks] == [
        "The Title",
        "CHAPTER I. The Beginning",
        "This is a paragraph that has been hard wrapped at some column by the editor and it goes on for several "
        "lines so that it can be seen that it is wrapped.",
        "Second paragraph is here, and it is wrapped as well because that is what editors do.",
        "",
        "After the break.",
    ]
    assert first.blocks[4].kind == "scene-break"
    assert (second.blocks[1].kind, second.blocks[1].text) == (
        "verse",
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you",
    )
    assert second.blocks[2].text.endswith("when there is a wall.")


def test_a_short_title_joins_the_first_chapter_but_a_long_front_does_not(read_text):
    assert [chapter.title for chapter in read_text(WRAPPED).chapters] == [
        "CHAPTER I. The Beginning",
        "CHAPTER II",
    ]
    front = "To whom it may concern: " + "much to say. " * 30
    titles = [chapter.title for chapter in read_text(front + "\n\n" + WRAPPED).chapters]
    assert titles == ["story", "CHAPTER I. The Beginning", "CHAPTER II"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_chinese_lines_are_paragraphs_and_headings_need_no_blank_lines(read_text, line_end):
    book = read_text(CHINESE.replace("\n", line_end))
    assert outline(book) == [
        ("楔子", ["楔子", "很久以前，有一座山，山里有座庙。", "庙里有个老和尚在讲故事。"]),
        (
            "第一章 山路",
            [
                "第一章 山路",
                "他走了很久，很久，直到天黑下来，才看见远处的灯火，那灯火在风里摇晃。",
                "“你来了？”",
                "“来了。”",
            ],
        ),
        ("第二章", ["第二章", "又过了一天。"]),
    ]
    assert coverage(book) == 1.0


def test_wrapped_chinese_is_joined_without_spaces(read_text):
    lines = [
        "他走了很久很久直到天黑下来才看见",
        "远处的灯火那灯火在风里摇晃不定他",
        "想起了从前的日子那时候他还很年轻",
        "什么都不怕。",
    ]
    assert outline(read_text("\n".join(lines) + "\n\n第二段。\n"))[0][1] == ["".join(lines), "第二段。"]


def test_parts_hold_chapters(read_text):
    book = read_text("PART ONE\n\nChapter 1\n\na\n\nChapter 2\n\nb\n\nPART TWO\n\nChapter 3\n\nc\n")
    assert [(chapter.title, chapter.parents) for chapter in book.chapters] == [
        ("Chapter 1", ("PART ONE",)), ("Chapter 2", ("PART ONE",)), ("Chapter 3", ("PART TWO",)),
    ]  # fmt: skip


def test_a_table_of_contents_is_skipped(read_text):
    text = "Contents\n\nCHAPTER I\nCHAPTER II\nCHAPTER III\n\n" + "".join(
        f"CHAPTER {n}\n\nText of it.\n\n" for n in ("I", "II", "III")
    )
    book = read_text(text)
    assert [chapter.title for chapter in book.chapters] == ["CHAPTER I", "CHAPTER II", "CHAPTER III"]
    assert [skipped.text for skipped in book.skipped] == [
        "Contents",
        "CHAPTER I",
        "CHAPTER II",
        "CHAPTER III",
    ]
    assert {skipped.rule for skipped in book.skipped} == {"toc"}
    assert coverage(book) == 1.0


def test_without_headings_there_is_one_chapter_named_after_the_file(read_text):
    assert outline(read_text("Only this.")) == [("story", ["Only this."])]


def test_every_block_leads_back_to_the_file(read_text):
    for text in (WRAPPED, CHINESE):
        for chapter in read_text(text).chapters:
            for block in chapter.blocks:
                source = block.source(0, len(block.text))
                there = text[source.start : source.end]
                assert "".join(there.split()) == "".join(block.text.split())


def test_a_judged_encoding_is_told(read_text):
    book = read_text(CHINESE, encoding="gb18030")
    assert [(f.code, f.evidence) for f in book.findings] == [("manuscript-encoding", {"encoding": "gb18030"})]
    assert book.chapters[0].title == "楔子"


@pytest.mark.parametrize("text", ["", " \n\n\u3000\n", "* * *\n"])
def test_a_file_without_text_is_refused(read_text, text):
    with pytest.raises(InputProblem, match="no text"):
        read_text(text)
