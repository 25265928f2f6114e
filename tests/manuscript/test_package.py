"""The package: what is missing is named, what cannot be read is refused with advice."""

from __future__ import annotations

import pytest

from reciter.errors import InputProblem
from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.epub import read_epub

CONTAINER = "META-INF/container.xml"
BODY = {"a.xhtml": "<p>Text.</p>"}


def problem(path):
    with pytest.raises(InputProblem) as caught:
        read_epub(path, ImportChoices())
    assert caught.value.where
    assert caught.value.how
    return caught.value.what


def test_a_zip_without_a_container_is_no_epub(make_zip):
    assert "container.xml" in problem(make_zip({"a.txt": "x"}))


def test_a_container_without_a_package_is_named(make_zip):
    assert "no rootfile" in problem(make_zip({CONTAINER: "<container><rootfiles/></container>"}))


def test_a_container_that_names_an_absent_package_is_named(make_zip):
    container = '<container><rootfiles><rootfile full-path="gone.opf"/></rootfiles></container>'
    assert "gone.opf" in problem(make_zip({CONTAINER: container}))


@pytest.mark.parametrize("spine", ["", "<spine/>"])
def test_a_package_without_a_spine_is_named(make_zip, spine):
    container = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
    opf = f'<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest/>{spine}</package>'
    assert "no spine" in problem(make_zip({CONTAINER: container, "p.opf": opf}))


def encryption(algorithm):
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/></enc:EncryptedData></encryption>'
    )


def test_an_encrypted_book_is_refused(epub):
    more = {"META-INF/encryption.xml": encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    assert "DRM" in problem(epub.write(BODY, more=more))


@pytest.mark.parametrize("name", ["META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml"])
def test_a_book_with_rights_management_is_refused(epub, name):
    assert "DRM" in problem(epub.write(BODY, more={name: "x"}))


@pytest.mark.parametrize(
    "algorithm", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]
)
def test_obfuscated_fonts_alone_are_no_encryption(epub, algorithm):
    assert epub.read(BODY, more={"META-INF/encryption.xml": encryption(algorithm)}).chapters


def test_entity_expansion_inside_a_book_is_refused(epub):
    bomb = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html><body>&b;</body></html>'
    assert "refused" in problem(epub.write({"a.xhtml": bomb}))


@pytest.mark.parametrize("body", ["", "<p> \u00a0\u200b</p>", '<img src="a.png" alt="only a picture"/>'])
def test_a_book_without_text_is_refused(epub, body):
    assert "no text" in problem(epub.write({"a.xhtml": body}))


def test_missing_files_are_named_and_reading_goes_on(epub):
    book = epub.read(
        BODY, absent=["b.xhtml", "song.mp3"], spine='<itemref idref="a.xhtml"/><itemref idref="b.xhtml"/>'
    )
    found = {
        finding.where: finding.severity
        for finding in book.findings
        if finding.code == "manuscript-missing-item"
    }
    assert found == {"OPS/b.xhtml": "error", "OPS/song.mp3": "warning"}
    assert len(book.chapters) == 1


def test_files_on_the_web_are_not_missing(epub):
    assert epub.read(BODY, absent=["https://example.invalid/song.mp3"]).findings == ()


def test_a_spine_entry_that_is_not_in_the_manifest_is_named(epub):
    book = epub.read(BODY, spine='<itemref idref="a.xhtml"/><itemref idref="ghost"/>')
    assert [(f.code, f.severity) for f in book.findings] == [("manuscript-bad-item", "error")]


def test_a_document_of_another_kind_in_the_spine_is_named(epub):
    book = epub.read({**BODY, "p.jpg": b"x"}, spine='<itemref idref="a.xhtml"/><itemref idref="p.jpg"/>')
    assert [f.code for f in book.findings] == ["manuscript-foreign-document"]


def test_mended_markup_is_named(epub):
    book = epub.read({"a.xhtml": "<p>one<br>two</p>"})
    assert [(f.code, f.where) for f in book.findings] == [("manuscript-malformed", "OPS/a.xhtml")]
    assert book.chapters[0].blocks[0].text == "one\ntwo"


def test_percent_encoded_names_are_found(epub):
    book = epub.read({"一.xhtml": "<p>Text.</p>"}, toc='<li><a href="%E4%B8%80.xhtml">One</a></li>')
    assert book.chapters[0].title == "One"
    assert book.chapters[0].blocks[0].document == "OPS/一.xhtml"
    assert book.findings == ()


@pytest.mark.parametrize(
    "metadata",
    ["", "<title>No prefix</title>", "<dcc:title>Unknown prefix</dcc:title>", "<!-- none --><?none?>"],
)
def test_a_package_that_says_nothing_of_itself_is_read(epub, metadata):
    book = epub.read({"a.xhtml": "<p>Text.</p>"}, metadata=metadata)
    assert [block.text for block in book.chapters[0].blocks] == ["Text."]


def test_a_metadata_element_without_any_namespace_is_read(make_zip):
    package = (
        '<package><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
    files = {"META-INF/container.xml": container, "p.opf": package, "a.xhtml": "<p>Text.</p>"}
    assert read_epub(make_zip(files), ImportChoices()).chapters[0].blocks[0].text == "Text."
