"""Markdown: structure, what is skipped, and the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reciter.errors import InputProblem
from reciter.manuscript import ImportChoices, coverage
from reciter.manuscript.markdown import read_markdown

SAMPLE = """---
title: "A Book"
author: [Ann One, Bob Two]
language: en
series: Saga
series_index: 2
---

# A Book

Intro *with* emphasis & `code()` and [a link](http://x.y/z "t") here.[^1]

## First

Some **bold** text\\* with \\# escapes &amp; entity.
Second line.^[An inline note.]

![alt text](pic.png)

---

- item one
- item two

```python
print("no")
```

<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>と<span lang="fr">bonjour</span>。

| a | b |
|---|---|
| 1 | 2 |

> quoted

## 第二

中文段落在这里
换行继续。

[^1]: The note *body*.
"""


WORDS = "Intro with code() link here. bold entity. Second item two 漢 bonjour 换行"


@pytest.fixture
def read_text(tmp_path):
    def read(text, name="book.md"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_markdown(path, ImportChoices())

    return read


def test_front_matter_becomes_metadata(read_text):
    metadata = read_text(SAMPLE).metadata
    assert (metadata.title, metadata.authors, metadata.language) == ("A Book", ("Ann One", "Bob Two"), "en")
    assert (metadata.series, metadata.series_position) == ("Saga", "2")


def test_front_matter_takes_lists_and_quotes(read_text):
    metadata = read_text("---\ntitle: 'T: x'\nauthors:\n  - Ann\n  - Bob\n---\ntext").metadata
    assert (metadata.title, metadata.authors) == ("T: x", ("Ann", "Bob"))


def test_headings_divide_and_marks_are_kept(read_text):
    book = read_text(SAMPLE)
    assert [(chapter.title, chapter.parents) for chapter in book.chapters] == [
        ("A Book", ()), ("First", ()), ("第二", ()),
    ]  # fmt: skip
    blocks = [(block.kind, block.text) for block in book.chapters[1].blocks]
    assert blocks == [
        ("heading", "First"),
        ("paragraph", "Some bold text* with # escapes & entity. Second line."),
        ("scene-break", ""),
        ("paragraph", "item one"),
        ("paragraph", "item two"),
        ("paragraph", "漢とbonjour。"),
        ("paragraph", "a: 1, b: 2"),
        ("paragraph", "quoted"),
    ]
    assert [(m.kind, m.value) for m in book.chapters[1].blocks[5].marks] == [
        ("ruby", "かん"),
        ("language", "fr"),
    ]
    assert book.chapters[2].blocks[1].text == "中文段落在这里换行继续。"


def test_notes_code_and_pictures_are_skipped_under_their_rules(read_text):
    skipped = [(skipped.rule, skipped.text) for skipped in read_text(SAMPLE).skipped]
    assert ("noteref", "[^1]") in skipped
    assert ("footnote", "The note body.") in skipped
    assert ("footnote", "An inline note.") in skipped
    assert ("code-block", 'print("no")') in skipped
    assert ("image", "alt text") in skipped
    assert ("ruby", "かん") in skipped


def test_every_word_leads_back_to_the_file(read_text):
    book = read_text(SAMPLE)
    assert coverage(book) == 1.0
    for chapter in book.chapters:
        for block in chapter.blocks:
            for word in WORDS.split():
                start = block.text.find(word)
                if start >= 0:
                    source = block.source(start, start + len(word))
                    assert SAMPLE[source.start : source.end] == word


def test_skipped_text_leads_back_to_the_file(read_text):
    for skipped in read_text(SAMPLE).skipped:
        if skipped.rule in ("noteref", "ruby", "ruby-parenthesis") and skipped.text != "^[":
            assert SAMPLE[skipped.source.start : skipped.source.end] == skipped.text


def test_the_highest_level_that_comes_twice_makes_chapters(read_text):
    book = read_text("# One\n\na\n\n## One and a half\n\nb\n\n# Two\n\nc\n")
    assert [chapter.title for chapter in book.chapters] == ["One", "Two"]


def test_a_lone_top_heading_is_the_books_title(read_text):
    book = read_text("# The Title\n\n## One\n\na\n\n## Two\n\nb\n")
    assert book.metadata.title == "The Title"
    assert [(c.title, c.parents, [b.text for b in c.blocks]) for c in book.chapters] == [
        ("One", (), ["The Title", "One", "a"]), ("Two", (), ["Two", "b"]),
    ]  # fmt: skip


def test_without_headings_there_is_one_chapter_named_after_the_file(read_text):
    book = read_text("Just text.", "story.md")
    assert [chapter.title for chapter in book.chapters] == ["story"]


def test_broken_html_loses_no_text(read_text):
    book = read_text("one <b>two\n\n<div>three\n\nfour & <five\n")
    words = " ".join(block.text for chapter in book.chapters for block in chapter.blocks).split()
    assert words == ["one", "two", "three", "four", "&", "<five"]


@pytest.mark.parametrize("text", ["", "---\ntitle: x\n---\n", "```\ncode\n```", "![only](a.png)"])
def test_a_file_without_text_is_refused(read_text, text):
    with pytest.raises(InputProblem, match="no text"):
        read_text(text)


@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from("ab c\n#*_`[]()!<>&\\1.-|^:漢、 "), min_size=1, max_size=80))
def test_any_text_can_be_read(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("md") / "x.md"
    path.write_text("word\n\n" + text, encoding="utf-8")
    book = read_markdown(path, ImportChoices())
    assert book.chapters
    assert all(0 <= s.source.start <= s.source.end <= len(text) + 6 for s in book.skipped)


@pytest.mark.parametrize("text", ["A `code\nspan` here.", "`CHAPTER III\n`", "`a\nb` and `b`"])
def test_a_code_span_over_two_lines_is_found_where_it_stands(read_text, text):
    book = read_text(text)
    assert coverage(book) == 1.0
    block = book.chapters[0].blocks[0]
    at = block.text.index("b") if "b" in text else 0
    assert text[block.source(at, at + 1).start] == block.text[at]
