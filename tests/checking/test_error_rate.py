"""Error rates count what was heard wrongly, not what was spelt otherwise."""

import pytest

from reciter.checking.error_rate import character_error_rate, comparable, word_error_rate

pytest.importorskip("jiwer")
pytest.importorskip("opencc")


@pytest.mark.parametrize(
    ("spoken", "heard"),
    [
        ("“Don’t go,” she said.", "dont go she said"),
        ("He was born in nineteen ninety-eight.", "He was born in 1998."),
        ("It cost one thousand nine hundred and ninety-eight pounds.", "It cost 1,998 pounds."),
        ("The grey harbour’s colour was realised.", "The gray harbor's color was realized."),
        ("The third of twenty-one.", "The 3rd of 21"),
        ("Room three oh one has 3.5 beds.", "room three oh one has three point five beds"),
        ("See crates dot io slash docs.", "See crates.io/docs."),
    ],
)
def test_english_spelling_is_no_error(spoken: str, heard: str):
    assert word_error_rate(spoken, heard) == 0


@pytest.mark.parametrize(
    ("spoken", "heard"),
    [
        ("這本書很難讀。", "这本书很难读"),
        ("一九九八年，他有一百二十本书。", "1998年他有120本书"),
        ("我用Python写程序", "我用 python 寫程序!"),
        ("打开main dot rs和a点com斜杠b", "打开 main.rs 和 a.com/b。"),
        ("文件ch zero one dot md", "文件 ch01.md"),
    ],
)
def test_chinese_spelling_is_no_error(spoken: str, heard: str):
    assert character_error_rate(spoken, heard, language="zh") == 0


@pytest.mark.parametrize(
    ("spoken", "heard"), [("今日は本を読み始めた。", "きょうは本を読みはじめた"), ("三本の木", "3本の木")]
)
def test_japanese_spelling_is_no_error(spoken: str, heard: str):
    assert character_error_rate(spoken, heard, language="ja") == 0


def test_wrong_lost_and_added_words_are_counted():
    assert word_error_rate("one two three four", "one too three") == pytest.approx(0.5)
    assert character_error_rate("春天来了", "春天来", language="zh") == pytest.approx(0.25)


def test_a_sign_that_was_not_said_is_an_error():
    assert word_error_rate("main dot rs", "main rs") > 0
    assert word_error_rate("main rs", "main.rs") == 0
    assert character_error_rate("打开main dot rs", "打开main点rs", language="zh") > 0


def test_a_wrong_number_is_an_error():
    assert word_error_rate("twelve cats", "13 cats") == pytest.approx(0.5)


def test_nothing_against_something():
    assert word_error_rate("", "") == 0
    assert word_error_rate("...", "hello there") == 1
    assert word_error_rate("hello there", "") == 1


def test_comparable_text_has_no_case_and_no_marks():
    assert comparable("“Hello,” World-Wide — WEB!", "en") == "hello world wide web"
