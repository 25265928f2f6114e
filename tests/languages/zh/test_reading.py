import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.languages.zh.reading import pinyin, read
from reciter.languages.zh.words import words

if TYPE_CHECKING:
    from tests.conftest import CheckRows

CASES = Path(__file__).parent / "cases_reading.tsv"
POLYPHONES = Path(__file__).parent / "cases_polyphone.tsv"


def rows(table: Path) -> list[list[str]]:
    return [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]


def reading_of(part: str, text: str) -> str:
    syllables = {word.start + i: each for word in read(text) for i, each in enumerate(word.syllables)}
    at = text.index(part)
    return " ".join(syllables[place] for place in range(at, at + len(part)))


def test_a_text_is_read_with_the_readings_and_tones_of_speech(check_rows: "CheckRows") -> None:
    check_rows(rows(CASES), lambda row: " ".join(pinyin(row[0])))


def test_a_polyphone_is_read_by_its_words_and_what_stands_around(check_rows: "CheckRows") -> None:
    check_rows(rows(POLYPHONES), lambda row: reading_of(row[1], row[0]), expected=2)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("銀行行長", "yin2 hang2 hang2 zhang3"),
        ("頭髮", "tou2 fa5"),
        ("發現白髮", "fa1 xian4 bai2 fa4"),
        ("乾隆愛乾淨", "qian2 long2 ai4 gan1 jing5"),
        ("著名畫家看著我", "zhu4 ming2 hua4 jia1 kan4 zhe5 wo3"),
        ("一隻貓只有一歲", "yi4 zhi1 mao1 zhi2 you3 yi2 sui4"),
    ],
)
def test_traditional_text_is_read_as_simplified_text_and_its_characters_decide(
    text: str, reading: str
) -> None:
    assert " ".join(pinyin(text)) == reading


def test_a_given_reading_stays_and_its_neighbours_change_before_it() -> None:
    (word,) = read("一行", given={1: "xing4"})
    assert word.syllables == ("yi2", "xing4")


def test_a_character_that_nobody_knows_has_no_syllable() -> None:
    words_read = read("好\U0003134a好")
    assert "".join(word.text for word in words_read) == "好\U0003134a好"
    assert [syllable for word in words_read for syllable in word.syllables] == ["hao3", "", "hao3"]


@given(st.text("行长重还一不三子里上个儿得地着了你我好很想 ，A。", max_size=24))
def test_every_character_that_is_read_has_one_syllable_in_its_place(text: str) -> None:
    for word in read(text):
        assert text[word.start :].startswith(word.text)
        assert len(word.syllables) == len(word.text)
        assert all(re.fullmatch("[a-z]+[1-5]", syllable) for syllable in word.syllables)


def test_words_joined_are_the_text_again() -> None:
    text = "我来到北京清华大学，Hello 世界。"
    assert "".join(words(text)) == text
    assert "清华大学" in words(text)


def test_spaces_and_latin_are_passed_over() -> None:
    assert pinyin("用 Rust 写。") == ["yong4", "xie3"]


def test_jieba_is_silent_and_caches_in_the_users_own_folder(tmp_path: Path) -> None:
    code = "from reciter.languages.zh.words import words; words('安静')"
    environment = {"XDG_CACHE_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")
    if sys.platform.startswith("linux"):
        assert (tmp_path / "reciter" / "jieba" / "jieba.cache").exists()


def test_importing_the_language_loads_no_dictionary() -> None:
    code = (
        "import sys, reciter.languages.zh; print(sorted({'jieba', 'pypinyin', 'cn2an'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
