from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.text.lexicon import parse_lexicon, read_lexicon


def found(lexicon: str, text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.entry.spoken) for hit in parse_lexicon(lexicon).find(text)]


def test_the_longest_entry_wins() -> None:
    assert found("New\tnoo\nNew York\tNoo Yawk", "New York is New.") == [
        ("New York", "Noo Yawk"),
        ("New", "noo"),
    ]


def test_latin_entries_match_whole_words_only() -> None:
    assert found("read\tred", "I read; reader, bread, read_line") == [("read", "red"), ("read", "red")]


def test_han_entries_match_anywhere() -> None:
    assert found("重庆\t虫庆", "在重庆市") == [("重庆", "虫庆")]


def test_comments_and_empty_lines_are_passed_over() -> None:
    assert found("# a comment\n\n  \nC#\tsee sharp", "C# and C") == [("C#", "see sharp")]


@pytest.mark.parametrize(
    ("spoken", "alphabet", "reading"),
    [("/wɪn/", "ipa", "wɪn"), ("[ipa:wɪn]", "ipa", "wɪn"), ("[kana:ひとけ]", "kana", "ひとけ"),
     ("[pinyin: hang2 zhou1]", "pinyin", "hang2 zhou1")],
)  # fmt: skip
def test_a_reading_leaves_the_word_as_it_is_written(spoken: str, alphabet: str, reading: str) -> None:
    entry = parse_lexicon(f"Nguyen\t{spoken}\ten-US\ta name").entries[0]
    assert (entry.spoken, entry.alphabet, entry.reading, entry.language) == (
        "Nguyen",
        alphabet,
        reading,
        "en",
    )


@pytest.mark.parametrize(
    "line", ["one column", "a\t", "\tb", "a\tb\tc1x!", "a\tb\ten\tn\tmore", "a\t[kanji:x]", "a\t/x"]
)
def test_a_line_that_cannot_be_understood_is_named(line: str) -> None:
    with pytest.raises(InputProblem) as problem:
        parse_lexicon(f"# fine\n{line}", where="lexicon.tsv")
    assert problem.value.where == "lexicon.tsv, line 2"


def test_an_entry_given_twice_is_refused() -> None:
    with pytest.raises(InputProblem, match="given before"):
        parse_lexicon("a\tb\na\tc")


def test_a_file_is_read_with_or_without_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_text("Ahab\tAy-hab", encoding="utf-8-sig")
    assert read_lexicon(path).entries[0].written == "Ahab"


def test_a_missing_file_and_another_encoding_are_input_problems(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="no such"):
        read_lexicon(tmp_path / "lexicon.tsv")
    (tmp_path / "gb.tsv").write_bytes("重庆\tchong".encode("gb18030"))
    with pytest.raises(InputProblem, match="UTF-8"):
        read_lexicon(tmp_path / "gb.tsv")
