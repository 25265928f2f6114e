"""The search for a narrator's style: CMA-ES with proposals of the guide, state that survives a kill, and an end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from reciter.errors import InputProblem
from reciter.fitting.evolution import Evolution
from reciter.fitting.guide import Generation, proposals
from reciter.fitting.space import Points, library, strangeness

COUNT = 12
"""Voices tried in a generation."""

ALL = -1
"""In place of a generation's number: all sentences are to be spoken."""

_SIGMA = 0.3
_CHECKED, _PATIENCE, _LEAST_GAIN = 3, 4, 0.002
_STRANGE = 0.3
_OFF_PITCH = 0.15
_PITCH_SLACK = 0.04
_KEPT = 8


@dataclass(frozen=True, eq=False)
class Heard:
    """What some voices sounded like.

    Attributes:
        embeddings: mean over the sentences, not of length 1, (voices, 256).
        likeness: to the narrator, mean over the sentences, (voices,).
        pitch_hz: median; NaN where nothing was voiced; (voices,).
    """

    embeddings: Points
    likeness: Points
    pitch_hz: Points


Hearing = Callable[[Sequence[Points], int], Heard]
"""Speaks some voices (coordinates (106,) each) on the sentences of a generation, and listens."""


@dataclass(frozen=True, eq=False)
class Target:
    """Whom a voice is to sound like.

    Attributes:
        embedding: unit vector, (256,).
        pitch_hz: median; None where it is not known.
    """

    embedding: Points
    pitch_hz: float | None


@dataclass(eq=False)
class Search:
    """State of a fit.

    Attributes:
        start: coordinates that it began at, (106,).
        evolution: of the search, in directions around the start.
        past: the last generations.
        trail: where the search stood after each of these.
        best: coordinates of the best voice that was heard on all sentences, (106,).
        progress: worth of each voice that was heard on all sentences; the best of them is `best`.
    """

    start: Points
    evolution: Evolution
    past: list[Generation] = field(default_factory=list)
    trail: list[Points] = field(default_factory=list)
    best: Points = field(default_factory=lambda: np.zeros(0))
    progress: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.best = self.best if len(self.best) else self.start

    @property
    def is_done(self) -> bool:
        """Whether the last voices that were heard on all sentences gained nothing worth the time."""
        before, now = self.progress[:-_PATIENCE], self.progress[-_PATIENCE:]
        return bool(before) and max(now) < max(before) + _LEAST_GAIN

    def place(self, point: Points) -> Points:
        """A point of the search → coordinates (106,)."""
        return np.asarray(self.start + library().directions @ point)


def begin(target: Target, hear: Hearing, *, seed: int = 0) -> Search:
    """Hear the library's voices that should be nearest, and begin at the best of them."""
    known = library()
    likely = known.embeddings @ target.embedding
    chosen = [known.coordinates[at] for at in np.argsort(-likely)[:COUNT]]
    heard = hear(chosen, 0)
    best = int(worth_of(chosen, heard, target).argmax())
    evolution = Evolution(np.zeros(known.directions.shape[1]), _SIGMA, seed)
    search = Search(chosen[best], evolution)
    _check(search, chosen[best], target, hear)
    return search


def advance(search: Search, target: Target, hear: Hearing) -> float:
    """One generation; the mean likeness of its better half.

    A generation hears one sentence and runs after its sound. What is steady is the middle of the last generations'
    middles: every third generation that is heard on all sentences, and the best of these voices is what was found.
    """
    evolution = search.evolution
    slope = library().directions.T @ library().model
    ideas = proposals(evolution.mean, evolution.sigma, slope, search.past, target.embedding)
    points = np.concatenate([ideas, evolution.ask(COUNT - len(ideas))])
    places = [search.place(point) for point in points]
    heard = hear(places, evolution.generation + 1)
    worth = worth_of(places, heard, target)
    evolution.tell(points, worth)
    search.past = [*search.past, Generation(points, heard.embeddings, worth)][-_KEPT:]
    search.trail = [*search.trail, evolution.mean][-_KEPT:]
    if evolution.generation % _CHECKED == 0:
        _check(search, search.place(np.mean(search.trail[-2 * _CHECKED :], axis=0)), target, hear)
    better = np.argsort(-worth)[: COUNT // 2]
    return float(heard.likeness[better].mean())


def _check(search: Search, place: Points, target: Target, hear: Hearing) -> None:
    """Hear a voice on all sentences, and keep it if it is the best so far."""
    worth = round(float(worth_of([place], hear([place], ALL), target)[0]), 5)
    if worth > max(search.progress, default=-np.inf):
        search.best = place
    search.progress.append(worth)


def worth_of(places: Sequence[Points], heard: Heard, target: Target) -> Points:
    """Likeness, less what another pitch and a voice unlike all stock voices cost."""
    strange = np.array([strangeness(place) for place in places])
    worth = heard.likeness - _STRANGE * strange
    if target.pitch_hz:
        octaves = np.abs(np.log2(np.nan_to_num(heard.pitch_hz, nan=1.0) / target.pitch_hz))
        worth = worth - _OFF_PITCH * np.maximum(np.minimum(octaves, 2.0) - _PITCH_SLACK, 0.0)
    return np.asarray(worth)


def search_bytes(search: Search, key: str) -> bytes:
    """The state as a file (.npz without code).

    Args:
        search: the state.
        key: of the narrator and the ways of listening; a state of another key is not taken up again.
    """
    target, evolution = io.BytesIO(), search.evolution
    past = {
        f"{name}_{at}": getattr(one, name)
        for at, one in enumerate(search.past)
        for name in ("points", "embeddings", "worth")
    }
    np.savez(
        target,
        key=np.array(key),
        start=search.start,
        mean=evolution.mean,
        covariance=evolution.covariance,
        path=evolution.path,
        step_path=evolution.step_path,
        numbers=np.array([evolution.sigma, evolution.seed, evolution.generation]),
        trail=np.array(search.trail).reshape(-1, len(evolution.mean)),
        best=search.best,
        progress=np.array(search.progress),
        **past,
    )
    return target.getvalue()


def read_search(content: bytes, key: str) -> Search | None:
    """A state that was kept; None where it is another narrator's.

    Raises:
        InputProblem: it is damaged.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        if str(arrays["key"]) != key:
            return None
        sigma, seed, generation = arrays["numbers"].tolist()
        shape = {name: arrays[name] for name in ("covariance", "path", "step_path")}
        evolution = Evolution(arrays["mean"], sigma, int(seed), int(generation), **shape)
        count = sum(name.startswith("points_") for name in arrays)
        past = [
            Generation(*(arrays[f"{name}_{at}"] for name in ("points", "embeddings", "worth")))
            for at in range(count)
        ]
        return Search(
            arrays["start"],
            evolution,
            past,
            list(arrays["trail"]),
            arrays["best"],
            arrays["progress"].tolist(),
        )
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
        raise InputProblem(f"the state of this fit is damaged ({problem}).", how="Delete it.") from problem
