"""Front and back matter by title and shape together, in four languages; body is never mistaken for it."""

from __future__ import annotations

import pytest

from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.ledger import ledger_of
from reciter.manuscript.matter_titles import ends_a_part, rule_of_title

BODY = {f"c{n}.xhtml": f"<h1>Chapter {n}</h1><p>{'word ' * 60}</p>" for n in range(6)}
ENTRIES = "".join(f"<p>Name {n}, {n}</p>" for n in range(12))
WORKS = "".join(f"<p>Author, A Work. Press, 19{n}.</p>" for n in range(10, 16))
NOTES = "".join(f"<p>{n}. A remark.</p>" for n in range(1, 6))
LINKS = "".join(f'<p><a href="c{n}.xhtml">Chapter {n}</a></p>' for n in range(6))
PLAIN = "".join(f"<p>Chapter {n}</p>" for n in range(6))


def read(epub, first="", last="", **options):
    files = ({"a.xhtml": first} if first else {}) | BODY | ({"z.xhtml": last} if last else {})
    return epub.read(files, **options)


def skipped(book):
    return {one.source.document[4]: one.rule for one in book.skipped}


@pytest.mark.parametrize(
    ("page", "rule"),
    [
        ("<h1>Cover</h1>", "cover"),
        ("<h1>封面</h1>", "cover"),
        ("<h2>表紙</h2>", "cover"),
        ("<h1>표지</h1>", "cover"),
        ("<h1>Title Page</h1><p>A Tale</p>", "title-page"),
        ("<h1>扉页</h1><p>书名</p>", "title-page"),
        ("<h1>Copyright</h1><p>© 2020 A House</p>", "copyright"),
        ("<h1>版权信息</h1><p>出版社：某社</p><p>ISBN 978</p>", "copyright"),
        ("<h1>版權頁</h1><p>版權所有 翻印必究</p>", "copyright"),
        ("<h1>奥付</h1><p>発行 某社</p>", "copyright"),
        ("<h1>판권</h1><p>펴낸곳 어느 출판사</p>", "copyright"),
        ("<h1>Contents</h1>" + LINKS, "toc"),
        ("<h1>目录</h1>" + LINKS, "toc"),
        ("<h1>目次</h1>" + LINKS, "toc"),
        ("<h1>차례</h1>" + LINKS, "toc"),
        ("<h1>【目 錄】</h1>" + LINKS, "toc"),
        ("<h1>Also by A. Writer</h1><p>One</p><p>Two</p>", "advert"),
        ("<h1>好书推荐</h1><p>书名</p>", "advert"),
        ("<p>All rights reserved.</p><p>ISBN 978-3-16</p>", "copyright"),
        ("<p>A Book</p><p>by Someone</p>", "title-page"),
    ],
)
def test_front_matter_is_skipped_with_a_finding(epub, page, rule):
    book = read(epub, first=page)
    assert skipped(book) == {"a": rule}
    assert [f.evidence["rule"] for f in book.findings if f.code == "manuscript-matter-by-title"] == [rule]
    assert ledger_of(book).whole.lost == 0


