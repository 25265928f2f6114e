"""Capitals: `acronyms.tsv` has a sentence, a word of it, and whether it is spelled, said as a word, or its phones."""

from pathlib import Path

import pytest

from reciter.languages.en.pronunciation import letters_phones, pronounce
from reciter.languages.en.words import words

ROWS = [line.split("\t") for line in Path(__file__).with_name("acronyms.tsv").read_text("utf-8").splitlines()[1:]]


def said(sentence: str, word: str) -> tuple[str, ...]:
    return next(found.phones for found in words(sentence) if sentence[found.start : found.end] == word)


@pytest.mark.parametrize(("sentence", "word", "way"), ROWS, ids=[row[0] for row in ROWS])
def test_capitals_are_spelled_or_said_as_people_do(sentence: str, word: str, way: str) -> None:
    ways = {"letters": letters_phones(word), "word": pronounce(word.lower()).phones}
    assert said(sentence, word) == ways.get(way, tuple(way.split()))


def test_several_and_owners_keep_the_way_of_the_one() -> None:
    assert said("the GPUs", "GPUs") == (*letters_phones("GPU"), "Z")
    assert said("NASA's ship", "NASA's") == (*pronounce("nasa").phones, "Z")
