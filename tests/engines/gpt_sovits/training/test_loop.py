# ruff: noqa: E402
"""The loop with small learners: it learns, goes on after a kill as if nothing had been, and ends well when it must."""

import copy
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.training.loop import Course, learn, read_journal
from reciter.errors import EngineProblem, InputProblem

from .tiny_learners import COURSE, LEARNERS, acoustic, samples, semantic, weighing

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def go(learner, folder, *, course=COURSE, clips=None, cause="tiny", **given):
    folder.mkdir(exist_ok=True)
    return learn(learner, clips or samples(4), folder, course, cause=cause, **given)


def state(learner):
    return {f"{n}.{k}": v for n, net in learner.networks.items() for k, v in net.state_dict().items()}


def kill(folder, kind, at):
    """Let another process learn, and kill it where it waits."""
    module = "tests.engines.gpt_sovits.training.tiny_learners"
    with subprocess.Popen(
        [sys.executable, "-m", module, str(folder), kind, at],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[4],
    ) as process:
        assert any(line.strip() == at for line in process.stdout)
        process.kill()


def test_stage_1_learns_two_clips_by_heart(tmp_path):
    go(semantic(dropout=0.0, rate=0.02), tmp_path, course=Course(epochs=60, batch=2), clips=samples(2))
    losses = [line["loss"] for line in read_journal(tmp_path)]
    assert losses[0] > 6
    assert losses[-1] < 1


def test_stage_2_comes_closer_to_two_clips(tmp_path):
    go(acoustic(rate=2e-3), tmp_path, course=Course(epochs=15, batch=2), clips=samples(2))
    mel = [line["mel"] for line in read_journal(tmp_path)]
    assert sum(mel[-3:]) < 0.75 * sum(mel[:3])


@pytest.mark.parametrize("kind", LEARNERS)
def test_killed_and_gone_on_with_the_losses_and_weights_are_the_same_to_the_bit(kind, tmp_path):
    whole = LEARNERS[kind]()
    go(whole, tmp_path / "whole")
    kill(tmp_path / "cut", kind, "7")
    assert sorted(path.name for path in (tmp_path / "cut").glob("step-*")) == [
        "step-00000004.pt",
        "step-00000006.pt",
    ]
    again = LEARNERS[kind]()
    go(again, tmp_path / "cut")
    assert read_journal(tmp_path / "cut") == read_journal(tmp_path / "whole")
    ours, theirs = state(again), state(whole)
    assert all(torch.equal(ours[key], theirs[key]) for key in theirs)


@pytest.mark.parametrize("kind", LEARNERS)
def test_a_batch_in_parts_teaches_the_same_as_the_whole(kind, tmp_path):
    course = Course(epochs=1, batch=2)
    whole, split = LEARNERS[kind](), LEARNERS[kind]()
    for learner in (whole, split):
        for network in learner.networks.values():
            network.eval()
            network.train = lambda mode=True, network=network: network  # no dropout
    same = [samples(1)[0], samples(1)[0]]
    torch.manual_seed(1)
    first = whole.step(same, together=2, epoch=0)
    torch.manual_seed(1)
    second = split.step(same, together=1, epoch=0)
    name = "loss" if kind == "semantic" else "judges"
    tolerance = 1e-5 if kind == "semantic" else 0.05  # noise of another draw
    assert first[name] == pytest.approx(second[name], rel=tolerance)
    assert course.batch == 2


def test_out_of_memory_halves_what_is_held_and_goes_on(tmp_path):
    learner = semantic()
    step, seen = learner.step, []

    def short_of_memory(batch, *, together, epoch):
        if together > 1:
            raise torch.OutOfMemoryError("no room")
        return step(batch, together=together, epoch=epoch)

    learner.step = short_of_memory
    go(learner, tmp_path, course=replace(COURSE, epochs=1, batch=4), report=seen.append)
    assert [progress.together for progress in seen] == [1]


def test_one_clip_that_does_not_fit_is_named(tmp_path):
    learner = semantic()

    def no_memory(batch, **_):
        raise torch.OutOfMemoryError("no room")

    learner.step = no_memory
    with pytest.raises(EngineProblem, match="one clip") as caught:
        go(learner, tmp_path)
    assert "clip" in caught.value.where


@pytest.mark.parametrize("kind", LEARNERS)
def test_a_loss_that_is_no_number_ends_it_names_the_clips_and_leaves_the_last_good_checkpoint(kind, tmp_path):
    learner, clips = LEARNERS[kind](), samples(3)
    seen = []

    def spoil(progress):
        seen.append(progress.step)
        if progress.step == 4:
            clips[0].context.fill_(float("nan"))
            clips[0].wave.fill_(float("nan"))

    with pytest.raises(EngineProblem, match=r"step \d") as caught:
        go(learner, tmp_path, course=Course(epochs=9, batch=1, keep_every=2), clips=clips, report=spoil)
    assert "clip0.wav" in caught.value.where
    kept = torch.load(max(tmp_path.glob("step-*")), weights_only=True)
    assert kept["place"]["step"] in {4, 6}
    assert all(value.isfinite().all() for net in kept["networks"].values() for value in net.values())


