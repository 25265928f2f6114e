from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reciter.languages.ko.reading import heard

if TYPE_CHECKING:
    from tests.conftest import CheckRows

CASES = Path(__file__).parent / "cases_heard.tsv"
TEXTS = st.text(
    "가닭값낳읽꽃을를이의다고 는것할수없있한여름원만오천,.!?”abXΩ歷ㅋ3\u200b\n\ud800", max_size=30
)


def test_a_word_sounds_as_the_standard_says(check_rows: "CheckRows") -> None:
    rows = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[1:]]
    check_rows(rows, lambda row: heard(row[0]))


def test_two_spellings_that_sound_alike_are_heard_alike() -> None:
    assert heard("가져") == heard("가저")
    assert heard("같이") == heard("가치")


def test_nothing_sounds_like_nothing() -> None:
    assert heard("") == ""


@given(TEXTS)
def test_any_text_at_all_can_be_heard(text: str) -> None:
    assert isinstance(heard(text), str)
