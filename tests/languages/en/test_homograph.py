"""Homographs: `homographs.tsv` has sentences, a word and how an educated American says it there."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from reciter.languages.en.homograph import homographs
from reciter.languages.en.words import words

if TYPE_CHECKING:
    from tests.conftest import CheckRows

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("homographs.tsv").read_text("utf-8").splitlines()[1:]
]


def said(sentence: str, word: str) -> str:
    places = {
        match.start()
        for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", sentence, re.IGNORECASE)
    }
    return "|".join(" ".join(found.phones) for found in words(sentence) if found.start in places)


def test_a_homograph_is_said_as_its_sense_wants(check_rows: "CheckRows") -> None:
    check_rows(ROWS, lambda row: said(row[0], row[1]), expected=2)


def test_fifty_homographs_and_more_have_cases() -> None:
    assert len({row[1].lower() for row in ROWS}) >= 50
    assert len(ROWS) >= 150


def test_a_decision_by_what_stands_around_is_sure_and_one_by_the_usual_sense_is_not() -> None:
    assert [found.sure for found in homographs("I will read it.")] == [True]
    assert [found.sure for found in homographs("Bass.")] == [False]


def test_a_text_without_homographs_has_none() -> None:
    assert homographs("Call me Ishmael.") == []
