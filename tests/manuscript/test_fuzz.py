"""Whatever a file holds, it is read without loss or refused with a message; nothing else happens."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reciter.errors import InputProblem
from reciter.manuscript import ImportChoices, coverage, read_manuscript
from reciter.manuscript.rules import RULES

ODD = st.sampled_from(
    [
        *"ab漢字かな한글。，「」（）《》｜①②⑴※*#_`~[]()!<>&;\"'=-|\\/\n\n\n\t ",
        *"\u3000\u00a0\u200b\u00ad\ufffd\u0007\u202e👍🏽",
        "[^1]",
        "[^1]: ",
        "［＃５字下げ］",
        "第三章 ",
        "CHAPTER III\n",
        "* * *\n",
        "```\n",
        "| a | b |\n|---|---|\n",
        "---\n",
        "目录\n",
        "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n",
        "<ruby>漢<rt>かん</rt></ruby>",
        "<!--",
        "-->",
        "<p>",
        "</p>",
        "<b>",
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "]]>",
        "<![CDATA[",
        "<?x",
        "<table><tr><td>",
        "<br/><br/>",
        "<svg>",
        "<pre>",
        "</pre>",
    ]
)
TEXT = st.lists(ODD, max_size=60).map("".join)
RULE_SETS = st.frozensets(st.sampled_from(sorted(RULES)), max_size=3)
CHOICES = st.builds(ImportChoices, RULE_SETS, RULE_SETS, st.sampled_from(["skip", "sentence", "chapter"]))
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(path, choices):
    try:
        book = read_manuscript(path, choices)
    except InputProblem as problem:
        if not problem.what:
            raise
        return
    damaged = {"manuscript-malformed"} & {finding.code for finding in book.findings}
    assert coverage(book) == 1.0 or damaged
    assert all(chapter.blocks and chapter.title.strip() for chapter in book.chapters)


@FUZZ
@given(TEXT, CHOICES)
def test_any_plain_text_is_read(tmp_path, text, choices):
    path = tmp_path / "book.txt"
    path.write_text(text, "utf-8")
    check(path, choices)


@FUZZ
@given(TEXT, CHOICES)
def test_any_markdown_is_read(tmp_path, text, choices):
    path = tmp_path / "book.md"
    path.write_text(text, "utf-8")
    check(path, choices)


@FUZZ
@given(st.binary(max_size=400), st.sampled_from([".txt", ".md"]))
def test_any_bytes_are_read_or_refused(tmp_path, data, ending):
    path = tmp_path / f"book{ending}"
    path.write_bytes(data)
    check(path, ImportChoices())


@FUZZ
@given(TEXT, CHOICES)
def test_any_document_of_an_epub_is_read(epub, text, choices):
    check(epub.write({"a.xhtml": text, "b.xhtml": "<h1>Two</h1><p>Text.</p>"}), choices)


@FUZZ
@given(st.binary(max_size=400))
def test_a_document_of_any_bytes_is_read_or_refused(epub, data):
    check(epub.write({"a.xhtml": data, "b.xhtml": "<p>Text.</p>"}), ImportChoices())


CODE = ["\ta", "    a\n    bb\n\n    c c", "```\nx\n\n y\n```", "- item\n\n      code\n        more"]


@pytest.mark.parametrize("text", CODE)
def test_code_that_is_spoken_is_accounted_for_line_by_line(tmp_path, text):
    path = tmp_path / "book.md"
    path.write_text(text, "utf-8")
    check(path, ImportChoices(speak=frozenset({"code-block"})))
