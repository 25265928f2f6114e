import importlib
import pkgutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.languages import yue
from reciter.languages.yue import language
from reciter.languages.yue.normalise import _NEEDS, normalise
from reciter.text.alignment import align
from reciter.text.han_script import fold_traditional
from reciter.text.rule import rewrite

CASES = Path(__file__).parent / "cases"
NOT_A_CLASS = {"borders", "doubts", "evidence", "normalise", "numeral", "particles", "phones", "reading"}
TEXTS = st.text("年月日點分秒第個號係咗嘅2 0135789.,:-/%～+=²½ⅣIVXkmgABC$°：，。（）點①兩０蚊&vs", max_size=40)


def rows() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(CASES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            written, spoken, _ = line.split("\t")
            found.append((path.stem, written, spoken))
    return found


def spoken_form(text: str) -> str:
    return align(text, normalise(text)).spoken


@pytest.mark.parametrize(("name", "written", "spoken"), rows())
def test_a_case_is_read_as_its_table_says(name: str, written: str, spoken: str) -> None:
    assert spoken_form(written) == spoken


@pytest.mark.parametrize(("name", "written", "spoken"), rows())
def test_a_case_is_read_the_same_inside_a_sentence(name: str, written: str, spoken: str) -> None:
    assert spoken_form(f"其中，{written}。") == f"其中，{spoken}。"


def test_every_meaning_class_has_its_module_and_its_table() -> None:
    modules = {module.name for module in pkgutil.iter_modules(yue.__path__)} - NOT_A_CLASS
    assert modules == {path.stem for path in CASES.glob("*.tsv")}


def test_every_table_has_at_least_thirty_cases_and_its_own_rule_fires() -> None:
    for path in CASES.glob("*.tsv"):
        written = [row[1] for row in rows() if row[0] == path.stem]
        assert len(written) >= 30, path.stem
        own = sum(any(change.rule == path.stem for change in normalise(text)) for text in written)
        assert own >= 15, path.stem


def test_every_rule_carries_the_name_of_its_module() -> None:
    for path in CASES.glob("*.tsv"):
        module = importlib.import_module(f"reciter.languages.yue.{path.stem}")
        assert {rule.name for rule in module.RULES} == {path.stem}


@given(TEXTS)
def test_rewrites_stand_in_order_inside_the_text_and_do_not_overlap(text: str) -> None:
    at = 0
    for change in normalise(text):
        assert at <= change.start < change.end <= len(text)
        at = change.end


@given(TEXTS)
def test_a_class_that_is_passed_over_would_have_found_nothing(text: str) -> None:
    folded = fold_traditional(text)
    every = [rule for rules, _ in _NEEDS for rule in rules]
    possible = [rule for rules, needs in _NEEDS if needs.search(folded) for rule in rules]
    assert rewrite(folded, possible) == rewrite(folded, every)


@given(TEXTS)
def test_no_figure_is_left_after_normalisation(text: str) -> None:
    assert not any("0" <= character <= "9" or "０" <= character <= "９" for character in spoken_form(text))


@given(TEXTS)
def test_what_was_normalised_stays_as_it_is(text: str) -> None:
    assert not any(change.rule == "number" for change in normalise(spoken_form(text)))


@given(st.text())
def test_any_text_at_all_can_be_normalised_divided_pronounced_and_doubted(text: str) -> None:
    normalise(text)
    language.own_latin(text)
    language.phones(text)
    language.doubts(text)
    language.is_cantonese(text)
    assert list(language.sentence_ends(text)) == sorted(set(language.sentence_ends(text)))
    assert list(language.clause_ends(text)) == sorted(set(language.clause_ends(text)))


def test_text_without_figures_is_passed_over_quickly() -> None:
    text = "春天嚟咗，花開晒；佢話：「我哋行啦。」跟住大家就出發。" * 40
    began = time.process_time()
    for _ in range(100):
        assert normalise(text) == []
    assert len(text) * 100 / (time.process_time() - began) > 100_000


def test_a_long_text_full_of_figures_takes_time_in_proportion_to_its_length() -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        normalise("佢喺3月15號8:30用$20買咗2個，平咗25%。" * times)
        return time.process_time() - began

    seconds(10)
    assert seconds(400) < 40 * max(seconds(40), 0.01)
