from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reciter.book import Block, BlockKind, Chapter
from reciter.engines.base import Limits
from reciter.languages.frontend import ChapterText, read_chapter, sentences_of
from reciter.text.lexicon import Lexicon, parse_lexicon
from reciter.text.sentence import Sentence
from reciter.text.span import Mark, Reading

LIMITS = Limits(min_seconds=1.2, max_seconds=12.0)
LONG = "This paragraph is quite long enough to stand on its own."


def block(text: str, kind: BlockKind = "paragraph", *marks: Mark) -> Block:
    return Block(kind, text, "chapter.xhtml", marks=marks)


def read(*blocks: Block | str, language: str = "en", lexicon: Lexicon | None = None) -> ChapterText:
    made = tuple(block(b) if isinstance(b, str) else b for b in blocks)
    return read_chapter(Chapter(3, "Loomings", made), language=language, limits=LIMITS, lexicon=lexicon)


def spoken(*blocks: Block | str, language: str = "en", lexicon: Lexicon | None = None) -> list[str]:
    return [sentence.spoken for sentence in read(*blocks, language=language, lexicon=lexicon).sentences]


def check(sentence: Sentence) -> None:
    """What holds of every sentence: runs cover the spoken text; outside the pieces written and spoken are the same."""
    assert [run.start for run in sentence.runs] == [0, *(run.end for run in sentence.runs[:-1])]
    assert sentence.runs[-1].end == len(sentence.spoken)
    written = said = 0
    for piece in sentence.pieces:
        assert sentence.written[written : piece.written_start] == sentence.spoken[said : piece.spoken_start]
        written, said = piece.written_end, piece.spoken_end
    assert sentence.written[written:] == sentence.spoken[said:]
    for first, second in pairwise(sentence.readings):
        assert first.end <= second.start


def test_a_chapter_becomes_numbered_sentences_with_spoken_text_and_boundaries() -> None:
    sentences = read(
        block("Chapter 1", "heading"), "Mr. Bell came on May 5th. He brought 12 km of rope with him."
    ).sentences
    assert [(s.id, s.spoken, s.boundary) for s in sentences] == [
        ("c003-s0001", "Chapter one.", "heading"),
        ("c003-s0002", "Mister Bell came on May fifth.", "sentence"),
        ("c003-s0003", "He brought twelve kilometers of rope with him.", "chapter"),
    ]


def test_sentences_of_gives_the_same_sentences() -> None:
    chapter = Chapter(1, "One", (block(LONG),))
    assert (
        sentences_of(chapter, language="en", limits=LIMITS)
        == read_chapter(chapter, language="en", limits=LIMITS).sentences
    )


def test_headings_in_a_row_become_one_sentence_that_keeps_its_own_pause() -> None:
    sentences = read(block("Chapter 1", "heading"), block("Loomings", "heading"), "Yes.").sentences
    assert [(s.written, s.spoken, s.boundary) for s in sentences] == [
        ("Chapter 1\nLoomings", "Chapter one. Loomings.", "heading"),
        ("Yes.", "Yes.", "chapter"),
    ]
    assert len(sentences[0].source) == 2


def test_a_numeral_that_numbers_a_heading_is_read_even_when_it_is_a_lone_i() -> None:
    assert (
        spoken(block("I", "heading"), block("Loomings", "heading"), "I am here, and I shall stay.")[0]
        == "one. Loomings."
    )
    assert spoken("I am here, and I shall stay.") == ["I am here, and I shall stay."]


def test_short_sentences_join_their_neighbour_within_the_paragraph() -> None:
    assert spoken("Yes. No. He came home late that night.") == ["Yes. No. He came home late that night."]


def test_short_paragraphs_join_one_another_but_not_a_long_one() -> None:
    sentences = read(LONG, "Yes.", "No", LONG).sentences
    assert [(s.spoken, s.boundary) for s in sentences][1] == ("Yes. No.", "paragraph")
    assert len(sentences) == 3


def test_nothing_joins_across_a_scene_break() -> None:
    sentences = read("Yes.", block("", "scene-break"), "No.").sentences
    assert [(s.spoken, s.boundary) for s in sentences] == [("Yes.", "scene-break"), ("No.", "chapter")]


