"""Which lines of plain text are headings."""

from __future__ import annotations

import pytest

from reciter.manuscript.headings import heading_level


@pytest.mark.parametrize(
    "line",
    [
        "CHAPTER III",
        "Chapter 3: The Sea",
        "Chapter Twenty-One",
        "CHAPTER XIV.",
        "Chapter the Last",
        "chapter 7 — Night",
        "Prologue",
        "EPILOGUE.",
        "Preface",
        "第三章",
        "第三回 宴桃园豪杰三结义",
        "第3章 开始",
        "第十二章：归来",
        "第１話",
        "序章",
        "楔子",
        "尾声",
        "プロローグ",
        "제 3 장",
    ],
)
def test_chapter_headings_are_known(line):
    assert heading_level(line) == 2


@pytest.mark.parametrize(
    "line", ["Part One", "PART II. THE RETURN", "BOOK THE FIRST", "第一部", "第二卷 风云", "上篇", "Volume 2"]
)
def test_part_headings_are_known(line):
    assert heading_level(line) == 1


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Chapter",
        "Chapters I have known",
        "Chapter 3 was long, and when it ended nobody was left in the room to hear it.",
        "Part of the way home",
        "Bookish people",
        "Introduction to the man was easy,",
        "第三章讲的是他怎样离开家乡，",
        "第一次见面",
        "The prologue was long",
        "他说第三章很好。",
        "part time",
    ],
)
def test_other_lines_are_not(line):
    assert heading_level(line) == 0
