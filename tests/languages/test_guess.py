"""The main language of a text that names none."""

from __future__ import annotations

import pytest

from reciter.languages import primary_subtag
from reciter.languages.guess import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Call me Ishmael. Some years ago, never mind how long precisely.", "en"),
        ("我们在学习 Rust 编程语言，今天读第一章。", "zh"),
        ("香港是一個很美麗的城市，我們在那裡住了三年。", "zh"),
        ("吾輩は猫である。名前はまだ無い。", "ja"),
        ("안녕하세요, 오늘 날씨가 참 좋네요. Python도 배웁니다.", "ko"),
        ("佢今日去咗邊度呀？我哋一齊去食飯啦。", "yue"),
        ("The word 東京 means capital, and 北京 does too, in its way.", "en"),
        ("", "en"),
        ("1234", "en"),
    ],
)
def test_the_language_is_told_by_script_and_by_words_of_its_own(text: str, language: str) -> None:
    assert guess_language([text]) == language


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh-Hant-TW", "zh"), ("zh-yue", "yue"), ("zh_yue_HK", "yue"), ("yue-Hant", "yue"), ("cmn-Hans", "zh"),
     ("lzh", "zh"), ("EN_us", "en"), ("", "")],
)  # fmt: skip
def test_older_names_of_a_language_are_known(tag: str, language: str) -> None:
    assert primary_subtag(tag) == language
