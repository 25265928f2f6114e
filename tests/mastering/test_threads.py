"""Work spread over threads comes out as if one thing had been done after the other."""

import threading
import time
from collections.abc import Iterator

import pytest

from reciter.mastering.threads import feed, spread


def test_results_come_in_the_order_of_the_items_whichever_is_ready_first() -> None:
    def work(item: int) -> int:
        time.sleep(0.02 if item % 2 == 0 else 0.0)
        return item * 10

    assert list(spread(work, range(8))) == [item * 10 for item in range(8)]


def test_items_are_asked_for_only_a_few_ahead_of_the_results() -> None:
    asked = []

    def items() -> Iterator[int]:
        for item in range(100):
            asked.append(item)
            yield item

    results = spread(lambda item: item, items())
    assert next(results) == 0
    assert len(asked) < 10
    results.close()  # type: ignore[attr-defined]
    assert len(asked) < 10


def test_a_problem_comes_up_where_its_result_would() -> None:
    results = spread(lambda item: 1 // item, [1, 1, 0, 1])
    assert [next(results), next(results)] == [1, 1]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_every_taker_gets_every_item_in_order_in_a_thread_of_its_own() -> None:
    seen: dict[str, list[int]] = {"a": [], "b": []}
    threads = set[int]()

    def take(name: str, item: int) -> None:
        time.sleep(0.002)
        threads.add(threading.get_ident())
        seen[name].append(item)

    feed(iter(range(5)), lambda item: take("a", item), lambda item: take("b", item))
    assert seen == {"a": [0, 1, 2, 3, 4], "b": [0, 1, 2, 3, 4]}
    assert threading.get_ident() not in threads


def test_a_problem_of_a_taker_is_told_even_at_the_last_item() -> None:
    with pytest.raises(ZeroDivisionError):
        feed(iter([1, 0]), lambda item: None, lambda item: 1 // item and None)
