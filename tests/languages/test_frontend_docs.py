import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs" / "text.md"


def test_the_example_in_the_documentation_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    example = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)[0]
    expected = example.rstrip().rpartition("\n# ")[2]
    exec(compile(example, str(DOCS), "exec"), {})
    assert capsys.readouterr().out.strip() == expected


def test_the_table_of_english_classes_names_every_rule_module() -> None:
    section = DOCS.read_text(encoding="utf-8").partition("## English")[2].partition("## Adding")[0]
    named = set(re.findall(r"^\| (\w+) \|", section, re.MULTILINE)) - {"class"}
    folder = Path(__file__).parents[2] / "reciter" / "languages" / "en"
    rules = {path.stem for path in folder.glob("*.py") if "RULES: tuple" in path.read_text(encoding="utf-8")}
    assert rules == named
