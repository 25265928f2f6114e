from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.languages.en import language
from reciter.text.alignment import align

FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(path.stem, *line.split("\t")[:2], id=f"{path.stem}:{line.split(chr(9))[0]}")
    for path in sorted(FOLDER.glob("*.tsv"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("# ")
]
PRONOUNCING = {
    "acronym", "arpabet", "dictionary", "doubts", "homograph", "inflection", "letter", "phones", "pronunciation",
    "reader", "signal", "words",
}  # fmt: skip
RULES = sorted(path.stem for path in FOLDER.glob("*.tsv"))


def spoken(written: str) -> str:
    return align(written, language.normalise(written)).spoken


@pytest.mark.parametrize(("rule", "written", "expected"), CASES)
def test_english_is_read_as_an_educated_native_reads_it(rule: str, written: str, expected: str) -> None:
    assert spoken(written) == expected


@pytest.mark.parametrize("rule", RULES)
def test_each_class_has_cases_that_its_own_rule_decides(rule: str) -> None:
    used = [found.rule for name, written, _ in (case.values for case in CASES) if name == rule
            for found in language.normalise(str(written))]  # fmt: skip
    assert used.count(rule) >= 10


@pytest.mark.parametrize("rule", RULES)
def test_each_class_has_thirty_cases_and_more(rule: str) -> None:
    assert sum(case.values[0] == rule for case in CASES) >= 30


def test_every_rule_module_has_a_case_table() -> None:
    folder = Path(language.normalise.__code__.co_filename).parent
    no_rules = {"__init__", "rule", "normalise", "borders", *PRONOUNCING}
    assert {path.stem for path in folder.glob("*.py")} - no_rules == set(RULES)


_SCRAPS = [
    *"abIVXMDrst ABCDE019123456780.,:;-–—/'’\"$£%°#&@+=*_()!?½²",
    "km",
    "St.",
    "No. ",
    "May ",
    " a.m.",
    "19",
]
_TEXT = st.lists(st.sampled_from(_SCRAPS), max_size=30).map("".join)


@given(_TEXT)
def test_rewrites_are_in_order_and_inside_the_text(text: str) -> None:
    at = 0
    for found in language.normalise(text):
        assert at <= found.start < found.end <= len(text)
        assert found.spoken != text[found.start : found.end]
        at = found.end


@given(_TEXT)
def test_no_ascii_digit_is_left_after_normalisation(text: str) -> None:
    assert not any(character in "0123456789" for character in spoken(text))


@pytest.mark.parametrize(
    "text", ["Call me Ishmael.", "NASA and the BBC met.", "He said he/she was well-known — “yes”!"]
)
def test_plain_text_is_left_alone(text: str) -> None:
    assert language.normalise(text) == []
