"""Transcripts in three forms, and where a slice's words are in them."""

from pathlib import Path

import pytest

from reciter.enrolment.given_text import read_given_text, text_of
from reciter.enrolment.hearing import matching_part
from reciter.errors import InputProblem

SRT = "1\n00:00:01,000 --> 00:00:03,500\nThe keeper <i>climbed</i>.\n\n2\n00:00:04,000 --> 00:00:06,000\nIt was dark.\n"


def given(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_plain_text_holds_for_every_stretch(tmp_path: Path) -> None:
    found = read_given_text(given(tmp_path, "a.txt", "One. Two."))
    assert text_of(found, Path("x.wav"), 5.0, 9.0) == ("One. Two.", "")


def test_subtitles_hold_where_they_stand(tmp_path: Path) -> None:
    found = read_given_text(given(tmp_path, "a.srt", SRT))
    assert text_of(found, Path("x.wav"), 0.5, 3.6) == ("The keeper climbed.", "")
    assert text_of(found, Path("x.wav"), 6.5, 9.0) == ("", "")


def test_a_list_holds_for_its_files_and_names_the_language(tmp_path: Path) -> None:
    found = read_given_text(
        given(tmp_path, "a.list", "D:\\data\\x.wav|ann|JP|雨です。\ny.wav|ann|en|Rain | sun.\n")
    )
    assert text_of(found, Path("/somewhere/x.wav"), 0, 9) == ("雨です。", "ja")
    assert text_of(found, Path("y.wav"), 0, 9) == ("Rain | sun.", "en")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.list", "x.wav|ann|en\n", "path|speaker"),
        ("a.srt", "1\nno times\n", "no times"),
        ("a.txt", " \n", "no words"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, name: str, text: str, words: str) -> None:
    with pytest.raises(InputProblem, match=words.replace("|", r"\|")):
        read_given_text(given(tmp_path, name, text))


def test_other_encodings_and_missing_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("雨".encode("shift-jis"))
    with pytest.raises(InputProblem, match="UTF-8"):
        read_given_text(tmp_path / "a.txt")
    with pytest.raises(InputProblem, match="no such"):
        read_given_text(tmp_path / "b.txt")


TEXT = (
    "It was late. The old keeper climbed the stairs, slowly, every evening. Nobody spoke.\n"
    "他推开门，看见桌子上放着一封信。"
)


@pytest.mark.parametrize(
    ("heard", "part"),
    [
        (
            "the old keeper climbed the stairs slowly every evening",
            "The old keeper climbed the stairs, slowly, every evening.",
        ),
        (
            "old keeper climb the stairs slow lee every evening",
            "old keeper climbed the stairs, slowly, every evening.",
        ),
        ("他推开门看见桌上放着一封信", "他推开门，看见桌子上放着一封信。"),
        ("Nobody spoke", "Nobody spoke."),
        ("xyz qqq", ""),
        ("", ""),
    ],
)
def test_the_words_of_a_slice_are_found_in_the_transcript(heard: str, part: str) -> None:
    assert matching_part(TEXT, heard) == part
