"""Examples in the documents work: settings are accepted, commands, targets and deployments are there."""

import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
import typer
import yaml  # type: ignore[import-untyped]

from reciter.cli.commands import app
from reciter.engines import engine_names
from reciter.errors import InputProblem
from reciter.production.book_settings import BookSettings
from reciter.production.consent import Consent
from reciter.production.impact import Reason
from reciter.production.voices import read_voice
from reciter.text.lexicon import COLUMNS, SHEET_COLUMNS, parse_lexicon
from reciter.text.notation import ALPHABETS, LANGUAGE_OF_ALPHABET
from reciter.toml_file import read_toml

Examples = Callable[[Path, str], Iterator[str]]


def test_toml_examples_are_accepted(pages: list[Path], examples: Examples, tmp_path: Path) -> None:
    seen = {"book": 0, "voice": 0, "consent": 0}
    for text in (text for page in pages for text in examples(page, "toml")):
        kind = tomllib.loads(text)
        path = tmp_path / "example.toml"
        path.write_text(text, encoding="utf-8")
        if kind.get("engine") in engine_names():
            assert read_voice(path).name == kind["name"]
            seen["voice"] += 1
        elif "speaker" in kind:
            assert read_toml(path, Consent).model_dump(exclude_unset=True) == kind
            seen["consent"] += 1
        elif not {"engine", "project"} & set(kind):
            assert read_toml(path, BookSettings).model_dump(exclude_unset=True, by_alias=True) == kind
            seen["book"] += 1
    assert min(seen.values()) >= 1, seen


def test_the_lexicon_example_is_accepted(root: Path, examples: Examples) -> None:
    for name, count in (("files.md", 3), ("lexicon.md", 5)):
        tables = [text for text in examples(root / "docs" / name, "text") if "\t" in text]
        assert [len(parse_lexicon(text).entries) for text in tables] == [count]


def test_the_readings_of_the_lexicon_table_are_accepted(table: Callable[[str, str], list[list[str]]]) -> None:
    rows = [(form, row[2]) for row in table("lexicon.md", "Readings") for form in row[0].split(" or ")]
    entries = [parse_lexicon(f"word\t{form}").entries[0] for form, _ in rows]
    assert {entry.alphabet for entry in entries} == {"", *ALPHABETS}
    for entry, (_, language) in zip(entries, rows, strict=True):
        assert LANGUAGE_OF_ALPHABET.get(entry.alphabet, "any" if entry.alphabet else "by script") == language


def test_the_columns_and_reasons_of_lexicon_md_are_those_of_the_code(
    table: Callable[[str, str], list[list[str]]],
) -> None:
    assert tuple(row[0] for row in table("lexicon.md", "The table")) == COLUMNS
    assert tuple(row[0] for row in table("lexicon.md", "Pronunciation sheet")) == SHEET_COLUMNS
    assert {row[0] for row in table("lexicon.md", "Change impact")} == set(get_args(Reason))


def test_the_messages_that_lexicon_md_shows_are_those_given(root: Path, examples: Examples) -> None:
    (shown,) = [text for text in examples(root / "docs" / "lexicon.md", "text") if "line 4" in text]
    lines = ["# a", "# b", "# c", "老单\t[pinyin:lao3 shamg4]", "# d", "# e", "a\t/wεn/"]
    told = []
    for wrong in (lines[:4], [*lines[:3], "# d", *lines[4:]]):
        with pytest.raises(InputProblem) as problem:
            parse_lexicon("\n".join(wrong), where="lexicon.tsv")
        told.append(str(problem.value))
    assert told == shown.splitlines()


def shell_lines(pages: list[Path], examples: Examples) -> Iterator[str]:
    """Lines of shell examples, and commands named in a line of text."""
    for page in pages:
        for text in examples(page, "sh"):
            yield from (line for line in text.splitlines() if line.strip())
        yield from re.findall(r"`((?:reciter|make|prefect) [^`\n]+)`", page.read_text(encoding="utf-8"))


def test_every_reciter_command_and_option_named_is_there(pages: list[Path], examples: Examples) -> None:
    named = 0
    for line in shell_lines(pages, examples):
        words = shlex.split(line.split(" |")[0], comments=True)
        if not words or words[0].removeprefix(".venv/bin/") != "reciter":
            continue
        command, words = typer.main.get_command(app), words[1:]
        while inner := getattr(command, "commands", None):  # Typer does not type its groups
            assert words[0] in inner, line
            command, words = inner[words[0]], words[1:]
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("-") and word != "-"} <= options, line
        named += 1
    assert named > 5


def test_every_make_target_named_is_there(pages: list[Path], examples: Examples, root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    variables = set(re.findall(r"\$\(([A-Z_]+)\)", makefile))
    for line in shell_lines(pages, examples):
        words = shlex.split(line, comments=True)
        if words and words[0] == "make":
            named = {word.split("=")[0] for word in words[1:] if "=" in word}
            assert named <= variables, line
            assert {word for word in words[1:] if "=" not in word} <= targets, line


def test_the_deployment_named_is_that_of_prefect_yaml(
    pages: list[Path], examples: Examples, root: Path
) -> None:
    deployments = yaml.safe_load((root / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    parameters = {
        f"{one['tags'][0]}/{one['name']}": parameters_of(root, one["entrypoint"]) for one in deployments
    }
    lines = [line for line in shell_lines(pages, examples) if "prefect deployment run" in line]
    assert lines
    for line in lines:
        words = shlex.split(line, comments=True)
        (named,) = [word for word in words if word in parameters]
        assert {word.split("=")[0] for word in words if "=" in word} <= parameters[named], line


def parameters_of(root: Path, entrypoint: str) -> set[str]:
    """Parameters of a flow by its entrypoint `path:function`."""
    path, _, function = entrypoint.partition(":")
    source = (root / path).read_text(encoding="utf-8")
    head = source.split(f"def {function}(")[1].split(") ->")[0]
    return set(re.findall(r"^    (\w+): ", head, re.MULTILINE))


@pytest.mark.parametrize("number", [1, 2])
def test_the_python_example_of_json_md_makes_a_validator(root: Path, examples: Examples, number: int) -> None:
    (text,) = examples(root / "docs" / "json.md", "python")
    names: dict[str, object] = {}
    exec(compile(text, "json.md", "exec"), names)
    make = names["validator"]
    assert callable(make)
    check = make(root / "docs" / "schema", "doctor")
    good = {"good": True, "checks": [{"name": "python", "good": True, "detail": ""}]}
    assert check.is_valid(good if number == 1 else {**good, "more": 1}) == (number == 1)
