from hypothesis import given
from hypothesis import strategies as st

from reciter.text.scripts import script_stretches, scripts_in


def test_text_is_split_into_stretches_of_one_script() -> None:
    text = "我的iPhone 15，カタ仮名 Слово 한국어"
    found = [(text[s.start : s.end], s.script) for s in script_stretches(text)]
    assert found == [
        ("我的", "Hani"), ("iPhone", "Latn"), (" 15，", "Zyyy"), ("カタ", "Kana"), ("仮名", "Hani"), (" ", "Zyyy"),
        ("Слово", "Cyrl"), (" ", "Zyyy"), ("한국어", "Hang"),
    ]  # fmt: skip


def test_signs_and_circled_figures_have_no_script() -> None:
    assert scripts_in("①②！？…— 123 ½ ・") == frozenset()


def test_letters_of_a_script_that_is_not_known_are_told_apart() -> None:
    assert scripts_in("ᚠᚢᚦ") == {"Zzzz"}


@given(st.text(max_size=40))
def test_stretches_cover_any_text_without_gaps(text: str) -> None:
    stretches = list(script_stretches(text))
    assert "".join(text[s.start : s.end] for s in stretches) == text
    assert all(s.start < s.end for s in stretches)
