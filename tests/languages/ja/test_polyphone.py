from itertools import groupby
from pathlib import Path

import pytest

from reciter.languages.ja.normalise import normalise
from reciter.languages.ja.reading import kana
from reciter.text.alignment import align

HERE = Path(__file__).parent
TABLE = HERE.parents[2] / "reciter" / "languages" / "ja" / "polyphones.tsv"


def rows(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("row", [*rows("cases_polyphones.tsv"), *rows("cases_counters.tsv")])
def test_a_word_is_read_as_its_sense_wants(row: str) -> None:
    written, spoken, _ = row.split("\t")
    heard = kana(align(written, normalise(written)).spoken)
    assert any(reading in heard for reading in spoken.split("|")), heard


def test_the_lines_of_a_word_stand_together_with_the_one_that_always_fits_last() -> None:
    lines = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    groups = [
        (word, [(line + [""] * 3)[2:4] for line in group])
        for word, group in groupby(lines, key=lambda f: f[0])
    ]
    assert sorted(word for word, _ in groups) == sorted({word for word, _ in groups})
    for word, senses in groups:
        assert ["", ""] not in senses[:-1], word
