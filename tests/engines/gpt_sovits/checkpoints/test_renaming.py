import numpy as np
import pytest

from reciter.engines.gpt_sovits.checkpoints.renaming import Rename, check_shapes, publish, rename
from reciter.errors import EngineProblem

TABLE = (
    Rename("h.{n}.norm_{m}.{rest}", "blocks.{n}.norms.{m}.{rest}"),
    Rename("h.{n}.{rest}", "blocks.{n}.body.{rest}"),
    Rename("head.weight", "out.weight"),
)
STATE = {
    "h.0.norm_1.weight": np.zeros(3),
    "h.11.norm_2.bias": np.zeros(3),
    "h.2.w.weight": np.zeros((2, 3)),
    "head.weight": np.zeros((4, 3)),
}


def test_numbers_and_what_follows_go_into_the_same_places():
    assert list(rename(STATE, TABLE)) == [
        "blocks.0.norms.1.weight",
        "blocks.11.norms.2.bias",
        "blocks.2.body.w.weight",
        "out.weight",
    ]


def test_the_way_back_gives_the_published_names():
    assert list(publish(rename(STATE, TABLE), TABLE)) == list(STATE)


def test_weights_are_passed_on_and_not_copied():
    assert rename(STATE, TABLE)["out.weight"] is STATE["head.weight"]


def test_unused_names_must_be_named():
    state = STATE | {"ema.shadow": np.zeros(1)}
    with pytest.raises(EngineProblem, match=r"unknown: ema\.shadow"):
        rename(state, TABLE)
    assert len(rename(state, TABLE, unused=["ema.{rest}"])) == len(STATE)


def test_two_weights_for_one_place_are_refused():
    table = (Rename("a.{n}", "x"), Rename("b", "x"))
    with pytest.raises(EngineProblem, match=r"two for one place: a\.1 and b"):
        rename({"a.1": np.zeros(1), "b": np.zeros(1)}, table)


def test_a_dot_in_a_pattern_is_a_dot():
    with pytest.raises(EngineProblem, match="unknown: headxweight"):
        rename({"headxweight": np.zeros(1)}, TABLE)


def test_missing_left_over_and_wrong_shapes_are_listed_with_the_file():
    with pytest.raises(EngineProblem) as caught:
        check_shapes(
            {"a": np.zeros(2), "b": np.zeros((2, 3))}, {"b": (3, 2), "c": (1,), "d": (1,)}, where="voice.ckpt"
        )
    told = str(caught.value)
    assert told.startswith("voice.ckpt: ")
    assert "missing: c, d; left over: a; of the wrong shape: b is (2, 3) and not (3, 2)" in told


def test_renaming_can_be_held_against_the_network():
    shapes = {name: weight.shape for name, weight in rename(STATE, TABLE).items()}
    assert len(rename(STATE, TABLE, shapes=shapes)) == len(STATE)
    with pytest.raises(EngineProblem, match=r"missing: out\.bias"):
        rename(STATE, TABLE, shapes=shapes | {"out.bias": (4,)}, where="f")


def test_a_long_list_is_cut():
    with pytest.raises(EngineProblem, match="and 92 more"):
        rename({f"x{n}": np.zeros(1) for n in range(100)}, TABLE)
