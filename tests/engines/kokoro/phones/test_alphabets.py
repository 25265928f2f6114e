"""Readings in IPA, X-SAMPA, pinyin and kana."""

import pytest
from pypinyin.constants import PINYIN_DICT

from reciter.engines.kokoro.phones.alphabets import ipa_phones, reading_phones
from reciter.engines.kokoro.phones.japanese import kana_phones
from reciter.engines.kokoro.phones.mandarin import pinyin_phones, pinyin_syllables
from reciter.engines.kokoro.phones.vocabulary import known_phones, vocabulary
from reciter.errors import EngineProblem
from reciter.text.arpabet import CONSONANTS, VOWELS
from reciter.text.span import Reading
from reciter.text.xsampa import IPA_OF, xsampa_to_ipa


@pytest.mark.parametrize(
    ("ipa", "american", "british"),
    [
        ("həˈləʊ", "həlˈO", "həlˈQ"),
        ("həˈloʊ", "həlˈO", "həlˈQ"),
        ("/ˈt͡ʃɜːt͡ʃ/", "ʧˈɜɹʧ", "ʧˈɜːʧ"),
        ("dʒɔɪ", "ʤY", "ʤY"),
        ("ɡaʊs", "ɡWs", "ɡWs"),
        ("straɪk", "stɹIk", "stɹIk"),
        ("façade", "façade", "façade"),
    ],
)
def test_ipa_takes_kokoros_letters_and_stress_before_the_vowel(ipa: str, american: str, british: str):
    assert ipa_phones(ipa) == american
    assert ipa_phones(ipa, accent="british") == british


def test_a_symbol_that_kokoro_does_not_have_is_named():
    with pytest.raises(EngineProblem, match="U\\+01C0"):
        ipa_phones("ǀa")


def test_every_x_sampa_symbol_becomes_ipa_that_is_spoken_or_named():
    assert xsampa_to_ipa('"hE.l@U') == "ˈhɛ.ləʊ"
    assert xsampa_to_ipa("r\\EdZ_j") == "ɹɛdʒʲ"
    assert len(IPA_OF) > 100
    with pytest.raises(ValueError, match="é"):
        xsampa_to_ipa("caf\u00e9")


def test_all_syllables_of_mandarin_are_in_the_vocabulary():
    readings = sorted({s for entry in PINYIN_DICT.values() for s in entry.split(",")})
    syllables = {pinyin_syllables(s)[0][:-1]: s for s in readings}  # one tone of each is enough
    phones = {p for s in syllables.values() for p in pinyin_phones(s)}
    assert len(syllables) > 400
    assert phones <= set(vocabulary())


@pytest.mark.parametrize(
    ("pinyin", "syllables"),
    [
        ("chóngqìng", ["chong2", "qing4"]),
        ("chong2 qing4", ["chong2", "qing4"]),
        ("xī'ān", ["xi1", "an1"]),
        ("lǜ", ["lv4"]),
        ("lv4", ["lv4"]),
        ("zhang3de5", ["zhang3", "de5"]),
        ("ma", ["ma5"]),
    ],
)
def test_pinyin_is_cut_into_syllables(pinyin: str, syllables: list[str]):
    assert pinyin_syllables(pinyin) == syllables


def test_what_is_not_pinyin_is_refused():
    with pytest.raises(EngineProblem, match="strength"):
        pinyin_phones("strength")


@pytest.mark.parametrize(
    ("kana", "phones"),
    [("とうきょう", "toːkʲoː"), ("トーキョー", "toːkʲoː"), ("せんせい", "seɴseː"), ("がっこう", "ɡaʔkoː")],
)
def test_kana_makes_long_vowels_long(kana: str, phones: str):
    assert kana_phones(kana).replace("n", "ɴ") == phones


@pytest.mark.parametrize(("alphabet", "value"), [("kana", "東京"), ("x-sampa", "é"), ("klingon", "Qapla'")])
def test_a_value_outside_its_alphabet_is_refused(alphabet: str, value: str):
    with pytest.raises(EngineProblem):
        reading_phones(Reading(0, 1, alphabet, value), language="ja", accent="american")


def test_substitutes_are_in_the_vocabulary():
    assert known_phones("għʉ[ɫ]") == "ɡhɨ(l)"


@pytest.mark.parametrize(
    ("arpabet", "american", "british"),
    [
        ("HH AH0 L OW1", "həlˈO", "həlˈQ"),
        ("K W IY1 K W EH2 G", "kwˈikwˌɛɡ", "kwˈikwˌɛɡ"),
        ("CH ER1 CH", "ʧˈɜɹʧ", "ʧˈɜɹʧ"),
        ("L EH1 D", "lˈɛd", "lˈɛd"),
        ("B AH1 T ER0", "bˈʌtəɹ", "bˈʌtəɹ"),
        ("m ih1 zh ax r", "mˈɪʒəɹ", "mˈɪʒəɹ"),
    ],
)
def test_arpabet_is_spoken_as_its_ipa(arpabet: str, american: str, british: str):
    reading = Reading(0, 1, "arpabet", arpabet)
    assert reading_phones(reading, language="en", accent="american") == american
    assert reading_phones(reading, language="en", accent="british") == british


def test_kokoro_has_a_phone_for_all_of_arpabet():
    for phone in [f"{vowel}1" for vowel in VOWELS] + list(CONSONANTS):
        assert reading_phones(Reading(0, 1, "arpabet", phone), language="en", accent="american")


def test_what_is_not_arpabet_is_refused_with_what_was_meant():
    with pytest.raises(EngineProblem, match="Did you mean"):
        reading_phones(
            Reading(0, 1, "arpabet", "KK AE1 T"), language="en", accent="american", where="c001-s0001"
        )


def test_jyutping_is_refused_because_kokoro_speaks_no_cantonese():
    with pytest.raises(EngineProblem, match="does not speak Cantonese"):
        reading_phones(Reading(0, 2, "jyutping", "hoeng1 gong2"), language="zh", accent="american")
