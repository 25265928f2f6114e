from importlib.resources import files
from pathlib import Path

import pytest

from reciter.languages.yue import language
from reciter.languages.yue.phones import syllable_phones
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
    text = "單先生識畫，𫠝。"
    found = [(text[doubt.start : doubt.end], doubt.kind, doubt.said) for doubt in language.doubts(text)]
    assert found == [
        ("單先生", "name", "[jyutping:sin6 sin1 saang1]"),
        ("畫", "polyphone", "[jyutping:waak6]"),
        ("𫠝", "unknown", ""),
    ]


def test_a_word_decides_and_leaves_no_doubt() -> None:
    assert language.doubts("銀行、旅行、音樂、校長、快樂、處理、正常。") == []


def test_what_is_doubtful_in_a_page_is_a_word_or_two_not_every_character() -> None:
    text = "佢今日去咗邊度呀？我哋喺中環二樓間茶餐廳等佢，叫咗杯凍檸茶，塞車塞到癲，坐低先，食嘢啦，大家都好開心。"
    assert [text[doubt.start : doubt.end] for doubt in language.doubts(text)] == []


def rows_of(name: str) -> list[list[str]]:
    lines = files("reciter.languages.yue").joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("row", rows_of("words.tsv"))
def test_every_correction_has_a_syllable_for_each_character_and_none_comes_twice(row: list[str]) -> None:
    syllables = row[1].split()
    assert len(syllables) == len(row[0])
    assert all(syllable_phones(syllable) for syllable in syllables)
    assert [other[0] for other in rows_of("words.tsv")].count(row[0]) == 1


@pytest.mark.parametrize("row", rows_of("polyphones.tsv"))
def test_a_polyphone_alone_has_one_of_its_readings(row: list[str]) -> None:
    assert jyutping(row[0])[0] in row[1].split()
    assert len(row[1].split()) > 1


@pytest.mark.parametrize("row", rows_of("plain_words.tsv")[::20])
def test_a_plain_word_reads_its_polyphone_as_it_is_alone(row: list[str]) -> None:
    polyphones = {other[0] for other in rows_of("polyphones.tsv")}
    assert set(row[0]) & polyphones
    assert not language.doubts(row[0])
