"""Engines are found by entry points."""

import pytest

from reciter.engines import engine_names, get_engine
from reciter.errors import InputProblem


def test_the_built_in_engines_come_through_entry_points():
    assert {"kokoro", "tone"} <= set(engine_names())


def test_there_is_one_instance_in_a_process():
    assert get_engine("tone") is get_engine("tone")


def test_an_engine_names_itself_as_it_is_registered():
    assert [get_engine(name).name for name in ("kokoro", "tone")] == ["kokoro", "tone"]


def test_an_unknown_engine_is_answered_with_the_nearest_and_the_list():
    with pytest.raises(InputProblem) as caught:
        get_engine("kokoroo")
    assert "'kokoro'" in caught.value.how
    assert "tone" in caught.value.how
