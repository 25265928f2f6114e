"""What a reader sees is what a listener hears: drop caps, blank lines, ornaments, pictures of headings."""

from __future__ import annotations

import pytest

from reciter.manuscript import ImportChoices, coverage


def blocks(book):
    return [(block.kind, block.text) for chapter in book.chapters for block in chapter.blocks]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ('<p><span class="dropcap">C</span>all me Ishmael.</p>', "Call me Ishmael."),
        ("<p><b><big>C</big></b>all me Ishmael.</p>", "Call me Ishmael."),
        ('<p><img class="dropcap" src="c.png" alt="C"/>all me Ishmael.</p>', "Call me Ishmael."),
        ('<p><span><img src="c.png" alt="C"/></span>all me Ishmael.</p>', "Call me Ishmael."),
        ('<p><img src="x.png" alt="北"/>京的秋天。</p>', "北京的秋天。"),
        ('<p><img src="c.png" alt="A whale"/>Call me Ishmael.</p>', "Call me Ishmael."),
        ('<p><img src="c.png" alt="C"/> Call me Ishmael.</p>', "Call me Ishmael."),
        ("<p>Ish\u00adma\u00adel was co\u200boperative.</p>", "Ishmael was cooperative."),
    ],
)
def test_drop_caps_and_soft_hyphens_are_joined(epub, opening, expected):
    book = epub.read({"a.xhtml": opening})
    assert blocks(book) == [("paragraph", expected)]
    assert coverage(book) == 1.0


PARAGRAPHS = "".join(f"<p>Paragraph {n}.</p>" for n in range(6))


@pytest.mark.parametrize(
    "between",
    [
        "<hr/>",
        "<p>* * *</p>",
        "<p>⁂</p>",
        "<p>◆</p>",
        "<p>&#160;</p>",
        "<p><br/></p>",
        '<p class="scene-break"></p>',
        '<div class="section-break"><span/></div>',
        '<p class="blankline">&#160;</p>',
        '<p><img src="ornament.png" alt=""/></p>',
        '<div class="divider"><img src="i.png" alt=""/></div>',
        '<p><img src="i.png" alt="分隔线"/></p>',
    ],
)
def test_scene_breaks_become_pauses(epub, between):
    book = epub.read({"a.xhtml": PARAGRAPHS + between + "<p>Later.</p>"})
    assert [kind for kind, _ in blocks(book)] == ["paragraph"] * 6 + ["scene-break", "paragraph"]
    assert coverage(book) == 1.0


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<p>Paragraph {n}.</p><p>&#160;</p>" for n in range(6)),
        PARAGRAPHS + "<p></p><p>Later.</p>",
        PARAGRAPHS + '<p><img src="map.png" alt="A map"/></p><p>Later.</p>',
    ],
)
def test_empty_paragraphs_everywhere_and_other_pictures_part_nothing(epub, body):
    assert "scene-break" not in [kind for kind, _ in blocks(epub.read({"a.xhtml": body}))]


def test_pictures_are_heard_by_their_description_when_asked_for(epub):
    body = (
        '<p>Look: <img src="m.png" alt="a map of the bay"/> here.</p>'
        '<p><img src="n.png" alt="The light."/></p><p><img src="o.png"/></p>'
    )
    files = {"a.xhtml": body}
    assert blocks(epub.read(files)) == [("paragraph", "Look: here.")]
    heard = epub.read(files, choices=ImportChoices(speak=frozenset({"image"})))
    assert blocks(heard) == [("paragraph", "Look: a map of the bay here."), ("paragraph", "The light.")]


def test_blockquotes_and_headings_stand_apart(epub):
    body = "<p>He said:</p><blockquote>First line.<p>Second.</p></blockquote><h2>On</h2><p>After.</p>"
    assert blocks(epub.read({"a.xhtml": body})) == [
        ("paragraph", "He said:"),
        ("paragraph", "First line."),
        ("paragraph", "Second."),
        ("heading", "On"),
        ("paragraph", "After."),
    ]


def test_code_and_verse_keep_their_lines_when_heard(epub):
    body = '<pre>let a = 1;\nlet b = 2;</pre><p class="poem">Tiger, tiger<br/>burning bright</p>'
    heard = epub.read({"a.xhtml": body}, choices=ImportChoices(speak=frozenset({"code-block"})))
    assert blocks(heard) == [("verse", "let a = 1;\nlet b = 2;"), ("verse", "Tiger, tiger\nburning bright")]
