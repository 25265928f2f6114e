"""Capitals: `acronyms.tsv` has a sentence, a word of it, and whether it is spelled, said as a word, or its phones."""

from pathlib import Path
from typing import TYPE_CHECKING

from reciter.languages.en.pronunciation import letters_phones, pronounce
from reciter.languages.en.words import words

if TYPE_CHECKING:
    from tests.conftest import CheckRows

ROWS = [
    line.split("\t") for line in Path(__file__).with_name("acronyms.tsv").read_text("utf-8").splitlines()[1:]
]


def said(sentence: str, word: str) -> tuple[str, ...]:
    return next(found.phones for found in words(sentence) if sentence[found.start : found.end] == word)


def way(sentence: str, word: str, expected: str) -> str:
    """The expected way if the word is said so in a sentence; else its phones."""
    phones = said(sentence, word)
    ways = {"letters": letters_phones(word), "word": pronounce(word.lower()).phones}
    return expected if phones == ways.get(expected, tuple(expected.split())) else " ".join(phones)


def test_capitals_are_spelled_or_said_as_people_do(check_rows: "CheckRows") -> None:
    check_rows(ROWS, lambda row: way(*row), expected=2)


def test_several_and_owners_keep_the_way_of_the_one() -> None:
    assert said("the GPUs", "GPUs") == (*letters_phones("GPU"), "Z")
    assert said("NASA's ship", "NASA's") == (*pronounce("nasa").phones, "Z")
