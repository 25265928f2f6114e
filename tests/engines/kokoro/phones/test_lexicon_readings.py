"""A lexicon's reading, whatever its alphabet, reaches the phones that Kokoro speaks."""

import pytest

from reciter.book import Block, Chapter
from reciter.engines.base import Limits, SpeechRequest
from reciter.engines.kokoro.phones.compose import request_phones
from reciter.errors import InputProblem
from reciter.languages.frontend import sentences_of
from reciter.text.lexicon import parse_lexicon


def phones(text: str, language: str, lexicon: str) -> str:
    chapter = Chapter(1, "One", (Block("paragraph", text, "a.xhtml"),))
    (sentence,) = sentences_of(
        chapter, language=language, limits=Limits(1.0, 20.0), lexicon=parse_lexicon(lexicon)
    )
    return request_phones(SpeechRequest(sentence.id, sentence.spoken, sentence.runs, sentence.readings))


@pytest.mark.parametrize(
    ("text", "language", "lexicon", "expected"),
    [
        ("Then Nguyen came.", "en", "Nguyen\t/wɪn/", " wɪn "),
        ("Then Nguyen came.", "en", "Nguyen\t[ipa:wɪn]", " wɪn "),
        ("Then Nguyen came.", "en", "Nguyen\t[x-sampa:wIn]", " wɪn "),
        ("Then Nguyen came.", "en", "Nguyen\t[arpabet:W IH1 N]", " wˈɪn "),
        ("Then Nguyen came.", "en", "Nguyen\twin", " wˈɪn "),
        ("Then Nguyen came.", "en", "Nguyen\t[respelling:WIN-der]", " wˈɪndɛɹ "),
        ("That is Nguyen’s boat.", "en", "Nguyen\t/wɪn/", " wɪnz "),
        ("Both Katzes came.", "en", "Katz\t[arpabet:K AE1 T S]", " kˈæʦɪz "),
        ("他叫老单。", "zh", "老单\t[pinyin:lao3 shan4]", "lau↓ʂa↘n"),
        ("他叫老单。", "zh", "老单\t[pinyin:lǎoshàn]", "lau↓ʂa↘n"),
        ("我们用 Cargo 工具。", "zh", "Cargo\t[arpabet:K ER1 G AH0]", "kʰˈɜɹɡə"),
        ("我们用 Cargo 工具。", "zh", "Cargo\t[pinyin:ka3 gou4]", "kʰa↓kou↘"),
        ("人気がある。", "ja", "人気\t[kana:ひとけ]", "çitoke"),
        ("日本の Python です。", "ja", "Python\t[kana:パイソン]", "paisoɴ"),
        ("日本の Python です。", "ja", "Python\tパイソン", "paisoɴ"),
    ],
)
def test_every_alphabet_is_obeyed(text: str, language: str, lexicon: str, expected: str) -> None:
    plain, given = phones(text, language, ""), phones(text, language, lexicon)
    assert expected in given
    assert expected not in plain


def test_jyutping_is_refused_with_its_sentence() -> None:
    with pytest.raises(
        InputProblem, match="c001-s0001: The engine kokoro cannot speak the language 'yue' of '香港'"
    ):
        phones("我在香港。", "zh", "香港\t[jyutping:hoeng1 gong2]")
