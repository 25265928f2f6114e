"""Rules of every language: each meaning class has a module and a table of cases; what holds of any text at all.

A language's folder holds `cases/` and `normalise.toml`: a sentence to carry a case, signs that its rules look for,
plain text. A module is a meaning class if it has RULES.
"""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.languages import get_language, language_codes
from reciter.text.alignment import align

if TYPE_CHECKING:
    from tests.conftest import CheckRows

HERE = Path(__file__).parent
CODES = language_codes()
CLASSES = [(path.parts[-3], path.stem) for path in sorted(HERE.glob("*/cases/*.tsv"))]


@cache
def facts(code: str) -> dict[str, Any]:
    return tomllib.loads((HERE / code / "normalise.toml").read_text(encoding="utf-8"))


def cases(code: str, name: str) -> list[list[str]]:
    lines = (HERE / code / "cases" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line.strip()]


def spoken(code: str, text: str) -> str:
    return align(text, get_language(code).normalise(text)).spoken


def text_of(code: str) -> st.SearchStrategy[str]:
    pieces = [*facts(code)["signs"], *facts(code).get("words", [])]
    return st.lists(st.sampled_from(pieces), max_size=40).map("".join)


@pytest.mark.parametrize(("code", "name"), CLASSES)
def test_every_case_is_read_as_its_table_says(code: str, name: str, check_rows: CheckRows) -> None:
    check_rows(cases(code, name), lambda row: spoken(code, row[0]))


@pytest.mark.parametrize(("code", "name"), [each for each in CLASSES if "carrier" in facts(each[0])])
def test_every_case_is_read_the_same_inside_a_sentence(code: str, name: str, check_rows: CheckRows) -> None:
    carrier = facts(code)["carrier"]
    rows = [[carrier.format(row[0]), carrier.format(row[1])] for row in cases(code, name)]
    check_rows(rows, lambda row: spoken(code, row[0]))


@pytest.mark.parametrize("code", CODES)
def test_every_meaning_class_has_its_module_and_its_table(code: str) -> None:
    folder = importlib.import_module(f"reciter.languages.{code}")
    names = [module.name for module in pkgutil.iter_modules(folder.__path__)]
    classes = {
        name for name in names if hasattr(importlib.import_module(f"{folder.__name__}.{name}"), "RULES")
    }
    assert classes == {name for language, name in CLASSES if language == code}


@pytest.mark.parametrize(("code", "name"), CLASSES)
def test_every_table_has_at_least_thirty_cases_and_its_own_rule_fires(code: str, name: str) -> None:
    written = [row[0] for row in cases(code, name)]
    assert len(written) >= 30
    assert (
        sum(any(change.rule == name for change in get_language(code).normalise(text)) for text in written)
        >= 15
    )


@pytest.mark.parametrize(("code", "name"), CLASSES)
def test_every_rule_carries_the_name_of_its_module(code: str, name: str) -> None:
    module = importlib.import_module(f"reciter.languages.{code}.{name}")
    assert {rule.name for rule in module.RULES} == {name}


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
def test_rewrites_stand_in_order_inside_the_text_and_change_something(code: str, data: st.DataObject) -> None:
    text, at = data.draw(text_of(code)), 0
    for change in get_language(code).normalise(text):
        assert at <= change.start < change.end <= len(text)
        assert change.spoken != text[change.start : change.end]
        at = change.end


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
def test_no_figure_is_left_after_normalisation(code: str, data: st.DataObject) -> None:
    heard = spoken(code, data.draw(text_of(code)))
    assert not any("0" <= character <= "9" or "０" <= character <= "９" for character in heard)


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
def test_what_was_normalised_has_no_number_left(code: str, data: st.DataObject) -> None:
    heard = spoken(code, data.draw(text_of(code)))
    assert not any(change.rule == "number" for change in get_language(code).normalise(heard))


@pytest.mark.parametrize("code", CODES)
def test_plain_text_is_passed_over_without_trying_a_rule(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def tried(text: str, ordered: object) -> None:
        raise AssertionError(f"rules were tried on plain text: {text}")

    monkeypatch.setattr(importlib.import_module(f"reciter.languages.{code}.normalise"), "rewrite", tried)
    for text in facts(code)["plain"]:
        assert get_language(code).normalise(text) == []


@pytest.mark.parametrize("code", [code for code in CODES if "read_as_written" in facts(code)])
def test_text_whose_signs_mean_nothing_is_left_alone(code: str) -> None:
    for text in facts(code)["read_as_written"]:
        assert get_language(code).normalise(text) == []
