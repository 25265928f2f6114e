import pytest

from reciter.text.roman import heading_numeral, roman_value


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
