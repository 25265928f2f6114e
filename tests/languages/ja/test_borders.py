import pytest

from reciter.languages.ja import language


def cut(text: str, ends: list[int]) -> list[str]:
    pieces = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [piece for piece in pieces if piece]


@pytest.mark.parametrize(
    "sentences",
    [
        ["春が来た。", "花が咲いた！", "見ましたか？", "行こう。"],
        ["「行く。」と彼は言った。", "そして出て行った。"],
        ["「行く。」", "彼は出て行った。"],
        ["「はい。」って答えた。", "終わり。"],
        ["「はい」", "「いいえ」と二人は言った。", "夜。"],
        ["『草枕』を読んだ。", "面白かった。"],
        ["彼（本当か？）は来た。", "（嘘だ。）", "夜になった。"],
        ["あっ！と言って逃げた。", "暗い。"],
        ["本当ですか!?", "はい。"],
        ["円周率は3.14です。", "終わり。"],
        ["「待て！」、彼は叫んだ。", "誰もいない。"],
        ["……そうか。", "うん……まあね。"],
    ],
)
def test_sentences_end_where_a_reader_would_stop(sentences: list[str]) -> None:
    text = "".join(sentences)
    assert cut(text, list(language.sentence_ends(text))) == sentences


def test_a_sentence_without_a_closing_mark_has_no_end_of_its_own() -> None:
    assert list(language.sentence_ends("句点がない")) == []


def test_clauses_end_after_commas_and_dashes_but_not_inside_numbers() -> None:
    text = "昔々、ある所に1,234人が――いや、それはない"
    assert cut(text, list(language.clause_ends(text))) == [
        "昔々、",
        "ある所に1,234人が――",
        "いや、",
        "それはない",
    ]
