import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.text.alignment import Stretch, align, stretch_around
from reciter.text.span import Rewrite


def test_rewrites_make_the_spoken_text_and_its_pieces() -> None:
    aligned = align("am 5. May", [Rewrite(3, 5, "fifth of", "date")])
    assert aligned.spoken == "am fifth of May"
    piece = aligned.pieces[0]
    assert (piece.written_start, piece.written_end, piece.spoken_start, piece.spoken_end, piece.rule) == (
        3,
        5,
        3,
        11,
        "date",
    )


def test_offsets_are_carried_over_before_inside_and_after_a_rewrite() -> None:
    aligned = align("ab12cd", [Rewrite(2, 4, "twelve", "number")])
    assert [aligned.spoken_start(at) for at in range(7)] == [0, 1, 2, 2, 8, 9, 10]
    assert [aligned.spoken_end(at) for at in range(7)] == [0, 1, 2, 8, 8, 9, 10]


def test_an_insertion_comes_after_what_ends_and_before_what_starts_there() -> None:
    aligned = align("abcd", [Rewrite(2, 2, ".", "stop")])
    assert aligned.spoken == "ab.cd"
    assert (aligned.spoken_end(2), aligned.spoken_start(2)) == (2, 3)


@pytest.mark.parametrize(
    "rewrites", [[Rewrite(0, 3, "x", "a"), Rewrite(2, 4, "y", "b")], [Rewrite(3, 9, "x", "a")]]
)
def test_rewrites_that_overlap_or_reach_outside_are_refused(rewrites: list[Rewrite]) -> None:
    with pytest.raises(ValueError, match="rewrite"):
        align("abcde", rewrites)


@pytest.mark.parametrize(
    ("start", "end", "stretch"),
    [
        (0, 2, Stretch(0, 2, 0, 2)), (0, 3, Stretch(0, 4, 0, 8)), (2, 8, Stretch(2, 4, 2, 8)),
        (4, 5, Stretch(2, 4, 2, 8)), (7, 9, Stretch(2, 5, 2, 9)), (9, 10, Stretch(5, 6, 9, 10)),
        (8, 10, Stretch(4, 6, 8, 10)), (1, 9, Stretch(1, 5, 1, 9)),
    ],
)  # fmt: skip
def test_spoken_text_is_led_back_to_the_written_text_by_whole_pieces(
    start: int, end: int, stretch: Stretch
) -> None:
    assert stretch_around(align("ab12cd", [Rewrite(2, 4, "twelve", "number")]).pieces, start, end) == stretch


def test_what_is_left_out_beside_a_stretch_is_no_part_of_it() -> None:
    aligned = align("<x>ab</x>.", [Rewrite(0, 3, "", "language-tag"), Rewrite(5, 9, "", "language-tag")])
    assert stretch_around(aligned.pieces, 0, 2) == Stretch(3, 5, 0, 2)


@given(st.lists(st.tuples(st.integers(0, 3), st.text("xyz", max_size=4)), max_size=6), st.data())
def test_a_stretch_read_again_by_its_own_rewrites_is_what_is_spoken(
    parts: list[tuple[int, str]], data: st.DataObject
) -> None:
    written, rewrites = "", list[Rewrite]()
    for length, spoken in parts:
        rewrites.append(Rewrite(len(written) + 1, len(written) + 1 + length, spoken, "r"))
        written += "_" + "w" * length
    written += "__"
    aligned = align(written, rewrites)
    start = data.draw(st.integers(0, len(aligned.spoken) - 1))
    found = stretch_around(aligned.pieces, start, data.draw(st.integers(start + 1, len(aligned.spoken))))
    inside = [
        Rewrite(r.start - found.written_start, r.end - found.written_start, r.spoken, r.rule)
        for r, piece in zip(rewrites, aligned.pieces, strict=True)
        if found.spoken_start < piece.spoken_end and piece.spoken_start < found.spoken_end
    ]
    edges = [
        r for r in rewrites if not r.spoken and found.written_start < r.end and r.start < found.written_end
    ]
    part = written[found.written_start : found.written_end]
    if not edges:
        assert align(part, inside).spoken == aligned.spoken[found.spoken_start : found.spoken_end]
