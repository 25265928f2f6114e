import pytest

from reciter.text.ruby import reading_of_ruby


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("わがはい", ("kana", "わがはい")),
        ("マジック", ("kana", "マジック")),
        ("ジョン・スミス", ("kana", "ジョンスミス")),
        ("háng", ("pinyin", "hang2")),
        ("Běijīng", ("pinyin", "bei3 jing1")),
        ("Xī'ān", ("pinyin", "xi1 an1")),
        ("zhong1 guo2", ("pinyin", "zhong1 guo2")),
        ("nǚ ér", ("pinyin", "nv3 er2")),
        ("ㄏㄤˊ", ("pinyin", "hang2")),
        ("ㄓㄨㄥ ㄍㄨㄛˊ", ("pinyin", "zhong1 guo2")),
        ("ㄐㄧㄡˇ", ("pinyin", "jiu3")),
        ("ㄒㄩㄝˊ", ("pinyin", "xue2")),
        ("ㄩㄥˋ", ("pinyin", "yong4")),
        ("ㄋㄩˇ", ("pinyin", "nv3")),
        ("˙ㄉㄜ", ("pinyin", "de5")),
        ("magic", None),
        ("yan", None),
        ("魔法", None),
        ("・・・", None),
        ("﹅", None),
        ("", None),
    ],
)
def test_ruby_is_read_as_kana_or_pinyin_or_left_as_a_gloss(
    value: str, expected: tuple[str, str] | None
) -> None:
    assert reading_of_ruby(value) == expected
