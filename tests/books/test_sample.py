"""The sample book is whole: its manuscript is what its source builds, and shows what Reciter reads."""

from __future__ import annotations

import importlib.util
import posixpath
import re
import shutil
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from reciter.production.book_settings import BookSettings
from reciter.text.lexicon import read_lexicon
from reciter.toml_file import read_toml

SAMPLE = Path(__file__).parents[2] / "books" / "sample"
HTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
OPS = "{http://www.idpf.org/2007/ops}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
DC = "{http://purl.org/dc/elements/1.1/}"
SSML = "{http://www.w3.org/2001/10/synthesis}"
XML = "{http://www.w3.org/XML/1998/namespace}"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_build", SAMPLE / "source" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes_bytecode
    return module


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    with zipfile.ZipFile(SAMPLE / "manuscript.epub") as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE / "source", tmp_path / "source"))


def chapter(files: dict[str, bytes], number: int) -> Element:
    return ElementTree.fromstring(files[f"EPUB/chapter-{number}.xhtml"])


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def all_text(files: dict[str, bytes]) -> str:
    return "\n".join(text_of(chapter(files, number)) for number in range(1, 6))


# --- the archive ---


def test_the_source_builds_the_committed_manuscript_byte_for_byte(build: ModuleType, tmp_path: Path) -> None:
    build.write_epub(tmp_path / "built.epub", build.archive_entries())
    assert (tmp_path / "built.epub").read_bytes() == (SAMPLE / "manuscript.epub").read_bytes()


def test_mimetype_comes_first_and_is_stored() -> None:
    data = (SAMPLE / "manuscript.epub").read_bytes()
    with zipfile.ZipFile(SAMPLE / "manuscript.epub") as archive:
        first = archive.infolist()[0]
        assert archive.testzip() is None
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    assert len(data) < 300_000


def test_every_xml_file_is_well_formed(files: dict[str, bytes]) -> None:
    names = [name for name in files if name.endswith((".xhtml", ".opf", ".ncx", ".xml"))]
    assert len(names) == 14
    for name in names:
        ElementTree.fromstring(files[name])


def test_manifest_spine_and_archive_name_the_same_files(files: dict[str, bytes]) -> None:
    package = ElementTree.fromstring(files["EPUB/package.opf"])
    items = {item.get("id"): f"EPUB/{item.get('href')}" for item in package.iter(f"{OPF}item")}
    outside = {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    assert set(items.values()) == set(files) - outside
    spine = [ref.get("idref") for ref in package.iter(f"{OPF}itemref")]
    assert spine[2:9] == ["part-1", "chapter-1", "chapter-2", "chapter-3", "part-2", "chapter-4", "chapter-5"]
    assert set(spine) <= set(items)


def test_every_link_and_picture_leads_to_a_file(files: dict[str, bytes]) -> None:
    for name in (name for name in files if name.endswith(".xhtml")):
        root = ElementTree.fromstring(files[name])
        targets = [e.get("href", "") for e in root.iter() if e.tag in {f"{HTML}a", f"{HTML}link"}]
        targets += [e.get("src", "") for e in root.iter(f"{HTML}img")]
        for target in filter(None, (target.partition("#")[0] for target in targets)):
            assert posixpath.join("EPUB", target) in files, f"{name}: {target}"


def test_nav_and_ncx_show_the_same_two_levels(files: dict[str, bytes]) -> None:
    nav = ElementTree.fromstring(files["EPUB/nav.xhtml"]).find(f"{HTML}body/{HTML}nav/{HTML}ol")
    ncx = ElementTree.fromstring(files["EPUB/toc.ncx"]).find(f"{NCX}navMap")
    assert nav is not None
    assert ncx is not None
    from_nav = [
        (link.get("href"), text_of(link), [a.get("href") for a in part.iterfind(f"{HTML}ol//{HTML}a")])
        for part in nav
        for link in part.iterfind(f"{HTML}a")
    ]
    from_ncx = [
        (
            part.find(f"{NCX}content").get("src"),  # type: ignore[union-attr]
            part.findtext(f"{NCX}navLabel/{NCX}text"),
            [content.get("src") for content in part.iterfind(f"{NCX}navPoint/{NCX}content")],
        )
        for part in ncx
    ]
    assert from_nav == from_ncx
    assert [len(chapters) for _, _, chapters in from_nav] == [3, 2]


# --- the source's own checks ---


@pytest.mark.parametrize(
    ("file", "slip", "message"),
    [
        ("chapter-1.xhtml", ("</h1>", "</h2>"), "chapter-1.xhtml: not well-formed"),
        ("chapter-1.xhtml", ("#note-shan", "#gone"), "leads nowhere"),
        ("chapter-3.xhtml", ("<h1>第三章", "<h1>第九章"), "the table of contents says"),
        ("toc.ncx", ("第四章", "第七章"), "nav.xhtml and toc.ncx differ"),
    ],
)
def test_a_slip_in_the_source_is_named(
    build: ModuleType, source: Path, file: str, slip: tuple[str, str], message: str
) -> None:
    path = source / file
    path.write_text(path.read_text(encoding="utf-8").replace(*slip, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)):
        build.archive_entries(source)


def test_a_missing_file_of_the_manifest_is_an_error(build: ModuleType, source: Path) -> None:
    (source / "style.css").unlink()
    with pytest.raises(FileNotFoundError, match=r"style\.css"):
        build.archive_entries(source)


# --- what a first listener should meet ---


def test_metadata_is_complete(files: dict[str, bytes]) -> None:
    package = ElementTree.fromstring(files["EPUB/package.opf"])
    for name in ("identifier", "title", "creator", "publisher", "date", "description"):
        assert package.findtext(f".//{DC}{name}"), name
    assert [language.text for language in package.iter(f"{DC}language")] == ["zh-CN", "en", "ja"]
    properties = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}
    assert properties["belongs-to-collection"] == "灯塔丛书"
    assert properties["group-position"] == "1"


