import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reciter.languages.yue import language

if TYPE_CHECKING:
    from tests.conftest import CheckRows

CASES = Path(__file__).parent / "cases_cantonese.tsv"
ROWS = [line.split("\t") for line in CASES.read_text("utf-8").splitlines()[1:]]
BOOKS = Path(__file__).parents[3].parent / "shared" / "books"


def test_cantonese_is_told_from_standard_chinese(check_rows: "CheckRows") -> None:
    check_rows(ROWS, lambda row: "yes" if language.is_cantonese(row[0]) else "no")


@pytest.mark.skipif(not BOOKS.is_dir(), reason="needs the shared books")
@pytest.mark.parametrize("script", ["simplified", "traditional"])
def test_no_sentence_of_a_book_in_standard_chinese_is_cantonese(script: str) -> None:
    with zipfile.ZipFile(BOOKS / "05-rust-book-zh-en-mixed.epub") as book:
        pages = [book.read(name).decode() for name in book.namelist() if name.endswith((".xhtml", ".html"))]
    text = re.sub(r"<[^>]*>", "", "".join(pages))[:400_000]
    if script == "traditional":
        from opencc import OpenCC

        text = OpenCC("s2hk").convert(text[:100_000])
    assert [
        sentence for sentence in re.split(r"(?<=[。！？])|\n", text) if language.is_cantonese(sentence)
    ] == []
