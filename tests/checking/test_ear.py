"""The ear alone: what it takes for a loop."""

import pytest

from reciter.checking.ear import most_in_a_row


@pytest.mark.parametrize(
    ("tokens", "times"),
    [
        ([], 1),
        ([7], 1),
        ([7, 8, 9], 1),
        ([7, 7], 2),
        ([1, 7, 7, 7, 2], 3),
        ([7, 8, 7, 8, 7, 8], 3),
        ([5, 7, 8, 7, 8, 7, 8, 7], 3),
        ([1, 2, 3, 4, 5, 6, 7, 8] * 3, 3),
        ([7, 8, 7, 9, 7, 8], 1),
    ],
)
def test_how_often_the_same_comes_in_a_row(tokens: list[int], times: int):
    assert most_in_a_row(tokens) == times
