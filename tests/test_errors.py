"""Errors read well and survive a process border."""

import pickle

from reciter.errors import EngineProblem, InputProblem, TransientProblem


def test_a_message_says_where_what_and_how() -> None:
    assert (
        str(InputProblem("no such file.", where="a.epub", how="Give another."))
        == "a.epub: no such file. Give another."
    )
    assert str(EngineProblem("it failed.")) == "it failed."


def test_a_problem_keeps_its_parts_through_pickling() -> None:
    problem = pickle.loads(pickle.dumps(TransientProblem("busy.", where="gpu 0", how="Wait.")))
    assert (type(problem), problem.what, problem.where, problem.how) == (
        TransientProblem,
        "busy.",
        "gpu 0",
        "Wait.",
    )
