import pytest

from reciter.text.segmentation import (
    eastern_sentence_ends,
    is_strong,
    punctuation_clause_ends,
    western_sentence_ends,
    word_borders,
)


def pieces(text: str, ends: list[int]) -> list[str]:
    cut = [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [piece for piece in cut if piece]


@pytest.mark.parametrize(
    "sentences",
    [
        ["春天来了。", "花开了！", "真的吗？！", "快了……"],
        ["「はい。」", "次へ。"],
        ["（真的。）", "“好！”，他说。"],
        ["まさか!?", "本当だ。", "——次。"],
    ],
)
def test_full_width_marks_end_sentences_with_their_closing_quotes(sentences: list[str]) -> None:
    text = "".join(sentences)
    assert pieces(text, eastern_sentence_ends(text)) == sentences


def test_western_marks_end_sentences_unless_the_text_goes_on_in_lower_case() -> None:
    text = "Ja! sagte er. Nein, 3.14 reicht… „Gut.“"
    assert pieces(text, western_sentence_ends(text, is_end=lambda *_: True))[:1] == ["Ja! sagte er."]


def test_the_language_has_the_last_word_on_an_end() -> None:
    assert western_sentence_ends(
        "Hr. Meier. Gut.", is_end=lambda text, at, end: text[at - 2 : at] != "Hr"
    ) == [10, 15]


def test_clauses_end_at_punctuation_but_never_inside_a_number() -> None:
    text = "一，二；1,234 und 10:30, so—ja"
    assert pieces(text, punctuation_clause_ends(text)) == ["一，", "二；", "1,234 und 10:30,", "so—", "ja"]


@pytest.mark.parametrize(
    ("text", "strong"), [("a; ", True), ("a, ", False), ("a—", True), ("a，", False), ("line\n", True)]
)
def test_a_comma_is_a_weaker_place_than_other_marks(text: str, strong: bool) -> None:
    assert is_strong(text, len(text)) is strong


def test_words_and_numbers_are_never_divided_and_no_closing_mark_starts_a_piece() -> None:
    text = "我用iPhone 15买3.14斤，好」ちょっと"
    assert pieces(text, word_borders(text)) == [
        "我",
        "用",
        "iPhone",
        "15",
        "买",
        "3.14",
        "斤，",
        "好」",
        "ちょっ",
        "と",
    ]
