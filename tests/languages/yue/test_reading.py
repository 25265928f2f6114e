from pathlib import Path

import pytest

from reciter.languages.yue import language
from reciter.languages.yue.reading import jyutping, words

HERE = Path(__file__).parent


def table(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()[1:]
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]


@pytest.mark.parametrize(("written", "reading"), table("cases_reading.tsv"))
def test_a_text_is_read_with_the_readings_and_tones_of_speech(written: str, reading: str) -> None:
    assert " ".join(jyutping(written)) == reading


def test_words_stand_in_order_and_hold_every_han_character_once() -> None:
    text = "我去旅行，Hello 銀行！𫠝"
    found = list(words(text))
    assert [text[word.start : word.end] for word in found] == ["我", "去", "旅行", "銀行", "𫠝"]
    assert found[-1].syllables == ()


def test_simplified_text_is_read_like_traditional() -> None:
    assert jyutping("我钟意听歌，几多钱？") == jyutping("我鍾意聽歌，幾多錢？")


def test_what_is_doubtful_is_a_polyphone_alone_a_name_or_an_unknown_character() -> None:
    text = "單先生行咗去銀行，𫠝。"
    found = [(text[doubt.start : doubt.end], doubt.kind, doubt.said) for doubt in language.doubts(text)]
    assert found == [
        ("單先生", "name", "[jyutping:sin6 sin1 saang1]"),
        ("行", "polyphone", "[jyutping:haang4]"),
        ("𫠝", "unknown", ""),
    ]


def test_a_word_decides_and_leaves_no_doubt() -> None:
    assert language.doubts("銀行、旅行、音樂、校長、快樂、處理、正常。") == []
