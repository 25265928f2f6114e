"""The lexicon's table: what is accepted, what is refused and how, and where its words are found."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.errors import InputProblem
from reciter.text.lexicon import COLUMNS, SHEET_COLUMNS, parse_lexicon, read_lexicon
from reciter.text.span import Run

FULL = "# pattern\treading\tlanguage\tscope\tnote\n"


def found(lexicon: str, text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.spoken) for hit in parse_lexicon(lexicon).find(text)]


def read(lexicon: str, text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.reading) for hit in parse_lexicon(lexicon).find(text)]


# --- where words are found ---


def test_the_longest_entry_wins() -> None:
    assert found("New\tnoo\nNew York\tNoo Yawk", "New York is New.") == [
        ("New York", "Noo Yawk"),
        ("New", "noo"),
    ]


def test_latin_entries_match_whole_words_only() -> None:
    text = "I read; reader, bread, thread, reading, read_line"
    assert found("read\tred", text) == [("read", "red"), ("read", "red")]


def test_han_entries_match_anywhere() -> None:
    assert found("重庆\t虫庆", "在重庆市") == [("重庆", "虫庆")]


def test_a_pattern_in_lower_case_also_begins_a_sentence_and_a_pattern_with_capitals_matches_exactly() -> None:
    text = "Read it. I read “Read!” Mr. Read said: Read. The old Read has READ it… Read on."
    assert [where for where, _ in found("read\tred", text)] == ["Read", "read", "Read", "Read", "Read"]
    assert found("read\tred", "Read it.") == [("Read", "Red")]
    assert found("Read\tRed", "read Read READ") == [("Read", "Red")]
    assert found("GUI\tgooey", "Gui gui GUI") == [("GUI", "gooey")]


@pytest.mark.parametrize(
    ("before", "begins"),
    [("", True), ("He came. ", True), ("He came.” ", True), ("“", True), ("(", True), ("「", True), ("他来了。", True),
     ("Well! ", True), ("verse ends here\n", True), ("Dr. ", False), ("by J. ", False), ("He ", False), ("he, ", False),
     ("a very long stretch of text without any stop at all ", False)],
)  # fmt: skip
def test_where_a_sentence_begins(before: str, begins: bool) -> None:
    assert bool(found("cargo\tkargo", f"{before}Cargo")) == begins


def test_possessives_and_plurals_of_a_whole_word_are_found_and_a_spelling_keeps_their_ending() -> None:
    text = "Queequeg’s and Queequeg's harpoons, two Queequegs, both Queequegs' oars; Queequegish."
    assert found("Queequeg\tKwee-kweg", text) == [("Queequeg", "Kwee-kweg")] * 4
    assert found("box\tbocks", "boxes, box's, boxs, boxed") == [("box", "bocks")] * 3
    assert found("API\tA P I", "two APIs, APIx") == [("API", "A P I")]


def test_short_words_have_no_plural_that_would_be_another_word() -> None:
    assert found("a\tay\nhe\thee\nPC\tpee see", "as hes PCs he’s") == [("PC", "pee see"), ("he", "hee")]


@pytest.mark.parametrize(
    ("reading", "word", "expected"),
    [
        ("/ˈkwiːkwɛɡ/", "Queequeg’s", "ˈkwiːkwɛɡz"), ("/kæt/", "Queequegs", "kæts"),
        ("/bɒks/", "Queequeg's", "bɒksɪz"), ("/dʒɔː/", "Queequegs", "dʒɔːz"), ("[x-sampa:{S]", "Queequeg's", "{SIz"),
        ("[x-sampa:k{t]", "Queequegs", "k{ts"),
        ("[arpabet:K W IY1 G]", "Queequeg's", "K W IY1 G Z"), ("[arpabet:K AE1 T]", "Queequeg's", "K AE1 T S"),
        ("[arpabet:B AA1 K S]", "Queequegs", "B AA1 K S IH0 Z"), ("[respelling:KWEE-kweg]", "Queequeg's", "KWEE-kwegz"),
        ("[respelling:KAT]", "Queequeg's", "KATS"), ("[respelling:LOSH]", "Queequeg's", "LOSH-iz"),
    ],
)  # fmt: skip
def test_a_pronunciation_takes_the_ending_in(reading: str, word: str, expected: str) -> None:
    assert read(f"Queequeg\t{reading}", f"It was {word} boat.") == [(word, expected)]


def test_straight_and_curly_apostrophes_of_a_pattern_are_one() -> None:
    assert found("O'Brien\toh bryan\nma’am\tmum", "O’Brien and O'Brien, ma'am") == [
        ("O’Brien", "oh bryan"), ("O'Brien", "oh bryan"), ("ma'am", "mum")
    ]  # fmt: skip


def test_a_scope_holds_in_its_chapters_and_in_headings_or_body() -> None:
    lexicon = parse_lexicon(
        f"{FULL}Nan\tone\t\t3-5,8\nNan\ttwo\t\theading\nNan\tthree\nNantes\tfour\t\t3, body"
    )

    def said(chapter: int, role: str, text: str) -> str:
        return lexicon.at(chapter, role).find(text)[0].spoken

    assert [said(chapter, "body", "Nan") for chapter in (2, 3, 5, 6, 8)] == [
        "three",
        "one",
        "one",
        "three",
        "one",
    ]
    assert said(2, "heading", "Nan") == "two"
    assert said(3, "body", "Nantes") == "four"
    assert not lexicon.at(3, "heading").find("Nantes")


def test_a_longer_word_out_of_scope_does_not_hide_a_shorter_one() -> None:
    lexicon = parse_lexicon(f"{FULL}New York\tNoo Yawk\t\t3\nNew\tnoo")
    assert [hit.spoken for hit in lexicon.at(4, "body").find("New York")] == ["noo"]


def test_han_with_a_language_applies_to_text_in_that_language() -> None:
    lexicon = parse_lexicon("人気\t[kana:ひとけ]\tja\n人气\t[pinyin:ren2 qi4]\n人\t[pinyin:ren2]\tzh")
    text = "人気人气人"

    def at(*runs: Run) -> list[str]:
        return [text[hit.start : hit.end] for hit in lexicon.find(text, runs)]

    assert at(Run(0, 5, "ja")) == ["人気", "人气"]
    assert at(Run(0, 5, "zh")) == ["人", "人气", "人"]
    assert at(Run(0, 2, "ja"), Run(2, 5, "zh")) == ["人気", "人气", "人"]
    assert at() == ["人気", "人气", "人"]
    assert [hit.spoken for hit in parse_lexicon("cargo\t卡购\tzh").find("a cargo", [Run(0, 7, "en")])] == [
        "卡购"
    ]


def test_a_book_s_lexicon_overrules_a_voice_s() -> None:
    book = parse_lexicon(f"{FULL}Ahab\tbook\nGus\tscoped\t\t3")
    both = book.over(parse_lexicon("Ahab\tvoice\nGus\teverywhere\nQueen\tq"))
    assert [hit.spoken for hit in both.find("Ahab, Queen")] == ["book", "q"]
    assert both.at(3, "body").find("Gus")[0].spoken == "scoped"
    assert both.at(4, "body").find("Gus")[0].spoken == "everywhere"


_PATTERNS = st.text("aBs'’ 行重é1.-", min_size=1, max_size=4).map(str.strip).filter(bool)


@given(st.lists(_PATTERNS, max_size=6, unique=True), st.text("aBs'’ 行重é1.-\n", max_size=40))
def test_hits_are_in_order_apart_and_what_they_say_they_are(patterns: list[str], text: str) -> None:
    lexicon = parse_lexicon("\n".join(f"{pattern}\tx" for pattern in patterns))
    end = 0
    for hit in lexicon.find(text):
        assert end <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end].lower().replace("’", "'") == hit.entry.written.lower().replace(
            "’", "'"
        )
        end = hit.end


# --- what is accepted ---


def test_comments_and_empty_lines_are_passed_over() -> None:
    assert found("# a comment\n\n  \nC#\tsee sharp", "C# and C") == [("C#", "see sharp")]


@pytest.mark.parametrize(
    ("pattern", "reading", "alphabet", "value"),
    [
        ("Nguyen", "/wɪn/", "ipa", "wɪn"), ("Nguyen", "[ipa:wɪn]", "ipa", "wɪn"), ("x", "/'g:t/", "ipa", "ˈɡːt"),
        ("人気", "[kana:ひとけ]", "kana", "ひとけ"), ("人気", "[kana:ﾀﾞ ﾒ]", "kana", "ダメ"),
        ("杭州", "[pinyin: hang2 zhou1]", "pinyin", "hang2 zhou1"),
        ("杭州", "[pinyin:hang2zhou1]", "pinyin", "hang2 zhou1"),
        ("杭州", "[pinyin:Hángzhōu]", "pinyin", "hang2 zhou1"), ("西安", "[PinYin:xī'ān]", "pinyin", "xi1 an1"),
        ("绿", "[pinyin:lü4]", "pinyin", "lv4"), ("绿", "[pinyin:lu:4]", "pinyin", "lv4"),
        ("绿", "[pinyin:lǜ]", "pinyin", "lv4"),
        ("好吗", "[pinyin:hǎo ma]", "pinyin", "hao3 ma5"), ("好吗", "[pinyin:hao3 ma0]", "pinyin", "hao3 ma5"),
        ("哪儿", "[pinyin:nar3]", "pinyin", "na3 er5"), ("哪儿", "[pinyin:nǎr]", "pinyin", "na3 er5"),
        ("A股", "[pinyin:ei1 gu3]", "pinyin", "ei1 gu3"), ("方向", "[pinyin:fāngxiàng]", "pinyin", "fang1 xiang4"),
        ("香港", "[jyutping:hoeng1gong2]", "jyutping", "hoeng1 gong2"), ("唔", "[jyutping:m4]", "jyutping", "m4"),
        ("Ahab", "[arpabet:ey1  hh ae2 b]", "arpabet", "EY1 HH AE2 B"), ("a", "[arpabet:AX]", "arpabet", "AX"),
        ("x", '[x-sampa:"tSVmli]', "x-sampa", '"tSVmli'), ("x", "[respelling:KWEE-kweg]", "respelling", "KWEE-kweg"),
        ("x", "spelled out", "", ""),
    ],
)  # fmt: skip
def test_a_reading_is_put_into_the_plain_form_of_its_alphabet(
    pattern: str, reading: str, alphabet: str, value: str
) -> None:
    entry = parse_lexicon(f"{pattern}\t{reading}").entries[0]
    assert (entry.alphabet, entry.reading) == (alphabet, value)
    assert entry.spoken == (pattern if alphabet else reading)


def test_a_language_is_kept_by_its_primary_code() -> None:
    assert parse_lexicon("Nguyen\t/wɪn/\ten-US\ta name").entries[0].language == "en"


def test_lines_of_the_old_four_columns_and_of_the_new_five_are_read_without_a_header() -> None:
    for line in (
        "Ahab\tAy-hab",
        "Ahab\tAy-hab\ten",
        "Ahab\tAy-hab\ten\ta captain",
        "Ahab\tAy-hab\ten\t\ta captain",
    ):
        (entry,) = parse_lexicon(line).entries
        assert (entry.written, entry.spoken, entry.scope.chapters) == ("Ahab", "Ay-hab", ())
    assert parse_lexicon("Ahab\tAy-hab\ten\t3-5\t").entries[0].scope.chapters == ((3, 5),)


def test_a_header_names_the_columns_of_the_lines_after_it_in_any_order_and_by_old_names() -> None:
    text = "Ahab\tAy-hab\n#reading\tpattern\nkwee\tQuee\n# written\tspoken\tlanguage\tnote\nX\tex\ten\t3-5\nY\twhy"
    assert [(entry.written, entry.spoken) for entry in parse_lexicon(text).entries] == [
        ("Ahab", "Ay-hab"), ("Quee", "kwee"), ("X", "ex"), ("Y", "why")
    ]  # fmt: skip
    assert parse_lexicon("pattern\treading\nA\tb").entries[0].written == "A"


def test_a_sheet_s_line_left_as_it_is_changes_nothing_and_an_edited_one_holds() -> None:
    head = "# " + "\t".join(COLUMNS + SHEET_COLUMNS)
    rows = [
        "行\t[pinyin:xing2]\tzh\t\t\t[pinyin:xing2]\tpolyphone\t3\t1\t他行不行",
        "行\t[pinyin:hang2]\tzh\t\t\t[pinyin:xing2 ]\tpolyphone\t2\t4\t第三行",
        "Zzyx\tnot [a] form\ten\t\t\tnot [a] form\tname\t1\t1\tZzyx said",
    ]
    lexicon = parse_lexicon("\n".join([head, *rows]))
    assert [(entry.written, entry.reading) for entry in lexicon.entries] == [("行", "hang2")]
    assert lexicon.confirmed == {("行", "[pinyin:xing2]"), ("Zzyx", "not [a] form")}


def test_a_sheet_s_word_that_has_no_reading_yet_says_nothing_and_is_not_confirmed() -> None:
    head = "# pattern\treading\tsaid\n"
    lexicon = parse_lexicon(f"{head}㐂\t\t\n𠀀\t[pinyin:he1]\t")
    assert [entry.written for entry in lexicon.entries] == ["𠀀"]
    assert not lexicon.confirmed
    with pytest.raises(InputProblem, match="empty"):
        parse_lexicon(f"{head}行\t\t[pinyin:hang2]")


# --- what is refused ---

REFUSED = [
    ("one column", "1 columns"), ("a\t", "empty"), ("\tb", "empty"), ("a\tb\tc1x!", "not a language code"),
    ("a\tb\ten\t\tn\tmore", "6 columns"), ("a\tb\ten\tlater\tn", "no scope"), ("a\tb\ten\t5-3\tn", "no scope"),
    ("a\tb\ten\t0\tn", "no scope"), ("a\tb\ten\t3-5", "may be a scope or a note.*fifth column"),
    ("a\tb\ten\theading", "may be a scope or a note"),
    ("# pattern\treading\tlanguag", "no column “languag”. Did you mean language"),
    ("a\t[kanji:x]", "no alphabet “kanji”. Did you mean .kana:x"), ("a\t/x", "not a reading"),
    ("a\t[x]", "not a reading"),
    ("a\t[pinyin:]", "no pronunciation"), ("a\t//", "no pronunciation"),
    ("老单\t[pinyin:lao3 sham4]", "“sham4” is no syllable of Mandarin. Did you mean sha"),
    ("老单\t[pinyin:laoshàm]", "no syllable of Mandarin"), ("老单\t[pinyin:lao3]", "1 in number .* 2 Han"),
    ("老单\t[pinyin:lao3 shan4 er2]", "3 in number"), ("老单\t[pinyin:lao3 shan]", "“shan” has no tone"),
    ("老单\t[pinyin:lao shan]", "no tones. Write a figure .*: lao1 shan1"), ("老单\t[pinyin:lao3 shan6]", "no tone of"),
    ("老单\t[pinyin:老3 shan4]", "no syllable|not pinyin"), ("A股\t[pinyin:gu3 a1 b!]", "not pinyin|no syllable"),
    ("東京\t[kana:とう京]", "“京” in “とう京” is not kana"), ("東京\t[kana:toukyou]", "is not kana"),
    ("a\t/wεn/", "“ε” is no sign of the IPA. Did you mean ɛ, so /wɛn/"), ("a\t/hello!/", "“!” is no sign of the IPA"),
    ("a\t/həlO/", "Did you mean oʊ"), ("a\t/w7n/", "no sign of the IPA"),
    ("a\t[arpabet:K WW IY1]", "“WW” is no phone of ARPAbet. Did you mean W"), ("a\t[arpabet:IY]", "“IY” has no stress"),
    ("a\t[arpabet:K1 IY1]", "consonant has no stress. Write K"), ("a\t[arpabet:IY3]", "no stress of ARPAbet"),
    ("香港\t[jyutping:hoeng1 gong7]", "no tone of Cantonese"), ("香港\t[jyutping:hoeng1]", "1 in number"),
    ("香港\t[jyutping:hxeng1 gong2]", "no syllable of Jyutping. Did you mean"), ("香\t[jyutping:香1]", "not Jyutping"),
    ("a\t[x-sampa:é]", "not X-SAMPA"), ("a\t[respelling:KW33]", "is no letter"),
    ("a\t[kana:ア]\ten", "kana is read in ja"), ("行\t[pinyin:hang2]\tja", "pinyin is read in zh"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), REFUSED)
def test_a_line_that_cannot_be_understood_is_named_with_its_reason(line: str, reason: str) -> None:
    with pytest.raises(InputProblem, match=reason) as problem:
        parse_lexicon(f"# fine\n{line}", where="lexicon.tsv")
    assert problem.value.where == "lexicon.tsv, line 2"


def test_an_entry_given_twice_is_refused_unless_scope_or_language_tell_the_two_apart() -> None:
    with pytest.raises(InputProblem, match="given before, in line 1"):
        parse_lexicon("a\tb\na\tc")
    assert len(parse_lexicon(f"{FULL}a\tb\t\t3\na\tb\t\t4\na\tc\n行\tx\tzh\n行\ty\tja").entries) == 5


@given(st.text("\t\n#[]:/-写ab1'“ pinyi", max_size=80))
def test_any_table_is_read_or_refused_with_its_line(text: str) -> None:
    problem = None
    try:
        parse_lexicon(text, where="lexicon.tsv")
    except InputProblem as found_problem:
        problem = found_problem
    assert problem is None or (problem.where.startswith("lexicon.tsv, line ") and problem.how)


def test_a_file_is_read_with_or_without_byte_order_mark_and_with_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_bytes("\ufeffAhab\tAy-hab\r\nNan\t/næn/\r\n".encode())
    assert [entry.spoken for entry in read_lexicon(path).entries] == ["Ay-hab", "Nan"]


def test_a_missing_file_and_another_encoding_are_input_problems(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="no such"):
        read_lexicon(tmp_path / "lexicon.tsv")
    (tmp_path / "gb.tsv").write_bytes("重庆\tchong".encode("gb18030"))
    with pytest.raises(InputProblem, match="UTF-8"):
        read_lexicon(tmp_path / "gb.tsv")
