"""What a book's settings and the deployment's parameters accept."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from reciter.production.book_settings import BookSettings
from reciter.production.chapter_ranges import ChapterRanges

RANGES = TypeAdapter(ChapterRanges)


@pytest.mark.parametrize(("given", "taken"), [("1-3,5", "1-3,5"), (4, "4"), ("", "")])
def test_a_chapter_number_alone_may_be_written_as_a_number(given: object, taken: str) -> None:
    assert RANGES.validate_python(given) == taken
    assert BookSettings.model_validate({"chapters": given}).chapters == taken


def test_the_schema_that_a_server_checks_allows_both() -> None:
    assert RANGES.json_schema()["type"] == ["string", "integer"]


@pytest.mark.parametrize("given", [True, 4.5, "four", "3-1", 0])
def test_what_is_no_list_of_chapters_is_refused(given: object) -> None:
    with pytest.raises(ValidationError):
        RANGES.validate_python(given)
