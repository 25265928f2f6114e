"""A slip in a TOML file is named with file, line, field and the nearest name."""

from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.production.book_settings import BookSettings
from reciter.toml_file import nearest_name, read_toml


def problem(tmp_path: Path, text: str) -> InputProblem:
    path = tmp_path / "book.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputProblem) as caught:
        read_toml(path, BookSettings)
    return caught.value


def test_a_typo_names_the_line_and_the_nearest_field(tmp_path: Path) -> None:
    slip = problem(tmp_path, 'voice = "narrator"\nprofil = "acx"\n')
    assert slip.where.endswith("book.toml, line 2")
    assert "'profil'" in slip.what
    assert "'profile'" in slip.how


def test_a_typo_inside_a_table_is_found_in_that_table(tmp_path: Path) -> None:
    slip = problem(tmp_path, 'voice = "a"\n\n[metadata]\ntitle = "t"\n\n[pauses]\nparagraf = 1\n')
    assert slip.where.endswith("line 7")
    assert "'paragraph'" in slip.how


def test_a_value_out_of_bounds_names_field_and_value(tmp_path: Path) -> None:
    slip = problem(tmp_path, "speed = 9\n")
    assert slip.where.endswith("line 1")
    assert "speed" in slip.what
    assert "9" in slip.what


def test_broken_toml_says_where(tmp_path: Path) -> None:
    assert "line 2" in problem(tmp_path, 'voice = "a"\nspeed = = 1\n').what


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="no such file"):
        read_toml(tmp_path / "none.toml", BookSettings)


def test_another_encoding_is_named_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_bytes('voice = "灯"'.encode("gb18030"))
    with pytest.raises(InputProblem, match="not UTF-8"):
        read_toml(path, BookSettings)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_bytes(b"\xef\xbb\xbf" + b'voice = "a"\n')
    assert read_toml(path, BookSettings).voice == "a"


def test_every_field_of_book_toml_is_described() -> None:
    tables = [BookSettings, *(BookSettings.model_fields[name].annotation for name in ("metadata", "pauses"))]
    assert all(field.description for table in tables for field in table.model_fields.values())  # type: ignore[union-attr]


def test_the_nearest_name_comes_first_and_all_are_listed() -> None:
    assert (
        nearest_name("af_haert", ["af_heart", "jf_alpha"])
        == "Did you mean 'af_heart'? There is: af_heart, jf_alpha."
    )
    assert nearest_name("x", []) == "There is: nothing."
