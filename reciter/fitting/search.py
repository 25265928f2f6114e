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

_SIGMA = 0.3
_PATIENCE, _LEAST_GAIN = (
    12,
    0.004,
)  # after twelve generations, all languages and sentences have had their turn
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
        progress: mean likeness of the better half of each generation.
    """

    start: Points
    evolution: Evolution
    past: list[Generation] = field(default_factory=list)
    progress: list[float] = field(default_factory=list)

    @property
    def found(self) -> Points:
        """Coordinates of the voice as it stands: the middle of the search, steadier than any one trial."""
        return self.place(self.evolution.mean)

    @property
    def is_done(self) -> bool:
        """Whether the last generations gained nothing worth the time."""
        if len(self.progress) <= 2 * _PATIENCE:
            return False
        before, now = self.progress[-2 * _PATIENCE : -_PATIENCE], self.progress[-_PATIENCE:]
        return float(np.mean(now) - np.mean(before)) < _LEAST_GAIN

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
    return Search(chosen[best], evolution, progress=[float(heard.likeness[best])])


def advance(search: Search, target: Target, hear: Hearing) -> float:
    """One generation; the mean likeness of its better half."""
    evolution = search.evolution
    slope = library().directions.T @ library().model
    ideas = proposals(evolution.mean, evolution.sigma, slope, search.past, target.embedding)
    points = np.concatenate([ideas, evolution.ask(COUNT - len(ideas))])
    places = [search.place(point) for point in points]
    heard = hear(places, evolution.generation + 1)
    worth = worth_of(places, heard, target)
    evolution.tell(points, worth)
    search.past = [*search.past, Generation(points, heard.embeddings, worth)][-_KEPT:]
    better = np.argsort(-worth)[: COUNT // 2]
    search.progress.append(round(float(heard.likeness[better].mean()), 5))
    return search.progress[-1]


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
        return Search(arrays["start"], evolution, past, arrays["progress"].tolist())
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
        raise InputProblem(f"the state of this fit is damaged ({problem}).", how="Delete it.") from problem
