"""Tags, read back with mutagen."""

from dataclasses import replace
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from reciter.book import Cover
from reciter.mastering.encoding import encode_mp3
from reciter.mastering.language_codes import iso_639_2
from reciter.mastering.measure import measure
from reciter.mastering.profiles import get_profile
from reciter.mastering.tags import BookTags, ChapterTags, Mark, cover_findings, write_tags

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
BOOK = BookTags(
    title="The Book 書",
    authors=("Ann Author", "Bo Author"),
    narrator="Heart",
    year="1994",
    language="zh-Hant-TW",
    publisher="Press",
    series="Saga",
    series_position="2",
    identifiers=(("isbn", "9780000000002"), ("UUID", "abc")),
    description="What it is about.",
    cover=Cover("image/png", PNG),
)
CHAPTER = ChapterTags("Chapter “One”", 3, 12, content_id="c0ffee")
MARKS = [Mark("First", 0.75, 10.5), Mark("Second", 10.5, 20.0)]


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    encode_mp3(bytearray(88_200), tmp_path / "a.mp3", profile=get_profile("acx"), scratch=tmp_path)
    return tmp_path / "a.mp3"


def test_every_tag_reads_back(mp3: Path) -> None:
    write_tags(mp3, book=BOOK, chapter=CHAPTER, marks=MARKS, lyrics="Line one.\nLine two.")
    tags = ID3(mp3)
    assert tags.version == (2, 4, 0)
    texts = {
        "TIT2": ["Chapter “One”"],
        "TALB": ["The Book 書"],
        "TPE1": ["Ann Author", "Bo Author"],
        "TPE2": ["Ann Author", "Bo Author"],
        "TCOM": ["Heart"],
        "TRCK": ["3/12"],
        "TDRC": ["1994"],
        "TCON": ["Audiobook"],
        "TLAN": ["zho"],
        "TPUB": ["Press"],
        "GRP1": ["Saga #2"],
        "TSSE": ["Reciter"],
        "TXXX:ISBN": ["9780000000002"],
        "TXXX:UUID": ["abc"],
        "TXXX:LANGUAGE": ["zh-Hant-TW"],
        "TXXX:SERIES": ["Saga"],
        "TXXX:SERIES-PART": ["2"],
        "TXXX:SYNTHETIC_PROVIDER": ["Reciter"],
        "TXXX:SYNTHETIC_CONTENT_ID": ["c0ffee"],
    }
    assert {name: [str(text) for text in tags[name].text] for name in texts} == texts
    assert "synthetic" in tags["TXXX:SYNTHETIC_NARRATION"].text[0]
    comment = tags["COMM::zho"].text[0]
    assert "What it is about." in comment
    assert "synthetic" in comment
    assert tags["USLT::zho"].text == "Line one.\nLine two."
    assert (tags["APIC:Cover"].mime, tags["APIC:Cover"].data, tags["APIC:Cover"].type) == (
        "image/png",
        PNG,
        3,
    )


def test_sections_become_chapters_by_time_and_a_table_of_contents(mp3: Path) -> None:
    write_tags(mp3, book=BOOK, chapter=CHAPTER, marks=MARKS)
    tags = ID3(mp3)
    contents = tags["CTOC:toc"]
    assert contents.child_element_ids == ["s0001", "s0002"]
    first, second = (tags[f"CHAP:{name}"] for name in contents.child_element_ids)
    assert (first.start_time, first.end_time, second.end_time) == (750, 10_500, 20_000)
    assert (first.start_offset, first.end_offset) == (0xFFFFFFFF, 0xFFFFFFFF)
    assert [str(chap.sub_frames["TIT2"]) for chap in (first, second)] == ["First", "Second"]


def test_what_is_empty_writes_no_frame(mp3: Path) -> None:
    write_tags(mp3, book=BookTags("Only a title"), chapter=ChapterTags("One", 1, 1))
    names = set(ID3(mp3))
    assert names == {
        "TALB", "TIT2", "TRCK", "TCON", "TSSE", "COMM::und",
        "TXXX:SYNTHETIC_NARRATION", "TXXX:SYNTHETIC_PROVIDER",
    }  # fmt: skip


def test_book_tags_are_identical_in_every_file(mp3: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.mp3"
    other.write_bytes(mp3.read_bytes())
    write_tags(mp3, book=BOOK, chapter=CHAPTER)
    write_tags(other, book=BOOK, chapter=replace(CHAPTER, title="Two", track=4, content_id="d00d"))
    one, two = ID3(mp3), ID3(other)
    assert {key for key in one if one[key] != two[key]} == {"TIT2", "TRCK", "TXXX:SYNTHETIC_CONTENT_ID"}
    assert set(one) == set(two)


def test_the_same_tags_give_the_same_bytes_and_leave_the_audio_as_it_was(mp3: Path, tmp_path: Path) -> None:
    audio = mp3.read_bytes()
    other = tmp_path / "b.mp3"
    other.write_bytes(audio)
    for path in (mp3, other):
        write_tags(path, book=BOOK, chapter=CHAPTER, marks=MARKS, lyrics="Text")
    assert mp3.read_bytes() == other.read_bytes()
    assert mp3.read_bytes().endswith(audio)
    assert measure(mp3).seconds == pytest.approx(1.0)


@pytest.mark.parametrize(
    "cover", [Cover("image/svg+xml", b"<svg/>"), Cover("image/png", b"GIF89a"), Cover("", b"\xff\xd8\xff")]
)
def test_a_cover_of_the_wrong_type_is_a_finding_and_no_picture(mp3: Path, cover: Cover) -> None:
    assert [finding.code for finding in cover_findings(cover)] == ["master-cover-type"]
    write_tags(mp3, book=replace(BOOK, cover=cover), chapter=CHAPTER)
    assert "APIC:Cover" not in ID3(mp3)


def test_a_good_cover_or_none_has_no_finding() -> None:
    assert cover_findings(None) == cover_findings(BOOK.cover) == []


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", "eng"),
        ("zh", "zho"),
        ("ja_JP", "jpn"),
        ("yue", "zho"),
        ("", "und"),
        ("xx", "und"),
        ("haw", "haw"),
    ],
)
def test_languages_are_written_in_iso_639_2(tag: str, code: str) -> None:
    assert iso_639_2(tag) == code
