import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.languages.zh import language


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[doubt.start : doubt.end], doubt.kind, doubt.said) for doubt in language.doubts(text)]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("他行了一礼。", [("行", "polyphone", "[pinyin:xing2]")]),
        ("单先生来了。", [("单", "name", "[pinyin:dan1]")]),
        ("曾巩是古人。", [("曾巩", "name", "[pinyin:zeng1 gong3]")]),
        ("好\U0003134a好", [("\U0003134a", "unknown", "")]),
        ("号码一三八零零一三八零零零", [("一三八零零一三八零零零", "number", "一三八零零一三八零零零")]),
        ("银行行长还书的时候长得很高。", []),
        ("春天来了，河边的柳树又绿了。", []),
        ("頭髮和發現", []),
        ("", []),
    ],
)
def test_only_what_was_guessed_is_listed(text: str, doubts: list[tuple[str, str, str]]) -> None:
    assert found(text) == doubts


@given(st.text("单曾任行长重一二三四五六七八九零的先生\U0003134aA，。", max_size=30))
def test_doubts_stand_in_order_inside_the_text_and_do_not_overlap(text: str) -> None:
    at = 0
    for doubt in language.doubts(text):
        assert at <= doubt.start < doubt.end <= len(text)
        at = doubt.end
