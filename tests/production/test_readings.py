"""The pronunciation sheet, with languages that doubt a few words."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.production import readings
from reciter.production.inspect import inspect_book
from reciter.production.prepare import Choices
from reciter.production.readings import Sheet, Uncertain, find_readings, with_inflections_joined
from reciter.production.sheet import save_sheet, sheet_text
from reciter.production.sources import find_book
from reciter.settings import Settings
from reciter.text.doubt import Doubt, DoubtKind
from reciter.text.lexicon import parse_lexicon

BOOK = """---
title: The Lamp
language: en
---

# One

Ahab read 1,234 lines. The crew of Ahab was asleep by then, said Ahab’s mate of Pip’s and Pip.

# Two

Nobody read aloud. 船长说这一行不行，他又说：“不行！” NASA’s crew left on the 5 km road.
"""

TABLE: list[tuple[str, DoubtKind, str]] = [
    (r"Ahab", "name", "/ˈeɪhæb/"), (r"Pip’s", "name", "/pɪps/"), (r"Pip(?!’)", "name", "/pɪp/"),
    (r"\bread(?= a)", "homograph", "/ɹɛd/"), (r"\bread\b", "homograph", "/ɹiːd/"),
    (r"one thousand two hundred thirty-four", "number", "one thousand two hundred thirty-four"),
    (r"kilometers", "unknown", "/x/"), (r"NASA", "acronym", "NASA"),
    (r"行(?=不)", "polyphone", "[pinyin:hang2]"), (r"行", "polyphone", "[pinyin:xing2]"),
]  # fmt: skip


@dataclass(frozen=True)
class Guessing:
    """A language that doubts the words of the table."""

    def doubts(self, text: str) -> list[Doubt]:
        found: dict[int, Doubt] = {}
        for pattern, kind, said in TABLE:
            for match in re.finditer(pattern, text):
                found.setdefault(match.start(), Doubt(match.start(), match.end(), kind, said))
        return [found[start] for start in sorted(found)]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "books" / "lamp"
    folder.mkdir(parents=True)
    (folder / "manuscript.md").write_text(BOOK, "utf-8")
    (folder / "book.toml").write_text('voice = "quick"\nlexicon = "lexicon.tsv"\n', "utf-8")
    (folder / "lexicon.tsv").write_text("", "utf-8")
    monkeypatch.setattr(readings, "get_language", lambda _code: Guessing())
    return folder


def sheet_of(book: Path, settings: Settings, lexicon: str = "") -> Sheet:
    (book / "lexicon.tsv").write_text(lexicon, "utf-8")
    return find_readings(find_book(book), Choices(), settings)


def rows(sheet: Sheet) -> list[tuple[str, str, str, int, int]]:
    return [(one.pattern, one.said, one.kind, one.count, one.chapter) for one in sheet.readings]


def spoken(book: Path, settings: Settings) -> list[object]:
    described = inspect_book(find_book(book), Choices(), settings)
    return [[s["spoken"], s["readings"]] for chapter in described["chapters"] for s in chapter["sentences"]]


def test_each_uncertain_word_is_listed_once_with_what_would_be_said_most_frequent_first(
    book: Path, settings: Settings
) -> None:
    assert rows(sheet_of(book, settings)) == [
        ("Ahab", "/ˈeɪhæb/", "name", 3, 1),
        ("Pip", "/pɪp/", "name", 2, 1),
        ("行", "[pinyin:xing2]", "polyphone", 2, 2),
        ("read", "/ɹiːd/", "homograph", 1, 1),
        ("1,234", "one thousand two hundred thirty-four", "number", 1, 1),
        ("read", "/ɹɛd/", "homograph", 1, 2),
        ("行", "[pinyin:hang2]", "polyphone", 1, 2),
        ("NASA", "NASA", "acronym", 1, 2),
        ("5 km", "five kilometers", "unknown", 1, 2),
    ]


def test_a_word_comes_with_its_sentence_language_and_surroundings(book: Path, settings: Settings) -> None:
    found = {(one.pattern, one.said): one for one in sheet_of(book, settings).readings}
    assert found["行", "[pinyin:xing2]"].language == "zh"
    assert found["NASA", "NASA"].language == "en"
    assert found["Ahab", "/ˈeɪhæb/"].sentence == "c001-s0002"
    assert found["5 km", "five kilometers"].context.endswith("crew left on the 5 km road.")


def test_the_sheet_fed_back_as_it_is_changes_nothing_and_nothing_is_listed_again(
    book: Path, settings: Settings
) -> None:
    before = spoken(book, settings)
    text = sheet_text(sheet_of(book, settings))
    assert not sheet_of(book, settings, text).readings
    assert spoken(book, settings) == before


def test_a_corrected_line_is_obeyed_and_the_others_still_change_nothing(
    book: Path, settings: Settings
) -> None:
    text = sheet_text(sheet_of(book, settings))
    lines = text.replace("NASA\tNASA\t", "NASA\tnasser\t").replace(
        "1,234\tone thousand", "1,234\ttwelve hundred and"
    )
    (book / "lexicon.tsv").write_text(lines, "utf-8")
    words = " ".join(str(sentence) for sentence, _ in spoken(book, settings))
    assert "nasser’s crew" in words
    assert "twelve hundred and two hundred" in words
    assert [entry.written for entry in parse_lexicon(lines).entries] == ["1,234", "NASA"]
    assert not sheet_of(book, settings, lines).readings


def test_words_of_the_lexicon_ruby_and_marks_are_certain(book: Path, settings: Settings) -> None:
    lexicon = "# pattern\treading\tscope\nAhab\t/ˈeɪhəb/\t\n行\t[pinyin:xing2]\nread\tred\t2\n"
    found = {(one.pattern, one.chapter) for one in sheet_of(book, settings, lexicon).readings}
    assert found == {("read", 1), ("1,234", 1), ("Pip", 1), ("NASA", 2), ("5 km", 2)}


def test_languages_that_there_are_not_are_named_with_their_share(
    book: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "get_language", lambda _code: Guessing())
    monkeypatch.setattr(readings, "has_language", lambda code: code != "zh")
    sheet = sheet_of(book, settings)
    assert list(sheet.unexamined) == ["zh"]
    assert sheet.unexamined["zh"] >= 14
    assert "行" not in {one.pattern for one in sheet.readings}


def test_a_sheet_is_one_line_a_word_whatever_the_text_holds(book: Path, settings: Settings) -> None:
    quoted = BOOK.replace("said Ahab’s", 'said "Ahab"\tand\u2028Ahab’s')
    (book / "manuscript.md").write_text(quoted, "utf-8")
    lines = sheet_text(sheet_of(book, settings)).removesuffix("\n").split("\n")
    assert {line.count("\t") for line in lines} == {9}
    assert len(lines) == 10
    assert not any(cell.startswith('"') for line in lines for cell in line.split("\t"))


def test_a_sheet_never_overwrites_a_file(book: Path, settings: Settings) -> None:
    sheet = sheet_of(book, settings, "Pip\tpip\n")
    save_sheet(sheet, book / "readings.tsv")
    assert (book / "readings.tsv").read_text("utf-8") == sheet_text(sheet)
    with pytest.raises(InputProblem, match="there is a file of this name already"):
        save_sheet(sheet, book / "lexicon.tsv")
    assert (book / "lexicon.tsv").read_text("utf-8") == "Pip\tpip\n"


def uncertain(pattern: str, said: str, count: int, chapter: int = 1) -> Uncertain:
    return Uncertain(pattern, said, "en", "name", count, chapter, f"c{chapter:03d}-s0001", pattern)


def test_possessives_and_plurals_that_sound_like_their_word_are_counted_with_it() -> None:
    found = [
        uncertain("Pequod’s", "/ˈpɛkwɑdz/", 2, 1), uncertain("Pequod", "/ˈpɛkwɑd/", 5, 3),
        uncertain("Stubbs", "/x/", 1),
        uncertain("Bilges", "[arpabet:B IH1 L JH IH0 Z]", 1, 4), uncertain("Bilge", "[arpabet:B IH1 L JH]", 1, 2),
        uncertain("Stubb", "/stʌb/", 1), uncertain("NASA’s", "NASA’s", 1),
        uncertain("NASA", "NASA", 1), uncertain("s", "/s/", 1),
    ]  # fmt: skip
    assert [(one.pattern, one.said, one.count, one.chapter) for one in with_inflections_joined(found)] == [
        ("Pequod", "/ˈpɛkwɑd/", 7, 1), ("Stubbs", "/x/", 1, 1), ("Bilge", "[arpabet:B IH1 L JH]", 2, 2),
        ("Stubb", "/stʌb/", 1, 1), ("NASA’s", "NASA’s", 1, 1), ("NASA", "NASA", 1, 1), ("s", "/s/", 1, 1),
    ]  # fmt: skip


MIXED = """---
language: zh
---

