from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.errors import InputProblem
from reciter.languages import get_language, has_language, language_codes
from reciter.languages.runs import language_runs
from reciter.text.span import Mark


def runs(text: str, base: str, *marks: Mark) -> list[tuple[str, str]]:
    return [(text[run.start : run.end], run.language) for run in language_runs(text, base, marks=marks)]


def test_languages_are_found_by_folder_and_by_the_primary_part_of_a_tag() -> None:
    assert "en" in language_codes()
    assert get_language("en-GB").code == "en"
    assert get_language("EN_us") is get_language("en")
    assert has_language("en-Latn-US")
    assert not has_language("tlh")


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputProblem, match="en") as problem:
        get_language("tlh")
    assert "tlh" in problem.value.what


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我的 iPhone 15 很好。", [("我的 ", "zh"), ("iPhone", "en"), (" 15 很好。", "zh")]),
        ("GPT-4 和 H2O", [("GPT-", "en"), ("4 和 ", "zh"), ("H2O", "en")]),
        ("这台4K电视", [("这台4", "zh"), ("K", "en"), ("电视", "zh")]),
        ("见 a1.com/b2 处", [("见 a1.com/b2 处", "zh")]),
        ("文件 main2.rs 里", [("文件 ", "zh"), ("main2.rs", "en"), (" 里", "zh")]),
        ("用了 3 个 C++ 库", [("用了 3 个 ", "zh"), ("C++", "en"), (" 库", "zh")]),
        ("Rust 2018 年发布", [("Rust", "en"), (" 2018 年发布", "zh")]),
        ("Python 3.12 版", [("Python", "en"), (" 3.12 版", "zh")]),
        ("使用 println! 宏。", [("使用 ", "zh"), ("println!", "en"), (" 宏。", "zh")]),
        ("跑了 5 km。", [("跑了 5 km。", "zh")]),
        ("文件 src/main.rs 里", [("文件 ", "zh"), ("src/main.rs", "en"), (" 里", "zh")]),
        ("iPhone，iPad", [("iPhone", "en"), ("，", "zh"), ("iPad", "en")]),
        ("Hello, world 很好", [("Hello, world", "en"), (" 很好", "zh")]),
        ("He said it. She left.", [("He said it. She left.", "en")]),
        ("2026", [("2026", "zh")]),
        ("东京大学", [("东京大学", "zh")]),
        ("東京大学", [("東京大学", "zh")]),
        ("他说ありがとう就走了。", [("他说", "zh"), ("ありがとう", "ja"), ("就走了。", "zh")]),
        ("他問：「東京はどこですか」。", [("他問：「", "zh"), ("東京はどこですか", "ja"), ("」。", "zh")]),
        ("鲜の味", [("鲜", "zh"), ("の", "ja"), ("味", "zh")]),
        ("Слово 和 한국어", [("Слово", "ru"), (" 和 ", "zh"), ("한국어", "ko")]),
        ("①第一", [("①第一", "zh")]),
        ("ㄅㄆㄇ", [("ㄅㄆㄇ", "zh")]),
    ],
)
def test_runs_in_chinese_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert runs(text, "zh-CN") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain — “text” 15, café.", [("Plain — “text” 15, café.", "en")]),
        ("The word 东京 means capital.", [("The word ", "en"), ("东京", "zh"), (" means capital.", "en")]),
        ("Say 「ありがとう、東京」 now.", [("Say", "en"), (" 「ありがとう、東京」 ", "ja"), ("now.", "en")]),
        (
            "食べる is to eat. 北京 is big.",
            [("食べる", "ja"), (" is to eat. ", "en"), ("北京", "zh"), (" is big.", "en")],
        ),
        ("α particles and λόγος", [("α particles and ", "en"), ("λόγος", "el")]),
        ("ᚠᚢᚦ runes", [("ᚠᚢᚦ", "und"), (" runes", "en")]),
    ],
)
def test_runs_in_english_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert runs(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("吾輩は猫である。森鷗外。", [("吾輩は猫である。森鷗外。", "ja")]),
        ("Windows 11 を使う。", [("Windows", "en"), (" 11 を使う。", "ja")]),
        ("GPT-4 を使う。", [("GPT-4", "en"), (" を使う。", "ja")]),
        ("「让我们说汉语吧」", [("「让我们说汉语吧」", "zh")]),
    ],
)
def test_runs_in_japanese_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert runs(text, "ja") == expected


def test_a_language_mark_replaces_the_language_around() -> None:
    text = "He said 東京 and left."
    assert runs(text, "en", Mark(8, 10, "language", "ja-JP")) == [
        ("He said ", "en"),
        ("東京", "ja"),
        (" and left.", "en"),
    ]


def test_inside_a_mark_text_in_another_script_still_goes_by_its_script() -> None:
    assert runs("東京 is big", "ja", Mark(0, 11, "language", "en")) == [("東京", "zh"), (" is big", "en")]


def test_an_inner_mark_overrules_an_outer_one() -> None:
    text = "abc 15 def"
    marks = (Mark(0, 10, "language", "en"), Mark(4, 6, "language", "zh"))
    assert runs(text, "ja", *marks) == [("abc ", "en"), ("15", "zh"), (" def", "en")]


def test_a_mark_for_a_language_there_is_not_leaves_text_to_its_script() -> None:
    assert runs("un café noir", "en", Mark(0, 12, "language", "fr")) == [("un café noir", "en")]


def test_a_book_in_a_language_there_is_not_keeps_its_name() -> None:
    assert runs("Un café noir.", "fr") == [("Un café noir.", "fr")]
    assert runs("Слово.", "ru") == [("Слово.", "ru")]


@given(
    st.text(alphabet="aZ é我们東のカ15.,，。!！ \n—①Ж한", max_size=30),
    st.sampled_from(["zh", "en", "ja", "fr", ""]),
)
def test_runs_cover_any_text_and_neighbours_differ(text: str, base: str) -> None:
    found = language_runs(text, base)
    assert "".join(text[run.start : run.end] for run in found) == text
    assert all(a.language != b.language and a.end == b.start for a, b in pairwise(found))