def test_boundaries_say_what_follows() -> None:
    sentences = read(LONG + " " + LONG, LONG, block("Two", "heading"), LONG).sentences
    assert [s.boundary for s in sentences] == ["sentence", "paragraph", "heading", "heading", "chapter"]


def test_a_block_quotation_is_set_off_by_pauses_of_its_own_unless_a_stronger_border_stands_there() -> None:
    quoted, heading = replace(block(LONG), is_quoted=True), replace(block("Two", "heading"), is_quoted=True)
    assert [s.boundary for s in read(LONG, quoted, quoted, LONG).sentences] == [
        "blockquote", "paragraph", "blockquote", "chapter",
    ]  # fmt: skip
    assert [s.boundary for s in read(LONG, heading, quoted, block("", "scene-break"), LONG).sentences] == [
        "heading", "heading", "scene-break", "chapter",
    ]  # fmt: skip
    assert [s.spoken for s in read(LONG, quoted).sentences] == [s.spoken for s in read(LONG, LONG).sentences]


def test_a_long_sentence_is_cut_at_its_clauses_into_pieces_of_like_length() -> None:
    clause = "the whale swam on through the cold dark sea"
    sentences = read(", ".join([clause] * 9) + ".").sentences
    assert [s.boundary for s in sentences] == ["clause", "clause", "chapter"]
    assert [s.written.count("whale") for s in sentences] == [3, 3, 3]
    assert all(s.seconds <= LIMITS.max_seconds for s in sentences)


def test_a_long_sentence_without_any_clause_is_cut_between_words() -> None:
    text = " ".join(["whale"] * 60)
    sentences = read(text).sentences
    assert all(s.seconds <= LIMITS.max_seconds for s in sentences)
    assert " ".join(s.written for s in sentences) == text


def test_a_rewrite_is_never_divided_by_a_cut() -> None:
    text = " ".join(["1,234,567"] * 12)
    assert all("1,234,567".startswith(s.written.split()[0]) for s in read(text).sentences)
    assert " ".join(s.written for s in read(text).sentences) == text


def test_one_stretch_that_cannot_be_cut_does_not_keep_the_rest_together() -> None:
    address = "https://example.org/" + "/".join(["whale"] * 30)
    text = f"{' '.join(['whale'] * 60)} {address} {' '.join(['whale'] * 60)}"
    sentences = read(text).sentences
    assert [address in s.written for s in sentences if s.seconds > LIMITS.max_seconds] == [True]
    assert len(sentences) >= 5


def test_a_block_with_nothing_to_pronounce_is_skipped_and_said_so() -> None:
    text = read(LONG, "———", LONG)
    assert len(text.sentences) == 2
    assert [(skipped.rule, skipped.text) for skipped in text.skipped] == [("unspeakable", "———")]


def test_punctuation_alone_stays_with_the_sentence_beside_it() -> None:
    assert [s.written for s in read("… … … He came home late. ———").sentences] == [
        "… … … He came home late. ———"
    ]


def test_a_block_without_an_end_mark_gets_a_stop_that_the_written_text_has_not() -> None:
    sentence = read("He came home").sentences[0]
    assert (sentence.written, sentence.spoken, sentence.pieces[0].rule) == (
        "He came home",
        "He came home.",
        "stop",
    )


def test_lines_of_verse_are_heard_and_wrapped_lines_are_not() -> None:
    assert spoken(block("O Captain\nMy Captain!\nour fearful\ntrip is done", "verse")) == [
        "O Captain, My Captain! our fearful trip is done."
    ]


def test_sources_lead_back_to_the_manuscript() -> None:
    text = "First sentence is here. Second sentence is here."
    made = Block("paragraph", text, "a.xhtml", offsets=((0, 100), (24, 130)))
    spans = [s.source[0] for s in read(made).sentences]
    assert [(span.document, span.start, span.end) for span in spans] == [
        ("a.xhtml", 100, 123),
        ("a.xhtml", 130, 154),
    ]


def test_ruby_and_phones_become_readings_over_the_spoken_text() -> None:
    made = block("In 1998 Cholmondeley came to Tokyo.", "paragraph", Mark(8, 20, "phones", "ˈtʃʌmli", "IPA"))
    sentence = read(made).sentences[0]
    reading = sentence.readings[0]
    assert (sentence.spoken[reading.start : reading.end], reading.alphabet, reading.value) == (
        "Cholmondeley",
        "ipa",
        "ˈtʃʌmli",
    )


