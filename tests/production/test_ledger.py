"""A book of which text would be lost is not rendered, unless the producer says so."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from reciter.cli.commands import app
from reciter.engines.base import Limits
from reciter.errors import InputProblem
from reciter.production.book_settings import BookSettings
from reciter.production.ledger import book_ledger, refuse_loss
from reciter.production.reading import read_book
from reciter.production.sources import find_book
from reciter.settings import get_settings
from reciter.text.lexicon import Lexicon
from reciter.toml_file import read_toml

TEXT = """# One

The keeper counted 99 steps.[^1] Then he slept.

* * *

# Two

雾来了。`x = 1` is code.

```
left out
```

[^1]: A note.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "manuscript.md").write_text(TEXT, "utf-8")
    monkeypatch.setenv("RECITER_HOME", str(tmp_path))
    monkeypatch.setenv("RECITER_CACHE", str(tmp_path / "cache"))
    get_settings.cache_clear()
    yield tmp_path / "book"
    get_settings.cache_clear()


def read(folder, toml=""):
    (folder / "book.toml").write_text(toml, "utf-8")
    source = find_book(folder)
    return read_book(source, source.settings, limits=Limits(1.0, 10.0), lexicon=Lexicon())


@pytest.mark.parametrize("notes", ["skip", "sentence", "chapter"])
def test_from_document_to_sentence_nothing_is_lost(folder, notes):
    book = read(folder, f'[import]\nnotes = "{notes}"\n')
    whole = book_ledger(book).whole
    assert whole.lost == 0
    assert ("footnote" in whole.skipped) == (notes == "skip")
    spoken = " ".join(sentence.written for chapter in book.chapters for sentence in chapter.sentences)
    assert ("A note." in spoken) == (notes != "skip")


def test_chapters_that_are_left_out_are_accounted_for(folder):
    whole = book_ledger(read(folder, 'chapters = "2"\n')).whole
    assert whole.skipped["left-out"] > 20
    assert whole.lost == 0


def test_a_sentence_that_is_never_said_is_lost(folder):
    book = read(folder)
    cut = replace(book.chapters[1], sentences=book.chapters[1].sentences[:1])
    ledger = book_ledger(replace(book, chapters=(book.chapters[0], cut)))
    assert [account.lost > 0 for account in ledger.chapters] == [False, True]
    with pytest.raises(InputProblem) as refused:
        refuse_loss(replace(book, chapters=(book.chapters[0], cut)), folder)
    message = str(refused.value)
    assert "manuscript.md at" in message
    assert "雾来了" in message
    assert "--accept-loss" in message


def test_rendering_stops_with_what_would_be_lost_and_goes_on_when_told(folder, lossy):
    runner = CliRunner()
    refused = runner.invoke(app, ["render", str(lossy), "--voice", "tone"])
    assert isinstance(refused.exception, InputProblem)
    assert "broken markup" in str(refused.exception)
    done = runner.invoke(app, ["render", str(lossy), "--voice", "tone", "--accept-loss"])
    assert done.exit_code == 0, done.output


def test_book_toml_may_accept_the_loss(folder, lossy):
    (lossy.parent / "book.toml").write_text(
        'manuscript = "book.epub"\nvoice = "tone"\n[import]\naccept_loss = true\n', "utf-8"
    )
    done = CliRunner().invoke(app, ["render", str(lossy.parent)])
    assert done.exit_code == 0, done.output


def test_inspect_shows_the_ledger(folder):
    shown = CliRunner().invoke(app, ["inspect", str(folder), "--voice", "tone", "--ledger"])
    assert shown.exit_code == 0, shown.output
    assert "code-block: 1 piece, 7 characters" in shown.output
    assert "100.00%" in shown.output
    assert "manuscript.md at" in shown.output
    described = json.loads(
        CliRunner().invoke(app, ["inspect", str(folder), "--voice", "tone", "--json"]).stdout
    )
    ledger = described["ledger"]
    assert ledger["lost"] == 0
    assert [row["title"] for row in ledger["chapters"]] == ["One", "Two"]
    assert ledger["documents"][0]["skipped"]["code-block"] == 7


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('speak = ["codeblock"]', "Did you mean 'code-block'?"),
        ('skip = ["foot-note"]', "Did you mean 'footnote'?"),
        ('notes = "end"', "'skip', 'sentence' or 'chapter'"),
        ('chapters_from = "toc"', "'contents', 'headings' or 'files'"),
        ("chapter_level = 9", "less than or equal to 6"),
        ("chapter_levels = 1", "Did you mean 'chapter_level'?"),
    ],
)
def test_a_slip_in_the_import_table_is_named_with_its_line(tmp_path, toml, message):
    file = tmp_path / "book.toml"
    file.write_text(f"[import]\n{toml}\n", "utf-8")
    with pytest.raises(InputProblem) as refused:
        read_toml(file, BookSettings)
    assert message in str(refused.value)
    assert "line 2" in str(refused.value)
