"""Text in runs and readings becomes Kokoro's phones."""

import pytest

from reciter.engines.base import SpeechRequest
from reciter.engines.kokoro.phones.compose import request_phones
from reciter.engines.kokoro.phones.vocabulary import vocabulary
from reciter.errors import EngineProblem, InputProblem
from reciter.text.span import Reading, Run


def request(*parts: tuple[str, str], readings: tuple[tuple[str, str, str], ...] = ()) -> SpeechRequest:
    """A request from (language, text) parts and (stretch, alphabet, value) readings."""
    text, runs = "", []
    for language, part in parts:
        runs.append(Run(len(text), len(text) + len(part), language))
        text += part
    spans = tuple(Reading(text.index(w), text.index(w) + len(w), a, v) for w, a, v in readings)
    return SpeechRequest("c001-s0001", text, tuple(runs), spans)


PLAIN = [
    ("en", "I read books. I have read it.", "ˌI ɹˈid bˈʊks. ˌI hæv ɹˈɛd ɪt."),
    ("en", "“Yes,” he said… (well)", "“jˈɛs,” hi sˈɛd… (wˈɛl)"),
    ("en", "‘Don’t,’ said the dog’s owner.", "“dˈOnt,” sˈɛd ðə dˈɔɡz ˈOnəɹ."),
    ("en", "'No,' she said. 'It's Tom's.'", "“nˈO,” ʃi sˈɛd. “ˌɪts tˈɑmz.”"),
    ("en", "'Twas the dogs' bone.", "twˈɑz ðə dˈɔɡz bˈOn."),
    ("en", "A", "ˈA."),
    ("zh", "你好，世界！", "ni↗xau↓, ʂɨ↘ʨje↘!"),
    ("zh", "银行行长", "i↗nxa↗ŋ xa↗ŋꭧa↓ŋ."),
    ("zh", "他说：“好。”", "tʰa→ ʂwo→: “xau↓.”"),
    ("zh", "三〇一室", "sa→n li↗ŋ i→ ʂɨ↘."),
    ("ja", "今日は東京へ行った。", "kʲoː βa toːkʲoː e iʔta."),
    ("ja", "「はい」と言った……。", "“hai” to iʔta…."),
]


@pytest.mark.parametrize(("language", "text", "phones"), PLAIN)
def test_each_language_gives_the_phones_of_its_own_frontend(language: str, text: str, phones: str):
    known = request_phones(request((language, text)))
    assert known.replace(" ", "") == phones.replace(" ", "")


def test_latin_words_in_chinese_are_read_in_english_and_joined_without_a_pause():
    apart = request_phones(request(("zh", "我用"), ("en", "Python"), ("zh", "写程序")))
    inside = request_phones(request(("zh", "我用Python写程序")))
    assert apart == inside
    assert "jʊ↘ŋ pʰˈIθˌɑn ɕje↓" in apart
    assert not set(apart[:-1]) & set(",;:—…!?.")


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("Cargo", "kʰˈɑɹɡO"),
        ("commit", "kʰəmˈɪt"),
        ("print", "pʰɹˈɪnt"),
        ("quick", "kʰwˈɪk"),
        ("Speak", "spˈik"),
        ("Rust", "ɹˈʌst"),
        ("attack", "ətʰˈæk"),
    ],
)
def test_english_plosives_have_their_breath_in_a_chinese_sentence(word: str, phones: str):
    assert phones in request_phones(request(("zh", "我们用"), ("en", word), ("zh", "来写程序。")))


def test_english_plosives_are_bare_in_english_and_in_an_english_sentence_with_a_chinese_word():
    assert "ʰ" not in request_phones(request(("en", "Cargo prints a quick attack.")))
    mixed = request(("en", "The cargo of a Chinese ship is called "), ("zh", "货"), ("en", " in that port."))
    assert "kˈɑɹɡO" in request_phones(mixed)


def test_three_languages_meet_in_one_sentence():
    phones = request_phones(
        request(("ja", "東京で"), ("en", "jazz"), ("ja", "と"), ("zh", "京剧"), ("ja", "を聞く。"))
    )
    assert phones == "toːkʲoː de ʤˈæz to ʨi→ŋʨy↘ o kʲikɯ."