def test_the_cover_is_a_jpeg_large_enough_for_shops(files: dict[str, bytes]) -> None:
    package = ElementTree.fromstring(files["EPUB/package.opf"])
    (cover,) = [i for i in package.iter(f"{OPF}item") if i.get("properties") == "cover-image"]
    data = files[f"EPUB/{cover.get('href')}"]
    frame = re.search(rb"\xff[\xc0\xc2]..\x08(..)(..)", data, re.DOTALL)
    assert frame is not None
    assert [int.from_bytes(side, "big") for side in frame.groups()] == [2400, 2400]
    assert len(data) < 200_000


def test_every_kind_of_markup_is_there(files: dict[str, bytes]) -> None:
    first, third, fourth, fifth = (chapter(files, number) for number in (1, 3, 4, 5))
    kinds = [element.get(f"{OPS}type") for element in first.iter()]
    assert {"noteref", "footnote"} <= set(kinds)
    assert {rt.text for rt in third.iter(f"{HTML}rt")} == {"ひふみ", "ともしび"}
    assert [span.get(f"{SSML}ph") for span in fourth.iter() if span.get(f"{SSML}ph")] == ["ɹiːd", "ɹɛd"]
    assert len(list(fourth.iter(f"{HTML}h2"))) == 2
    assert len(list(fifth.iter(f"{HTML}hr"))) == 1
    assert [code.text for code in fifth.iter(f"{HTML}code")] == ["README"]
    for verse in (third, fifth):
        stanza = next(e for e in verse.iter(f"{HTML}p") if e.get(f"{OPS}type") == "z3998:verse")
        assert len(list(stanza.iter(f"{HTML}br"))) == 3


def test_all_three_languages_meet_inside_one_paragraph(files: dict[str, bytes]) -> None:
    paragraphs = [p for number in (3, 4, 5) for p in chapter(files, number).iter(f"{HTML}p")]
    spoken = [{e.get(f"{XML}lang") for e in p.iter() if e.get(f"{XML}lang")} for p in paragraphs]
    assert sum({"en", "ja"} <= languages for languages in spoken) >= 3
    of_chapters = [chapter(files, number).get(f"{XML}lang") for number in range(1, 6)]
    assert of_chapters == ["zh-CN", "en", "ja", "zh-CN", "zh-CN"]


@pytest.mark.parametrize(
    "ingredient",
    [
        "1998年11月22日",
        "23 November",
        "22:40",
        "1:15 a.m.",
        "-2℃",
        "2.5吨",
        "12 mm",
        "25グラム",
        "65 dB",
        "$3.50",
        "¥48,000",
        "90円",
        "12.5%",
        "300%",
        "1/3",
        "1,024本",
        "1987",
        "21st",
        "第2年",
        "No. 5",
        "Dr. Cholmondeley",
        "Volume III",
        "Chapter II",
        "GPT-4",
        "version 1.0",
        "“Yes.”",
        "手紙",
    ],
)
def test_the_text_has(files: dict[str, bytes], ingredient: str) -> None:
    assert ingredient in all_text(files)


def test_it_is_short_enough_for_a_first_render(files: dict[str, bytes]) -> None:
    assert 2_500 <= len(re.sub(r"\s", "", all_text(files))) <= 4_000


# --- its settings ---


def test_book_toml_names_a_lexicon_whose_words_are_in_the_text(files: dict[str, bytes]) -> None:
    settings = read_toml(SAMPLE / "book.toml", BookSettings)
    entries = read_lexicon(SAMPLE / settings.lexicon).entries
    assert {entry.written for entry in entries} == {"老单", "姓单", "Cholmondeley", "README"}
    text = all_text(files)
    assert all(entry.written in text for entry in entries)
