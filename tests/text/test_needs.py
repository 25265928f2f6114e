import re

import pytest

from reciter.text.needs import OTHER_DIGIT, needs_of, starts_of

DIGITS = frozenset("0123456789")


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"£(\d+)", [DIGITS, {"£"}]),
        (r"(?:Room|Flight)\s", [{"Room", "Flight"}]),
        (r"(?<=\d)°(?=C)", [DIGITS, {"C"}, {"°"}]),
        (r"(?<!\d)°(?!C)", [{"°"}]),
        (r"x*%?", []),
        (r"\w+\s", []),
        (r"[^a]%", [{"%"}]),
        (r"(?i:km)%", [{"%"}]),
        (r"a+|%", [{"a", "%"}]),
        (r"[a-z]+|%", []),
        (r"[½¼]|\d%", [{"½", "¼", "%"}]),
    ],
)
def test_what_every_match_holds_or_touches_is_found_in_the_pattern(pattern, needs):
    found = needs_of(re.compile(pattern, re.ASCII))
    assert set(found) == set(map(frozenset, needs))


def test_a_pattern_without_regard_to_case_says_nothing():
    compiled = re.compile("km%", re.IGNORECASE)
    assert needs_of(compiled) == ()
    assert starts_of(compiled) is None


def test_digits_of_other_scripts_count_where_the_pattern_takes_them():
    assert needs_of(re.compile(r"\d")) == (DIGITS | {OTHER_DIGIT},)


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        (r"(?<!\w)\d+%", DIGITS),
        (r"-?\d+", DIGITS | {"-"}),
        (r"(?:\$|£)\d", {"$", "£"}),
        (r"(?=\d)[€]", {"€"}),
        (r"-?\d*", None),
        (r"\b[a-z]+\d", None),
        (r"[^a]\d", None),
        (r"(?i:k)\d", None),
    ],
)
def test_what_every_match_begins_with_is_found_in_the_pattern(pattern, starts):
    assert starts_of(re.compile(pattern, re.ASCII)) == starts
