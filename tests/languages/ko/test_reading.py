from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.languages.ko.reading import heard

CASES = Path(__file__).parent / "cases_heard.tsv"
TEXTS = st.text(
    "가닭값낳읽꽃을를이의다고 는것할수없있한여름원만오천,.!?”abXΩ歷ㅋ3\u200b\n\ud800", max_size=30
)


@pytest.mark.parametrize("row", CASES.read_text(encoding="utf-8").splitlines()[1:])
def test_a_word_sounds_as_the_standard_says(row: str) -> None:
    written, sounds, _ = row.split("\t")
    assert heard(written) == sounds


def test_two_spellings_that_sound_alike_are_heard_alike() -> None:
    assert heard("가져") == heard("가저")
    assert heard("같이") == heard("가치")


def test_nothing_sounds_like_nothing() -> None:
    assert heard("") == ""


@given(TEXTS)
def test_any_text_at_all_can_be_heard(text: str) -> None:
    assert isinstance(heard(text), str)
