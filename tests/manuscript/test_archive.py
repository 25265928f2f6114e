"""Hostile and damaged zip files are refused with a message that says what to do."""

from __future__ import annotations

import struct
import zipfile

import pytest

from reciter.errors import InputProblem
from reciter.manuscript import archive as archives
from reciter.manuscript.archive import Archive


def problem(path):
    with pytest.raises(InputProblem) as caught:
        Archive(path)
    assert caught.value.where
    assert caught.value.how
    return caught.value.what


def test_what_is_not_a_zip_is_named_so(tmp_path):
    path = tmp_path / "book.epub"
    path.write_text("not a zip")
    assert "not a zip" in problem(path)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "..\\b", "C:\\b", "a/b/.."])
def test_names_that_lead_out_of_the_archive_are_refused(make_zip, name):
    assert "leads out" in problem(make_zip({name: "x"}))


def test_an_entry_that_expands_too_much_is_refused_by_its_header(make_zip):
    assert "zip bomb" in problem(make_zip({"bomb.xhtml": b"\0" * (3 << 20)}))


def test_an_entry_whose_header_lies_about_its_size_is_refused_when_read(make_zip):
    path = make_zip({"bomb.xhtml": b"\0" * (3 << 20)})
    data = bytearray(path.read_bytes())
    real = struct.pack("<I", 3 << 20)
    while (at := data.find(real)) >= 0:
        data[at : at + 4] = struct.pack("<I", 1000)
    path.write_bytes(data)
    with Archive(path) as archive, pytest.raises(InputProblem):
        archive.read("bomb.xhtml")


def test_small_entries_may_pack_well(make_zip):
    with Archive(make_zip({"a.xhtml": b" " * 900_000})) as archive:
        assert len(archive.read("a.xhtml")) == 900_000


def test_the_total_is_bounded_too(make_zip, monkeypatch):
    monkeypatch.setattr(archives, "MAX_TOTAL_BYTES", 1000)
    assert "zip bomb" in problem(make_zip({"a": b"x" * 600, "b": b"y" * 600}))


def test_the_total_is_counted_while_reading(make_zip, monkeypatch):
    with Archive(make_zip({"a": b"x" * 600, "b": b"y" * 600})) as archive:
        monkeypatch.setattr(archives, "MAX_TOTAL_BYTES", 1000)
        archive.read("a")
        with pytest.raises(InputProblem, match="zip bomb"):
            archive.read("b")


def test_too_many_entries_are_refused(make_zip, monkeypatch):
    monkeypatch.setattr(archives, "MAX_ENTRIES", 2)
    assert "3 entries" in problem(make_zip({"a": "", "b": "", "c": ""}))


def test_a_password_is_named(make_zip):
    path = make_zip({"a": b"text"})
    data = bytearray(path.read_bytes())
    central = data.find(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    assert "password" in problem(path)


def test_a_damaged_entry_is_named(tmp_path):
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as out:
        out.writestr("a.xhtml", b"some text here")
    path.write_bytes(path.read_bytes().replace(b"some text", b"same text"))
    with Archive(path) as archive, pytest.raises(InputProblem, match=r"a\.xhtml"):
        archive.read("a.xhtml")


def test_entries_are_found_percent_encoded_or_composed_differently(make_zip):
    with Archive(make_zip({"text/一 2.xhtml": "one", "cafe\u0301.xhtml": "two"})) as archive:
        assert archive.read("text/%E4%B8%80%202.xhtml") == b"one"
        assert archive.read("./caf\u00e9.xhtml") == b"two"
        assert archive.find("nothing") is None
        with pytest.raises(KeyError):
            archive.read("nothing")
