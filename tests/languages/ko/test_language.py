import subprocess
import sys

import pytest

from reciter.languages import get_language, has_language
from reciter.languages.ko import language
from reciter.languages.runs import language_runs


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("그는 5km를 뛰었다.", ["5km"]),
        ("제III장과 헨리 VIII세", ["제III", "VIII"]),
        ("KBS와 A씨", ["KBS", "A"]),
        ("A4 용지와 3D 영화", ["A4", "3D"]),
        ("www.naver.com에서", ["www.naver.com"]),
        ("Python으로 만든 T셔츠", ["T"]),
        ("iPhone 15를 샀다.", []),
        ("THE END라고 적혀 있다.", []),
        ("NASA의 GPT-4", ["NASA", "GPT-4"]),
    ],
)
def test_latin_that_korean_reads_itself_is_told_from_english(text: str, own: list[str]) -> None:
    assert [text[start:end] for start, end in language.own_latin(text)] == own


def test_korean_is_found_by_its_folder() -> None:
    assert has_language("ko-KR")
    assert get_language("ko").code == "ko"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("그는 KBS를 봤다.", [("그는 KBS를 봤다.", "ko")]),
        ("그는 Python을 쓴다.", [("그는 ", "ko"), ("Python", "en"), ("을 쓴다.", "ko")]),
        ("대한민국(大韓民國)의 歷史", [("대한민국(大韓民國)의 歷史", "ko")]),
        ("BMW 3대와 사과 3개", [("BMW 3대와 사과 3개", "ko")]),
        ("Kia 3대를 샀다.", [("Kia", "en"), (" 3대를 샀다.", "ko")]),
        ("그는 ありがとう라고 했다.", [("그는 ", "ko"), ("ありがとう", "ja"), ("라고 했다.", "ko")]),
    ],
)
def test_runs_in_korean_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[run.start : run.end], run.language) for run in language_runs(text, "ko")] == expected


def test_importing_the_language_opens_no_dictionary() -> None:
    code = "import sys, reciter.languages.ko; print('mecab' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
