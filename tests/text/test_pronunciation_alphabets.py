"""The alphabets that a reading can be written in: their tables against what others have counted."""

import json
import re
from pathlib import Path

import pytest
from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

from reciter.text import jyutping, pinyin
from reciter.text.arpabet import CONSONANTS, VOWELS, arpabet_to_ipa, read_arpabet
from reciter.text.ipa import read_ipa
from reciter.text.notation import ALPHABETS, read_notation, write_notation
from reciter.text.xsampa import IPA_OF

REGIONAL = {"bong", "din", "len", "wong"}
"""Syllables of single dialect characters that dictionaries of the standard language do not have."""


def test_the_syllables_of_mandarin_are_those_of_the_character_dictionary() -> None:
    readings = {
        str(to_normal(reading, v_to_u=False))
        for entry in PINYIN_DICT.values()
        for reading in entry.split(",")
    }
    assert readings - pinyin.syllables() == REGIONAL
    assert pinyin.syllables() <= readings


def test_every_syllable_of_mandarin_is_cut_out_of_a_pair_again() -> None:
    for bare in sorted(pinyin.syllables() - {"ê"}):
        assert pinyin.read_pinyin(f"{bare}4 {bare}5") == [f"{bare}4", f"{bare}5"]
        assert pinyin.read_pinyin(f"{bare}4{bare}0") == [f"{bare}4", f"{bare}5"]


def test_jyutping_has_the_syllables_that_ordinary_words_are_made_of() -> None:
    words = "gwong2 dung1 waa2 ngo5 hai6 jyut6 jan4 nei5 sik1 faan6 mei6 aa3 hoeng1 gong2 m4 goi1 ceot1 loek6 zyu1"
    assert jyutping.read_jyutping(words) == words.split()


def test_arpabet_has_the_phones_of_the_pronouncing_dictionary() -> None:
    path = Path(__file__).parents[3] / "shared" / "golden" / "gpt_sovits" / "symbols_v2.json"
    if not path.is_file():
        pytest.skip("no shared lists beside the repository")
    names = {name[:-1] for name in json.loads(path.read_text("utf-8")) if re.fullmatch("[A-Z]{2}[01]", name)}
    assert len(names) == 15
    assert names <= set(VOWELS)


def test_arpabet_as_ipa_is_ipa_with_its_stress_before_the_vowel() -> None:
    assert arpabet_to_ipa(read_arpabet("CH AH1 M L IY0")) == "tʃˈʌmli"
    assert arpabet_to_ipa(read_arpabet("N EY2 SH AH0 N ER0")) == "nˌeɪʃənɚ"
    for sound in (*VOWELS.values(), *CONSONANTS.values()):
        assert read_ipa(sound) == sound


def test_everything_that_x_sampa_writes_is_ipa() -> None:
    for sound in IPA_OF.values():
        assert not sound.strip() or read_ipa(f"a{sound}")


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_a_reading_is_written_as_it_is_read(alphabet: str) -> None:
    value = {"pinyin": "hang2", "kana": "ひと", "ipa": "wɪn", "arpabet": "W IH1 N", "jyutping": "hang4",
             "x-sampa": "wIn", "respelling": "WIN"}[alphabet]  # fmt: skip
    assert read_notation(write_notation(alphabet, value), pattern="行") == (alphabet, value)
