"""Pauses, as written in book.toml."""

from typing import get_args

import pytest
from pydantic import ValidationError

from reciter.mastering.pauses import Pauses
from reciter.text.sentence import Boundary


def test_every_boundary_has_a_pause_and_stronger_ones_longer_pauses() -> None:
    pauses = Pauses()
    lengths = [pauses.after(boundary) for boundary in get_args(Boundary)]
    assert lengths == sorted(lengths)


def test_every_field_says_what_it_is() -> None:
    assert all(field.description for field in Pauses.model_fields.values())


@pytest.mark.parametrize("wrong", [{"sentense": 1}, {"sentence": -0.1}, {"sentence": 60}, {"clause": "long"}])
def test_typos_and_impossible_lengths_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Pauses.model_validate(wrong)
