from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reciter.languages.ja import language
from reciter.languages.ja.folding import fold
from reciter.languages.ja.kana import lengthened, morae, sound
from reciter.languages.ja.words import words
from reciter.text.span import Reading

KNOWN = frozenset(
    [
        "a",
        "i",
        "u",
        "e",
        "o",
        "N",
        "cl",
        "b",
        "by",
        "ch",
        "d",
        "dy",
        "f",
        "g",
        "gy",
        "h",
        "hy",
        "j",
        "k",
        "ky",
        "m",
        "my",
        "n",
        "ny",
        "p",
        "py",
        "r",
        "ry",
        "s",
        "sh",
        "t",
        "ts",
        "v",
        "w",
        "y",
        "z",
        "[",
        "]",
        "UNK",
        "!",
        "?",
        "…",
        ",",
        ".",
        "-",
    ]
)
MIXED = st.text(
    "今日は雨だ一本行った（「」）、。…！？abAZ12ｶﾞガー々〇ヴァ👍\u3099\u200b\ud800 　", max_size=30
)


def said(text: str, *readings: tuple[str, str]) -> str:
    given = [Reading(text.index(word), text.index(word) + len(word), "kana", kana) for word, kana in readings]
    return " ".join(language.phones(text, readings=given).phones)


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("雨", "a ] m e"),
        ("飴", "a [ m e"),
        ("東京都", "t o [ o ky o ] o t o"),
        ("飛んだ。", "t o [ N d a ."),
        ("学校", "g a [ cl k o o"),
        ("会いましょう", "a [ i m a sh o ] o"),
        ("ABC", "e [ e b i i sh i ] i"),
    ],
)
def test_words_have_their_sounds_and_their_accent(text: str, phones: str) -> None:
    assert said(text) == phones


def test_what_is_said_keeps_words_and_turns_marks_into_the_few_that_are_spoken() -> None:
    assert language.phones("「はい」と、彼は言った……！（本当）").text == "はいと,彼は言った…本当,"


def test_two_quotations_side_by_side_are_kept_apart() -> None:
    assert "," in said("「東京」「大阪」")


def test_a_border_between_accent_phrases_is_the_symbol_that_the_checkpoints_have_learnt() -> None:
    assert said("赤い花").split().count("UNK") == 1


@pytest.mark.parametrize(
    ("text", "word", "kana", "phones"),
    [
        ("心が痛い", "心", "しん", "sh i ] N g a UNK i [ t a ] i"),
        ("会を行った", "行", "おこな", "k a ] i o UNK o [ k o n a cl t a"),
        ("束の間の命", "束", "つか", "ts u [ k a n o m a n o UNK i ] n o ch i"),
        ("寛容て行く", "寛容", "くつろげ", "k u [ ts u r o g e t e i k u"),
        ("毛布を出す", "毛布", "けっと", "k e ] cl t o o UNK d a ] s u"),
        ("今日は", "今日", "キョウ", "ky o ] o w a"),
    ],
)
def test_a_reading_in_kana_is_obeyed(text: str, word: str, kana: str, phones: str) -> None:
    assert said(text, (word, kana)) == phones


def test_many_readings_in_one_text_are_all_obeyed() -> None:
    text = "山路を登りながら、璆鏘の音と尺縑を見下した。"
    wanted = (
        ("山路", "やまみち"),
        ("璆鏘", "きゅうそう"),
        ("音", "おん"),
        ("尺縑", "せっけん"),
        ("見下", "みおろ"),
    )
    given = [Reading(text.index(word), text.index(word) + len(word), "kana", kana) for word, kana in wanted]
    heard = "".join(sound(word.read) for word in words(text, given))
    assert all(sound(kana) in heard for _, kana in wanted), heard


def test_a_reading_in_another_alphabet_is_left_to_the_engine() -> None:
    assert language.phones("雨", readings=[Reading(0, 1, "ipa", "æ")]).phones == ("a", "]", "m", "e")


def test_words_cover_the_text_in_order() -> None:
    text = "２０２４年、ｶﾞﾗｽの\u200b棚に 本があった。"
    found = words(text)
    assert [text[word.start : word.end] for word in found if word.start < word.end] == [
        "２０２４", "年", "、", "ｶﾞﾗｽ", "の\u200b", "棚", "に", "本", "が", "あっ", "た", "。",
    ]  # fmt: skip


def test_folded_text_is_what_open_jtalk_makes_of_it_itself() -> None:
    from pyopenjtalk import OPEN_JTALK_DICT_DIR
    from pyopenjtalk.openjtalk import OpenJTalk

    text = "ABC xyz 12%ｶﾞﾊﾟﾋﾞ「か\u3099」—―〜~'\"\\\n\t\x00\u200b日本〇々"
    folded = fold(text).text
    assert OpenJTalk(dn_mecab=OPEN_JTALK_DICT_DIR).normalize_for_mecab(folded) == folded


@pytest.mark.parametrize(
    ("kana", "same"), [("とうきょう", "トーキョー"), ("おおきい", "オーキー"), ("つづく", "ツズク")]
)
def test_spellings_of_one_sound_are_the_same(kana: str, same: str) -> None:
    assert sound(kana) == same


def test_morae_and_long_vowels() -> None:
    assert (morae("キャット"), lengthened("コウエイ")) == (3, "コーエー")


@settings(deadline=None, max_examples=60)
@given(st.one_of(MIXED, st.text(max_size=20)))
def test_any_text_at_all_has_phones_of_the_table_and_words_in_order(text: str) -> None:
    assert set(language.phones(text).phones) <= KNOWN
    found = words(text)
    assert all(0 <= word.start <= word.end <= len(text) for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@settings(deadline=None, max_examples=40)
@given(
    MIXED, st.integers(0, 20), st.integers(1, 4), st.sampled_from(["あ", "きょう", "ッ", "ー", "いちにち"])
)
def test_any_reading_anywhere_does_no_harm(text: str, start: int, length: int, kana: str) -> None:
    end = min(start + length, len(text))
    if start < end:
        assert set(language.phones(text, readings=[Reading(start, end, "kana", kana)]).phones) <= KNOWN


def test_a_text_of_any_length_is_read_to_its_end_and_no_reading_is_cut() -> None:
    text = "あ" * 597 + "漱石と那美" + "い" * 3
    found = words(text, [Reading(597, 602, "kana", "そうせきとなみ")])
    assert found[-1].end == len(text)
    assert "ソーセキトナミ" in "".join(word.pronounced for word in found)


def test_variants_of_characters_are_read_as_the_usual_ones() -> None:
    assert "".join(word.pronounced for word in words("髙橋さん")) == "タカハシサン"
