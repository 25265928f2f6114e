"""The commands as people and programs use them: help, tables, JSON, exit codes, odd names."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import soundfile

if TYPE_CHECKING:
    from tests.conftest import CommandLine

HEAD = "---\ntitle: The Lamp\nauthor: A. Keeper\nlanguage: en\n---\n\n"
BOOK = (
    f"{HEAD}# One\n\nHe counted ninety-nine steps.\n\n# Two\n\n雾来了，灯塔没有灯。\n\n---\n\nMorning came.\n"
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "lamp.md"
    path.write_text(BOOK, "utf-8")
    return path


def one_object(out: str) -> dict[str, Any]:
    """The JSON object that is all of `out`."""
    value: dict[str, Any] = json.loads(out)
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize("command", ["inspect", "readings", "impact", "render", "say", "voices", "doctor"])
def test_every_command_has_a_help_text_and_json(reciter: "CommandLine", command: str) -> None:
    ended = reciter(command, "--help")
    assert ended.code == 0
    assert "--json" in ended.out
    assert command in reciter("--help").out


def test_a_missing_or_unknown_word_ends_with_2_and_no_traceback(reciter: "CommandLine", book: Path) -> None:
    for words in (("render",), ("rendr", book), ("render", book, "--loud")):
        ended = reciter(*words)
        assert ended.code == 2
        assert "Usage" in ended.err
        assert ended.out == ""


def test_inspect_shows_metadata_chapters_and_lengths_and_writes_nothing(
    reciter: "CommandLine", book: Path, installation: Path
) -> None:
    ended = reciter("inspect", book, "--voice", "quick")
    lines = ended.out.splitlines()
    assert ended.code == 0
    assert lines[0].split(maxsplit=1) == ["title", "The Lamp"]
    assert lines[1].split(maxsplit=1) == ["authors", "A. Keeper"]
    assert any(line.startswith("languages") and "en " in line and "zh " in line for line in lines)
    table = [line.split() for line in lines if line.lstrip().startswith(("1 ", "2 "))]
    assert [row[:2] for row in table] == [["1", "One"], ["2", "Two"]]
    assert not any(line.startswith(("publisher", "series")) for line in lines)
    assert [path.name for path in installation.iterdir()] == ["voices"]


def test_inspect_as_json_agrees_with_its_own_numbers(reciter: "CommandLine", book: Path) -> None:
    shown = one_object(reciter("inspect", book, "--voice", "quick", "--json").out)
    sentences = [sentence for chapter in shown["chapters"] for sentence in chapter["sentences"]]
    for sentence in sentences:
        assert sum(run["end"] - run["start"] for run in sentence["runs"]) == len(sentence["spoken"])
    assert shown["estimate"]["audio_s"] == pytest.approx(sum(s["seconds"] for s in sentences), abs=0.1)
    assert sum(shown["languages"].values()) == sum(len(sentence["spoken"]) for sentence in sentences)
    assert shown["coverage"] == 1
    assert len({sentence["id"] for sentence in sentences}) == len(sentences)


def test_render_prints_a_row_for_each_chapter_and_where_the_files_are(
    reciter: "CommandLine", book: Path, installation: Path
) -> None:
    ended = reciter("render", book, "--voice", "quick")
    lines = ended.out.splitlines()
    assert ended.code == 0
    assert " ".join(lines[0].split()) == "chapter title sentences length RMS dB LUFS peak dB findings"
    assert lines[1].split()[:2] == ["1", "One"]
    assert lines[2].split()[:2] == ["2", "Two"]
    assert lines[-1] == f"files: {installation}/output/lamp/master"
    assert "2 chapters mastered, 0 unchanged" in lines[-2]


def test_progress_is_plain_lines_on_stderr_when_that_is_no_terminal(
    reciter: "CommandLine", book: Path
) -> None:
    ended = reciter("render", book, "--voice", "quick")
    assert "\x1b" not in ended.err + ended.out
    assert "2 batches to speak, 2 chapters to master; 0 takes found on the shelf" in ended.err
    assert "chapter 1: mastered" in ended.err
    assert ended.err.splitlines()[-1].endswith("100 %")


def test_render_as_json_is_one_object_and_nothing_else_on_stdout(
    reciter: "CommandLine", book: Path, installation: Path
) -> None:
    ended = reciter("render", book, "--voice", "quick", "--json")
    report = one_object(ended.out)
    assert [chapter["title"] for chapter in report["chapters"]] == ["One", "Two"]
    assert "cover-missing" in {finding["code"] for finding in report["findings"]}
    assert report == json.loads((installation / "output" / "lamp" / "report.json").read_bytes())


def test_a_chapter_held_back_ends_with_4_and_is_named_in_text_and_json(
    reciter: "CommandLine", book: Path
) -> None:
    ended = reciter("render", book, "--voice", "broken")
    assert ended.code == 4
    assert "held back: chapter 1\n  c001-s" in ended.out
    assert "1 chapter mastered, 1 held back: 1." in ended.out
    again = reciter("render", book, "--voice", "broken", "--json")
    assert again.code == 4
    assert list(one_object(again.out)["held_back"]) == ["1"]


def test_a_failed_command_prints_no_json(reciter: "CommandLine", tmp_path: Path) -> None:
    ended = reciter("inspect", tmp_path / "gone.md", "--json")
    assert (ended.code, ended.out) == (2, "")


def test_titles_are_shown_as_written_whatever_a_terminal_would_make_of_them(
    reciter: "CommandLine", tmp_path: Path
) -> None:
    title = "[bold]Hi[/bold] :smile: [/red] [link=x]"
    path = tmp_path / "marks.md"
    path.write_text(f"{HEAD}# {title}\x1b[31m\n\nSome words.\n".replace("[", "\\["), "utf-8")
    for command in ("inspect", "render"):
        ended = reciter(command, path, "--voice", "quick")
        assert ended.code == 0
        assert title in ended.out
        assert "\x1b" not in ended.out + ended.err


def test_long_titles_are_not_cut_or_folded_in_a_pipe(reciter: "CommandLine", tmp_path: Path) -> None:
    title = " ".join(["never", "ending"] * 40)
    path = tmp_path / "long.md"
    path.write_text(f"{HEAD}# {title}\n\nSome words.\n", "utf-8")
    assert title in reciter("inspect", path, "--voice", "quick").out


ODD_NAMES = [
    "sp ace.md",
    "灯塔 的 书.md",
    'it\'s "quoted".md',
    "[red]x[].md",
    "-dash.md",
    "UPPER.MD",
    "a&b;c$d.md",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_file_names_are_read_and_give_plain_folders(
    reciter: "CommandLine", tmp_path: Path, installation: Path, name: str
) -> None:
    (tmp_path / name).write_text(BOOK, "utf-8")
    ended = reciter("render", tmp_path / name, "--voice", "quick", "--chapters", "1")
    assert ended.code == 0
    (folder,) = (installation / "output").iterdir()
    assert folder.name.replace("-", "").isalnum()
    assert [path.name for path in (folder / "master").glob("*.mp3")] == ["001 - One.mp3"]


def test_only_the_chapters_asked_for_are_made(reciter: "CommandLine", book: Path, installation: Path) -> None:
    assert reciter("render", book, "--voice", "quick", "--chapters", "2").code == 0
    assert [path.name for path in (installation / "output").rglob("*.mp3")] == ["002 - Two.mp3"]
    ended = reciter("render", book, "--voice", "quick", "--chapters", "2")
    assert "the chapter is finished and verified" in ended.out


def test_say_writes_a_wav_of_a_text_or_of_standard_input(reciter: "CommandLine", tmp_path: Path) -> None:
    for words, stdin in (("Good morning to you.", ""), ("-", "Good morning to you.\n")):
        out = tmp_path / f"{len(stdin)}.wav"
        ended = reciter("say", words, "--voice", "quick", "--out", out, "--json", stdin=stdin)
        said = one_object(ended.out)
        assert ended.code == 0
        assert said["sentences"][0]["spoken"] == "Good morning to you."
        assert said["seconds"] == pytest.approx(soundfile.info(out).duration, abs=0.01)


@pytest.mark.parametrize("text", ["", " \n", "…", "-"])
def test_say_refuses_a_text_without_words(reciter: "CommandLine", tmp_path: Path, text: str) -> None:
    ended = reciter("say", text, "--voice", "quick", "--out", tmp_path / "x.wav")
    assert ended.code == 2
    assert "nothing to say" in ended.err
    assert not (tmp_path / "x.wav").exists()


def test_say_names_a_folder_given_for_a_file(reciter: "CommandLine", tmp_path: Path) -> None:
    ended = reciter("say", "Hello.", "--voice", "quick", "--out", tmp_path)
    assert ended.code == 2
    assert f"{tmp_path}: this file cannot be written" in ended.err


def test_voices_lists_own_voices_first_and_as_json(reciter: "CommandLine") -> None:
    rows = [line.split() for line in reciter("voices").out.splitlines()]
    assert [row[:2] for row in rows[1:3]] == [["broken", "tone"], ["quick", "tone"]]
    voices = one_object(reciter("voices", "--json").out)["voices"]
    assert [voice["id"] for voice in voices[:2]] == ["broken", "quick"]
    assert {"af_heart", "tone"} <= {voice["id"] for voice in voices}
    assert len(rows) == len(voices) + 1


def test_a_voice_that_cannot_be_used_is_listed_with_its_problem_and_the_others_are_shown(
    reciter: "CommandLine", installation: Path
) -> None:
    (installation / "voices" / "quick" / "voice.toml").write_text('engine = "tone"\nnam = "x"\n', "utf-8")
    ended = reciter("voices")
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines()[1:2]] == ["broken"]
    (told,) = [line for line in ended.out.splitlines() if line.startswith("cannot be used: quick: ")]
    assert "voice.toml" in told
    assert "af_heart" in ended.out


@pytest.mark.slow
def test_readings_is_a_table_with_tabs_on_stdout_or_in_a_new_file(
    reciter: "CommandLine", book: Path, tmp_path: Path
) -> None:
    shown = reciter("readings", book, "--voice", "quick")
    assert shown.code == 0
    assert shown.out.startswith("# pattern\treading\tlanguage\tscope\tnote\tsaid")
    out = tmp_path / "sheet.tsv"
    assert reciter("readings", book, "--voice", "quick", "-o", out).code == 0
    assert out.read_text("utf-8") == shown.out
    again = reciter("readings", book, "--voice", "quick", "-o", out)
    assert again.code == 2
    assert "there is a file of this name already" in again.err


def test_impact_lists_what_would_be_spoken_and_says_when_there_is_nothing(
    reciter: "CommandLine", book: Path
) -> None:
    first = reciter("impact", book, "--voice", "quick")
    assert first.code == 0
    assert "new" in first.out
    assert "going by ordinary figures." in first.out
    reciter("render", book, "--voice", "quick")
    done = reciter("impact", book, "--voice", "quick").out
    assert done == "Nothing to do: all sentences are on the shelf, and all chapters are finished.\n"
    book.write_text(BOOK.replace("ninety-nine", "ninety-eight").replace("The Lamp", "Lamps"), "utf-8")
    lines = reciter("impact", book, "--voice", "quick").out.splitlines()
    assert lines[1].split()[:2] == ["c001-s0002", "text"]
    assert "ninety-nine steps. → " in lines[1]
    assert [line.split()[:3] for line in lines[4:6]] == [["1", "One", "1"], ["2", "Two", "0"]]
    assert lines[-1].startswith("1 of 5 sentences would be spoken, 2 files made again: about ")


@pytest.mark.slow
@pytest.mark.usefixtures("installation")
def test_output_that_takes_only_ascii_gets_escapes_and_not_a_traceback(book: Path) -> None:
    code = "from reciter.cli import main; main()"
    for extra in ([], ["--json"]):
        done = subprocess.run(
            [sys.executable, "-c", code, "inspect", str(book), "--voice", "quick", *extra],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            check=False,
        )
        assert done.returncode == 0
        assert done.stderr == ""
        assert done.stdout.isascii()
    assert json.loads(done.stdout)["chapters"][1]["sentences"]
