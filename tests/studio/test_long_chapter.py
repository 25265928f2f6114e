"""A chapter of 5,000 sentences stays quick."""

import re
import time

import pytest
from fastapi.testclient import TestClient

from benchmarks.studio import make_long_book
from reciter.settings import Settings
from reciter.shelf.layout import Shelf


@pytest.mark.slow
def test_a_chapter_of_5000_sentences_takes_less_than_a_second_of_processor_time(
    client: TestClient, settings: Settings
) -> None:
    make_long_book(Shelf(settings.output_folder / "long"), sentences=5000)
    paths = ("/books/long/chapters/1", "/books/long/queue.json", "/books/long/sentences/c001-s2500.json")
    times = []
    for path in paths * 2:
        start = time.process_time()
        answer = client.get(path)
        times.append(time.process_time() - start)
        assert answer.status_code == 200
    assert max(times[3:]) < 1, times  # waiting for other programs does not count
    page = client.get(paths[0])
    assert len(re.findall(r'<span id="c001-s\d{4}"', page.text)) == 5000
    assert len(page.content) < 5000 * 200