def test_text_under_a_reading_is_left_as_it_is_written() -> None:
    sentence = read(
        block("About 40° and 50° north.", "paragraph", Mark(6, 9, "phones", "ˈfɔɹti", "ipa"))
    ).sentences[0]
    assert sentence.spoken == "About 40° and fifty degrees north."


def test_an_annotation_that_is_no_reading_is_reported() -> None:
    text = read(block(LONG, "paragraph", Mark(0, 4, "ruby", "gloss"), Mark(5, 9, "language", "fr")))
    assert [finding.code for finding in text.findings] == ["text-language-unknown", "text-annotation-unused"]


def test_lexicon_words_come_before_the_rules_of_the_language() -> None:
    lexicon = parse_lexicon("Dr. No\tDoctor No\nQueequeg\tQuee-queg\nNguyen\t/wɪn/")
    sentence = read("Dr. No met Queequeg and Nguyen in 1998.", lexicon=lexicon).sentences[0]
    assert sentence.spoken == "Doctor No met Quee-queg and Nguyen in nineteen ninety-eight."
    assert [piece.rule for piece in sentence.pieces] == ["lexicon", "lexicon", "year"]
    assert sentence.readings == (Reading(28, 34, "ipa", "wɪn"),)


def test_a_lexicon_word_can_be_read_in_another_language() -> None:
    sentence = read("We use cargo every day here.", lexicon=parse_lexicon("cargo\t卡购\tzh")).sentences[0]
    assert [(sentence.spoken[r.start : r.end], r.language) for r in sentence.runs] == [
        ("We use ", "en"), ("卡购", "zh"), (" every day here.", "en")
    ]  # fmt: skip


def test_text_in_a_language_there_is_not_keeps_its_code_for_the_engine_to_refuse() -> None:
    sentence = read("Она пришла домой. Потом ушла.", language="ru").sentences[0]
    assert {run.language for run in sentence.runs} == {"ru"}


def test_the_chapter_s_own_language_comes_before_the_book_s() -> None:
    chapter = Chapter(1, "One", (block("Hello there, my friend."),), language="en-GB")
    assert sentences_of(chapter, language="zh", limits=LIMITS)[0].runs[0].language == "en"


_SCRAPS = [
    "Yes. ", "He said, ", "“No!” ", "1998 ", "$3.50 ", "Dr. ", "我们", "。", "ありがとう", "—", "…", "word " * 9, "\n",
    ", and ", "III ", "km", "Слово ", "(", ")", "5", " ", "-", "naïve ",
]  # fmt: skip
_TEXT = st.lists(st.sampled_from(_SCRAPS), max_size=25).map(lambda parts: "".join(parts).strip())
_BLOCKS = st.lists(st.tuples(st.sampled_from(["paragraph", "heading", "verse"]), _TEXT), max_size=5)


@settings(max_examples=150, deadline=None)
@given(_BLOCKS, st.sampled_from(["en", "zh", "ja", "fr"]))
def test_no_character_is_lost_or_doubled_and_everything_lines_up(
    blocks: list[tuple[BlockKind, str]], language: str
) -> None:
    text = read(
        *(block(words, kind) for kind, words in blocks),
        language=language,
        lexicon=parse_lexicon("He said\tHe sang"),
    )
    for sentence in text.sentences:
        check(sentence)
        assert any(character.isalnum() for character in sentence.spoken)
    kept = "".join(words for _, words in blocks if any(character.isalnum() for character in words))
    assert "".join("".join(s.written.split()) for s in text.sentences) == "".join(kept.split())


@pytest.mark.skipif(not Path("../shared/books").is_dir(), reason="no shared books beside the repository")
def test_a_whole_novel_goes_through_and_stays_within_the_limits() -> None:
    from reciter.manuscript import read_manuscript

    book = read_manuscript(Path("../shared/books/08-georgia-en-pls-ssml.epub"))
    marks = readings = 0
    for chapter in book.chapters:
        text = read_chapter(chapter, language=book.metadata.language, limits=LIMITS)
        for sentence in text.sentences:
            check(sentence)
            assert sentence.seconds <= LIMITS.max_seconds
        readings += sum(len(sentence.readings) for sentence in text.sentences)
        marks += sum(mark.kind == "phones" for b in chapter.blocks for mark in b.marks)
    assert readings == marks > 90
