"""Content documents: what is spoken, what is skipped, what is marked."""

from __future__ import annotations

import pytest

from reciter.errors import InputProblem
from reciter.text.span import Mark


def said(document):
    return [(block.kind, block.text) for block in document.blocks]


def rules(document):
    return [(skipped.rule, skipped.text) for skipped in document.skipped]


def test_headings_paragraphs_items_and_loose_text_become_blocks(read):
    document = read(
        "<h1>One</h1>loose<div>direct <p>inner</p> after</div><ul><li>item</li></ul>"
        "<dl><dt>term</dt><dd>sense</dd></dl>"
        "<blockquote><p>quoted</p></blockquote>"
    )
    kinds = said(document)
    assert kinds[0] == ("heading", "One")
    assert document.blocks[0].level == 1
    assert [text for _, text in kinds[1:]] == [
        "loose", "direct", "inner", "after", "item", "term", "sense", "quoted",
    ]  # fmt: skip


def test_everything_in_a_heading_group_is_heading(read):
    blocks = read("<hgroup><h2>I</h2><p>Loomings</p></hgroup><p>Call me Ishmael.</p>").blocks
    assert [(block.kind, block.text, block.level) for block in blocks] == [
        ("heading", "I", 2), ("heading", "Loomings", 2), ("paragraph", "Call me Ishmael.", 0),
    ]  # fmt: skip


def test_white_space_collapses_but_none_appears_between_chinese_characters(read):
    document = read("<p> 中文\n   段落，\n ends&nbsp;&nbsp;here\n  now</p><p>한국\n어</p>")
    assert said(document) == [("paragraph", "中文段落，ends here now"), ("paragraph", "한국 어")]


def test_soft_hyphens_and_zero_width_characters_go_and_offsets_stay_right(read, text_of_body):
    body = "<p>hy\u00adphen\u200bated <b>b\ufeffold</b></p>"
    block = read(body).blocks[0]
    assert block.text == "hyphenated bold"
    start = block.text.index("bold")
    source = block.source(start, start + 4)
    assert text_of_body(body)[source.start : source.end] == "b\ufeffold"


def test_a_paragraph_with_line_breaks_is_verse_and_two_breaks_part_stanzas(read):
    document = read("<p>Roses are red<br/>\n violets blue<br/><br/>Sugar<br/></p><p>Prose<br/></p>")
    assert said(document) == [
        ("verse", "Roses are red\nviolets blue"),
        ("paragraph", "Sugar"),
        ("paragraph", "Prose"),
    ]


@pytest.mark.parametrize("attribute", ['class="poem"', 'epub:type="z3998:verse"', 'class="big stanza"'])
def test_what_is_marked_as_verse_is_verse(read, attribute):
    assert said(read(f"<div {attribute}><p>One line</p></div>")) == [("verse", "One line")]


def test_a_line_break_in_a_heading_is_a_space(read):
    assert said(read("<h2>Chapter 1<br/>The Sea</h2>")) == [("heading", "Chapter 1 The Sea")]


@pytest.mark.parametrize("ornament", ["* * *", "***", "＊　＊　＊", "⁂", "◇◆◇", "# # #", "(•)"])
def test_rules_and_ornaments_are_scene_breaks(read, ornament):
    document = read(f"<p>a</p><p>{ornament}</p><p>b</p><hr/><p>c</p>")
    assert [kind for kind, _ in said(document)] == [
        "paragraph",
        "scene-break",
        "paragraph",
        "scene-break",
        "paragraph",
    ]
    assert [rule for rule, _ in rules(document)] == ["scene-break"]


@pytest.mark.parametrize("speech", ["……", "——", "…", "?!", "*a*", "—", "5"])
def test_dialogue_made_of_dots_or_dashes_is_no_scene_break(read, speech):
    assert said(read(f"<p>{speech}</p>")) == [("paragraph", speech)]


@pytest.mark.parametrize(
    ("body", "rule", "text"),
    [
        ('<p>a<a epub:type="noteref" href="#n">1</a></p>', "noteref", "1"),
        ('<p>a<a role="doc-noteref" href="#n">1</a></p>', "noteref", "1"),
        ('<p>a</p><aside epub:type="footnote"><p>note</p></aside>', "footnote", "note"),
        ('<p>a</p><section epub:type="endnotes"><h2>Notes</h2><p>x</p></section>', "footnote", "Notes x"),
        ('<p>a<span epub:type="pagebreak">12</span></p>', "page-number", "12"),
        ("<p>a</p><pre><code>x = 1\ny</code></pre>", "code-block", "x = 1 y"),
        ('<p>a<img src="i.png" alt="a cat"/></p>', "image", "a cat"),
        ('<p>a<svg xmlns="http://www.w3.org/2000/svg"><text>drawn</text></svg></p>', "image", "drawn"),
        ('<p>a<span style="color:red; display: none">secret</span></p>', "hidden", "secret"),
        ('<p>a</p><p hidden="hidden">secret</p>', "hidden", "secret"),
        ("<p>a<script>var x</script></p>", "script", "var x"),
        ("<style>p {}</style><p>a</p>", "style", "p {}"),
        ('<p>a</p><nav epub:type="toc"><ol><li>One</li></ol></nav>', "toc", "One"),
        ('<p>a</p><section epub:type="index"><p>whale, 3</p></section>', "index", "whale, 3"),
        ('<p>a</p><section epub:type="bibliography"><p>B</p></section>', "bibliography", "B"),
        ('<section epub:type="copyright-page"><p>© 1</p></section><p>a</p>', "copyright", "© 1"),
        ('<p>a<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></p>', "math", "x"),
    ],
)
def test_what_is_not_read_aloud_is_skipped_under_its_rule(read, body, rule, text):
    document = read(body)
    assert [block.text for block in document.blocks] == ["a"]
    assert rules(document) == [(rule, text)]


