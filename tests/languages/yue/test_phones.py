import json
from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.languages.yue import language
from reciter.languages.yue.phones import syllable_phones
from reciter.text.span import Reading

SYMBOLS = Path(__file__).parents[3].parent / "shared" / "golden" / "gpt_sovits" / "symbols_v2.json"


@pytest.mark.parametrize(
    ("syllable", "phones"),
    [
        ("gam1", "Yg Yam1"),
        ("gwong2", "Ygw Yong2"),
        ("jyut6", "Yj Yyut6"),
        ("ngo5", "Yng Yo5"),
        ("m4", "Ym Ym4"),
        ("ng5", "Yng Yg5"),
        ("aa3", "Yaa Ya3"),
        ("aap3", "Yaa Yp3"),
        ("oi3", "Yoi Yi3"),
        ("uk1", "Yuk Yk1"),
        ("ou3", "You Yu3"),
        ("ung3", "Yng Yung3"),
        ("aang1", "Yng Yaang1"),
        ("deu6", "Yd Yiu6"),
        ("hm1", "Yh Ym1"),
        ("hng6", "Yh Yang6"),
    ],
)
def test_a_syllable_is_its_initial_and_its_final_with_the_tone(syllable: str, phones: str) -> None:
    assert " ".join(syllable_phones(syllable)) == phones


@pytest.mark.parametrize("wrong", ["gam", "gam7", "xyz1", "hoengg1", "1", "", "gam1 jat6"])
def test_what_is_no_jyutping_is_refused(wrong: str) -> None:
    with pytest.raises(InputProblem, match="not Jyutping"):
        syllable_phones(wrong)


@pytest.mark.skipif(not SYMBOLS.is_file(), reason="needs the shared goldens")
def test_every_syllable_of_the_dictionary_has_phones_that_the_checkpoints_know() -> None:
    from ToJyutping.Trie import root

    symbols = set(json.loads(SYMBOLS.read_text("utf-8")))
    nodes, found = [root], set()
    while nodes:
        node = nodes.pop()
        nodes += node.values()
        for value in node.v or []:
            found |= set(map(str, value if isinstance(value, list) else [value]))
    assert len(found) > 2000
    assert {phone for syllable in found for phone in syllable_phones(syllable)} <= symbols


def test_each_character_counts_its_phones_and_marks_are_the_ones_of_the_checkpoints() -> None:
    said = language.phones("佢今日去咗邊度呀？！")
    assert said.text == "佢今日去咗邊度呀?"
    assert said.counts == (2, 2, 2, 2, 2, 2, 2, 2, 1)
    assert said.phones[:4] == ("Yk", "Yeoi5", "Yg", "Yam1")


def test_brackets_and_letters_have_no_phones() -> None:
    assert language.phones("「好」ABC（啦）").text == "好啦"


def test_a_reading_is_obeyed() -> None:
    reading = Reading(2, 3, "jyutping", "hong4")
    assert language.phones("中國行。", readings=[reading]).phones[-3:] == ("Yh", "Yong4", ".")


def test_a_reading_may_cover_a_word_and_have_syllables_over() -> None:
    said = language.phones("去X行", readings=[Reading(1, 3, "jyutping", "ek1 si4 hong4")])
    assert said.text == "去X行"
    assert said.counts == (2, 2, 4)


def test_a_respelling_is_read_in_its_own_characters() -> None:
    assert language.phones("單", readings=[Reading(0, 1, "respelling", "善")]).phones == ("Ys", "Yin6")


def test_a_reading_in_another_alphabet_is_refused_by_name() -> None:
    with pytest.raises(InputProblem, match="pinyin"):
        language.phones("行", readings=[Reading(0, 1, "pinyin", "hang2")])
