"""Metadata of EPUB 2 and EPUB 3, and covers."""

from __future__ import annotations

import pytest

from reciter.book import Metadata

BODY = {"a.xhtml": "<p>Text.</p>"}
PNG = b"\x89PNG\r\n\x1a\n rest"
JPEG = b"\xff\xd8\xff rest"
MINIMAL = "<dc:title>T</dc:title>"


def test_epub_3_metadata_are_read(epub):
    metadata = """
        <dc:identifier id="uid">urn:isbn:1</dc:identifier><meta refines="#uid" property="identifier-type">ISBN</meta>
        <dc:title id="s">Subtitle</dc:title><meta refines="#s" property="title-type">subtitle</meta>
        <dc:title id="t"> Main
          Title</dc:title><meta refines="#t" property="title-type">main</meta>
        <dc:creator id="a">Ann</dc:creator><meta refines="#a" property="role">aut</meta>
        <meta refines="#a" property="role">ill</meta>
        <dc:creator id="b">Bob</dc:creator><meta refines="#b" property="role">trl</meta>
        <dc:creator>Cid</dc:creator><dc:contributor>Dan</dc:contributor>
        <dc:language>zh-Hant</dc:language><dc:publisher>House</dc:publisher><dc:date>2020-01-02</dc:date>
        <dc:description>&lt;p&gt;About &lt;b&gt;it&lt;/b&gt;.&lt;/p&gt;</dc:description>
        <meta id="c" property="belongs-to-collection">Saga</meta><meta refines="#c" property="group-position">3</meta>
        <meta refines="#c" property="collection-type">series</meta>"""
    assert epub.read(BODY, metadata=metadata).metadata == Metadata(
        title="Main Title",
        authors=("Ann", "Cid"),
        language="zh-Hant",
        publisher="House",
        date="2020-01-02",
        series="Saga",
        series_position="3",
        identifiers=(("ISBN", "urn:isbn:1"),),
        description="About it .",
    )


def test_epub_2_metadata_are_read(epub):
    metadata = """
        <dc:identifier opf:scheme="ISBN">1</dc:identifier><dc:title>T</dc:title>
        <dc:creator opf:role="aut">Ann</dc:creator><dc:creator opf:role="edt">Ed</dc:creator>
        <dc:date opf:event="modification">2021</dc:date><dc:date opf:event="publication">1999</dc:date>
        <meta name="calibre:series" content="Saga"/><meta name="calibre:series_index" content="2.0"/>"""
    found = epub.read(BODY, metadata=metadata).metadata
    assert (found.authors, found.date, found.series, found.series_position) == (
        ("Ann",),
        "1999",
        "Saga",
        "2.0",
    )
    assert found.identifiers == (("ISBN", "1"),)


def test_a_set_is_no_series(epub):
    metadata = MINIMAL + (
        '<meta id="c" property="belongs-to-collection">Box</meta>'
        '<meta refines="#c" property="collection-type">set</meta>'
    )
    assert epub.read(BODY, metadata=metadata).metadata.series == ""


def test_a_book_that_says_nothing_of_itself_has_empty_metadata(epub):
    assert epub.read(BODY, metadata="").metadata == Metadata()


@pytest.mark.parametrize(
    ("name", "data", "kind"), [("c.png", PNG, "image/png"), ("c.png", JPEG, "image/jpeg")]
)
def test_the_cover_is_found_by_its_property_and_known_by_its_content(epub, name, data, kind):
    book = epub.read({**BODY, name: data}, properties={name: "cover-image"})
    assert (book.cover.media_type, book.cover.data) == (kind, data)


def test_the_cover_is_found_by_epub_2_meta(epub):
    book = epub.read({**BODY, "c.jpg": JPEG}, metadata=MINIMAL + '<meta name="cover" content="c.jpg"/>')
    assert book.cover.data == JPEG


def test_the_cover_is_found_on_the_page_that_the_guide_names(epub):
    guide = '<guide><reference type="cover" href="cover.xhtml"/></guide>'
    book = epub.read({"cover.xhtml": '<img src="c.jpg" alt=""/>', **BODY, "c.jpg": JPEG}, guide=guide)
    assert book.cover.data == JPEG


def test_a_cover_that_players_cannot_show_is_named(epub):
    book = epub.read({**BODY, "c.svg": "<svg/>"}, properties={"c.svg": "cover-image"})
    assert book.cover is None
    assert [finding.code for finding in book.findings] == ["cover-not-usable"]
