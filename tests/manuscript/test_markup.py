"""Markup is parsed safely and mended where it can be."""

from __future__ import annotations

import pytest

from reciter.errors import InputProblem
from reciter.manuscript import markup
from reciter.manuscript.markup import body_of, parse_xhtml, parse_xml


def text(source):
    root, fault = parse_xhtml(source if isinstance(source, bytes) else source.encode(), "d.xhtml")
    return "".join(body_of(root).itertext()), fault


XHTML11 = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'


@pytest.mark.parametrize("doctype", ["", "<!DOCTYPE html>", XHTML11])
def test_named_html_entities_become_characters(doctype):
    source = f'<?xml version="1.0"?>{doctype}<html><body>a&nbsp;&mdash;&eacute; &amp; &lt;b&gt; &#8217;</body></html>'
    assert text(source) == ("a\u00a0—é & <b> ’", "")


def test_short_entities_of_the_documents_own_are_taken():
    source = '<!DOCTYPE html [<!ENTITY house "R&#233;citer &#38; Co">]><html><body>&house;</body></html>'
    assert text(source) == ("Réciter & Co", "")


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        "<!ENTITY a PUBLIC 'x' 'http://example.invalid/a'>",
        '<!ENTITY % a SYSTEM "http://example.invalid/a.dtd"> %a;',
        f'<!ENTITY a "{"x" * 1000}">',
        '<!ENTITY a "&#60;p>">',
    ],
)
@pytest.mark.parametrize("parse", [parse_xhtml, parse_xml])
def test_entities_that_could_grow_or_read_files_are_refused(subset, parse):
    source = f"<!DOCTYPE html [{subset}]><html><body>&a;&b;</body></html>"
    with pytest.raises(InputProblem, match="refused") as caught:
        parse(source.encode(), "d.xhtml")
    assert caught.value.where == "d.xhtml"
    assert caught.value.how


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<html><body><p>one<br>two</p><p>three</p></body></html>", "onetwothree"),
        ("<html><body><p>AT&T and a < b</p><p>end</p></body></html>", "AT&T and a < bend"),
        ("<html><head><title/></head><body><p>one</i></p><p>two</p></body></html>", "onetwo"),
        ("<p>no html at all & nothing closed", "no html at all & nothing closed"),
        ('<html><body><p epub:type="x">prefix unbound</p></body></html>', "prefix unbound"),
    ],
)
def test_broken_markup_is_mended_without_losing_text(source, kept):
    mended, fault = text(source)
    assert mended.replace("\n", "") == kept
    assert fault


def test_comments_and_instructions_are_no_text():
    assert text("<html><body>a<!-- no --><?php no ?>b</body></html>") == ("ab", "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "shift_jis", "iso-8859-1"])
def test_declared_and_marked_encodings_are_obeyed(encoding):
    words = {"gb18030": "中文", "shift_jis": "日本語"}.get(encoding, "café")
    name = encoding.removesuffix("-sig")
    source = f'<?xml version="1.0" encoding="{name}"?><html><body>{words}</body></html>'
    assert text(source.encode(encoding)) == (words, "")


def test_an_empty_file_is_an_empty_document():
    assert text("")[0].strip() == ""


def test_what_is_no_xml_at_all_is_a_problem():
    with pytest.raises(InputProblem, match="not XML"):
        parse_xml(b"", "package.opf")


def test_a_document_beyond_all_length_is_refused(monkeypatch):
    monkeypatch.setattr(markup, "MAX_DOCUMENT_BYTES", 10)
    with pytest.raises(InputProblem, match="too long"):
        text("<html><body>long</body></html>")
