"""The documents, and how to read tables and examples out of them."""

import re
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from annotated_types import Ge, Gt, Le, Lt, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

ROOT = Path(__file__).parents[2]

Table = list[list[str]]


def read_table(document: str, heading: str) -> Table:
    """Cells of the rows of the first table under a heading, without its header; code marks are stripped."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    match = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert match, f"{document} has no heading {heading!r}"
    lines = [line for line in match[1].splitlines() if line.startswith("|")]
    assert len(lines) > 2, f"there is no table under {heading!r} in {document}"
    first = re.search(r"(?:^\|.*\n)+", match[1], re.MULTILINE)
    assert first
    rows = first[0].splitlines()[2:]
    return [[cell.strip().replace("`", "") for cell in row.strip("|").split("|")] for row in rows]


def fenced(path: Path, language: str) -> Iterator[str]:
    """Fenced examples of one language."""
    yield from re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S)


def documents() -> list[Path]:
    return sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "books" / "README.md"])


KINDS = {str: "text", int: "whole number", float: "number", Path: "path", bool: "true or false", date: "date"}


CONTAINERS: dict[object, str] = {list: "list of texts", dict: "table of texts", typing.Literal: "text"}


def kind_of(annotation: object) -> str:
    """A type as a table names it."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        inner = [part for part in typing.get_args(annotation) if part is not type(None)]
        return kind_of(inner[0])
    if (name := CONTAINERS.get(typing.get_origin(annotation))) is not None:
        return name
    if typing.get_origin(annotation) is typing.Annotated:
        return kind_of(typing.get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "table"
    return KINDS[typing.cast(type, annotation)]


def bounds_of(field: FieldInfo) -> str:
    """Bounds as a table names them."""
    low = next((str(m.ge) for m in field.metadata if isinstance(m, Ge)), "")
    high = next((str(m.le) for m in field.metadata if isinstance(m, Le)), "")
    below = next((str(m.lt) for m in field.metadata if isinstance(m, Lt)), "")
    assert not any(isinstance(m, Gt) for m in field.metadata), "teach the tables this kind of bound"
    if any(isinstance(m, MinLen) for m in field.metadata):
        return "not empty"
    return f"{low} to {high}" if high else f"{low} to below {below}" if below else low


EMPTY: dict[object, str] = {list: "[]", dict: "{}"}


def default_of(field: FieldInfo) -> str:
    """Default as a table names it; None where it is worked out, and words stand in the table."""
    if field.is_required():
        return "required"
    if field.default_factory is not None:
        return EMPTY.get(field.default_factory, "")
    if field.default is None:
        return "–"
    if isinstance(field.default, bool):
        return str(field.default).lower()
    return f'"{field.default}"' if isinstance(field.default, str) else str(field.default)


def field_rows(model: type[BaseModel]) -> Table:
    """What a table about a model has to say: field, type, default, bounds, meaning."""
    return [
        [
            field.alias or name,
            kind_of(field.annotation),
            default_of(field),
            bounds_of(field),
            field.description or "",
        ]
        for name, field in model.model_fields.items()
    ]


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def table() -> Callable[[str, str], Table]:
    return read_table


@pytest.fixture
def rows_of() -> Callable[[type[BaseModel]], Table]:
    return field_rows


@pytest.fixture
def pages() -> list[Path]:
    return documents()


@pytest.fixture
def examples() -> Callable[[Path, str], Iterator[str]]:
    return fenced
