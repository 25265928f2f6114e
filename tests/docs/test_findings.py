"""Every finding that the code can raise is explained, with the severities it can have, and no other one is."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

CODE, SEVERITY = 0, 1
Function = ast.FunctionDef | ast.AsyncFunctionDef
SECTIONS = {
    "findings.md": [
        "About the manuscript",
        "About the text",
        "About the cover",
        "About takes",
        "About review",
        "About recordings",
        "About reference clips",
        "About finished files",
    ],
    "manuscripts.md": ["Findings"],
    "mastering.md": ["Findings"],
}


@dataclass(frozen=True)
class Maker:
    """A function that makes findings: which of its parameters is the code, and the severities it gives."""

    parameter: int
    severities: frozenset[str]


def findings_in(path: Path) -> dict[str, set[str]]:
    """Codes with their severities in one module.

    Raises:
        AssertionError: a code that cannot be told from the source.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    makers: dict[str, Maker | None] = {"Finding": None}
    found: dict[str, set[str]] = defaultdict(set)
    while True:
        known = len(makers)
        for function, call in calls(tree, set(makers)):
            codes, severities = told(function, call, makers)
            if isinstance(codes, int):
                makers.setdefault(function.name, Maker(codes, severities))
                continue
            assert codes, f"{path.name}, line {call.lineno}: the code of this finding cannot be told"
            for code in codes:
                found[code] |= severities
        if len(makers) == known:
            return found


def calls(tree: ast.Module, names: set[str]) -> Iterator[tuple[Function, ast.Call]]:
    for function in ast.walk(tree):
        if isinstance(function, Function):
            for node in ast.walk(function):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                    continue
                is_read_back = not node.args and not any(keyword.arg for keyword in node.keywords)
                if node.func.id in names and not is_read_back:
                    yield function, node


def told(
    function: Function, call: ast.Call, makers: dict[str, Maker | None]
) -> tuple[set[str] | int, frozenset[str]]:
    """Codes and severities of a call; for the codes a number when they are a parameter of the function."""
    assert isinstance(call.func, ast.Name)
    maker = makers[call.func.id]
    if maker is None:
        maker = Maker(CODE, frozenset(texts(argument(call, SEVERITY, "severity"))))
    code, severities = argument(call, maker.parameter, "code"), maker.severities
    if not isinstance(code, ast.Name):
        return texts(code), severities
    parameters = [parameter.arg for parameter in function.args.args]
    if code.id in parameters:
        return parameters.index(code.id), severities
    return assigned(function, code.id), severities


def argument(call: ast.Call, at: int, name: str) -> ast.expr:
    named = [keyword.value for keyword in call.keywords if keyword.arg == name]
    return named[0] if named else call.args[at]


def texts(node: ast.expr) -> set[str]:
    """Texts that an expression can have: a constant, or either side of a choice."""
    if isinstance(node, ast.IfExp):
        return texts(node.body) | texts(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def assigned(function: Function, name: str) -> set[str]:
    """Texts that are assigned to a name, alone or as a part of a tuple."""
    found: set[str] = set()
    for node in (node for node in ast.walk(function) if isinstance(node, ast.Assign)):
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id == name:
                found |= texts(node.value)
            if isinstance(target, ast.Tuple):
                for at, part in enumerate(target.elts):
                    if isinstance(part, ast.Name) and part.id == name:
                        found |= {text for row in tuples(node.value) for text in texts(row.elts[at])}
    return found


def tuples(node: ast.expr) -> list[ast.Tuple]:
    if isinstance(node, ast.IfExp):
        return tuples(node.body) + tuples(node.orelse)
    return [node] if isinstance(node, ast.Tuple) else []


def raised(root: Path) -> dict[str, set[str]]:
    """All codes of the code, with their severities."""
    found: dict[str, set[str]] = defaultdict(set)
    for folder in ("reciter", "flows", "tasks"):
        for path in sorted((root / folder).rglob("*.py")):
            if "Finding" in path.read_text(encoding="utf-8"):
                for code, severities in findings_in(path).items():
                    found[code] |= severities
    return found


def explained(table: Callable[[str, str], list[list[str]]], document: str) -> dict[str, set[str]]:
    rows = [row for heading in SECTIONS[document] for row in table(document, heading)]
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0]: {word for word in ("info", "warning", "error") if word in row[1]} for row in rows}


def test_the_table_names_just_the_findings_and_severities_that_the_code_raises(
    root: Path, table: Callable[[str, str], list[list[str]]]
) -> None:
    assert explained(table, "findings.md") == raised(root)


def test_the_shorter_tables_agree_with_it(table: Callable[[str, str], list[list[str]]]) -> None:
    whole = explained(table, "findings.md")
    for document in ("manuscripts.md", "mastering.md"):
        for code, severities in explained(table, document).items():
            assert whole.get(code) == severities, f"{document}: {code}"


def test_a_finding_whose_code_is_made_up_at_run_time_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text(
        'def look(kind):\n    return Finding(f"x-{kind}", "info", "Odd.")\n', "utf-8"
    )
    with pytest.raises(AssertionError, match="line 2: the code of this finding cannot be told"):
        findings_in(tmp_path / "odd.py")
