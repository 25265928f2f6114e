import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.errors import InputProblem
from reciter.languages.ko import language
from reciter.text.span import Reading

SYMBOLS = Path(__file__).parents[4] / "shared" / "golden" / "gpt_sovits" / "symbols_v2.json"
NAMES = frozenset("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅓㅔㅗㅜㅡㅣ停空!?….,-")
TEXTS = st.text(
    "가닭값낳읽꽃을를이의다고 는것할수없있한여름원만오천얘위웨,.!?”abXΩ歷ㅋ3\u200b\n—", max_size=30
)


def phones(text: str, *readings: Reading) -> str:
    return "".join(language.phones(text, readings=readings).phones)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("꽃잎", "ㄲㅗㄴㄴㅣㅂ"),
        ("안녕", "ㅇㅏㄴㄴㅣㅓㅇ"),
        ("같이 가요!", "ㄱㅏㅊㅣ空ㄱㅏㅇㅣㅗ!"),
        ("왜 위에", "ㅇㅗㅐ空ㅇㅜㅣㅇㅔ"),
        ("의외", "ㅇㅡㅣㅇㅗㅣ"),
        ("워낙 웬", "ㅇㅜㅓㄴㅏㄱ空ㅇㅜㅔㄴ"),
        ("유야 얘 예", "ㅇㅣㅜㅇㅣㅏ空ㅇㅣㅐ空ㅇㅣㅔ"),
        ("“네”", "停ㄴㅔ停"),
        ("네。그래，응", "ㄴㅔ.ㄱㅡㄹㅐ,ㅇㅡㅇ"),
        ("KBS", "ㅋㅔㅇㅣㅂㅣㅇㅔㅅㅡ"),
        ("007", "ㄱㅗㅇㄱㅗㅇㅊㅣㄹ"),
        ("女子", "ㅇㅣㅓㅈㅏ"),
        ("ㄱ", "ㄱㅣㅇㅣㅓㄱ"),
        ("α", "ㅇㅏㄹㅍㅏ"),
        ("가\u200b나", "ㄱㅏㄴㅏ"),
        ("만 오천 원", "ㅁㅏㄴㅗㅊㅓㄴㅜㅓㄴ"),
        ("", ""),
    ],
)
def test_text_becomes_the_phones_of_the_checkpoints(text: str, expected: str) -> None:
    assert phones(text) == expected


def test_a_respelling_is_obeyed() -> None:
    assert phones("대가를", Reading(0, 2, "respelling", "대가")) == "ㄷㅐㄱㅏㄹㅡㄹ"
    assert phones("대가를") == "ㄷㅐㄲㅏㄹㅡㄹ"


def test_ipa_is_obeyed() -> None:
    assert phones("Nguyen이", Reading(0, 6, "ipa", "ŋujɛn")) == "ㅇㅜㅣㅐㄴㅇㅣ"
    assert phones("김 씨", Reading(0, 1, "ipa", "kim")) == "ㄱㅣㅁ空ㅆㅣ"
    assert phones("아", Reading(0, 1, "ipa", "ˈa.pʰa")) == "ㅇㅏㅍㅏ"
    assert phones("김 씨", Reading(0, 1, "x-sampa", "kim")) == "ㄱㅣㅁ空ㅆㅣ"


@pytest.mark.parametrize(
    "reading",
    [
        Reading(0, 1, "pinyin", "hang2"),
        Reading(0, 1, "respelling", "abc"),
        Reading(0, 1, "ipa", "Ж"),
        Reading(0, 1, "x-sampa", "Ж"),
    ],
)
def test_a_reading_that_korean_cannot_obey_is_refused_by_name(reading: Reading) -> None:
    with pytest.raises(InputProblem, match=reading.value):
        language.phones("가", readings=[reading])


@given(TEXTS)
def test_all_phones_are_in_the_published_list(text: str) -> None:
    assert set(language.phones(text).phones) <= NAMES


@pytest.mark.skipif(not SYMBOLS.is_file(), reason="no shared goldens beside the repository")
def test_the_names_are_those_of_the_published_list() -> None:
    assert set(json.loads(SYMBOLS.read_text(encoding="utf-8"))) >= NAMES
