import subprocess
import sys
from pathlib import Path

import pytest

from reciter.languages.zh.reading import pinyin, sandhi, words

CASES = Path(__file__).parent / "cases_reading.tsv"


@pytest.mark.parametrize("row", CASES.read_text(encoding="utf-8").splitlines()[1:])
def test_a_text_is_read_with_the_readings_and_tones_of_speech(row: str) -> None:
    written, reading, _ = row.split("\t")
    assert " ".join(pinyin(written)) == reading


@pytest.mark.parametrize(
    ("text", "plain", "spoken"),
    [
        ("不 是", "bu4 shi4", "bu2 shi4"),
        ("不 好", "bu4 hao3", "bu4 hao3"),
        ("一 个", "yi1 ge4", "yi2 ge4"),
        ("一 天", "yi1 tian1", "yi4 tian1"),
        ("一", "yi1", "yi1"),
        ("第一 名", "di4,yi1 ming2", "di4 yi1 ming2"),
        ("看一看", "kan4,yi1,kan4", "kan4 yi5 kan4"),
        ("你好", "ni3,hao3", "ni2 hao3"),
        ("我 想", "wo3 xiang3", "wo2 xiang3"),
        ("展览馆", "zhan3,lan3,guan3", "zhan2 lan2 guan3"),
    ],
)
def test_tones_change_before_other_tones(text: str, plain: str, spoken: str) -> None:
    readings = [word.split(",") for word in plain.split(" ")]
    assert " ".join(sandhi(text.split(" "), readings)) == spoken


def test_words_joined_are_the_text_again() -> None:
    text = "我来到北京清华大学，Hello 世界。"
    assert "".join(words(text)) == text
    assert "清华大学" in words(text)


def test_spaces_and_latin_are_passed_over() -> None:
    assert pinyin("用 Rust 写。") == ["yong4", "xie3"]


def test_jieba_is_silent_and_caches_in_the_users_own_folder(tmp_path: Path) -> None:
    code = "from reciter.languages.zh.reading import words; words('安静')"
    environment = {"XDG_CACHE_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
    if sys.platform.startswith("linux"):
        assert (tmp_path / "reciter" / "jieba" / "jieba.cache").exists()


def test_importing_the_language_loads_no_dictionary() -> None:
    code = "import sys, reciter.languages.zh; print(sorted({'jieba', 'pypinyin', 'cn2an'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
