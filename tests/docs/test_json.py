"""What commands print with --json is what the schemas say."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry, Resource
from typer.testing import CliRunner, Result

from reciter.cli.commands import COMMANDS, app
from reciter.cli.voice_enrol import enrolled_json
from reciter.cli.voice_fit import fitted_json
from reciter.enrolment.slices import Slice
from reciter.finding import Finding
from reciter.production import readings
from reciter.production.enrol import Enrolled
from reciter.production.fit import Fitted
from reciter.production.fit_judging import FitScore
from reciter.settings import get_settings
from reciter.text.doubt import Doubt

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
BOOK = """---
title: The Lamp
author: A. Keeper
language: en
isbn: 978-3-16-148410-0
---

# One

The keeper counted 99 steps.[^1]

# Two

雾来了，灯塔没有灯。It was 3.5 km to the *ship*, said Cholmondeley.

## An inner heading

Nobody had slept.

[^1]: A note.
"""


def schema(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return content


def check(value: object, name: str) -> None:
    """Validate a value, references between the schemas resolved by file name."""
    files = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.schema.json")}
    registry = Registry().with_resources([(file, Resource.from_contents(one)) for file, one in files.items()])
    Draft202012Validator(schema(name), registry=registry).validate(value)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A tiny book with a lexicon, a tone voice, one that fails on a sentence, and an installation of its own."""
    folder, voice = tmp_path / "books" / "lamp", tmp_path / "voices" / "broken"
    folder.mkdir(parents=True)
    voice.mkdir(parents=True)
    (folder / "manuscript.md").write_text(BOOK, "utf-8")
    (folder / "book.toml").write_text('voice = "tone"\nlexicon = "lexicon.tsv"\n', "utf-8")
    (folder / "lexicon.tsv").write_text("Cholmondeley\t/ˈtʃʌmli/\ten\n", "utf-8")
    (voice / "voice.toml").write_text(
        'engine = "tone"\nname = "Broken"\n[tone]\nspeed = 4.0\nfail_on = "ninety"\n', "utf-8"
    )
    monkeypatch.setenv("RECITER_HOME", str(tmp_path))
    monkeypatch.setenv("RECITER_CACHE", str(tmp_path / "cache"))
    get_settings.cache_clear()
    yield folder
    get_settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def answer(*arguments: str, exit_code: int = 0) -> Any:
    result = run(*arguments)
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)


def test_inspect_prints_its_schema(book: Path) -> None:
    described = answer("inspect", str(book), "--json")
    check(described, "inspect")
    sentences = [sentence for chapter in described["chapters"] for sentence in chapter["sentences"]]
    assert any(sentence["readings"] for sentence in sentences)
    assert any(sentence["pieces"] for sentence in sentences)
    assert {skipped["rule"] for skipped in described["skipped"]} == {"noteref", "footnote"}
    assert set(described["languages"]) == {"en", "zh"}


def test_render_prints_its_report_and_writes_the_same_one(book: Path, tmp_path: Path) -> None:
    report = answer("render", str(book), "--json")
    check(report, "report")
    assert report["chapters"]
    assert report["findings"]
    shelf = tmp_path / "output" / "lamp"
    assert json.loads((shelf / "report.json").read_text("utf-8")) == report
    check(json.loads((shelf / "timing.json").read_text("utf-8")), "timing")


def test_render_prints_its_report_when_a_chapter_is_held_back(book: Path) -> None:
    report = answer("render", str(book), "--voice", "broken", "--json", exit_code=4)
    check(report, "report")
    assert list(report["held_back"]) == ["1"]


def test_say_prints_its_schema(book: Path, tmp_path: Path) -> None:
    said = answer(
        "say", "Hello. 你好，world 2.", "--voice", "tone", "--out", str(tmp_path / "say.wav"), "--json"
    )
    check(said, "say")
    assert Path(said["file"]).is_file()


def test_voices_prints_its_schema(book: Path) -> None:
    voices = answer("voices", "--json")
    check(voices, "voices")
    assert voices["voices"][0]["id"] == "broken"


def test_voices_lists_one_that_cannot_be_used(book: Path, tmp_path: Path) -> None:
    (tmp_path / "voices" / "broken" / "voice.toml").write_text('engine = "tone"\nnam = "x"\n', "utf-8")
    voices = answer("voices", "--json")
    check(voices, "voices")
    assert [one["id"] for one in voices["broken"]] == ["broken"]


