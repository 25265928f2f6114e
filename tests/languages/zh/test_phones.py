import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.errors import InputProblem
from reciter.languages.zh import language
from reciter.languages.zh.phones import phones_of
from reciter.text.span import Reading

if TYPE_CHECKING:
    from tests.conftest import CheckRows

SYMBOLS = Path(__file__).parents[4] / "shared" / "golden" / "gpt_sovits" / "symbols_v2.json"
SYLLABLES = Path(__file__).parent / "syllables.tsv"


def test_a_syllable_is_written_as_initial_and_final_with_tone(check_rows: "CheckRows") -> None:
    rows = [line.split("\t") for line in SYLLABLES.read_text(encoding="utf-8").splitlines()[1:]]
    check_rows(rows, lambda row: " ".join(phones_of(row[0])))


@pytest.mark.skipif(not SYMBOLS.is_file(), reason="the list of phones is not here")
def test_every_syllable_of_the_dictionary_has_published_names() -> None:
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_tone3

    known = set(json.loads(SYMBOLS.read_text("utf-8")))
    readings = {reading for entry in PINYIN_DICT.values() for reading in entry.split(",") if reading}
    plain = {to_tone3(reading, neutral_tone_with_five=True).replace("ü", "v") for reading in readings}
    assert len({syllable[:-1] for syllable in plain}) > 400
    unknown = {syllable for syllable in plain if not set(phones_of(syllable)) <= known}
    assert unknown == set()


@pytest.mark.parametrize(
    ("text", "spoken", "phones", "counts"),
    [
        ("你好，世界！", "你好,世界!", "n i2 h ao3 , sh ir4 j ie4 !", (2, 2, 1, 2, 2, 1)),
        ("花儿——真的？！", "花儿-真的?", "h ua1 EE er1 - zh en1 d e5 ?", (2, 2, 1, 2, 2, 1)),
        ("《书》里：“说”……", "书里,说…", "sh u1 l i5 , sh uo1 …", (2, 2, 1, 2, 1)),
        ("买T恤。", "买T恤.", "m ai3 T IY1 x v4 .", (2, 2, 2, 1)),
        ("", "", "", ()),
    ],
)
def test_characters_have_two_phones_and_marks_one(
    text: str, spoken: str, phones: str, counts: tuple[int, ...]
) -> None:
    said = language.phones(text)
    assert (said.text, " ".join(said.phones), said.counts) == (spoken, phones, counts)


@pytest.mark.parametrize(
    ("reading", "phones", "counts"),
    [
        (Reading(0, 1, "pinyin", "xíng"), "x ing2 zh ang3", (2, 2)),
        (Reading(0, 2, "pinyin", "hang2 zhang3"), "h ang2 zh ang3", (2, 2)),
        (Reading(0, 2, "pinyin", "xíngzhǎngde"), "x ing2 zh ang3 d e5", (2, 4)),
        (Reading(0, 2, "pinyin", "hao3"), "h ao3", (2,)),
        (Reading(0, 1, "respelling", "航"), "h ang2 zh ang3", (2, 2)),
    ],
)
def test_a_reading_is_obeyed_over_its_characters(
    reading: Reading, phones: str, counts: tuple[int, ...]
) -> None:
    said = language.phones("行长", readings=[reading])
    assert " ".join(said.phones) == phones
    assert tuple(count for count in said.counts if count) == counts


@pytest.mark.parametrize(
    ("alphabet", "value"), [("pinyin", "strength"), ("kana", "コウ"), ("respelling", "!!")]
)
def test_a_reading_that_is_no_chinese_is_refused_by_name(alphabet: str, value: str) -> None:
    with pytest.raises(InputProblem, match=value):
        language.phones("行长", readings=[Reading(0, 1, alphabet, value)])


@given(st.text(max_size=40))
def test_any_text_at_all_has_phones(text: str) -> None:
    said = language.phones(text)
    assert sum(said.counts) == len(said.phones)
