"""Phone error rate against the published frontend, on the Korean segments of its goldens."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reciter.languages.ko import language
from reciter.text.alignment import align

GOLDENS = Path(__file__).parents[4] / "shared" / "golden" / "gpt_sovits" / "text" / "frontend_v2.json"
FAULTS = Path(__file__).parent / "golden_faults.tsv"
LIMIT = 0.08
pytestmark = pytest.mark.skipif(not GOLDENS.is_file(), reason="no shared goldens beside the repository")


def segments() -> Iterator[tuple[str, str]]:
    """Text and phones of the Korean segments; every phone is one character."""
    for item in json.loads(GOLDENS.read_text(encoding="utf-8"))["items"]:
        for segment in item["segments"]:
            if segment["lang"] == "ko":
                yield segment["text"], "".join(segment["phones"])


def ours(text: str) -> str:
    return "".join(language.phones(align(text, language.normalise(text)).spoken).phones)


def faults() -> list[tuple[str, str, str]]:
    rows = [line.split("\t") for line in FAULTS.read_text(encoding="utf-8").splitlines()[1:]]
    return [(text, golden, own) for text, golden, own, _ in rows]


def distance(first: Sequence[str], second: Sequence[str]) -> int:
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(second, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (one != other))
    return row[-1]


def error_rate(*, without_faults: bool) -> float:
    errors = total = 0
    for text, golden in segments():
        known = [fault for fault in faults() if fault[0] == text and without_faults]
        theirs, own = (
            without(golden, [fault[1] for fault in known]),
            without(ours(text), [fault[2] for fault in known]),
        )
        errors += distance(theirs, own)
        total += len(theirs)
    return errors / total


def without(phones: str, stretches: Sequence[str]) -> str:
    for stretch in stretches:
        phones = phones.replace(stretch, "", 1)
    return phones


def test_the_phone_error_rate_is_within_the_limit() -> None:
    raw, clean = error_rate(without_faults=False), error_rate(without_faults=True)
    print(f"ko: phone error rate {raw:.2%} raw, {clean:.2%} without the faults of the goldens")
    assert clean <= raw
    assert clean <= LIMIT


def test_every_fault_that_is_listed_is_one() -> None:
    texts = dict(segments())
    for text, wrong, right in faults():
        assert wrong in texts[text]
        assert right in ours(text)
