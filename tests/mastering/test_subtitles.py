"""WebVTT subtitles."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.mastering.subtitles import MAX_COLUMNS, clock, columns, split_cue, web_vtt
from reciter.mastering.timing import SentenceTiming, WordEntry, timing_entry


def test_a_sentence_becomes_a_cue() -> None:
    text = web_vtt([SentenceTiming("c1-s1", 0.75, 2.5)], {"c1-s1": "Call me <b>Ishmael</b> & co.\nNow."})
    assert text == (
        "WEBVTT\n\nc1-s1\n00:00:00.750 --> 00:00:02.500\nCall me &lt;b&gt;Ishmael&lt;/b&gt; &amp; co. Now.\n"
    )


def test_cues_are_separated_by_blank_lines_and_silent_sentences_left_out() -> None:
    timing = [SentenceTiming("a", 0, 1), SentenceTiming("b", 1, 1), SentenceTiming("c", 2, 3)]
    text = web_vtt(timing, {"a": "One.", "b": "Two.", "c": "Three."})
    assert [block.split("\n")[0] for block in text.strip().split("\n\n")] == ["WEBVTT", "a", "c"]


def test_a_long_sentence_becomes_several_cues_in_proportion() -> None:
    sentence = "The first half of it goes on and on for quite a while here, " * 2 + "and the end."
    text = web_vtt([SentenceTiming("a", 10.0, 20.0)], {"a": sentence})
    times = re.findall(r"(\S+) --> (\S+)", text)
    assert len(times) == 2
    assert times[0][0] == "00:00:10.000"
    assert times[0][1] == times[1][0]
    assert times[-1][1] == "00:00:20.000"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "00:00:00.000"), (59.9996, "00:01:00.000"), (7325.25, "02:02:05.250")]
)
def test_the_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_chinese_is_cut_after_its_punctuation_by_width() -> None:
    pieces = split_cue("他说这是一个很长的句子，" * 6)
    assert all(piece.endswith("，") for piece in pieces)
    assert all(columns(piece) <= MAX_COLUMNS for piece in pieces)


@given(st.text(alphabet="ab字é, 。—\u0301", max_size=400))
def test_no_piece_is_too_wide_and_no_letter_is_lost(text: str) -> None:
    pieces = split_cue(" ".join(text.split()))
    assert all(len(piece) > 0 and columns(piece) <= MAX_COLUMNS for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_timing_entries_are_plain_values() -> None:
    assert timing_entry(SentenceTiming("a", 0.5, 1.25)) == {"id": "a", "start_s": 0.5, "end_s": 1.25}


def test_words_stand_where_their_take_stands_and_inside_the_speech() -> None:
    words = [WordEntry(text="One", start_s=0.1, end_s=0.4), WordEntry(text="cat", start_s=0.4, end_s=1.2)]
    entry = timing_entry(SentenceTiming("a", 10.25, 11.0, 10.1), words)
    assert entry["words"] == [
        {"text": "One", "start_s": 10.25, "end_s": 10.5},
        {"text": "cat", "start_s": 10.5, "end_s": 11.0},
    ]
    assert "words" not in timing_entry(SentenceTiming("a", 10.25, 11.0), words)
