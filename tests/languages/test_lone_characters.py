"""A lexicon's pattern of one Han character, kana or Hangul syllable: a word of its own, unless `*行*` says anywhere."""

import pytest

from reciter.book import Block, Chapter
from reciter.engines.base import Limits
from reciter.languages.frontend import read_chapter
from reciter.text.lexicon import parse_lexicon

CASES = [
    ("zh", "行", "这一行代码", 1),
    ("zh", "行", "第三行写着", 1),
    ("zh", "行", "他去银行了", 0),
    ("zh", "行", "流行的行业", 0),
    ("zh", "行", "他說行，我去銀行", 1),
    ("zh", "长", "长江很长", 1),
    ("zh", "重", "重庆不重", 1),
    ("zh", "了", "他了解", 0),
    ("zh", "*行*", "他去银行了", 1),
    ("zh", "银行", "他去银行了", 1),
    ("zh", "行", "行！", 1),
    ("zh", "还", "他还没还书", 2),
    ("yue", "行", "佢行，我企", 1),
    ("yue", "行", "佢喺銀行返工", 0),
    ("yue", "*行*", "佢喺銀行返工", 1),
    ("yue", "樂", "快樂", 0),
    ("yue", "重", "好重", 1),
    ("ja", "ア", "アと言った", 1),
    ("ja", "ア", "アメリカ", 0),
    ("ja", "*ア*", "アメリカ", 1),
    ("ja", "月", "月が出た", 1),
    ("ja", "月", "正月だ", 0),
    ("ja", "辛", "辛子を塗る", 0),
    ("ja", "方", "あの方が来た", 1),
    ("ko", "배", "배가 고프다", 1),
    ("ko", "배", "배추를 샀다", 0),
    ("ko", "배", "담배를 피웠다", 0),
    ("ko", "*배*", "담배를 피웠다", 1),
    ("ko", "눈", "눈을 떴다", 1),
    ("ko", "눈", "눈물", 0),
    ("en", "行", "the sign 行 means go", 1),
]


@pytest.mark.parametrize(("language", "pattern", "text", "times"), CASES)
def test_a_pattern_of_one_character_applies_where_it_is_a_word(
    language: str, pattern: str, text: str, times: int
) -> None:
    lexicon = parse_lexicon(f"pattern\treading\n{pattern}\tX")
    chapter = Chapter(1, "x", (Block("paragraph", text, "a.xhtml"),))
    read = read_chapter(chapter, language=language, limits=Limits(0.1, 60.0), lexicon=lexicon)
    rules = [piece.rule for sentence in read.sentences for piece in sentence.pieces]
    assert rules.count("lexicon") == times
