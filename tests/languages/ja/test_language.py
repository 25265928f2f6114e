import pytest

from reciter.languages.ja import language


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("彼は5km走った。", ["5km"]),
        ("第III章とヘンリーVIII世", ["III", "VIII世"]),
        ("A4の紙と3Dの絵", ["A4", "3D"]),
        ("Rustで書いたTシャツ", []),
    ],
)
def test_latin_that_japanese_reads_itself_is_told_from_english(text: str, own: list[str]) -> None:
    assert [text[start:end] for start, end in language.own_latin(text)] == own
