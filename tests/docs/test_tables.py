"""Tables in the documents say what the code says."""

import ast
import inspect
import re
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import BaseModel

from reciter.cli.render import HELD_BACK
from reciter.errors import EngineProblem, InputProblem
from reciter.manuscript.rules import RULES
from reciter.mastering.measure import Measurement
from reciter.mastering.pauses import Pauses
from reciter.production import deliver, master, plan
from reciter.production.book_settings import BookSettings, ImportSettings, MetadataOverrides
from reciter.production.consent import Consent
from reciter.production.cost import Cost
from reciter.production.master import ChapterRecord
from reciter.production.moods import MoodSettings
from reciter.production.plan import Plan, PlannedChapter
from reciter.settings import Settings
from reciter.shelf.takes import TAKE_FORMAT, Take

Table = Callable[[str, str], list[list[str]]]
RowsOf = Callable[[type[BaseModel]], list[list[str]]]


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("book.toml", BookSettings),
        ("import", ImportSettings),
        ("metadata", MetadataOverrides),
        ("moods", MoodSettings),
        ("pauses", Pauses),
        ("consent.toml", Consent),
    ],
)
def test_the_fields_of_a_toml_file_are_those_of_its_model(
    table: Table, rows_of: RowsOf, heading: str, model: type[BaseModel]
) -> None:
    expected = [[name, kind, default or "see below", *rest] for name, kind, default, *rest in rows_of(model)]
    assert table("files.md", heading) == [[cell.replace("`", "") for cell in row] for row in expected]


def test_the_rules_of_importing_are_those_of_the_code(table: Table) -> None:
    facts = {"unspeakable", "left-out"}
    skipped = {name for row in table("manuscripts.md", "What is skipped") for name in row[0].split(", ")}
    assert skipped == {name for name, rule in RULES.items() if rule.by_default == "skip"} | facts
    spoken = {name for row in table("manuscripts.md", "What may be skipped") for name in row[0].split(", ")}
    assert spoken == {name for name, rule in RULES.items() if rule.by_default == "speak"}


def test_the_settings_are_those_of_the_model(table: Table, rows_of: RowsOf) -> None:
    written = table("architecture.md", "Settings")
    expected = rows_of(Settings)
    assert [row[0] for row in written] == [f"RECITER_{row[0].upper()}" for row in expected]
    for (_, kind, default, *rest), (_, *wanted) in zip(written, expected, strict=True):
        assert [kind, *rest] == [wanted[0], *wanted[2:]]
        assert default == wanted[1] or not wanted[1], f"{default!r} where the code has {wanted[1]!r}"


def test_every_setting_that_a_document_names_is_one(pages: list[Path]) -> None:
    known = {f"RECITER_{name.upper()}" for name in Settings.model_fields}
    for page in pages:
        named = set(re.findall(r"RECITER_[A-Z][A-Z_]+", page.read_text(encoding="utf-8")))
        assert named <= known, f"{page.name}: {named - known}"


@pytest.mark.parametrize(
    ("heading", "shape"),
    [
        ("plan/book.json", Plan),
        ("plan/0001.json", PlannedChapter),
        ("Chapter records", ChapterRecord),
        ("cost.json", Cost),
        ("measurement", Measurement),
    ],
)
def test_the_fields_of_a_written_file_are_those_of_its_class(table: Table, heading: str, shape: type) -> None:
    assert [row[0] for row in table("files.md", heading)] == [field.name for field in fields(shape)]


def test_the_fields_of_a_take_are_those_of_its_class(table: Table) -> None:
    rows = table("files.md", "Takes")
    assert [row[0] for row in rows] == ["format", *(field.name for field in fields(Take))]
    assert rows[0][1].startswith(f"{TAKE_FORMAT};")


def test_the_fields_of_the_report_are_those_that_are_written(table: Table) -> None:
    assert [row[0] for row in table("files.md", "report.json")] == keys(deliver, "report_of")
    assert [row[0] for row in table("files.md", "chapters in the report")] == keys(deliver, "chapter_row")


@pytest.mark.parametrize(
    ("module", "function", "named"), [(plan, "take_causes", "A **take**"), (master, "_cause", "A **master**")]
)
def test_the_causes_of_takes_and_masters_are_those_that_are_fingerprinted(
    root: Path, module: ModuleType, function: str, named: str
) -> None:
    text = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = text.split(f"\n{named}")[1].split("\n\n|", 1)[1].split("\n\n")[0]
    written = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert written == keys(module, function)


def keys(module: ModuleType, function: str) -> list[str]:
    """Keys of the first dictionary that a function writes."""
    tree = ast.parse(inspect.getsource(module))
    body = next(
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function
    )
    first = next(node for node in ast.walk(body) if isinstance(node, ast.Dict))
    return [str(key.value) for key in first.keys if isinstance(key, ast.Constant)]


def test_the_exit_codes_are_those_of_the_errors(table: Table) -> None:
    codes = {row[0]: row[1] for row in table("architecture.md", "Exit codes")}
    assert "the user can mend it" in codes[str(InputProblem.exit_code)]
    assert "engine" in codes[str(EngineProblem.exit_code)]
    assert "held back" in codes[str(HELD_BACK)]


def test_the_rooms_are_the_layers_that_the_import_linter_keeps(table: Table, root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in project["tool"]["importlinter"]["contracts"] if one.get("containers"))
    kept = [sorted(layer.split(" | ")) for layer in contract["layers"]]
    assert [sorted(row[1].split(", ")) for row in table("architecture.md", "Storeys and rooms")] == kept


def test_the_glossary_is_in_alphabetical_order_and_names_nothing_twice(table: Table) -> None:
    words = [row[0].replace("*", "") for row in table("glossary.md", "Glossary")]
    assert words == sorted(set(words), key=str.lower)
