import re
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reciter.languages import language_codes
from reciter.text.search import Search

_PATTERNS = [
    re.compile(pattern, flags)
    for flags in (0, re.ASCII)
    for pattern in (
        r"\d+", r"(?<![\w.])\d{1,2}", r"-?\d\d", r"[½¼]|\d%", r"(?:Room|No\.)\s\d", r"^\d", r"\d$", r"(?<=\d)%", "%*",
        r"\s*%", r"\b[A-Z]\d", r"(?i:km)", r"a(?=\d)|[$£]", r"([-/])\d\1",
    )
]  # fmt: skip
_SEARCH = Search(_PATTERNS)


def spans(text):
    """Places of the matches of each pattern that has any."""
    found = ((at, [match.span() for match in matches]) for at, matches in _SEARCH.matches(text))
    return {at: places for at, places in found if places}


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("019½%-/.$£ aAkKmMRoN\n٣Ｋ年"), max_size=30) | st.text(max_size=20))
def test_a_search_finds_what_each_pattern_finds_alone(text):
    alone = {at: [match.span() for match in pattern.finditer(text)] for at, pattern in enumerate(_PATTERNS)}
    assert spans(text) == {at: places for at, places in alone.items() if places}


def test_patterns_that_cannot_match_are_not_tried():
    tried = [
        at
        for at, _ in Search([re.compile("%"), re.compile(r"\w"), re.compile("Room|Flat")]).matches("a room")
    ]
    assert tried == [1]


@pytest.mark.parametrize("code", language_codes())
def test_the_rules_of_a_language_that_need_a_figure_are_known_by_their_patterns(code):
    rules = import_module(f"reciter.languages.{code}.telephone").RULES
    tried = [at for at, _ in Search([rule.pattern for rule in rules]).matches("no figure")]
    assert not tried
