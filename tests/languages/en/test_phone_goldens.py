"""English phones against the goldens of the published frontend; what those say wrong is in `golden_faults.tsv`."""

import json
from pathlib import Path

import pytest

from reciter.languages.en import language
from reciter.text.alignment import align

GOLDENS = Path(__file__).parents[4] / "shared" / "golden" / "gpt_sovits" / "text"
FAULTS = Path(__file__).with_name("golden_faults.tsv")

pytestmark = pytest.mark.skipif(not GOLDENS.is_dir(), reason="no shared goldens beside the repository")


def segments(version: str) -> list[tuple[str, list[str]]]:
    items = json.loads((GOLDENS / f"frontend_{version}.json").read_text("utf-8"))["items"]
    found = [segment for item in items for segment in item["segments"] if segment["lang"] == "en"]
    return [(one["text"], without_padding(one["text"], one["phones"])) for one in found]


def without_padding(text: str, phones: list[str]) -> list[str]:
    """The published frontend puts a comma before fewer than four phones; that is no pronunciation."""
    return phones[1:] if phones[:1] == [","] and not text.startswith(",") else phones


def faults() -> dict[str, list[tuple[list[str], list[str]]]]:
    table: dict[str, list[tuple[list[str], list[str]]]] = {}
    for line in FAULTS.read_text("utf-8").splitlines()[1:]:
        text, golden, ours, _ = line.split("\t")
        table.setdefault(text, []).append((golden.split(), ours.split()))
    return table


def ours(text: str) -> list[str]:
    return list(language.phones(align(text, language.normalise(text)).spoken).phones)


def without(phones: list[str], part: list[str]) -> list[str]:
    """The phones without the first place where a part stands in them."""
    for at in range(len(phones) - len(part) + 1):
        if phones[at : at + len(part)] == part:
            return phones[:at] + phones[at + len(part) :]
    raise AssertionError(f"{' '.join(part)} is not in {' '.join(phones)}")


def distance(one: list[str], other: list[str]) -> int:
    row = list(range(len(other) + 1))
    for at, phone in enumerate(one, start=1):
        corner, row[0] = row[0], at
        for column, against in enumerate(other, start=1):
            corner, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, corner + (phone != against)),
            )
    return row[-1]


def error_rate(version: str, *, leave_out: bool) -> float:
    """Wrong phones over golden phones; the spans of the table's faults are cut out on both sides."""
    wrong = total = 0
    table = faults() if leave_out else {}
    for text, published in segments(version):
        golden, said = published, ours(text)
        for golden_part, our_part in table.get(text, []):
            golden, said = without(golden, golden_part), without(said, our_part)
        wrong += distance(said, golden)
        total += len(golden)
    return wrong / total


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_at_most_three_phones_in_a_hundred_differ_from_the_goldens(version: str) -> None:
    assert error_rate(version, leave_out=True) <= 0.03


def test_every_fault_names_a_golden_and_gives_its_reason() -> None:
    texts = {text for version in ("v1", "v2") for text, _ in segments(version)}
    rows = [line.split("\t") for line in FAULTS.read_text("utf-8").splitlines()[1:]]
    assert {row[0] for row in rows} <= texts
    assert all(len(row[3]) > 10 for row in rows)


def test_every_phone_of_the_goldens_is_one_that_we_can_say() -> None:
    symbols = set(json.loads((GOLDENS.parent / "symbols_v2.json").read_text("utf-8")))
    said = {phone for version in ("v1", "v2") for text, _ in segments(version) for phone in ours(text)}
    assert said <= symbols


if __name__ == "__main__":
    for name in ("v2", "v1"):
        raw, fair = (error_rate(name, leave_out=leave_out) for leave_out in (False, True))
        print(f"{name}: raw {raw:.4f}, without faults {fair:.4f}")
