"""From what the user named to the files of a book."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reciter.errors import InputProblem
from reciter.production.sources import _slug, find_book


def make(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")
    return folder


def test_a_bare_manuscript_takes_its_own_name_and_the_defaults(tmp_path: Path) -> None:
    folder = make(tmp_path, draft__md="Words.")
    source = find_book(folder / "draft.md")
    assert (source.id, source.manuscript, source.folder) == ("draft", folder / "draft.md", folder)
    assert source.settings.voice == "narrator"


def test_a_folder_is_found_by_its_only_manuscript_and_needs_no_settings(tmp_path: Path) -> None:
    folder = make(tmp_path / "Lamp House", manuscript__txt="Words.")
    source = find_book(folder)
    assert (source.id, source.manuscript) == ("lamp-house", folder / "manuscript.txt")


def test_a_manuscript_named_by_book_toml_is_the_same_book_as_its_folder(tmp_path: Path) -> None:
    folder = make(tmp_path / "lamp", text__md="Words.", book__toml='manuscript = "text.md"\nvoice = "tone"')
    assert find_book(folder / "text.md") == find_book(folder)
    assert find_book(folder).settings.voice == "tone"


def test_another_file_beside_book_toml_does_not_take_its_settings(tmp_path: Path) -> None:
    folder = make(tmp_path / "lamp", manuscript__md="A.", other__md="B.", book__toml='voice = "tone"')
    source = find_book(folder / "other.md")
    assert (source.id, source.settings.voice) == ("other", "narrator")


def test_a_slip_in_book_toml_is_found_from_the_manuscript_too(tmp_path: Path) -> None:
    folder = make(tmp_path / "lamp", manuscript__md="A.", book__toml="vioce = 1")
    with pytest.raises(InputProblem, match="'vioce'"):
        find_book(folder / "manuscript.md")


def test_a_folder_is_named_by_its_real_name_however_it_was_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make(tmp_path / "lamp", manuscript__md="Words."))
    assert find_book(Path(".")).id == find_book(Path("../lamp/")).id == "lamp"


SLUGS = {
    "The Lamp, 2nd ed.": "the-lamp-2nd-ed",
    "灯塔 的书": "灯塔-的书",
    "..": "book",
    "a_b": "a_b",
    "!?": "book",
}


@pytest.mark.parametrize(("name", "slug"), SLUGS.items())
def test_the_output_folder_keeps_letters_of_any_script(name: str, slug: str) -> None:
    assert _slug(name) == slug


@given(st.text())
@example("𠮷" * 300)
@example("ab " * 300)
def test_no_name_leads_out_of_the_output_folder(name: str) -> None:
    slug = _slug(name)
    assert slug
    assert not set(slug) & set('/\\:*?"<>|. \0\n')
    assert len(slug.encode("utf-8", "replace")) <= 255
