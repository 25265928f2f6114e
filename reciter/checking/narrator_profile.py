"""What a narrator sounds like: the profile that every take is held against.

It is measured once for a voice and an engine, from phrases that the engine speaks in that voice (for a cloned voice,
its reference clips may be among them), and kept as JSON. It is not learned from the takes of a book as they come:
batches end in any order, and a take would then be judged by what happened to be there before; and a book that is wrong
from its first sentence would be the measure of itself. Drift within a book is seen at its end (`drift_findings`).
"""

from __future__ import annotations

import statistics
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from pydantic import TypeAdapter, ValidationError

from reciter.checking.pace import Pace, main_language, pace_of
from reciter.checking.pitch import median_pitch_hz
from reciter.checking.recording import Recording
from reciter.checking.speaker import Embedding, similarity, speaker_embeddings, unit
from reciter.checking.speech import speech_of
from reciter.errors import InputProblem
from reciter.text.sentence import Sentence

USUAL_LIKENESS = 0.93
"""Of a stock voice to itself; thresholds are for such a one, and lower for a voice that varies more."""

_LONG_S = 1.6


@dataclass(frozen=True)
class NarratorProfile:
    """A voice's usual figures.

    Attributes:
        embeddings: mean embedding by language, 256 numbers each: a voice is less like itself in another language.
        likeness: of the voice to itself: the median over longer phrases, each against the others of its language.
        pitch_hz: median over the phrases; None where nothing is voiced.
        level_db: median level of the speech, RMS in dBFS.
        pace: how long the voice takes.
    """

    embeddings: Mapping[str, tuple[float, ...]]
    likeness: float
    pitch_hz: float | None
    level_db: float
    pace: Pace

    def unmeasured(self, sentence: Sentence) -> float:
        """Share of a sentence's letters that are in languages in which the voice was not measured."""
        letters = sum(run.end - run.start for run in sentence.runs)
        foreign = sum(run.end - run.start for run in sentence.runs if run.language not in self.embeddings)
        return foreign / letters if letters else 0.0

    def voice(self, sentence: Sentence) -> Embedding:
        """The voice in the languages of a sentence, by their letters; in one that was not measured, the mean of all."""
        letters = dict.fromkeys(self.embeddings, 0.0)
        for run in sentence.runs:
            if run.language in letters:
                letters[run.language] += run.end - run.start
        shares = (
            np.array(list(letters.values()), dtype=np.float32) if any(letters.values()) else np.float32(1.0)
        )
        heard = np.array(list(self.embeddings.values()), dtype=np.float32)
        return unit((heard.T * shares).sum(axis=1))


_PROFILE = TypeAdapter(NarratorProfile)


def profile_of(recordings: Sequence[Recording]) -> NarratorProfile:
    """Measure a voice by good takes of it, in the languages that it will read.

    Args:
        recordings: of each language some, short and long ones, such as `narrator_phrases`; in any order.

    Raises:
        InputProblem: none has 1.6 s of speech, or Resemblyzer's weights are not installed.
    """
    ordered = sorted(recordings, key=lambda one: (one.language, one.sentence.spoken))
    speeches = [speech_of(one.wave) for one in ordered]
    pitches = [hz for one in ordered if (hz := median_pitch_hz(one.wave))]
    embeddings, likeness = _voices(
        [one for one, two in zip(ordered, speeches, strict=True) if two.seconds > _LONG_S]
    )
    return NarratorProfile(
        embeddings=embeddings,
        likeness=likeness,
        pitch_hz=round(statistics.median(pitches), 1) if pitches else None,
        level_db=round(statistics.median(one.level_db for one in speeches), 2),
        pace=pace_of(ordered, speeches),
    )


def profile_json(profile: NarratorProfile) -> bytes:
    """The profile as it is kept."""
    return _PROFILE.dump_json(profile, indent=1)


def read_profile(text: bytes) -> NarratorProfile:
    """A profile that was kept.

    Raises:
        InputProblem: it is damaged.
    """
    try:
        return _PROFILE.validate_json(text)
    except ValidationError as problem:
        what = f"a narrator's profile cannot be read ({problem.error_count()} errors)."
        raise InputProblem(what, how="Delete it; it is measured again.") from problem


def narrator_phrases(language: str) -> tuple[str, ...]:
    """Phrases for a voice's profile; none for a language that has no list."""
    text = files("reciter.checking").joinpath("data", "narrator_phrases.toml").read_text("utf-8")
    return tuple(tomllib.loads(text).get(language, ()))


def _voices(recordings: Sequence[Recording]) -> tuple[dict[str, tuple[float, ...]], float]:
    """Mean embedding of each language, and the likeness of the voice to itself."""
    if not recordings:
        raise InputProblem("a narrator's profile needs recordings with 1.6 s of speech or more.")
    heard = speaker_embeddings([one.wave for one in recordings])
    spoken = np.array([main_language(one.sentence) for one in recordings])
    found, alike = dict[str, tuple[float, ...]](), list[float]()
    for language in sorted(set(spoken.tolist())):
        mine = heard[spoken == language]
        found[language] = tuple(float(x) for x in unit(mine.mean(axis=0)).round(6))
        others = (mine.sum(axis=0) - mine) / max(len(mine) - 1, 1)
        alike += [
            similarity(one, unit(rest)) for one, rest in zip(mine, others, strict=True) if len(mine) > 1
        ]
    return found, round(statistics.median(alike), 4) if alike else USUAL_LIKENESS
