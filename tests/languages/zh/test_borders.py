import pytest

from reciter.languages.zh import language


def cut(text: str, ends: list[int]) -> list[str]:
    pieces = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [piece for piece in pieces if piece]


@pytest.mark.parametrize(
    "sentences",
    [
        ["春天来了。", "花开了！", "你看见了吗？", "还没有；", "快了……", "走吧。"],
        ["他问：“你是谁？”", "“我是他。”", "她不信。"],
        ["“好吗？”他问。", "“走吧！”她笑道：“快点。”", "然后走了。"],
        ["他说“好。”就走了。", "她没动。"],
        ["「好嗎？」他問。", "『是！』", "她走了。"],
        ["《你好吗？》这本书很好！", "你看过吗？"],
        ["她想了想（为什么呢？）又走了。", "（真的。）", "天黑了。"],
        ["圆周率是3.14。", "版本 1.2.3 已发布！"],
        ["真的吗?", "是!", "好."],
        ["真的吗？！", "不会吧！！！", "嗯。"],
        ["使用 println! 宏。", "它很好。"],
        ["“走！”，他说。", "门开了。"],
        ["“好。”", "我知道。", "“走？”老人缓缓地问道。", "他在写小说。"],
        ["我喜欢 Rust. ", "然后呢？"],
    ],
)
def test_sentences_end_where_a_reader_would_stop(sentences: list[str]) -> None:
    text = "".join(sentences)
    found = cut(text, list(language.sentence_ends(text)))
    assert [piece.strip() for piece in found] == [sentence.strip() for sentence in sentences]


def test_a_sentence_without_a_closing_mark_has_no_end_of_its_own() -> None:
    assert list(language.sentence_ends("没有句号")) == []


def test_clauses_end_after_commas_colons_and_dashes_but_not_inside_numbers() -> None:
    text = "他说：一共1,234人，都来了——除了你、我；走吧"
    clauses = ["他说：", "一共1,234人，", "都来了——", "除了你、", "我；", "走吧"]
    assert cut(text, list(language.clause_ends(text))) == clauses
