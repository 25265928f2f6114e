"""Agreement with the published frontend: phone error rate over the Japanese segments of its goldens."""

import csv
import json
from pathlib import Path

import pytest

from reciter.languages.ja import language
from reciter.text.alignment import align

GOLDENS = Path(__file__).parents[4] / "shared" / "golden" / "gpt_sovits" / "text"
FAULTS = Path(__file__).with_name("golden_faults.tsv")
LIMIT = 0.03
pytestmark = pytest.mark.skipif(not GOLDENS.is_dir(), reason="the goldens are not here")

Pair = tuple[list[str], list[str]]


def segments(version: str) -> list[tuple[str, Pair]]:
    """Text of each Japanese segment with its golden phones and ours; v1 has no marks of accent."""
    items = json.loads((GOLDENS / f"frontend_{version}.json").read_text(encoding="utf-8"))["items"]
    found = []
    for segment in (segment for item in items for segment in item["segments"]):
        if segment["lang"] == "ja":
            ours = language.phones(align(segment["text"], language.normalise(segment["text"])).spoken).phones
            known = {"[": "UNK", "]": "UNK"} if version == "v1" else {}
            found.append((segment["text"], (segment["phones"], [known.get(phone, phone) for phone in ours])))
    return found


def faults(text: str) -> list[Pair]:
    """Faulty stretches of a golden and what we say there."""
    with FAULTS.open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["golden"].split(), row["ours"].split()) for row in rows if row["text"] == text]


def without(phones: list[str], stretch: list[str]) -> list[str]:
    places = [at for at in range(len(phones)) if phones[at : at + len(stretch)] == stretch]
    assert len(places) == 1, f"{' '.join(stretch)} stands {len(places)} times in {' '.join(phones)}"
    return phones[: places[0]] + phones[places[0] + len(stretch) :]


def distance(first: list[str], second: list[str]) -> int:
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, start=1):
        above, row = row, [i]
        for j, other in enumerate(second, start=1):
            row.append(min(row[-1] + 1, above[j] + 1, above[j - 1] + (one != other)))
    return row[-1]


def rates(version: str) -> tuple[float, float]:
    """Phone error rate as measured, and over what is left without the proven faults."""
    raw = left = raw_length = left_length = 0
    for text, (golden, ours) in segments(version):
        raw += distance(golden, ours)
        raw_length += len(golden)
        kept, said = golden, ours
        for theirs, mine in faults(text) if version == "v2" else []:
            kept, said = without(kept, theirs), without(said, mine)
        left += distance(kept, said)
        left_length += len(kept)
    return raw / raw_length, left / left_length


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_phones_agree_with_the_published_frontend(version: str) -> None:
    raw, left = rates(version)
    print(f"{version}: {raw:.2%} raw, {left:.2%} without proven faults")
    assert left <= LIMIT


def test_no_fault_is_listed_where_we_agree() -> None:
    with FAULTS.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = {text for text, _ in segments("v2")}
    assert all(row["text"] in texts and row["golden"] != row["ours"] and row["why"] for row in rows)
