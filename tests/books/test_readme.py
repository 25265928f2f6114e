"""The examples in books/README.md are what Reciter accepts."""

from __future__ import annotations

import re
from pathlib import Path

from reciter.production.book_settings import BookSettings
from reciter.text.lexicon import parse_lexicon
from reciter.toml_file import read_toml

README = (Path(__file__).parents[2] / "books" / "README.md").read_text(encoding="utf-8")


def test_the_book_toml_example_is_valid(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "book.toml").write_text(example, encoding="utf-8")
    settings = read_toml(tmp_path / "book.toml", BookSettings)
    assert settings.metadata.title == "Reading in Fog"


def test_the_pauses_shown_are_the_defaults(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "book.toml").write_text(example, encoding="utf-8")
    assert read_toml(tmp_path / "book.toml", BookSettings).pauses == BookSettings().pauses


def test_the_lexicon_examples_give_what_the_table_says() -> None:
    rows = re.findall(r"^\| `(.+?)` \| `(.+?)` \| `(..)` \|", README, re.MULTILINE)
    entries = parse_lexicon("\n".join("\t".join(row) for row in rows)).entries
    found = {entry.written: (entry.spoken, entry.alphabet, entry.reading) for entry in entries}
    assert found == {
        "README": ("read me", "", ""),
        "Cholmondeley": ("Cholmondeley", "ipa", "ˈtʃʌmli"),
        "老单": ("老单", "pinyin", "lao3 shan4"),
        "一二三": ("一二三", "kana", "ひふみ"),
    }
