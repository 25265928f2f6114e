"""Languages marked in the text itself."""

from __future__ import annotations

import pytest

from reciter.book import Block
from reciter.languages.block_text import read_block
from reciter.text.alignment import align
from reciter.text.lexicon import Lexicon


def said(text: str, language: str) -> tuple[str, list[tuple[str, str]]]:
    read = read_block(Block("paragraph", text, "text"), language=language, lexicon=Lexicon())
    return align(text, read.rewrites).spoken, [(text[r.start : r.end], r.language) for r in read.runs]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("他说[ja]東京大学[/ja]很好。", "他说東京大学很好。"),
        ('他说<lang xml:lang="ja">東京大学</lang>很好。', "他说東京大学很好。"),
        ("他说[JA-jp]東京大学[/JA-jp]很好。", "他说東京大学很好。"),
    ],
)
def test_a_tag_gives_the_language_of_what_it_holds_and_is_not_spoken(text: str, spoken: str) -> None:
    heard, runs = said(text, "zh")
    assert heard == spoken
    assert [language for _, language in runs] == ["zh", "ja", "zh"]
    assert "東京大学" in runs[1][0]


def test_a_number_in_a_tag_is_read_in_its_language() -> None:
    assert said("一共 [en]5[/en] 个", "zh")[0] == "一共 five 个"
    assert said("一共 [en]5 apples[/en]。", "zh")[0] == "一共 five apples。"
    assert said("He said [zh]3个[/zh] twice.", "en")[0] == "He said 三个 twice."


def test_tags_may_be_nested() -> None:
    assert said("[zh]他说[ja]東京[/ja]好[/zh]", "en") == (
        "他说東京好",
        [("[zh]他说", "zh"), ("[ja]東京[/ja]", "ja"), ("好[/zh]", "zh")],
    )


@pytest.mark.parametrize(
    "text", ["[b]粗体[/b]", "[en]没有结束", "没有开始[/en]", "见[tlh]这[/tlh]里", "注[1]和[/1]"]
)
def test_what_is_no_pair_of_known_languages_is_ordinary_text(text: str) -> None:
    read = read_block(Block("paragraph", text, "text"), language="zh", lexicon=Lexicon())
    assert not any(rewrite.rule == "language-tag" for rewrite in read.rewrites)
