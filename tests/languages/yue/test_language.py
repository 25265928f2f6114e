import subprocess
import sys

import pytest

from reciter.book import Block, Chapter
from reciter.engines.base import Limits
from reciter.languages.frontend import read_chapter
from reciter.languages.yue import language


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("佢跑咗5km。", ["5km"]),
        ("第III卷同亨利VIII世", ["III", "VIII"]),
        ("中國vs日本", ["vs"]),
        ("睇p.12", ["p.12"]),
        ("用HK$100買iPhone 15", ["HK$100"]),
        ("用 Rust 寫 T恤", []),
    ],
)
def test_latin_that_cantonese_reads_itself_is_told_from_english(text: str, own: list[str]) -> None:
    assert [text[start:end] for start, end in language.own_latin(text)] == own


def test_a_cantonese_chapter_is_read_as_cantonese_with_english_inside() -> None:
    block = Block("paragraph", "佢今日買咗2部iPhone，用咗$9,000。「好平喎！」佢話。", "a.xhtml")
    text = read_chapter(Chapter(1, "一", (block,)), language="yue-HK", limits=Limits(0.1, 30.0))
    spoken = ["佢今日買咗兩部iPhone，用咗九千蚊。", "「好平喎！」佢話。"]
    assert [sentence.spoken for sentence in text.sentences] == spoken
    assert [run.language for run in text.sentences[0].runs] == ["yue", "en", "yue"]


def test_importing_the_language_loads_no_dictionary() -> None:
    code = "import sys, reciter.languages.yue; print(sorted({'ToJyutping', 'opencc', 'cn2an'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
