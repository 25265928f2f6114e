import re

import pytest

from reciter.languages import get_language
from reciter.text.roman import ROMAN, SMALL_ROMAN, heading_numeral, roman_value


@pytest.mark.parametrize(
    ("numeral", "value"), [("I", 1), ("IV", 4), ("XIX", 19), ("XLII", 42), ("MCMXCVIII", 1998)]
)
def test_numerals_have_their_value(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


@pytest.mark.parametrize(
    ("heading", "value"), [("I", 1), ("XII.", 12), ("C", 100), ("IV. Loomings", 4), ("V: Dusk", 5)]
)
def test_the_numeral_of_a_heading_is_found(heading: str, value: int) -> None:
    found = heading_numeral(heading)
    assert found is not None
    assert found[2] == value


@pytest.mark.parametrize(
    "heading", ["I Am Legend", "C. Auguste Dupin", "MIX", "Loomings", "IIII", "", "CIVIL War"]
)
def test_a_word_that_looks_like_a_numeral_is_none(heading: str) -> None:
    assert heading_numeral(heading) is None


@pytest.mark.parametrize(
    "written", ["Chapter IIII", "May VV", "Henry VIIII", "第CCCC章", "第VV卷", "제IIII장"]
)
def test_letters_in_no_canonical_form_are_no_numeral_and_no_crash(written: str) -> None:
    for code in ("en", "ja", "ko", "yue", "zh"):
        assert not [change for change in get_language(code).normalise(written) if change.rule == "roman"]
    assert not re.search(rf"(?<![A-Z])(?:{ROMAN}|{SMALL_ROMAN})\b", written)
