import importlib
import pkgutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.languages import zh
from reciter.languages.zh import language
from reciter.languages.zh.normalise import normalise
from reciter.text.span import Rewrite

CASES = Path(__file__).parent / "cases"
NOT_A_CLASS = {
    "borders", "normalise", "numeral", "rule", "simplified",
    "reading", "words", "polyphone", "sandhi", "neutral", "erhua", "tone_words", "pinyin", "phones", "doubts",
}  # fmt: skip
TEXTS = st.text("年月日点分秒第个元在的2 0135789.,:-/%～+=²½ⅣIVXkmgABC$¥℃：，。（）年後點①两０", max_size=40)


def rows() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(CASES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            written, spoken, _ = line.split("\t")
            found.append((path.stem, written, spoken))
    return found


def apply(text: str, changes: list[Rewrite]) -> str:
    spoken, at = [], 0
    for change in changes:
        spoken += [text[at : change.start], change.spoken]
        at = change.end
    return "".join(spoken) + text[at:]


@pytest.mark.parametrize(("name", "written", "spoken"), rows())
def test_a_case_is_read_as_its_table_says(name: str, written: str, spoken: str) -> None:
    assert apply(written, normalise(written)) == spoken


@pytest.mark.parametrize(("name", "written", "spoken"), rows())
def test_a_case_is_read_the_same_inside_a_sentence(name: str, written: str, spoken: str) -> None:
    assert apply(f"据说，{written}。", normalise(f"据说，{written}。")) == f"据说，{spoken}。"


def test_every_meaning_class_has_its_module_and_its_table() -> None:
    modules = {module.name for module in pkgutil.iter_modules(zh.__path__)} - NOT_A_CLASS
    assert modules == {path.stem for path in CASES.glob("*.tsv")}


def test_every_table_has_at_least_thirty_cases_and_its_own_rule_fires() -> None:
    for path in CASES.glob("*.tsv"):
        written = [row[1] for row in rows() if row[0] == path.stem]
        assert len(written) >= 30, path.stem
        own = sum(any(change.rule == path.stem for change in normalise(text)) for text in written)
        assert own >= 10, path.stem


def test_every_rule_carries_the_name_of_its_module() -> None:
    for path in CASES.glob("*.tsv"):
        module = importlib.import_module(f"reciter.languages.zh.{path.stem}")
        assert {rule.name for rule in module.RULES} == {path.stem}


@given(TEXTS)
def test_rewrites_stand_in_order_inside_the_text_and_do_not_overlap(text: str) -> None:
    at = 0
    for change in normalise(text):
        assert at <= change.start < change.end <= len(text)
        at = change.end


@given(TEXTS)
def test_no_figure_is_left_after_normalisation(text: str) -> None:
    spoken = apply(text, normalise(text))
    assert not any("0" <= character <= "9" or "０" <= character <= "９" for character in spoken)


@given(TEXTS)
def test_what_was_normalised_stays_as_it_is(text: str) -> None:
    spoken = apply(text, normalise(text))
    assert not any(change.rule == "number" for change in normalise(spoken))


@given(st.text())
def test_any_text_at_all_can_be_normalised_and_divided(text: str) -> None:
    normalise(text)
    assert list(language.sentence_ends(text)) == sorted(set(language.sentence_ends(text)))
    assert list(language.clause_ends(text)) == sorted(set(language.clause_ends(text)))


def test_text_without_figures_is_passed_over_quickly() -> None:
    text = "春天来了，万物复苏；他说：“我们走吧。”于是大家上路。" * 40
    began = time.perf_counter()
    for _ in range(100):
        assert normalise(text) == []
    assert len(text) * 100 / (time.perf_counter() - began) > 100_000
