"""Agreement with the published frontend: phone error rate over the Chinese segments of its goldens."""

import csv
import json
from pathlib import Path

import pytest

from reciter.languages.zh import language
from reciter.text.alignment import align

GOLDENS = Path(__file__).parents[4] / "shared" / "golden" / "gpt_sovits" / "text"
FAULTS = Path(__file__).with_name("golden_faults.tsv")
VERSIONS = ["v2", "v2_pypinyin", "v1"]
LIMIT = 0.03
pytestmark = pytest.mark.skipif(not GOLDENS.is_dir(), reason="the goldens are not here")


def segments(version: str) -> list[tuple[str, list[str], list[str]]]:
    """Text of each Chinese segment, its golden phones and ours."""
    items = json.loads((GOLDENS / f"frontend_{version}.json").read_text(encoding="utf-8"))["items"]
    found = [segment for item in items for segment in item["segments"] if segment["lang"] == "zh"]
    return [(segment["text"], segment["phones"], ours(segment["text"])) for segment in found]


def ours(text: str) -> list[str]:
    return list(language.phones(align(text, language.normalise(text)).spoken).phones)


def faults() -> list[dict[str, str]]:
    with FAULTS.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def places(phones: list[str], stretch: list[str]) -> list[int]:
    return [at for at in range(len(phones)) if phones[at : at + len(stretch)] == stretch]


def without(golden: list[str], said: list[str], fault: dict[str, str]) -> tuple[list[str], list[str]]:
    """Both sides without a faulty stretch; as they are where a golden does not have the fault."""
    theirs, mine = fault["golden"].split(), fault["ours"].split()
    there, here = places(golden, theirs), places(said, mine)
    if not there:
        return golden, said
    assert len(there) == len(here) == 1, (
        f"{fault['golden']} / {fault['ours']}: {len(there)}, {len(here)} places"
    )
    return (
        golden[: there[0]] + golden[there[0] + len(theirs) :],
        said[: here[0]] + said[here[0] + len(mine) :],
    )


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
    for text, golden, said in segments(version):
        raw, raw_length = raw + distance(golden, said), raw_length + len(golden)
        kept, ours_kept = golden, said
        for fault in faults():
            if fault["text"] == text:
                kept, ours_kept = without(kept, ours_kept, fault)
        left, left_length = left + distance(kept, ours_kept), left_length + len(kept)
    return raw / raw_length, left / left_length


@pytest.mark.parametrize("version", VERSIONS)
def test_phones_agree_with_the_published_frontend(version: str) -> None:
    raw, left = rates(version)
    print(f"{version}: {raw:.2%} raw, {left:.2%} without proven faults")
    assert left <= LIMIT


def test_every_fault_is_one_of_a_golden_and_has_a_reason() -> None:
    known = [(text, golden) for version in VERSIONS for text, golden, _ in segments(version)]
    for fault in faults():
        assert fault["golden"] != fault["ours"]
        assert fault["why"]
        assert any(
            text == fault["text"] and places(golden, fault["golden"].split()) for text, golden in known
        ), fault


def test_the_goldens_own_polyphones_go_through_our_phones() -> None:
    """Where only the polyphones differ, their readings through our later steps give their phones."""
    from reciter.languages.zh.phones import phones_of

    known = set(json.loads((GOLDENS.parent / "symbols_v2.json").read_text(encoding="utf-8")))
    items = json.loads((GOLDENS / "frontend_v2.json").read_text(encoding="utf-8"))["items"]
    syllables = {
        syllable.replace("u:", "v")
        for item in items
        for stretch in item.get("g2pw_pinyin", [])
        for _, reading in stretch
        for syllable in reading
        if syllable and syllable[-1] in "12345"
    }
    assert len(syllables) > 200
    assert {syllable for syllable in syllables if not set(phones_of(syllable)) <= known} == set()
