"""What style sheets hide is silent; what they only change is not."""

from __future__ import annotations

import pytest

from reciter.manuscript import ImportChoices, coverage
from reciter.manuscript.markup import body_of, parse_xhtml
from reciter.manuscript.styles import hidden_by, read_styles

BODY = '<div class="box"><p class="a b" id="x">One</p><p class="c">Two</p></div><p>Three</p>'


def hidden(css):
    root, _ = parse_xhtml(f"<html><body>{BODY}</body></html>".encode(), "d")
    found = hidden_by(read_styles([css]), body_of(root))
    return sorted("".join(element.itertext()) for element in found)


@pytest.mark.parametrize(
    ("css", "silent"),
    [
        (".a { display: none }", ["One"]),
        ("p.a { DISPLAY : NONE ; }", ["One"]),
        (".a.b { display: none }", ["One"]),
        (".a.z { display: none }", []),
        ("#x { visibility: hidden }", ["One"]),
        ("p { display: none }", ["One", "Three", "Two"]),
        (".box p { display: none }", ["One", "Two"]),
        (".box > p, .q { display: none }", ["One", "Two"]),
        ("body > p { display: none }", ["Three"]),
        (".box .box p { display: none }", []),
        (".c { display: none } .c { display: block }", []),
        (".c { display: block } p { display: none }", ["One", "Three"]),
        (".c { display: none !important } .c { display: block }", ["Two"]),
        ("@media screen { .c { display: none } }", ["Two"]),
        ("@media print { .c { display: none } }", []),
        ("@media amzn-mobi { .c { display: none } }", []),
        ("/* .a { display: none } */ .c { color: red }", []),
        (".a::before { display: none } .c:hover { display: none }", []),
        ("p[hidden] { display: none }", []),
        ("[class] { display: none }", ["One", "OneTwo", "Two"]),
        ('p[class="c"] { display: none }', ["Two"]),
        ("p[class~=b] { display: none }", ["One"]),
        ("p[class~='z'] { display: none }", []),
        ('p[class^="a "] { display: none }', ["One"]),
        ('p[class$=" b"], [class*="bo"] { display: none }', ["One", "OneTwo"]),
        ('.c[lang|="de"] { display: none }', []),
        ('[ID="X" i] { display: none }', ["One"]),
        ('[id="X"] { display: none }', []),
        ('p[class="c"] { display: block } p { display: none }', ["One", "Three"]),
        ("p[title=', p > .c'] { display: none }", []),
        ('.box>p[class="c"] { display: none }', ["Two"]),
        ("p[class { display: none } .c { display: none }", []),
        ("p + p { display: none } p:not(.a, .c) { display: none }", []),
        (".a { display: none", ["One"]),
        ("}{ nonsense @@ ;; .c { display: none }", []),
        (".c { content: 'display: none' }", []),
    ],
)
def test_simple_selectors_hide(css, silent):
    assert hidden(css) == silent


def page(head, body):
    return (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title>'
        f"{head}</head><body>{body}</body></html>"
    )


@pytest.mark.parametrize(
    "head",
    [
        "<style>.secret { display: none }</style>",
        '<link rel="stylesheet" type="text/css" href="css/s.css"/>',
        '<link rel="stylesheet" href="css/missing.css"/><link rel="stylesheet" href="css/s.css"/>',
    ],
)
def test_style_elements_and_linked_sheets_hold(epub, head):
    body = (
        '<p>Seen.</p><p class="secret">Unseen.</p><p>Seen, <span class="secret">not this,</span> again.</p>'
    )
    files = {"a.xhtml": page(head, body), "css/s.css": b".secret { display: none }"}
    book = epub.read(files)
    assert [block.text for block in book.chapters[0].blocks] == ["Seen.", "Seen, again."]
    assert [(one.rule, one.text) for one in book.skipped] == [("hidden", "Unseen."), ("hidden", "not this,")]
    assert coverage(book) == 1.0
    heard = epub.read(files, choices=ImportChoices(speak=frozenset({"hidden"})))
    assert heard.skipped == ()


@pytest.mark.parametrize(
    "condition",
    [
        "[hidden]",
        '[aria-hidden="true"]',
        ".x[aria-hidden=true]",
        '[epub|type~="z"]',
        '[epub\\:type="z"]',
        "[*|type]",
    ],
)
def test_conditions_on_attributes_hide(condition):
    seen = '<p class="x" aria-hidden="false">Seen.</p>'
    body = f'<p class="x" hidden="" aria-hidden="true" epub:type="z">Unseen.</p>{seen}'
    markup = f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>'
    root, _ = parse_xhtml(markup.encode(), "d")
    found = hidden_by(read_styles([f"{condition} {{ display: none }}"]), body_of(root))
    assert ["".join(element.itertext()) for element in found] == ["Unseen."]


HIDES = b".secret { display: none }"


@pytest.mark.parametrize(
    "sheets",
    [
        {"css/s.css": b'@import "more/t.css";', "css/more/t.css": HIDES},
        {
            "css/s.css": b"@charset 'utf-8'; @import url(more/t.css) screen, print; p { }",
            "css/more/t.css": HIDES,
        },
        {
            "css/s.css": b'/**/ @import url("more/t.css");',
            "css/more/t.css": b"@import '../u.css';",
            "css/u.css": HIDES,
        },
        {
            "css/s.css": b"@import 's.css'; @import 'more/t.css';",
            "css/more/t.css": b"@import '../s.css';" + HIDES,
        },
        {"css/s.css": b"@import 'missing.css'; @import 'http://example.com/x.css';" + HIDES},
    ],
)
def test_imported_sheets_hold(epub, sheets):
    head = '<link rel="stylesheet" href="css/s.css"/>'
    book = epub.read({"a.xhtml": page(head, '<p>Seen.</p><p class="secret">Unseen.</p>'), **sheets})
    assert [block.text for block in book.chapters[0].blocks] == ["Seen."]


@pytest.mark.parametrize(
    "sheet",
    [
        b"@import 't.css' print;",
        b"p { } @import 't.css';",
        b"@import;",
        b"@import 5;",
        b"@import 't.css'; .secret { display: block }",
    ],
)
def test_sheets_that_are_not_taken_in_hide_nothing(epub, sheet):
    files = {
        "a.xhtml": page("<style>" + sheet.decode() + "</style>", '<p class="secret">Seen.</p>'),
        "t.css": HIDES,
    }
    assert [block.text for block in epub.read(files).chapters[0].blocks] == ["Seen."]
