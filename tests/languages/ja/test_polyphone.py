from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reciter.languages.ja.normalise import normalise
from reciter.languages.ja.reading import kana
from reciter.text.alignment import align

if TYPE_CHECKING:
    from tests.conftest import CheckRows

HERE = Path(__file__).parent
TABLE = HERE.parents[2] / "reciter" / "languages" / "ja" / "polyphones.tsv"


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines()[1:]]


def heard(written: str, readings: str) -> str:
    """The readings if one of them is heard in a text, else what is heard."""
    said = kana(align(written, normalise(written)).spoken)
    return readings if any(reading in said for reading in readings.split("|")) else said


@pytest.mark.parametrize("table", ["cases_polyphones.tsv", "cases_counters.tsv"])
def test_a_word_is_read_as_its_sense_wants(table: str, check_rows: "CheckRows") -> None:
    check_rows(rows(table), lambda row: heard(row[0], row[1]))


def test_the_lines_of_a_word_stand_together_with_the_one_that_always_fits_last() -> None:
    lines = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    groups = [
        (word, [(line + [""] * 3)[2:4] for line in group])
        for word, group in groupby(lines, key=lambda f: f[0])
    ]
    assert sorted(word for word, _ in groups) == sorted({word for word, _ in groups})
    for word, senses in groups:
        assert ["", ""] not in senses[:-1], word
