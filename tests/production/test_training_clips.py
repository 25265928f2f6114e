"""Clips with transcripts: a folder with a .txt beside each, or a .list of GPT-SoVITS."""

import pytest

from reciter.errors import InputProblem
from reciter.production.training_clips import read_clips


def test_a_folder_gives_the_clips_that_have_a_transcript(tmp_path):
    for name in ("b.wav", "a.flac", "c.wav", "notes.md"):
        (tmp_path / name).touch()
    (tmp_path / "a.txt").write_text("One.\n")
    (tmp_path / "b.txt").write_text("Two.")
    clips = read_clips(tmp_path, language="ja")
    assert [(clip.path.name, clip.transcript, clip.language) for clip in clips] == [
        ("a.flac", "One.", "ja"),
        ("b.wav", "Two.", "ja"),
    ]


def test_a_list_states_the_language_of_each_and_a_bar_in_the_text_stays(tmp_path):
    path = tmp_path / "all.list"
    path.write_text("clips/a.wav|ann|EN|Now | then.\n\n/b.wav|ann|zh|你好。\n", encoding="utf-8")
    first, second = read_clips(path, language="ja")
    assert (first.path, first.transcript, first.language) == (tmp_path / "clips/a.wav", "Now | then.", "en")
    assert (str(second.path), second.language) == ("/b.wav", "zh")


@pytest.mark.parametrize("line", ["a.wav", "a.wav|ann|xx|Hm.", "a.wav|ann|en"])
def test_a_line_that_is_no_clip_is_named(tmp_path, line):
    path = tmp_path / "all.list"
    path.write_text(f"a.wav|ann|en|Fine.\n{line}\n")
    with pytest.raises(InputProblem) as caught:
        read_clips(path, language="en")
    assert caught.value.where.endswith("all.list:2")


def test_an_empty_folder_and_a_missing_list_are_said(tmp_path):
    with pytest.raises(InputProblem, match="no clips"):
        read_clips(tmp_path, language="en")
    with pytest.raises(InputProblem, match="cannot be read"):
        read_clips(tmp_path / "none.list", language="en")