def test_enrol_and_fit_print_their_schemas() -> None:
    score = FitScore("en", 0.9, 0.0, 3.3)
    finding = Finding("recording-short", "warning", "There are 20 s of speech.", "a.wav", {"speech_s": 20.0})
    one = Slice("a.flac", "a.wav", 0.0, 6.0, "Words.", "en", "words", -20.0, 50.0, 200.0, 3.3, 0.97, 0)
    done = Enrolled("ann", Path("ann"), "kokoro", 20.0, (3, 1), {"": [one]}, ("en",), (finding,), True)
    check(json.loads(json.dumps(enrolled_json(done))), "voice-enrol")
    fitted = Fitted(9, 600.0, "af_kore", (score,), (score,), 1.0, 0.97, "gains no more")
    check(json.loads(json.dumps(fitted_json("ann", fitted))), "voice-fit")


def test_readings_prints_its_schema(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Guessing:
        def doubts(self, text: str) -> list[Doubt]:
            return (
                [Doubt(text.index("keeper"), text.index("keeper") + 6, "name", "keeper")]
                if "keeper" in text
                else []
            )

    monkeypatch.setattr(readings, "get_language", lambda _code: Guessing())
    monkeypatch.setattr(readings, "has_language", lambda code: code == "en")
    sheet = answer("readings", str(book), "--json")
    check(sheet, "readings")
    assert [one["pattern"] for one in sheet["readings"]] == ["keeper"]
    assert list(sheet["unexamined"]) == ["zh"]


def test_impact_prints_its_schema_before_and_after_a_render_and_an_edit(book: Path) -> None:
    check(answer("impact", str(book), "--json"), "impact")
    run("render", str(book))
    impact = answer("impact", str(book), "--json")
    check(impact, "impact")
    assert impact["chapters"] == []
    (book / "lexicon.tsv").write_text("Cholmondeley\t/ˈtʃɒmli/\ten\nNobody\tNo body\n", "utf-8")
    (book / "manuscript.md").write_text(BOOK.replace("# One\n", "# One\n\nIt began.\n"), "utf-8")
    impact = answer("impact", str(book), "--json")
    check(impact, "impact")
    reasons = {change["reason"] for chapter in impact["chapters"] for change in chapter["changes"]}
    assert reasons == {"new", "pronunciation", "text"}


def test_doctor_prints_its_schema_whether_all_is_well_or_not(book: Path) -> None:
    result = run("doctor", "--json")
    told = json.loads(result.stdout)
    check(told, "doctor")
    assert result.exit_code == (0 if told["good"] else 1)


def test_the_review_commands_print_their_schemas(book: Path, tmp_path: Path) -> None:
    run("render", str(book))
    check(answer("review", "status", str(book), "--json"), "review-status")
    (tmp_path / "list.csv").write_text("sentence,reason\nc001-s0001,noise\nnone,noise\n", "utf-8")
    imported = answer("review", "import", str(book), str(tmp_path / "list.csv"), "--json")
    check(imported, "review-import")
    assert (imported["taken"], len(imported["problems"])) == (1, 1)
    listed = answer("review", "export", str(book), "--json")
    check(listed, "review-export")
    assert [one["sentence"] for one in listed["pickups"]] == ["c001-s0001"]
    check(answer("review", "repair", str(book), "--json"), "review-repair")
    (tmp_path / "output" / "lamp" / "review.sqlite").write_bytes(b"damaged" * 999)
    repaired = answer("review", "repair", str(book), "--json")
    check(repaired, "review-repair")
    assert repaired["damaged"]


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.name)
def test_every_schema_is_one(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


def test_a_field_that_no_schema_names_is_refused(book: Path) -> None:
    from jsonschema import ValidationError

    described = answer("inspect", str(book), "--json")
    described["chapters"][0]["sentences"][0]["extra"] = 1
    with pytest.raises(ValidationError, match="extra"):
        check(described, "inspect")


def test_every_command_is_in_the_table_with_its_schema() -> None:
    page = (SCHEMAS.parent / "json.md").read_text("utf-8")
    for name in COMMANDS:
        file = "report" if name in ("render", "rerender") else name
        assert f"`reciter {name}" in page
        assert f"(schema/{file}.schema.json)" in page
