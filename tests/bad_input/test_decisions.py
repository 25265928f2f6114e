"""A slip in options, book.toml, voice.toml or the environment is named with its place and the nearest name."""

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reciter.production import speak
from reciter.shelf.layout import Shelf
from reciter.shelf.lock import locked

if TYPE_CHECKING:
    from tests.conftest import CommandLine, Ended


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def assert_refused(ended: "Ended", *messages: str, code: int = 2) -> None:
    assert ended.code == code
    assert [message for message in messages if message not in ended.err] == []
    assert ended.err.startswith("reciter: ")
    assert ended.err.count("\n") == 1
    assert ended.out == ""


OPTIONS = {
    "voice": (("--voice", "quik"), ("there is no voice 'quik'", "Did you mean 'quick'?", "af_heart", "tone")),
    "profile": (("--profile", "acs"), ("“acs”", "“acx”", "ebu-r128", "librivox", "podcast")),
    "words for chapters": (("--chapters", "one"), ("'one' is not a chapter number", "1-3,5")),
    "no chapter": (("--chapters", ","), ("'' is not a chapter number", "1-3,5")),
    "chapters in reverse": (("--chapters", "3-1"), ("'3-1' is not a chapter number", "1-3,5")),
    "endless chapters": (("--chapters", "1-99999999999"), ("is not a chapter number", "1-3,5")),
}


@pytest.mark.parametrize(("words", "messages"), OPTIONS.values(), ids=OPTIONS)
def test_a_wrong_option_is_named(
    reciter: "CommandLine", book: Path, words: tuple[str, str], messages: tuple[str, ...]
) -> None:
    assert_refused(reciter("render", book, *words), *messages)


def test_a_chapter_that_the_book_lacks_is_named_with_those_it_has(reciter: "CommandLine", book: Path) -> None:
    ended = reciter("render", book, "--chapters", "1,7")
    assert ended.code == 2
    assert "there is no chapter 7" in ended.err
    assert "chapters 1 to 2" in ended.err


BOOK_TOML = {
    'voise = "quick"': ("line 1", "no field 'voise'", "Did you mean 'voice'?", "profile"),
    'voice = "quick"\n\n[pauses]\nparagraf = 1': ("line 4", "'pauses.paragraf'", "Did you mean 'paragraph'?"),
    'voice = "quick"\nspeed = 9': ("line 2", "speed", "got 9"),
    'chapters = "5-2"': ("line 1", "chapters: '5-2' is not a chapter number"),
    "voice = quick": ("not valid TOML", "line 1"),
    'profile = "loud"': ("“loud”", "acx"),
    'chapters = "9"': ("there is no chapter 9", "chapters 1 to 2"),
    'manuscript = "gone.md"': ("gone.md", "no such manuscript", "book.toml"),
    'lexicon = "gone.tsv"': ("gone.tsv", "no such"),
    '[metadata]\ncover = "gone.jpg"': ("gone.jpg", "not there"),
}


@pytest.mark.parametrize(("text", "messages"), BOOK_TOML.items())
def test_a_slip_in_book_toml_is_named_with_its_place(
    reciter: "CommandLine", book: Path, text: str, messages: tuple[str, ...]
) -> None:
    (book / "book.toml").write_text(text, "utf-8")
    assert_refused(reciter("render", book, "--voice", "quick"), *messages)


VOICE_TOML = {
    'engine = "kokorro"\nname = "N"': ("voice.toml, engine", "'kokorro'", "Did you mean 'kokoro'?", "tone"),
    'engine = "tone"\nname = "N"\n[tone]\nspead = 2.0': ("line 4", "'tone.spead'", "Did you mean 'speed'?"),
    'engine = "tone"\nname = "N"\n[tone]\nspeed = 90.0': ("line 4", "speed", "got 90.0"),
    'engine = "tone"': ("the field 'name' is missing",),
    'name = "N"': ("the field 'engine' is missing",),
    'engine = "tone"\nname = "N"\n[kokoro]\nspeed = 1.0': ("'kokoro'", "tone"),
    "engine = tone": ("not valid TOML",),
}


@pytest.mark.parametrize(("text", "messages"), VOICE_TOML.items())
def test_a_slip_in_voice_toml_is_named_with_its_place(
    reciter: "CommandLine", book: Path, installation: Path, text: str, messages: tuple[str, ...]
) -> None:
    (installation / "voices" / "quick" / "voice.toml").write_text(text, "utf-8")
    assert_refused(reciter("render", book), "quick/voice.toml", *messages)


@pytest.mark.parametrize(
    ("name", "value"), [("THREADS", "many"), ("BATCH_SECONDS", "1"), ("MASTER_WORKERS", "0")]
)
def test_a_wrong_environment_variable_is_named_with_its_value(
    reciter: "CommandLine", book: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"RECITER_{name}", value)
    assert_refused(reciter("render", book), f"RECITER_{name}", repr(value), "Unset or mend")


def test_a_model_that_is_not_the_published_one_is_refused_before_it_is_loaded(
    reciter: "CommandLine", book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.onnx").write_bytes(b"another model")
    monkeypatch.setenv("RECITER_KOKORO_MODEL", str(tmp_path / "model.onnx"))
    ended = reciter("render", book, "--voice", "af_heart")
    assert_refused(ended, "model.onnx", "SHA-256", "not the Kokoro")


def test_without_ffmpeg_nothing_is_spoken_and_the_remedy_is_named(
    reciter: "CommandLine", book: Path, installation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nonexistent/ffmpeg")
    assert_refused(reciter("render", book), "ffmpeg cannot be started", "pip install", code=3)
    assert not (installation / "output" / "lamp" / "takes").exists()


def test_an_output_folder_that_cannot_be_made_is_named(
    reciter: "CommandLine", book: Path, installation: Path
) -> None:
    (installation / "output").write_text("a file where a folder should be", "utf-8")
    assert_refused(reciter("render", book), "output/lamp", "cannot be written")


def test_a_second_render_of_the_same_book_is_refused_and_told_who_has_it(
    reciter: "CommandLine", book: Path, installation: Path
) -> None:
    with locked(Shelf(installation / "output" / "lamp")):
        assert_refused(reciter("render", book), "another render is at work", "process", "Wait")


def test_whatever_is_refused_leaves_the_finished_book_untouched(
    reciter: "CommandLine", book: Path, installation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reciter("render", book).code == 0
    before = tree(installation / "output")
    monkeypatch.setattr(speak, "put_take", None)  # nothing may be spoken from here on
    assert reciter("render", book, "--voice", "nobody").code == 2
    assert reciter("render", book, "--profile", "nothing").code == 2
    (book / "manuscript.md").rename(book / "manuscript.epub")
    assert reciter("render", book).code == 2
    with zipfile.ZipFile(book / "manuscript.epub", "w") as archive:
        archive.writestr("../x", "y")
    assert reciter("render", book).code == 2
    (book / "book.toml").write_text("speed = 0", "utf-8")
    assert reciter("render", book).code == 2
    after = tree(installation / "output")
    holder = str(installation / "output" / "lamp" / ".holder")
    assert {**after, holder: b""} == {**before, holder: b""}


def test_a_plan_that_another_version_wrote_is_made_anew(
    reciter: "CommandLine", book: Path, installation: Path
) -> None:
    assert reciter("render", book).code == 0
    (installation / "output" / "lamp" / "plan" / "book.json").write_text('{"format": "of old"}', "utf-8")
    ended = reciter("render", book)
    assert ended.code == 0
    assert "no sentence was spoken" in ended.out