@pytest.mark.parametrize(
    ("page", "rule"),
    [
        ("<h1>Notes</h1>" + NOTES, "footnote"),
        ("<h1>注释</h1>" + NOTES, "footnote"),
        ("<h1>미주</h1>" + NOTES, "footnote"),
        ("<h1>Index</h1>" + ENTRIES, "index"),
        ("<h1>索引</h1>" + ENTRIES, "index"),
        ("<h1>찾아보기</h1>" + ENTRIES, "index"),
        ("<h1>Bibliography</h1>" + WORKS, "bibliography"),
        ("<h1>参考文献</h1>" + WORKS, "bibliography"),
        ("<h1>참고 문헌</h1>" + WORKS, "bibliography"),
        ("<h1>Colophon</h1><p>Set in type.</p>", "colophon"),
        ("<h1>奥付</h1><p>印刷 某社</p>", "copyright"),
        ("<h1>広告</h1><p>新刊</p>", "advert"),
    ],
)
def test_back_matter_is_skipped_with_a_finding(epub, page, rule):
    book = read(epub, last=page)
    assert skipped(book) == {"z": rule}
    assert "manuscript-matter-by-title" in [finding.code for finding in book.findings]


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Introduction</h1><p>© is a sign.</p>",
        "<h1>前言</h1><p>版权</p>",
        "<h1>序</h1><p>文</p>",
        "<h1>まえがき</h1><p>文</p>",
        "<h1>머리말</h1><p>글</p>",
        "<h1>Preface</h1><p>ISBN</p>",
        "<h1>Foreword</h1><p>x</p>",
        "<h1>Prologue</h1><p>x</p>",
        "<h1>目录</h1><p>这一章叫目录，讲一个图书馆员的故事。</p><p>他每天抄写书名。</p><p>抄了三十年。</p>",
        "<h1>Index</h1><p>She raised her index finger.</p>",
        "<h1>Notes</h1><p>The notes rose from the piano.</p>",
        "<h1>Copyright</h1><p>He had never heard the word.</p>",
        "<h1>Notes from Underground</h1>" + NOTES,
        "<h1>References</h1><p>She had none.</p>",
        "<p>It was published by chance.</p>",
        "<h1>注</h1><p>他只写了一个字。</p>",
    ],
)
def test_body_is_never_mistaken_for_it(epub, page):
    assert skipped(read(epub, first=page)) == {}
    assert skipped(read(epub, last=page)) == {}


def test_a_long_text_of_such_a_title_is_body(epub):
    assert skipped(read(epub, first="<h1>Copyright</h1><p>© 2020.</p>" + "<p>A long story. </p>" * 600)) == {}


def test_a_chapter_called_contents_silences_nothing_after_it(epub):
    book = read(epub, first="<h1>目录</h1>" + LINKS)
    assert len(book.chapters) == 6


def test_contents_may_list_titles_without_links(epub):
    files = {"a.xhtml": "<h1>目次</h1>" + PLAIN} | BODY
    toc = "".join(f'<li><a href="c{n}.xhtml">Chapter {n}</a></li>' for n in range(6))
    assert skipped(epub.read(files, toc=toc)) == {"a": "toc"}


def test_the_title_may_be_that_of_the_entry(epub):
    files = {"a.xhtml": "<p>© 2020 A House</p>"} | BODY
    toc = '<li><a href="a.xhtml">Copyright</a></li><li><a href="c0.xhtml">One</a></li>'
    assert skipped(epub.read(files, toc=toc)) == {"a": "copyright"}


def test_what_was_judged_can_be_read(epub):
    page = "<h1>Copyright</h1><p>© 2020 A House</p>"
    book = read(epub, first=page, choices=ImportChoices(speak=frozenset({"copyright"})))
    assert skipped(book) == {}
    assert [finding.code for finding in book.findings if "title" in finding.code] == []


def test_what_the_book_marks_is_not_judged_by_its_title(epub):
    page = '<section epub:type="preface"><h1>Copyright</h1><p>© 2020 A House</p></section>'
    assert skipped(read(epub, first=page)) == {}


@pytest.mark.parametrize(
    "title",
    [
        "Introduction",
        "Preface",
        "Foreword",
        "前言",
        "序言",
        "序章",
        "はじめに",
        "머리말",
        "Part One",
        "目录学",
    ],
)
def test_titles_of_body_fall_under_no_rule(title):
    assert rule_of_title(title) == ""


@pytest.mark.parametrize(
    "title", ["Epilogue", "Appendix A", "后记", "附录一", "あとがき", "부록", "Notes", "About the Author"]
)
def test_some_titles_stand_outside_the_parts(title):
    assert ends_a_part(title)