def test_a_folder_of_another_training_is_refused(tmp_path):
    go(semantic(), tmp_path)
    with pytest.raises(InputProblem, match="another training"):
        go(semantic(), tmp_path, cause="other")


def test_a_damaged_checkpoint_gives_way_to_the_one_before(tmp_path):
    go(semantic(), tmp_path)
    before = read_journal(tmp_path)
    last = max(tmp_path.glob("step-*"))
    last.write_bytes(last.read_bytes()[:1000])
    go(semantic(), tmp_path)
    assert read_journal(tmp_path) == before


def scoring(*scores):
    values = iter(scores)
    return lambda: {"score": next(values)}


def checks(folder):
    return [
        (row["step"], row["score"])
        for row in map(json.loads, (folder / "checks.jsonl").read_text().splitlines())
    ]


def test_it_ends_when_the_measure_no_longer_becomes_better_with_the_best_weights(tmp_path):
    learner, seen = semantic(), []
    measure = scoring(1.0, 3.0, 2.0, 2.5, 9.0)

    def noting():
        seen.append(copy.deepcopy(state(learner)))
        return measure()

    outcome = go(learner, tmp_path, course=replace(COURSE, patience=2), measure=noting)
    assert (outcome.end, outcome.steps) == ("no longer better", 6)
    assert outcome.best == {"step": 2, "score": 3.0}
    assert outcome.peak_bytes > outcome.held_bytes > 0
    assert checks(tmp_path) == [(0, 1.0), (2, 3.0), (4, 2.0), (6, 2.5)]
    assert all(torch.equal(value, seen[1][key]) for key, value in state(learner).items())
    assert not torch.equal(seen[1]["decoder.head.weight"], seen[3]["decoder.head.weight"])


def test_one_that_has_ended_stays_ended(tmp_path):
    course = replace(COURSE, patience=1)
    first, again = semantic(), semantic()
    once = go(first, tmp_path, course=course, measure=scoring(1.0, 2.0, 0.0))
    assert go(again, tmp_path, course=course, measure=scoring()) == once
    assert all(torch.equal(value, state(first)[key]) for key, value in state(again).items())


def test_weights_that_only_become_worse_are_not_what_it_ends_with(tmp_path):
    learner = semantic()
    before = copy.deepcopy(state(learner))
    outcome = go(learner, tmp_path, measure=scoring(1.0, 0.9, 0.8, 0.7))
    assert outcome.best == {"step": 0, "score": 1.0}
    assert all(torch.equal(value, before[key]) for key, value in state(learner).items())


def test_checks_come_every_few_epochs_and_change_no_loss(tmp_path):
    def drawing():
        return {"score": float(torch.rand(()))}

    go(semantic(), tmp_path / "plain")
    go(semantic(), tmp_path / "checked", course=replace(COURSE, check_every=2), measure=drawing)
    assert [step for step, _ in checks(tmp_path / "checked")] == [0, 4, 8, 12]
    assert read_journal(tmp_path / "checked") == read_journal(tmp_path / "plain")


@pytest.mark.parametrize("stop", ["5", "check 4"])
def test_killed_between_or_in_a_check_the_checks_are_those_of_the_whole(stop, tmp_path):
    whole = semantic()
    ended = go(whole, tmp_path / "whole", measure=weighing(whole))
    kill(tmp_path / "cut", "semantic", stop)
    again = semantic()
    assert go(again, tmp_path / "cut", measure=weighing(again)) == ended
    assert checks(tmp_path / "cut") == checks(tmp_path / "whole")
    assert all(torch.equal(value, state(whole)[key]) for key, value in state(again).items())


def test_nothing_to_learn_from_is_said(tmp_path):
    with pytest.raises(InputProblem, match="no clip"):
        learn(semantic(), [], tmp_path, COURSE, cause="tiny")


@pytest.mark.parametrize("kind", LEARNERS)
def test_half_precision_learns_too(kind, tmp_path):
    go(LEARNERS[kind](precision="bfloat16"), tmp_path, course=replace(COURSE, epochs=2))
    assert len(read_journal(tmp_path)) == 4


@pytest.mark.parametrize("kind", LEARNERS)
def test_calculating_again_changes_no_gradient(kind, tmp_path):
    from reciter.engines.gpt_sovits.training.recomputing import recompute

    plain, spared = LEARNERS[kind](), LEARNERS[kind]()
    assert recompute(next(iter(spared.networks.values()))) > 1
    go(plain, tmp_path / "plain", course=replace(COURSE, epochs=2))
    go(spared, tmp_path / "spared", course=replace(COURSE, epochs=2))
    for one, other in zip(read_journal(tmp_path / "plain"), read_journal(tmp_path / "spared"), strict=True):
        assert one == pytest.approx(other, rel=1e-4)


def test_preferring_recordings_to_spoilt_copies_learns_too(tmp_path):
    go(semantic(preference=1.0), tmp_path, course=replace(COURSE, epochs=2))
    assert len(read_journal(tmp_path)) == 4
