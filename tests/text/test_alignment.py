import pytest

from reciter.text.alignment import align
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
