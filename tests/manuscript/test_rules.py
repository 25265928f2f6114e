"""Rules can be switched for a book: what is skipped is spoken, what is spoken is skipped."""

from __future__ import annotations

import pytest

from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.ledger import ledger_of
from reciter.manuscript.rules import BY_TAG, BY_TYPE, RULES

FRAME = "<p>Before.</p>{}<p>After.</p>"
SKIPPED = {
    "advert": '<section epub:type="advertisement">Buy this.</section>',
    "annotation": '<p epub:type="annotation">A remark.</p>',
    "bibliography": '<section epub:type="bibliography">A source.</section>',
    "code-block": "<pre>let x</pre>",
    "colophon": '<section epub:type="colophon">Set in type.</section>',
    "copyright": '<section epub:type="copyright-page">All rights.</section>',
    "cover": '<section epub:type="cover">The front.</section>',
    "footnote": '<aside epub:type="footnote">A note.</aside>',
    "hidden": '<p hidden="hidden">Unseen.</p>',
    "image": '<p><img src="p.png" alt="A lamp"/></p>',
    "imprint": '<section epub:type="imprint">A house.</section>',
    "index": '<section epub:type="index">Lamps, 3</section>',
    "math": "<p><math><mi>y</mi></math></p>",
    "media": "<p><video>No film.</video></p>",
    "noteref": '<p><a epub:type="noteref" href="#n">12</a></p>',
    "page-number": '<p><span epub:type="pagebreak">214</span></p>',
    "ruby": "<p><ruby>漢<rt>かん</rt></ruby></p>",
    "ruby-parenthesis": "<p><ruby>漢<rp>《</rp><rt>かん</rt></ruby></p>",
    "scene-break": "<p>* * *</p>",
    "script": "<script>run()</script>",
    "source-file": '<p><a href="https://example.com/src/ch01.md">ch01.md</a></p>',
    "style": "<style>p {}</style>",
    "table-header": "<table><tr><th>Name</th><th>Age</th></tr><tr><td>Ann</td><td></td></tr></table>",
    "title-page": '<section epub:type="titlepage">The title.</section>',
    "toc": '<section epub:type="toc">Contents here.</section>',
}
SPOKEN = {
    "acknowledgments": '<section epub:type="acknowledgments">Thanks.</section>',
    "afterword": '<section epub:type="afterword">At last.</section>',
    "appendix": '<section role="doc-appendix">More.</section>',
    "caption": "<figure><figcaption>A view.</figcaption></figure>",
    "dedication": '<section epub:type="dedication">To Ann.</section>',
    "epigraph": '<blockquote epub:type="epigraph">A saying.</blockquote>',
    "foreword": '<section epub:type="foreword">Words.</section>',
    "glossary": '<dl epub:type="glossary"><dt>Lamp</dt></dl>',
    "inline-code": "<p><code>main</code></p>",
    "preface": '<section epub:type="preface">First.</section>',
    "table-layout": "<table><tr><td>A sidebar.</td></tr></table>",
    "table": "<table><tr><th>Name</th><th>Age</th></tr><tr><td>Ann</td><td>9</td></tr></table>",
}


def said(book):
    return [block.text for chapter in book.chapters for block in chapter.blocks if block.text]


@pytest.mark.parametrize("rule", sorted(SKIPPED))
def test_a_rule_that_is_switched_off_lets_its_text_be_spoken(epub, rule):
    files = {"a.xhtml": FRAME.format(SKIPPED[rule])}
    silent = epub.read(files)
    assert rule in {skipped.rule for skipped in silent.skipped}
    heard = epub.read(files, choices=ImportChoices(speak=frozenset({rule})))
    assert rule not in {skipped.rule for skipped in heard.skipped}
    assert len("".join(said(heard))) > len("".join(said(silent)))
    assert ledger_of(heard).whole.lost == 0


