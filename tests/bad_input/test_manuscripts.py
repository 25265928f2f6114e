"""A manuscript that cannot be used is refused with one line that says what is wrong, where, and what to do."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import CommandLine

CASES = {
    "gone.epub": "no such file",
    "empty-folder": "there is no manuscript in this folder",
    "not-a-zip.epub": "not a zip",
    "cut-off.epub": "not a zip",
    "picture.jpg": ".epub, .md, .markdown, .txt",
    "binary.txt": "not text",
    "nothing.md": "no text that could be spoken",
    "white.txt": "no text that could be spoken",
    "pictures.epub": "no text that could be spoken",
    "no-container.epub": "META-INF/container.xml",
    "no-package.epub": "package.opf",
    "no-spine.epub": "no spine",
    "package-not-xml.epub": "not XML",
    "encrypted.epub": "DRM",
    "bomb.epub": "zip bomb",
    "climber.epub": "leads out of the archive",
    "laughs.epub": "refused",
}


@pytest.mark.parametrize(("name", "message"), CASES.items())
def test_it_is_refused_in_one_line_and_nothing_is_written(
    reciter: "CommandLine", manuscripts: Path, installation: Path, name: str, message: str
) -> None:
    ended = reciter("inspect", manuscripts / name, "--voice", "quick")
    assert ended.code == 2
    assert ended.err.startswith("reciter: ")
    assert ended.err.count("\n") == 1
    assert message in ended.err
    assert ended.out == ""
    assert sorted(path.name for path in installation.iterdir()) == ["voices"]


def test_rendering_refuses_as_inspecting_does(reciter: "CommandLine", manuscripts: Path) -> None:
    for name in ("gone.epub", "not-a-zip.epub", "encrypted.epub", "laughs.epub"):
        words = (manuscripts / name, "--voice", "quick")
        assert reciter("render", *words).err == reciter("inspect", *words).err


def test_a_folder_of_two_manuscripts_names_both(reciter: "CommandLine", tmp_path: Path) -> None:
    for name in ("manuscript.md", "manuscript.txt"):
        (tmp_path / name).write_text("Words.", "utf-8")
    ended = reciter("inspect", tmp_path)
    assert ended.code == 2
    assert "manuscript.md, manuscript.txt?" in ended.err
    assert "book.toml" in ended.err


def test_a_name_that_is_not_text_is_refused_before_anything_is_written(
    reciter: "CommandLine", tmp_path: Path
) -> None:
    path = tmp_path / b"\xff\xfe.md".decode("utf-8", "surrogateescape")
    try:
        path.write_text("Words.", "utf-8")
    except OSError:
        pytest.skip("this file system takes only text for names")
    ended = reciter("render", path, "--voice", "quick")
    assert ended.code == 2
    assert "not valid text" in ended.err


def test_a_book_in_a_language_the_engine_cannot_speak_is_refused_before_a_model_is_loaded(
    reciter: "CommandLine", tmp_path: Path, installation: Path
) -> None:
    path = tmp_path / "ru.md"
    path.write_text("# Глава\n\nЭто русская книга. Она длинная.\n", "utf-8")
    ended = reciter("render", path, "--voice", "af_heart")
    assert ended.code == 2
    assert "'kokoro' cannot speak 'ru'" in ended.err
    assert "It speaks en, ja, zh" in ended.err
    assert not (installation / "cache").exists()


def test_a_book_in_a_language_the_engine_cannot_speak_can_be_inspected(
    reciter: "CommandLine", tmp_path: Path, installation: Path
) -> None:
    path = tmp_path / "yue.md"
    path.write_text("---\nlanguage: yue-HK\n---\n\n# 落雨\n\n佢今日3月15號去咗邊度呀？\n", "utf-8")
    ended = reciter("inspect", path, "--voice", "af_heart", "--json")
    assert ended.code == 0
    report = json.loads(ended.out)
    assert report["languages"].keys() == {"yue"}
    assert report["chapters"][0]["sentences"][-1]["spoken"] == "佢今日三月十五號去咗邊度呀？"
    messages = [finding["message"] for finding in report["findings"]]
    assert any("'kokoro' cannot speak 'yue'" in text and "It speaks en, ja, zh" in text for text in messages)
