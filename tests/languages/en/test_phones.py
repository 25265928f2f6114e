import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reciter.errors import InputProblem
from reciter.languages.en import language
from reciter.languages.en.arpabet import CONSONANTS, VOWELS, arpabet_to_ipa, ipa_to_arpabet
from reciter.text.span import Reading

PHONES = CONSONANTS | {vowel + stress for vowel in VOWELS for stress in "012"} | set("!?….,-")


def said(text: str, *readings: Reading) -> str:
    return " ".join(language.phones(text, readings=readings).phones)


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("Call me Ishmael.", "K AO1 L M IY1 IH1 SH M IY0 L ."),
        ("a cat", "AH0 K AE1 T"),
        ("grade A, and an A", "G R EY1 D EY1 , AH0 N D AE1 N EY1"),
        ("A cat in A minor", "AH0 K AE1 T IH0 N EY1 M AY1 N ER0"),
        ("Queequeg's", "K W IY1 K W EH0 G Z"),
        ("James's", "JH EY1 M Z IH0 Z"),
        ("the dogs' room", "DH AH0 D AA1 G Z R UW1 M"),
        ("it'd", "IH1 T AH0 D"),
        ("’Tis well-being", "T IH1 Z W EH2 L B IY1 IH0 NG"),
        ("well-read", "W EH1 L R EH1 D"),
        ("café résumé", "K AH0 F EY1 R EH1 Z AH0 M EY2"),
        ("whaleline", "W EY1 L L AY2 N"),
        ("FBI", "EH1 F B IY1 AY1"),
        ("GPUs", "JH IY1 P IY1 Y UW1 Z"),
        ("NASA's RAM", "N AE1 S AH0 Z R AE1 M"),
        ("THE END", "DH AH0 EH1 N D"),
        ("iPhone", "AY1 F OW1 N"),
        ("x y", "EH1 K S W AY1"),
        ("Wow... really?!", "W AW1 . R IH1 L IY0 ?"),
        ("yes—no; “maybe”: so", "Y EH1 S , N OW1 , M EY1 B IY0 , S OW1"),
        ("……", "."),
        ("7", "S EH1 V AH0 N"),
        ("", ""),
        ("漢字", ""),
    ],
)
def test_words_are_said_as_an_educated_american_says_them(text: str, phones: str) -> None:
    assert said(text) == phones


def test_readings_are_obeyed_in_every_alphabet_of_english() -> None:
    assert said("Nguyen said", Reading(0, 6, "ipa", "wɪn")) == "W IH1 N S EH1 D"
    assert said("Nguyen said", Reading(0, 6, "x-sampa", "wIn")) == "W IH1 N S EH1 D"
    assert said("Nguyen said", Reading(0, 6, "arpabet", "W IH1 N")) == "W IH1 N S EH1 D"
    assert said("Queequeg said", Reading(0, 8, "respelling", "KWEE-kweg")) == "K W IY1 K W EH0 G S EH1 D"
    assert said("I read it.", Reading(2, 6, "ipa", "ɹiːd")) == "AY1 R IY1 D IH1 T ."


@pytest.mark.parametrize(
    "reading",
    [
        Reading(0, 3, "kana", "ア"),
        Reading(0, 3, "ipa", "§"),
        Reading(0, 3, "ipa", "ˈ"),
        Reading(0, 3, "arpabet", "QQ"),
        Reading(0, 3, "x-sampa", "ö"),
    ],
)
def test_a_reading_that_cannot_be_understood_is_named(reading: Reading) -> None:
    with pytest.raises(InputProblem):
        language.phones("one", readings=[reading])


def test_the_text_of_the_phones_is_what_was_said() -> None:
    assert language.phones("“Wow”… he said—so.").text == "Wow. he said, so."


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_phones_of_the_list(text: str) -> None:
    assert set(language.phones(text).phones) <= PHONES
    assert all(0 <= doubt.start < doubt.end <= len(text) for doubt in language.doubts(text))


@pytest.mark.parametrize(
    "text", ["\ud800 lone", "Привет мир", "ﬁne", "ŁÓDŹ", "a\u0301 b", "𝒳", "’’’ --- a-- -b", "0٣", "x" * 3000]
)
def test_strange_text_is_no_crash(text: str) -> None:
    assert set(language.phones(text).phones) <= PHONES
    assert isinstance(language.doubts(text), list)


def test_no_sound_that_the_network_knows_is_a_crash() -> None:
    """Its alphabet has brackets and a figure, which are no sounds."""
    for word in ("zqx(", "ch’1", "łódźż", "ngô", "xwq", "E½", "a½"):
        assert set(language.phones(word).phones) <= PHONES


def test_every_phone_is_in_the_published_lists() -> None:
    path = Path(__file__).parents[4] / "shared" / "golden" / "gpt_sovits" / "symbols_v2.json"
    if not path.is_file():
        pytest.skip("no shared goldens beside the repository")
    assert set(json.loads(path.read_text("utf-8"))) >= PHONES


@pytest.mark.parametrize(
    ("phones", "ipa"),
    [
        ("R EH1 K ER0 D", "ˈɹɛkɚd"),
        ("R AH0 K AO1 R D", "ɹəˈkɔɹd"),
        ("AH0 B JH EH1 K T", "əbˈdʒɛkt"),
        ("S T R IY1 T", "stɹit"),
    ],
)
def test_arpabet_becomes_ipa_and_comes_back(phones: str, ipa: str) -> None:
    assert arpabet_to_ipa(phones.split()) == ipa
    assert " ".join(ipa_to_arpabet(ipa)) == phones
