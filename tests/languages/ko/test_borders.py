import pytest

from reciter.languages.ko import language


def cut(text: str, ends: list[int]) -> list[str]:
    pieces = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [piece.strip() for piece in pieces if piece.strip()]


@pytest.mark.parametrize(
    "sentences",
    [
        ["봄이 왔다.", "꽃이 피었다!", "보았니?", "가자."],
        ["“가자.” 하고 그가 말했다.", "그는 나갔다."],
        ["“가자.”라고 그가 말했다.", "그는 나갔다."],
        ["“뭐라고?” 하며 돌아보았다.", "밤이었다."],
        ["“가자.”", "그는 나갔다."],
        ["“응.”", "“아니.”", "두 사람은 말했다."],
        ["2026. 11. 22. 발행된 책이다.", "두껍다."],
        ["원주율은 3.14이다.", "끝이다."],
        ["나는… 모르겠다.", "정말이야."],
        ["그만두자…", "그는 돌아섰다."],
        ["J. K. 롤링이 썼다.", "재미있다."],
        ["Dr. 김이 왔다.", "반가웠다."],
        ["정말!?", "그래."],
        ["그가(정말일까?) 왔다.", "밤이 되었다."],
        ["책을 읽었다。", "재미있었다。"],
        ["음... 그러니까 그게 말이다.", "알겠니?"],
        ["안녕하십니까?", "저는 김민수입니다."],
        ["‘갈까?’ 생각했다.", "갔다."],
    ],
)
def test_sentences_end_where_a_reader_would_stop(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert cut(text, list(language.sentence_ends(text))) == sentences


def test_a_sentence_without_a_closing_mark_has_no_end_of_its_own() -> None:
    assert list(language.sentence_ends("마침표가 없다")) == []


def test_clauses_end_after_commas_and_joining_endings_but_not_inside_numbers() -> None:
    text = "옛날, 어느 곳에 1,234명이 살았지만 아무도 몰랐고 노래하면서 일했다"
    assert cut(text, list(language.clause_ends(text))) == [
        "옛날,", "어느 곳에 1,234명이 살았지만", "아무도 몰랐고 노래하면서", "일했다"
    ]  # fmt: skip
