import pytest

from reciter.languages.yue import language


def cut(text: str, ends: list[int]) -> list[str]:
    pieces = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [piece for piece in pieces if piece]


@pytest.mark.parametrize(
    "sentences",
    [
        ["春天嚟咗。", "花開喇！", "你見唔見呀？", "未呀；", "快喇……", "行啦。"],
        ["佢問：「你係邊個？」", "「我係佢。」", "佢唔信。"],
        ["「好嗎？」佢問。", "「行啦！」阿媽嗌佢：「快啲。」", "跟住就走咗。"],
        ["「係呀！」佢話。", "「真係？」阿明笑住話。"],
        ["佢話「好。」就走咗。", "佢冇郁。"],
        ["《點解？》呢本書好睇！", "你睇過未？"],
        ["佢諗咗陣（點解呢？）又走咗。", "（真㗎。）", "天黑喇。"],
        ["圓周率係3.14。", "版本 1.2.3 出咗！"],
        ["係咪?", "係!", "好."],
        ["真㗎？！", "唔係啩！！！", "嗯。"],
        ["「行！」，佢話。", "門開咗。"],
        ["「好。」", "我知。", "佢喺度寫小說。"],
        ["你好嗎？", "電話響喇。"],
    ],
)
def test_sentences_end_where_a_reader_would_stop(sentences: list[str]) -> None:
    text = "".join(sentences)
    assert cut(text, list(language.sentence_ends(text))) == sentences


def test_clauses_end_after_commas_colons_and_dashes_but_not_inside_numbers() -> None:
    text = "佢話：總共1,234人，都嚟咗——除咗你、我；行啦"
    clauses = ["佢話：", "總共1,234人，", "都嚟咗——", "除咗你、", "我；", "行啦"]
    assert cut(text, list(language.clause_ends(text))) == clauses
