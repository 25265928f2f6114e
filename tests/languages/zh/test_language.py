import pytest

from reciter.languages.zh import language


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("他跑了5km。", ["5km"]),
        ("第III卷和亨利VIII世", ["III", "VIII"]),
        ("中国vs日本", ["vs"]),
        ("见p.12", ["p.12"]),
        ("花了USD 100买iPhone 15", ["USD 100"]),
        ("用 Rust 写 T恤", []),
    ],
)
def test_latin_that_chinese_reads_itself_is_told_from_english(text: str, own: list[str]) -> None:
    assert [text[start:end] for start, end in language.own_latin(text)] == own