@pytest.mark.parametrize("rule", sorted(SPOKEN))
def test_a_rule_that_is_switched_on_silences_its_text(epub, rule):
    files = {"a.xhtml": FRAME.format(SPOKEN[rule])}
    heard = epub.read(files)
    assert len(said(heard)) > 2
    silent = epub.read(files, choices=ImportChoices(skip=frozenset({rule})))
    assert said(silent) == ["Before.", "After."]
    assert {skipped.rule for skipped in silent.skipped} == {rule}
    assert ledger_of(silent).whole.lost == 0


SPOKEN_LINKS = (
    '<p>See <a href="https://example.com/src/ch01.md">ch01.md</a></p>',
    '<p><a href="https://example.com/src/ch02.md">ch01.md</a></p>',
    '<p><a href="https://example.com/">https://example.com/</a></p>',
    '<p><a href="https://example.com/Contents">Contents</a></p>',
    '<p><a href="files/ch01.md">ch01.md</a></p>',
    '<h1><a href="https://example.com/Node.js">Node.js</a></h1>',
)


@pytest.mark.parametrize("link", SPOKEN_LINKS)
def test_only_a_paragraph_that_is_nothing_but_the_name_of_its_outside_file_is_a_source_file(epub, link):
    book = epub.read({"a.xhtml": FRAME.format(link)})
    assert not any(skipped.rule == "source-file" for skipped in book.skipped)
    assert len(said(book)) == 3


def test_documents_outside_the_main_flow_can_be_spoken(epub):
    files = {"a.xhtml": "<p>In.</p>", "b.xhtml": "<p>Out.</p>"}
    spine = '<itemref idref="a.xhtml"/><itemref idref="b.xhtml" linear="no"/>'
    assert said(epub.read(files, spine=spine)) == ["In."]
    choices = ImportChoices(speak=frozenset({"non-linear"}))
    assert said(epub.read(files, spine=spine, choices=choices)) == ["In.", "Out."]


def test_a_table_that_only_lays_out_a_page_is_read_even_when_tables_are_skipped(epub):
    files = {"a.xhtml": FRAME.format("<table><tr><td><p>All in one cell.</p></td></tr></table>")}
    assert said(epub.read(files, choices=ImportChoices(skip=frozenset({"table"})))) == [
        "Before.",
        "All in one cell.",
        "After.",
    ]


def test_every_rule_has_an_example_here_or_cannot_stand_in_a_body():
    assert RULES.keys() - SKIPPED.keys() - SPOKEN.keys() == {"head", "non-linear", "ruby-base", "unreadable"}
    assert (set(BY_TYPE.values()) | set(BY_TAG.values())) <= RULES.keys()


GLOSSES = [
    ("<ruby>漢字<rt>Chinese letters</rt></ruby>.", "Chinese letters.", "漢字"),
    ("<ruby>漢<rt>one</rt>字<rt>two</rt></ruby>.", "one two .", "漢字"),
    ("<ruby><rb>漢</rb><rp>(</rp><rt>the <i>letter</i></rt><rp>)</rp></ruby>.", "the letter .", "漢"),
    ("<ruby>Wort<rt xml:lang='en'>word</rt></ruby>.", "word .", "Wort"),
    ("<ruby>漢字<rt>かんじ</rt></ruby>.", "漢字.", ""),
    ("<ruby>本気<rt>マジ</rt></ruby>.", "本気.", ""),
    ("<ruby>汉字<rt>hàn zì</rt></ruby>.", "汉字.", ""),
    ("<ruby>漢字<rt>ㄏㄢˋㄗˋ</rt></ruby>.", "漢字.", ""),
    ("<ruby>漢字<rt></rt></ruby>.", "漢字.", ""),
]


@pytest.mark.parametrize(("ruby", "heard", "silent"), GLOSSES)
def test_a_gloss_is_heard_in_place_of_its_base_when_that_is_skipped(epub, ruby, heard, silent):
    book = epub.read({"a.xhtml": f"<p>{ruby}</p>"}, choices=ImportChoices(skip=frozenset({"ruby-base"})))
    assert said(book)[0].replace(" .", ".") == heard.replace(" .", ".")
    assert "".join(skipped.text for skipped in book.skipped if skipped.rule == "ruby-base") == silent
    assert ledger_of(book).whole.lost == 0
