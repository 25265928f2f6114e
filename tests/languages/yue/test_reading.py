from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from reciter.languages.yue import language
from reciter.languages.yue.phones import syllable_phones
from reciter.languages.yue.reading import jyutping, words

if TYPE_CHECKING:
    from tests.conftest import CheckRows

HERE = Path(__file__).parent


def test_a_text_is_read_with_the_readings_and_tones_of_speech(check_rows: "CheckRows") -> None:
    lines = (HERE / "cases_reading.tsv").read_text(encoding="utf-8").splitlines()[1:]
    check_rows([line.split("\t") for line in lines], lambda row: " ".join(jyutping(row[0])))


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


def test_every_correction_has_a_syllable_for_each_character_and_none_comes_twice() -> None:
    rows = rows_of("words.tsv")
    assert [row for row in rows if len(row[1].split()) != len(row[0])] == []
    assert [row for row in rows if not all(map(syllable_phones, row[1].split()))] == []
    assert [word for word, times in Counter(row[0] for row in rows).items() if times > 1] == []


def test_a_polyphone_alone_has_one_of_its_readings() -> None:
    rows = rows_of("polyphones.tsv")
    assert [row for row in rows if jyutping(row[0])[0] not in row[1].split()] == []
    assert [row for row in rows if len(row[1].split()) < 2] == []


def test_a_plain_word_reads_its_polyphone_as_it_is_alone() -> None:
    polyphones = {row[0] for row in rows_of("polyphones.tsv")}
    words_alone = [row[0] for row in rows_of("plain_words.tsv")]
    assert [word for word in words_alone if not set(word) & polyphones] == []
    assert [word for word in words_alone if language.doubts(word)] == []
