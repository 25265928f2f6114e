"""Pick-up lists go out and come in as CSV, labels and JSON."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.errors import InputProblem
from reciter.review.edit import Edit
from reciter.review.pickup_files import read_clock, read_entries, to_csv, to_json, to_labels
from reciter.review.pickup_import import Imported, import_entries
from reciter.review.pickups import Pickup, Place, pickups_of
from reciter.review.store import ReviewStore
from reciter.review.verdict import Heard

TAKES = {f"c001-s000{n}": f"{n:040x}" for n in range(1, 6)}
PLACES = {
    sentence: Place(1, "001 - One.mp3", 2.0 * n, 2.0 * n + 1.5, f"Sentence {n}.", TAKES[sentence])
    for n, sentence in enumerate(TAKES)
}


def take_in(store: ReviewStore, text: str, name: str = "list.csv") -> Imported:
    return import_entries(store, read_entries(text.encode(), name=name), places=PLACES, reviewer="bo")


def list_of(store: ReviewStore) -> tuple[Pickup, ...]:
    return pickups_of(store.latest(TAKES), PLACES)


@pytest.fixture
def reviewed(store: ReviewStore) -> ReviewStore:
    for n, (sentence, take) in enumerate(TAKES.items(), start=1):
        heard = Heard(sentence, take, f"Sentence {n - 1}.")
        if n == 2:
            store.decide(heard, "accept", reviewer="ann")
        elif n == 3:
            store.decide(heard, "edit", reviewer="ann", edit=Edit(respelling="=SUM(1)"), note="softer")
        elif n != 5:
            store.decide(heard, "flag", reviewer="ann", reason="noise", note='=cmd|"/c calc"!A1')
    return store


def test_the_list_has_what_is_flagged_or_edited_in_reading_order(reviewed: ReviewStore) -> None:
    rows = list_of(reviewed)
    assert [(one.sentence, one.reason) for one in rows] == [
        ("c001-s0001", "noise"),
        ("c001-s0003", ""),
        ("c001-s0004", "noise"),
    ]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_exported_list_comes_in_elsewhere_as_it_was_and_only_once(
    reviewed: ReviewStore, tmp_path_factory: pytest.TempPathFactory, form: str
) -> None:
    rows = list_of(reviewed)
    text = to_csv(rows) if form == "csv" else json.dumps(to_json(rows))
    other = ReviewStore.open(tmp_path_factory.mktemp("other") / "review.sqlite")
    first = take_in(other, text, f"list.{form}")
    assert first.problems == ()
    copies = [(one.sentence, one.reason, one.note, one.edit) for one in list_of(other)]
    assert copies == [(one.sentence, one.reason, one.note, one.edit) for one in rows]
    again = take_in(other, text, f"list.{form}")
    assert (len(again.taken), again.known) == (0, 3)


def test_labels_come_back_to_their_sentences(
    reviewed: ReviewStore, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = to_labels(list_of(reviewed))
    assert text.splitlines()[0] == '0.000000\t1.500000\tc001-s0001 noise =cmd|"/c calc"!A1'
    other = ReviewStore.open(tmp_path_factory.mktemp("other") / "review.sqlite")
    taken = take_in(other, text, "001 - One.txt").taken
    assert [(row.sentence, row.reason) for row in taken] == [
        ("c001-s0001", "noise"),
        ("c001-s0003", "other"),
        ("c001-s0004", "noise"),
    ]


def test_labels_of_an_outsider_are_placed_by_file_and_time(store: ReviewStore) -> None:
    text = "4.5\t5.0\tclick here\n\\\t100.0\t200.0\n3.9\t3.9\tmissing: a word\n"
    taken = take_in(store, text, "C:\\notes\\001 - ONE.txt").taken
    assert [(row.sentence, row.reason, row.note) for row in taken] == [
        ("c001-s0003", "other", "click here"),
        ("c001-s0002", "missing", "a word"),
    ]


def test_csv_of_an_outsider_with_semicolons_and_own_words_is_understood(store: ReviewStore) -> None:
    text = "\ufeffFile;Time;Reason;Note\n001 - One.mp3;0:04,2;Mispronounced;the name\n001 - One;6.1;NOISE;\n"
    taken = take_in(store, text).taken
    assert [(row.sentence, row.reason, row.note) for row in taken] == [
        ("c001-s0003", "other", "Mispronounced: the name"),
        ("c001-s0004", "noise", ""),
    ]


def test_lines_that_cannot_be_placed_are_listed_and_the_others_taken(store: ReviewStore) -> None:
    text = (
        "sentence,file,time,take,reason,note,edit\n"
        "c009-s0001,,,,noise,,\n"
        ",002 - Two.mp3,1.0,,noise,,\n"
        ",001 - One.mp3,999,,noise,,\n"
        ",001 - One.mp3,soon,,noise,,\n"
        f"c001-s0001,,,{'f' * 40},noise,,\n"
        "c001-s0001,,,,,,{bad\n"
        f"c001-s0001,,,,noise,{'x' * 5000},\n"
        "../../etc/passwd,,,,noise,,\n"
        "c001-s0002,,,,noise,,\n"
    )
    imported = take_in(store, text)
    assert [row.sentence for row in imported.taken] == ["c001-s0002"]
    assert [problem.line for problem in imported.problems] == list(range(2, 10))
    assert "spoken again since" in imported.problems[4].what


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * 5_000_001, "5,000,001 bytes"),
        (b"sentence\n\xff\xfe", "not UTF-8"),
        (b"who,what\na,b\n", "names neither sentence nor file and time"),
        (b"", "names neither"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'{"pickups": 1}', "no list of pick-ups"),
        (b"[1]", "no list of pick-ups"),
        (b"sentence\n" + b"a\n" * 20_001, "20,001 lines"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(data: bytes, said: str) -> None:
    with pytest.raises(InputProblem, match=said):
        read_entries(data, name="list.csv")


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30).map(str.strip)


@given(note=CELLS, written=CELLS)
def test_no_cell_of_the_csv_is_a_formula_and_every_note_comes_back(note: str, written: str) -> None:
    one = Pickup("c001-s0001", Place(1, "a.mp3", 0.0, 1.0, written, "f" * 40), "noise", note, "ann", "now")
    text = to_csv([one])
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert read_entries(text.encode(), name="list.csv")[0].note == note


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("62.5", 62.5),
        ("1:02.5", 62.5),
        ("0:01:02,5", 62.5),
        ("100:00:00", 360000.0),
        ("-1", None),
        ("", None),
        ("1e9", None),
    ],
)
def test_a_time_is_read_in_three_forms(text: str, seconds: float | None) -> None:
    assert read_clock(text) == seconds
