"""Strict TOML files: what people write is checked field by field, and a slip is named with its line."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reciter.errors import InputProblem

Model = TypeVar("Model", bound=BaseModel)


def read_toml(path: Path, model: type[Model]) -> Model:
    """Read a TOML file into a strict pydantic model.

    Raises:
        InputProblem: no such file, not TOML, or a field is unknown or out of bounds; names file, line, field and,
            for an unknown field, the nearest one that exists.
    """
    text = _read_text(path)
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputProblem(f"this is not valid TOML: {error}.", where=str(path)) from error
    except ValidationError as error:
        raise field_problem(error.errors()[0], model, text=text, path=path) from error


def field_problem(detail: ErrorDetails, model: type[BaseModel], *, text: str, path: Path) -> InputProblem:
    """Turn pydantic's first complaint about `model` into a message with file, line and nearest field name."""
    keys = [str(key) for key in detail["loc"]]
    line = _line_of([key for key in detail["loc"] if isinstance(key, str)], text)
    where = f"{path}, line {line}" if line else str(path)
    field = ".".join(keys)
    if detail["type"] == "extra_forbidden":
        return InputProblem(f"there is no field {field!r}.", where=where, how=_nearest(keys, model))
    if detail["type"] == "missing":
        return InputProblem(f"the field {field!r} is missing.", where=where, how="Add it.")
    message = detail["msg"].removeprefix("Value error, ").rstrip(".")
    return InputProblem(f"{field}: {message} (got {detail['input']!r}).", where=where)


def nearest_name(name: str, names: list[str]) -> str:
    """A sentence that lists what there is, nearest first guess included: the `how` of an unknown-name problem."""
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    guess = f"Did you mean {close[0]!r}? " if close else ""
    return f"{guess}There is: {', '.join(names) or 'nothing'}."


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputProblem("no such file.", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputProblem("this file is not UTF-8.", where=str(path), how="Save it as UTF-8.") from error


def _nearest(keys: list[str], model: type[BaseModel]) -> str:
    here: Any = model
    for key in keys[:-1]:
        field = _fields(here).get(key)
        here = field.annotation if field else None
    return nearest_name(keys[-1], sorted(_fields(here)))


def _fields(model: Any) -> dict[str, Any]:
    """A model's fields by the names that they have in a file."""
    return {field.alias or name: field for name, field in getattr(model, "model_fields", {}).items()}


def _line_of(keys: list[str], text: str) -> int:
    """Line (from 1) of the last key of a path, looked for after the header of its table; 0 if not found."""
    lines = text.splitlines()
    start = 0
    if len(keys) > 1:
        header = re.compile(r"\s*\[+\s*" + r"\s*\.\s*".join(map(re.escape, keys[:-1])) + r"\s*\]+")
        start = next((at for at, line in enumerate(lines) if header.match(line)), 0)
    key = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(keys[-1])}[\"']?\s*[=\].]")
    return next((at + 1 for at in range(start, len(lines)) if key.match(lines[at])), 0)