@pytest.mark.parametrize(
    ("language", "text", "reading", "expected"),
    [
        ("zh", "重庆很大", ("重庆", "pinyin", "zhòngqìng"), "ꭧʊ↘ŋʨʰi↘ŋ xə↓nta↘."),
        ("zh", "重庆很大", ("重", "pinyin", "zhong4"), "ꭧʊ↘ŋʨʰi↘ŋ xə↓nta↘."),
        ("zh", "长乐未央", ("乐", "pinyin", "yuè"), None),
        ("ja", "東京へ行く", ("東京", "kana", "とうけい"), None),
        ("en", "Queequeg laughed.", ("Queequeg", "respelling", "kwee-KWAIG"), "kwikwˈAɡ lˈæft."),
        ("en", "Ishmael laughed.", ("Ishmael", "ipa", "ˈɪʃmeɪəl"), "ˈɪʃmAəl lˈæft."),
        ("en", "Ahab laughed.", ("Ahab", "x-sampa", '"eIh{b'), "ˈAhæb lˈæft."),
        ("en", "Li laughed.", ("Li", "pinyin", "lǐ"), "li↓ lˈæft."),
        ("en", "Aoki laughed.", ("Aoki", "kana", "アオキ"), "aokʲi lˈæft."),
        ("zh", "我爱Moby的书", ("Moby的", "respelling", "莫比的"), None),
    ],
)
def test_readings_are_obeyed(language: str, text: str, reading: tuple[str, str, str], expected: str | None):
    plain = request_phones(request((language, text)))
    obeyed = request_phones(request((language, text), readings=(reading,)))
    assert obeyed != plain
    if expected is not None:
        assert obeyed == expected


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("不是", "pu↗ʂɨ↘."),
        ("我不去", "wo↓ pu↗ ʨʰy↘."),
        ("不好", "pu↘xau↓."),
        ("不，是", "pu↘, ʂɨ↘."),
        ("跑得快", "pʰau↓tɤ kʰwai↘."),
        ("三个美女", "sa→nkɤ mei↗ny↓."),
    ],
)
def test_tones_change_as_speech_changes_them(text: str, phones: str):
    assert request_phones(request(("zh", text))).replace(" ", "") == phones.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("获得成功", "xwo↘tɤ↗ ꭧʰə↗ŋkʊ→ŋ."),
        ("得到", "tɤ↗tau↘."),
        ("说得对", "ʂwo→tɤtwei↘."),
        ("他得去", "tʰa→ tei↓ ʨʰy↘."),
        ("慢慢地走", "ma↘nma↘n tɤ ʦou↓."),
        ("地上", "ti↘ʂaŋ."),
    ],
)
def test_particles_are_told_from_verbs_and_nouns(text: str, phones: str):
    assert request_phones(request(("zh", text))).replace(" ", "") == phones.replace(" ", "")


def test_a_reading_stands_in_for_characters_that_nobody_knows():
    phones = request_phones(
        request(("zh", "姓\U0003134a的人"), readings=(("\U0003134a", "pinyin", "biáng"),))
    )
    assert phones == "ɕi↘ŋ pja↗ŋ tɤ ɻə↗n."


def test_words_around_a_given_reading_are_still_read_in_context():
    plain = request_phones(request(("en", "She has read Moby yesterday.")))
    given = request_phones(
        request(("en", "She has read Moby yesterday."), readings=(("Moby", "ipa", "moʊbi"),))
    )
    assert given.split()[:3] == plain.split()[:3]
    assert given.split()[4] == plain.split()[4]


def test_ruby_over_kanji_is_parsed_with_its_neighbours():
    phones = request_phones(request(("ja", "今日は強い"), readings=(("今日", "kana", "こんにち"),)))
    assert phones.startswith("koɲɲiʨi βa")


def test_a_language_without_a_frontend_is_named_with_its_text_and_what_there_is():
    with pytest.raises(InputProblem) as caught:
        request_phones(request(("en", "He said "), ("ru", "привет")))
    assert "'ru'" in caught.value.what
    assert "привет" in caught.value.what
    assert "zh, en and ja" in caught.value.how


@pytest.mark.parametrize(
    ("language", "text"), [("en", "a Привет"), ("zh", "五∑"), ("zh", "你한"), ("ja", "々"), ("en", "5∑")]
)
def test_what_has_a_sound_that_is_not_known_is_an_error_not_a_gap(language: str, text: str):
    with pytest.raises(EngineProblem) as caught:
        request_phones(request((language, text)))
    assert caught.value.where == "c001-s0001"


@pytest.mark.parametrize(("language", "text"), [("zh", "♪你好★"), ("en", "♪ Hello *"), ("ja", "♪はい☆")])
def test_decoration_is_silent(language: str, text: str):
    bare = "".join(c for c in text if c.isalpha())
    assert request_phones(request((language, text))) == request_phones(request((language, bare)))


def test_marks_alone_have_no_phones():
    assert request_phones(request(("zh", "……"))) == ""


@pytest.mark.parametrize("text", ["。。。你好", "——你好", "，你好"])
def test_no_pause_stands_before_the_first_word(text: str):
    assert request_phones(request(("zh", text))) == "ni↗xau↓."


def test_a_text_without_a_mark_at_its_end_gets_one():
    assert request_phones(request(("en", "Chapter One"))).endswith(".")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Passengers grow quarrelsome—don’t sleep of nights.", "dˈOnt"),
        ("house—don't.", "dˈOnt"),
        ("And what dost thou want?—did’st thou—can’t ye?", "kˈænt"),
    ],
)
def test_a_word_that_the_tagger_takes_for_a_mark_is_said(text: str, word: str):
    assert word in request_phones(request(("en", text)))


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("Type rustc here.", "ɹˈʌstsˈi"),
        ("Rustc's println", "ɹˈʌstsˈiz pɹˈɪntlˌIn"),
        ("on github", "ɡˈɪthˌʌb"),
        ("Shh!", "ʃə"),
        ("D’ye see him?", "dji"),
        ("a waistcoat", "wˈAstkˌOt"),
    ],
)
def test_words_of_our_own_list_are_said_where_the_checked_dictionary_lacks_them(text: str, phones: str):
    assert phones in request_phones(request(("en", text)))


def test_british_voices_get_british_english():
    text = request(("en", "tomato"))
    assert request_phones(text, accent="british") != request_phones(text, accent="american")


def test_everything_stays_inside_the_vocabulary():
    text = request(
        ("zh", "《儿女英雄传》：GPT-4与α粒子、三点一四%？"[:17]),
        ("en", " naïve café—O'Brien's 3rd"),
        ("ja", "ゔぁっきゃーん"),
    )
    assert set(request_phones(text)) <= set(vocabulary())
