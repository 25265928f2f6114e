"""Any text at all goes through every language: no crash, no character lost, everything lines up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reciter.book import Block, Chapter
from reciter.engines.base import Limits
from reciter.languages import get_language, language_codes
from reciter.languages.frontend import read_chapter
from reciter.text.alignment import align
from reciter.text.lexicon import parse_lexicon
from reciter.text.span import Mark

LIMITS = Limits(min_seconds=1.2, max_seconds=12.0)
# Every character there is, unpaired surrogates and control characters among them, and pieces that rules look for.
_ANY = st.text(st.characters(), max_size=60)
_SIGNS = (
    "0123456789.,:/-–~%$€£¥°+=×÷<>^()[]“”「」『』《》（）!?。！？…、，；　 \n'’\"&#@*_|\\IVX"
    "年月日号点分时时元第两億万円個つ人回개시월층원嘅咗蚊"
)
_WORDS = (
    "km kg ℃ m² GB p.m. Dr. No. vs. U.S. St. GPT-4 A 1,234.5 ３ Ⅳ ½ ③ http://a.b/c?d=1 a@b.c [en] [/en] word Word 字 "
    "かな カナ 한글 слово אב ά 😀"
)
_PIECES = st.lists(st.sampled_from([*_SIGNS, *_WORDS.split(), "\ud800", "\x00", "\u202e"]), max_size=25).map(
    "".join
)
TEXT = st.one_of(_ANY, _PIECES)


@pytest.mark.parametrize("code", language_codes())
@settings(max_examples=150, deadline=None)
@given(text=TEXT)
def test_every_language_rewrites_any_text_in_order_and_marks_its_ends(code: str, text: str) -> None:
    language = get_language(code)
    align(text, language.normalise(text))  # raises if rewrites overlap or leave the text
    for ends in (language.sentence_ends(text), language.clause_ends(text)):
        assert list(ends) == sorted(set(ends))
        assert all(0 < end <= len(text) for end in ends)
    assert all(0 <= start < end <= len(text) for start, end in language.own_latin(text))


@pytest.mark.parametrize("code", language_codes())
@settings(max_examples=60, deadline=None)
@given(text=TEXT)
def test_every_language_pronounces_any_text_and_names_its_doubts_inside_it(code: str, text: str) -> None:
    said = get_language(code).phones(text)
    assert not said.counts or sum(said.counts) == len(said.phones)
    assert all(0 <= doubt.start < doubt.end <= len(text) for doubt in get_language(code).doubts(text))


@pytest.mark.parametrize("code", [*language_codes(), "fr", ""])
@settings(max_examples=100, deadline=None)
@given(texts=st.lists(TEXT, min_size=1, max_size=4), data=st.data())
def test_no_character_of_any_text_is_lost_or_said_twice(
    code: str, texts: list[str], data: st.DataObject
) -> None:
    blocks = tuple(Block("paragraph", text, "text", marks=_marks(text, data)) for text in texts)
    chapter = Chapter(1, "One", blocks)
    read = read_chapter(chapter, language=code, limits=LIMITS, lexicon=parse_lexicon("word\tvord"))
    kept = "".join(sentence.written for sentence in read.sentences) + "".join(s.text for s in read.skipped)
    assert sorted("".join(kept.split())) == sorted("".join("".join(texts).split()))
    for sentence in read.sentences:
        assert sentence.runs[0].start == 0
        assert sentence.runs[-1].end == len(sentence.spoken)


def _marks(text: str, data: st.DataObject) -> tuple[Mark, ...]:
    if len(text) < 3:
        return ()
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text)))
    kind, value = data.draw(st.sampled_from([("language", "ja"), ("ruby", "かな"), ("language", "tlh")]))
    return (Mark(start, end, kind, value),)  # type: ignore[arg-type]
