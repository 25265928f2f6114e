"""Latin words inside other scripts, and whose their figures are."""

from __future__ import annotations

import pytest

from reciter.book import Block
from reciter.languages.block_text import read_block
from reciter.languages.latin_words import before_figures
from reciter.text.alignment import align
from reciter.text.lexicon import Lexicon


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("我的 iPhone 15 很好。", "我的 iPhone 十五很好。"),
        ("GPT-4 和 GPT-4.5", "GPT-四和 GPT-四点五"),
        ("空客A320和波音747", "空客A三二零和波音七四七"),
        ("COVID-19疫情", "COVID-十九疫情"),
        ("MP3格式，A4纸，PM2.5", "MP三格式，A四纸，PM二点五"),
        ("C++11 标准", "C plus plus十一标准"),
        ("分子式是 H2O 的水", "分子式是 H two O 的水"),
        ("做了X光，买了A股", "做了X光，买了A股"),
        ("网站是 a1.com/b2 吗", "网站是 a一点com斜杠b二吗"),
    ],
)
def test_chinese_reads_the_figures_at_the_ends_of_a_latin_word(written: str, spoken: str) -> None:
    read = read_block(Block("paragraph", written, "text"), language="zh", lexicon=Lexicon())
    assert align(written, read.rewrites).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (".\\main，而不是 ./main", "dot backslash main，而不是 dot slash main"),
        ("放在 ~/projects/hello_world。", "放在 tilde slash projects slash hello world。"),
        ("（是 target\\debug\\a_b.exe）", "（是 target backslash debug backslash a b dot exe）"),
        ("你的 %PATH% 变量涨了 5%", "你的 percent PATH percent 变量涨了百分之五"),
        ("等等...then", "等等...then"),
    ],
)
def test_the_signs_of_a_path_belong_to_it(written: str, spoken: str) -> None:
    read = read_block(Block("paragraph", written, "text"), language="zh", lexicon=Lexicon())
    assert align(written, read.rewrites).spoken == spoken


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("空客A320", 3, "A"),
        ("COVID-19", 6, "COVID-"),
        ("iPhone 15", 7, "iPhone "),
        ("有15个", 1, ""),
        ("A股", 1, ""),
    ],
)
def test_figures_are_seen_with_the_latin_word_before_them(text: str, at: int, word: str) -> None:
    assert before_figures(text, at) == word
