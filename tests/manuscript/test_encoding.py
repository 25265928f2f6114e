"""Encodings are told apart by what reads like a language."""

from __future__ import annotations

import pytest

from reciter.errors import InputProblem
from reciter.manuscript.encoding import decode, encoding_findings

SIMPLIFIED = "他说：“我们在这里等了很久，你怎么现在才来？”天已经黑了，路上没有一个人，只有风在吹。"
TRADITIONAL = "他說：「我們在這裡等了很久，你怎麼現在才來？」天已經黑了，路上沒有一個人，只有風在吹。"
JAPANESE = "山路を登りながら、こう考えた。智に働けば角が立つ。情に棹させば流される。意地を通せば窮屈だ。"
KOREAN = "그는 오랫동안 여기서 기다렸다고 말했다. 날은 이미 어두워졌고 길에는 아무도 없었다."
WESTERN = "“Café,” she said — naïve as ever… L’été à Paris, où il fait déjà très chaud; für schöne Mädchen."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5hkscs"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "cp949"),
        (WESTERN, "cp1252"),
    ],
)
@pytest.mark.parametrize("mixed", ["", "Some English before the rest of it, 123.\n"])
def test_legacy_encodings_are_judged_by_their_language(text, encoding, mixed):
    found, decision = decode((mixed + text).encode(encoding))
    assert found == mixed + text
    assert (decision.encoding, decision.certain) == (encoding, False)
    assert [finding.code for finding in encoding_findings(decision, "x.txt")] == ["manuscript-encoding"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [SIMPLIFIED, WESTERN, "plain"])
def test_unicode_is_certain_and_tells_nothing(text, encoding):
    found, decision = decode(text.encode(encoding))
    assert (found, decision.certain) == (text, True)
    assert encoding_findings(decision, "x.txt") == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_seen(encoding):
    for text in (WESTERN, SIMPLIFIED + "\n" + SIMPLIFIED + "\n 12 345"):
        found, decision = decode(text.encode(encoding))
        assert (found, decision.encoding) == (text, encoding)


def test_other_alphabets_are_found_too():
    text = "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему."
    assert decode(text.encode("cp1251"))[0] == text


def test_a_few_damaged_bytes_are_counted_not_hidden():
    data = (SIMPLIFIED * 20).encode() + b"\xff" + SIMPLIFIED.encode()
    text, decision = decode(data)
    assert text.startswith(SIMPLIFIED)
    assert (decision.encoding, decision.replaced) == ("utf-8", 1)
    assert "manuscript-encoding-damage" in [finding.code for finding in encoding_findings(decision, "x.txt")]


def test_what_is_no_text_is_refused():
    with pytest.raises(InputProblem, match="not text"):
        decode(bytes(range(256)) * 50)
