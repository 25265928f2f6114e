import pytest

from reciter.languages.ja import language


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[doubt.start : doubt.end], doubt.kind, doubt.said) for doubt in language.doubts(text)]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("人気のない道を歩く。", [("人気", "polyphone", "[kana:ひとけ]")]),
        ("漱石は東京にいた。", [("漱石", "name", "[kana:そうせき]")]),
        ("戞と鳴る。", [("戞", "unknown", "[kana:かつ]")]),
        ("ABCを習う。", [("ABC", "acronym", "[kana:えーびーしー]")]),
        ("千二百三十四万円", [("千二百三十四万", "number", "[kana:せんにひゃくさんじゅうよんまん]")]),
        ("花が咲いた。", []),
        ("", []),
    ],
)
def test_only_what_was_guessed_is_listed(text: str, doubts: list[tuple[str, str, str]]) -> None:
    assert found(text) == doubts


def test_what_would_be_said_can_be_fed_back_as_a_reading() -> None:
    text = "漱石の市場で辛い日。"
    assert {word for word, _, _ in found(text)} == {"漱石", "市場", "辛い"}
    assert all(said.startswith("[kana:") and said.endswith("]") for _, _, said in found(text))