# 第一章

银行行长说，这一行不行。他重新重读了一遍，单雄信在重庆长大。生僻字𠮷、㐂。We read 12,345,678 lines \
of NASA’s Zzyxal report, which they live to record. 日本の人気のない一日、市場で辛いものを食べた。 \
他在 GitHub 上给 kubernetes 提了 3 个 PR。
"""


def test_the_sheet_of_the_real_languages_is_a_lexicon_that_changes_nothing(
    tmp_path: Path, settings: Settings
) -> None:
    folder = tmp_path / "books" / "mixed"
    folder.mkdir(parents=True)
    (folder / "manuscript.md").write_text(MIXED, "utf-8")
    (folder / "book.toml").write_text('voice = "quick"\nlexicon = "lexicon.tsv"\n', "utf-8")
    sheet = sheet_of(folder, settings)
    assert {one.language for one in sheet.readings} == {"zh", "en", "ja"}
    for one in sheet.readings:
        assert not one.said or parse_lexicon(f"{one.pattern}\t{one.said}\t{one.language}").entries
    before = spoken(folder, settings)
    again = sheet_of(folder, settings, sheet_text(sheet))
    assert not [one for one in again.readings if one.said]
    assert spoken(folder, settings) == before


def test_words_that_a_rule_answers_with_are_not_listed_as_guesses(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "books" / "heat"
    folder.mkdir(parents=True)
    text = "---\ntitle: 熱\nlanguage: yue\n---\n\n# 一\n\n琴日25°C，佢3:30返咗銀行。\n"
    (folder / "manuscript.md").write_text(text, "utf-8")
    (folder / "book.toml").write_text('voice = "quick"\n', "utf-8")
    sheet = find_readings(find_book(folder), Choices(), settings)
    assert not [one.pattern for one in sheet.readings if "25" in one.pattern or "3:30" in one.pattern]
