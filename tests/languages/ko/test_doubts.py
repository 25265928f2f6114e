import pytest

from reciter.languages.ko import language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("큰 대가를 치렀다.", [("대가", "homograph", "대까")]),
        ("잠자리가 날아왔다.", [("잠자리", "homograph", "잠자리")]),
        ("그는 Queequeg을 보았다.", [("Queequeg", "unknown", "큐유이이큐유이지")]),
        ("그는 ABCDE를 보았다.", [("ABCDE", "acronym", "에이비시디이")]),
        ("龘를 보았다.", [("龘", "unknown", "龘")]),
        ("그는 갔다.", []),
    ],
)
def test_uncertain_words_are_named_with_what_would_be_said(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [(text[d.start : d.end], d.kind, d.said) for d in language.doubts(text)] == expected


def test_a_homograph_inside_another_word_is_no_doubt() -> None:
    assert language.doubts("현대가 왔다. 성적표를 받았다.") == []
