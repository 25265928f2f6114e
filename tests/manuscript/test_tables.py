"""Tables are read row by row."""

from __future__ import annotations


def said(document):
    return [block.text for block in document.blocks]


def test_cells_under_headers_are_said_with_them(read):
    document = read(
        "<table><caption>People</caption><thead><tr><th>Name</th><th>Age</th></tr></thead>"
        "<tbody><tr><td>Ann</td><td>30</td></tr><tr><td>Bob</td><td></td></tr></tbody></table>"
    )
    assert said(document) == ["People", "Name: Ann, Age: 30", "Name: Bob"]
    assert document.skipped == ()


def test_a_row_header_is_said_as_it_stands(read):
    table = "<table><tr><th>Year</th><th>Men</th></tr><tr><th>1900</th><td><p>5</p></td></tr></table>"
    assert said(read(table)) == ["1900, Men: 5"]


def test_cells_without_headers_are_parted_by_commas(read):
    assert said(read("<table><tr><td>a</td><td>b <i>c</i></td></tr></table>")) == ["a, b c"]


def test_chinese_tables_get_chinese_punctuation(read):
    table = "<table><tr><th>特性</th><th>用途</th></tr><tr><td>Ruby</td><td>注音</td></tr></table>"
    assert said(read(table)) == ["特性：Ruby，用途：注音"]


def test_headers_over_several_columns_hold_for_each(read):
    table = (
        '<table><tr><th colspan="2">Both</th><th>C</th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>'
    )
    assert said(read(table)) == ["Both: 1, Both: 2, C: 3"]


def test_headers_that_no_cell_stands_under_are_skipped_by_name(read):
    document = read("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td></td></tr></table>")
    assert said(document) == ["A: 1"]
    assert [(skipped.rule, skipped.text) for skipped in document.skipped] == [("table-header", "B")]


def test_tables_that_only_place_things_on_the_page_are_read_as_blocks(read):
    assert said(read("<table><tr><td><h2>Title</h2><p>One.</p><p>Two.</p></td><td>Side</td></tr></table>")) == [
        "Title", "One.", "Two.", "Side",
    ]  # fmt: skip


def test_notes_and_languages_inside_cells_are_kept_apart(read):
    document = read(
        '<table><tr><td>a<a epub:type="noteref" href="#x">1</a></td><td><i lang="fr">oui</i></td></tr></table>'
    )
    assert said(document) == ["a, oui"]
    mark = document.blocks[0].marks[0]
    assert (document.blocks[0].text[mark.start : mark.end], mark.value) == ("oui", "fr")
    assert [skipped.rule for skipped in document.skipped] == ["noteref"]
