"""Readings written into the text are heard once, as the pronunciation of their base."""

from __future__ import annotations

import pytest

from reciter.book import Block
from reciter.engines.base import Limits
from reciter.languages.frontend import read_chapter
from reciter.manuscript import ImportChoices, coverage, read_manuscript
from reciter.manuscript.glosses import with_glosses
from reciter.manuscript.rules import Switches


def read(text, language="ja", **options):
    block, silent = with_glosses(Block("paragraph", text, "d"), language, Switches(), **options)
    return block.text, [(block.text[m.start : m.end], m.value) for m in block.marks], silent


@pytest.mark.parametrize(
    ("written", "text", "marks"),
    [
        ("憂鬱（ゆううつ）な", "憂鬱な", [("憂鬱", "ゆううつ")]),
        ("憂鬱《ゆううつ》な", "憂鬱な", [("憂鬱", "ゆううつ")]),
        ("憂鬱(ゆううつ)な", "憂鬱な", [("憂鬱", "ゆううつ")]),
        ("その｜東の空《ひがしのそら》に", "その東の空に", [("東の空", "ひがしのそら")]),
        ("その|東の空《ひがしのそら》に", "その東の空に", [("東の空", "ひがしのそら")]),
        ("志（こころざし）", "志", [("志", "こころざし")]),
        ("百舌鳥（もず）", "百舌鳥", [("百舌鳥", "もず")]),
        ("時々（ときどき）", "時々", [("時々", "ときどき")]),
        ("倫敦（ロンドン）へ", "倫敦へ", [("倫敦", "ロンドン")]),
        ("木（き）と目（め）", "木と目", [("木", "き"), ("目", "め")]),
    ],
)
def test_japanese_readings_become_marks(written, text, marks):
    assert read(written)[:2] == (text, marks)


@pytest.mark.parametrize(
    "written",
    [
        "東京（など）へ",
        "三名（ほか）",
        "彼（とても背の高い、やさしい人だった）は",
        "二人（ふたりのことはだれもしらない）",
        "そう（ゆううつ）な",
        "憂鬱（憂い）",
        "『平家物語』（へいけ）",
        "Tokyo（とうきょう）",
        "一二三四五（い）",
    ],
)
def test_what_is_no_reading_stays_in_the_text(written):
    assert read(written) == (written, [], [])


@pytest.mark.parametrize(
    ("written", "text", "marks"),
    [
        ("重（chóng）庆", "重庆", [("重", "chóng")]),
        ("龘（音dá）字", "龘字", [("龘", "dá")]),
        ("复姓万俟（mò qí）的人", "复姓万俟的人", [("万俟", "mò qí")]),
        ("龜（讀作ㄐㄩㄣ）裂", "龜裂", [("龜", "ㄐㄩㄣ")]),
    ],
)
def test_chinese_readings_become_marks(written, text, marks):
    assert read(written, "zh-CN")[:2] == (text, marks)


@pytest.mark.parametrize(
    "written", ["好（good）吗", "北京（Beijing）", "东京（とうきょう）", "他（音乐家）", "量（ma）"]
)
def test_other_words_in_parentheses_stay_in_chinese(written):
    assert read(written, "zh") == (written, [], [])


def test_readings_are_left_alone_in_other_languages_and_when_they_are_to_be_heard():
    assert read("憂鬱（ゆううつ）な", "en")[1] == []
    heard = Switches.of(ImportChoices(speak=frozenset({"ruby"})))
    assert (
        with_glosses(Block("paragraph", "憂鬱（ゆううつ）な", "d"), "ja", heard)[0].text
        == "憂鬱（ゆううつ）な"
    )


def test_offsets_and_what_is_taken_out_lead_back_to_the_text():
    text = "その｜東《ひがし》の憂鬱（ゆううつ）な空"
    block, silent = with_glosses(Block("paragraph", text, "d"), "ja", Switches())
    assert "".join(text[block.source(n, n + 1).start] for n in range(len(block.text))) == block.text
    assert [(one.rule, text[one.source.start : one.source.end]) for one in silent] == [
        ("ruby-parenthesis", "｜"), ("ruby", "《ひがし》"), ("ruby", "（ゆううつ）"),
    ]  # fmt: skip


AOZORA = """草枕
夏目漱石

-------------------------------------------------------
【テキスト中に現れる記号について】

《》：ルビ
（例）山路《やまみち》
-------------------------------------------------------

［＃５字下げ］一［＃「一」は中見出し］

　山路《やまみち》を登りながら、こう考えた。
　※［＃「土へん＋へい」、第3水準1-15-41］が｜人の世《ひとのよ》にある。

［＃５字下げ］二［＃「二」は中見出し］

　茶店の前に立つと、親爺《おやじ》が出て来た。誰もいない。だれもいない。

底本：「夏目漱石全集３」ちくま文庫
入力：柴田卓治
"""


def test_a_file_of_aozora_bunko_is_read_without_its_signs_remarks_and_source(tmp_path):
    path = tmp_path / "kusamakura.txt"
    path.write_bytes(AOZORA.encode("cp932", "replace"))
    book = read_manuscript(path)
    said = [block.text for chapter in book.chapters for block in chapter.blocks]
    assert "山路を登りながら、こう考えた。" in said
    assert "坼が人の世にある。" in said
    assert not any("底本" in text or "［" in text or "《" in text or "記号" in text for text in said)
    assert [chapter.title for chapter in book.chapters][-2:] == ["一", "二"]
    assert {skipped.rule for skipped in book.skipped} >= {"annotation", "colophon", "ruby"}
    assert coverage(book) == 1.0


def test_the_licence_of_project_gutenberg_is_not_heard(tmp_path):
    path = tmp_path / "book.txt"
    frame = "The Project Gutenberg eBook of A Tale\n\n*** START OF THE PROJECT GUTENBERG EBOOK A TALE ***\n\n{}\n\n"
    path.write_text(
        frame.format("CHAPTER I\n\nIt began.\n\nCHAPTER II\n\nIt ended.")
        + "*** END OF THE PROJECT GUTENBERG EBOOK A TALE ***\n\nUpdated editions will replace the previous one.\n",
        "utf-8",
    )
    book = read_manuscript(path)
    said = [block.text for chapter in book.chapters for block in chapter.blocks]
    assert said == ["CHAPTER I", "It began.", "CHAPTER II", "It ended."]
    assert {skipped.rule for skipped in book.skipped} == {"copyright"}
    assert coverage(book) == 1.0


def test_readings_of_an_epub_are_heard_once(epub):
    body = "<p>憂鬱（ゆううつ）な<ruby>空<rt>そら</rt></ruby>を見た。</p>"
    page = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ja"><body>{body}</body></html>'
    book = epub.read({"a.xhtml": page})
    text = read_chapter(book.chapters[0], language="ja", limits=Limits(0.0, 10.0))
    assert [sentence.spoken for sentence in text.sentences] == ["憂鬱な空を見た。"]
    assert [(r.alphabet, r.value) for r in text.sentences[0].readings] == [
        ("kana", "ゆううつ"),
        ("kana", "そら"),
    ]
    assert coverage(book) == 1.0