def test_an_aside_that_is_no_note_is_spoken(read):
    assert said(read("<aside><p>By the way</p></aside>")) == [("paragraph", "By the way")]


def test_code_inside_a_paragraph_is_kept(read):
    assert said(read("<p>Run <code>cargo  build</code>.</p>")) == [("paragraph", "Run cargo build.")]


def test_a_formula_with_a_description_is_spoken_by_it(read):
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x squared"><mi>x</mi></math>'
    document = read(f"<p>So {math} it is.</p>")
    assert said(document) == [("paragraph", "So x squared it is.")]
    assert rules(document) == [("math", "x")]


def test_inline_languages_are_marks_and_nested_ones_too(read):
    document = read('<p>He said <i xml:lang="fr">oui <b lang="en">yes</b> oui</i>.</p>')
    block = document.blocks[0]
    assert block.text == "He said oui yes oui."
    assert block.marks == (Mark(8, 19, "language", "fr"), Mark(12, 15, "language", "en"))


def test_a_language_equal_to_the_documents_own_makes_no_mark(read):
    assert read('<p lang="en">Yes <i lang="EN">yes</i></p>').blocks[0].marks == ()


def test_a_language_on_a_block_marks_every_block_inside(read):
    document = read('<blockquote xml:lang="la"><p>Vae</p><p>victis</p></blockquote><p>Woe</p>')
    assert [block.marks for block in document.blocks] == [
        (Mark(0, 3, "language", "la"),),
        (Mark(0, 6, "language", "la"),),
        (),
    ]


def test_phones_keep_their_alphabet_which_is_inherited(read):
    document = read(
        '<p>At <span ssml:ph="nɔrθ">N.</span> <i ssml:alphabet="x-sampa"><b ssml:ph="w">W.</b></i></p>',
        attributes='ssml:alphabet="ipa"',
    )
    assert document.blocks[0].marks == (
        Mark(3, 5, "phones", "nɔrθ", "ipa"),
        Mark(6, 8, "phones", "w", "x-sampa"),
    )


@pytest.mark.parametrize(
    ("ruby", "text", "marks"),
    [
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>", "漢字", [(0, 1, "かん"), (1, 2, "じ")]),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", "漢字", [(0, 2, "かんじ")]),
        ("<ruby><rb>漢</rb><rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", "漢", [(0, 1, "かん")]),
        (
            "<ruby><rb>漢</rb><rb>字</rb><rt>かん</rt><rt>じ</rt></ruby>",
            "漢字",
            [(0, 1, "かん"), (1, 2, "じ")],
        ),
        ("<ruby><rb>漢</rb><rb>字</rb><rt>かんじ</rt></ruby>", "漢字", [(0, 2, "かんじ")]),
        ("<ruby>漢<rt></rt>字</ruby>", "漢字", []),
        ("<ruby>\n 漢\n <rt> かん </rt>\n</ruby>", "漢", [(0, 1, "かん")]),
        ("<ruby><span>漢</span><rt>かん</rt></ruby>", "漢", [(0, 1, "かん")]),
    ],
)
def test_ruby_is_read_once_and_its_reading_is_a_mark(read, ruby, text, marks):
    document = read(f"<p>{ruby}</p>")
    assert document.blocks[0].text == text
    assert [(m.start, m.end, m.value) for m in document.blocks[0].marks if m.kind == "ruby"] == marks
    assert {rule for rule, _ in rules(document)} <= {"ruby", "ruby-parenthesis"}


def test_ids_lead_to_the_block_they_stand_in_or_before(read):
    document = read(
        '<h1 id="a">One</h1><p>x <a id="mid"/>y</p><a id="between"></a><h2>Two</h2><p>end<a id="tail"/></p>'
        '<p id="last">z</p><div id="nothing"></div>'
    )
    assert document.ids == {"a": 0, "mid": 1, "between": 2, "tail": 4, "last": 4, "nothing": 5}


def test_poems_set_as_preformatted_text_are_verse_when_marked_so(read):
    assert said(read('<pre class="poem">O captain\n  my captain\n\nrise up</pre>')) == [
        ("verse", "O captain\nmy captain"),
        ("verse", "rise up"),
    ]


def test_elements_nested_beyond_measure_are_refused_not_crashed_on(read):
    with pytest.raises(InputProblem, match="too deeply"):
        read("<div>" * 250 + "x" + "</div>" * 250)


def test_elements_nested_deeply_are_read(read):
    assert said(read("<div>" * 100 + "x" + "</div>" * 100)) == [("paragraph", "x")]


def test_what_stands_in_a_block_quotation_says_so(read):
    document = read(
        "<p>Text.</p><blockquote>Loose<p>One.</p><h2>Two</h2><blockquote><p>Deep.</p></blockquote></blockquote><p>Text.</p>"
    )
    assert [(block.text, block.is_quoted) for block in document.blocks] == [
        ("Text.", False), ("Loose", True), ("One.", True), ("Two", True), ("Deep.", True), ("Text.", False),
    ]  # fmt: skip
