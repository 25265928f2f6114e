"""The loop: batches in an order that a seed decides, checkpoints, and an end that is told with its reason."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch

from reciter.engines.gpt_sovits.training.batching import plan_epoch
from reciter.engines.gpt_sovits.training.footprint import begin_peak, held_bytes, peak_of
from reciter.engines.gpt_sovits.training.journal import Journal
from reciter.engines.gpt_sovits.training.keeping import (
    Place,
    keep,
    keep_best,
    restore,
    restore_best,
)
from reciter.engines.gpt_sovits.training.learner import Learner, NotANumber
from reciter.engines.gpt_sovits.training.random_state import random_state, set_random_state
from reciter.engines.gpt_sovits.training.samples import Sample
from reciter.errors import EngineProblem, InputProblem

End = Literal["done", "no longer better"]


@dataclass(frozen=True)
class Course:
    """How long and in what portions is learnt.

    Attributes:
        epochs: times that every sample is learnt from.
        batch: samples of a step.
        keep_every: steps between two checkpoints.
        seed: of the order of the data and of all chance.
        check_every: epochs between two checks of held-out clips.
        patience: checks without a better one after which it ends.
    """

    epochs: int
    batch: int
    keep_every: int = 100
    seed: int = 0
    check_every: int = 1
    patience: int = 3


@dataclass(frozen=True)
class Progress:
    """What a step came to.

    Attributes:
        stage: name of the learner.
        step: from 1.
        steps: in all.
        losses: by name.
        seconds_left: at the speed so far.
        together: samples that the device holds at once.
    """

    stage: str
    step: int
    steps: int
    losses: Mapping[str, float]
    seconds_left: float
    together: int


@dataclass(frozen=True)
class Outcome:
    """How a training ended.

    Attributes:
        steps: done.
        end: why it ended.
        checks: of held-out clips, in order, each with its step; the first is of the weights before training.
        held_bytes: memory of weights, gradients and optimisers.
        peak_bytes: most memory that the GPU gave, or on a processor the process had.
    """

    steps: int
    end: End
    checks: tuple[Mapping[str, float], ...] = ()
    held_bytes: int = 0
    peak_bytes: int = 0

    @property
    def best(self) -> Mapping[str, float] | None:
        """The check of the weights that were kept in the end; None if there was none."""
        return max(self.checks, key=lambda check: check["score"], default=None)


Measure = Callable[[], Mapping[str, float]]
"""Judges the weights as they are; the more `score`, the better."""


def learn(
    learner: Learner,
    samples: Sequence[Sample],
    folder: Path,
    course: Course,
    *,
    cause: str,
    report: Callable[[Progress], None] = lambda progress: None,
    measure: Measure | None = None,
) -> Outcome:
    """Learn until the course is over, or a measure no longer becomes better; the best weights are those it ends with.

    Args:
        learner: the stage.
        samples: to learn from; at least one.
        folder: of this stage's checkpoints and journal. What is there of the same training is gone on with.
        course: how long.
        cause: tells this training from others.
        report: told of each step.
        measure: of held-out clips, asked before the first step and after every few epochs.

    Raises:
        InputProblem: nothing to learn from, the folder is of another training, or the disk is full.
        EngineProblem: a loss was no number, or there is not enough memory for one sample.
    """
    if not samples:
        raise InputProblem("there is no clip to learn from.", how="Give clips of 1 to 20 s with transcripts.")
    torch.manual_seed(course.seed)
    begin_peak(learner.arithmetic.device)
    place = restore(learner, folder, cause=cause) or Place(together=course.batch)
    run = _Run(learner, samples, folder, course, cause, place, report, measure)
    with Journal(folder, step=place.step) as journal:
        return run.go(journal)


@dataclass
class _Run:
    learner: Learner
    samples: Sequence[Sample]
    folder: Path
    course: Course
    cause: str
    place: Place
    report: Callable[[Progress], None]
    measure: Measure | None

    def go(self, journal: Journal) -> Outcome:
        self._begin(journal)
        began, at = time.monotonic(), self.place.step
        while self.place.epoch < self.course.epochs and not self._is_enough:
            batches = self._batches()
            for numbers in batches[self.place.batch :]:
                losses = self._step([self.samples[n] for n in numbers])
                self.place.step += 1
                self.place.batch += 1
                journal.note(self.place.step, losses)
                total = len(batches) * self.course.epochs
                speed = (time.monotonic() - began) / (self.place.step - at)
                left = speed * (total - self.place.step)
                self.report(
                    Progress(self.learner.name, self.place.step, total, losses, left, self.place.together)
                )
                if self.place.step % self.course.keep_every == 0:
                    keep(self.learner, self.place, self.folder, cause=self.cause)
            self.place.epoch, self.place.batch = self.place.epoch + 1, 0
            if self.place.epoch % self.course.check_every == 0:
                self._check(journal)
        return self._ended()

    def _begin(self, journal: Journal) -> None:
        """What was checked is written again, for a run may have been killed before it could; or the first check."""
        if self.place.checks:
            journal.note_checks(self.place.checks)
        elif self.place.step == 0:
            self._check(journal)

    def _check(self, journal: Journal) -> None:
        """Measure, and keep the weights if they are the best so far; nothing of that touches chance."""
        if self.measure is None:
            return
        before = random_state()
        values = dict(self.measure())
        set_random_state(before)
        self.place.checks.append({"step": self.place.step, **values})
        if self.place.since_best == 0:
            keep_best(self.learner, self.folder)
        keep(self.learner, self.place, self.folder, cause=self.cause)
        journal.note_checks(self.place.checks)

    @property
    def _is_enough(self) -> bool:
        return self.place.since_best >= self.course.patience

    def _ended(self) -> Outcome:
        keep(self.learner, self.place, self.folder, cause=self.cause)
        if self.place.checks:
            restore_best(self.learner, self.folder)
        end: End = "no longer better" if self._is_enough else "done"
        held, peak = held_bytes(self.learner.networks.values()), peak_of(self.learner.arithmetic.device)
        return Outcome(self.place.step, end, tuple(self.place.checks), held, peak)

    def _batches(self) -> list[list[int]]:
        lengths = [len(sample.tokens) for sample in self.samples]
        return plan_epoch(lengths, size=self.course.batch, seed=self.course.seed, epoch=self.place.epoch)

    def _step(self, batch: Sequence[Sample]) -> dict[str, float]:
        """A step; if memory runs out, again with half as many samples at once, and so from then on."""
        while True:
            before = random_state()
            try:
                return self.learner.step(batch, together=self.place.together, epoch=self.place.epoch)
            except NotANumber as problem:
                raise self._nonsense(batch, problem) from problem
            except torch.OutOfMemoryError as problem:
                self._forget_gradients()
                if self.place.together == 1:
                    how = "Use shorter clips, bfloat16, or a device with more memory."
                    raise EngineProblem(
                        "there is not enough memory to learn from one clip.", where=batch[0].name, how=how
                    ) from problem
            self.place.together = max(1, min(self.place.together, len(batch)) // 2)
            set_random_state(before)
            if torch.cuda.is_available():
                torch.cuda.empty_cache()

    def _forget_gradients(self) -> None:
        for optimiser in self.learner.optimisers.values():
            optimiser.zero_grad(set_to_none=True)

    def _nonsense(self, batch: Sequence[Sample], problem: NotANumber) -> EngineProblem:
        clips = ", ".join(sample.name for sample in batch)
        return EngineProblem(
            f"training stopped at step {self.place.step + 1}: no number came out for {problem}.",
            where=f"clips {clips}",
            how=f"The last good checkpoint is in {self.folder}. Look at these clips; try float32 or a lower rate.",
        )


def read_journal(folder: Path) -> list[dict[str, float]]:
    """The losses of every step of a training, in order."""
    path = folder / Journal.FILE
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []
