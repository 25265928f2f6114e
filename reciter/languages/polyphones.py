"""The readings that a model gives to the polyphones of a sentence, put beside the author's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from reciter.text.sentence import Sentence
from reciter.text.span import Reading, Run


class Polyphones(Protocol):
    """A model that tells from a sentence how its Chinese characters are read."""

    def syllables(self, text: str, places: Sequence[int]) -> Mapping[int, str]:
        """Place → syllable, such as `xing2`, of those characters that it knows something about."""
        ...


def with_polyphones_read(sentence: Sentence, model: Polyphones) -> Sentence:
    """The sentence with a reading for each Chinese character that the model reads in another way than Reciter does.

    What author or lexicon say stays. The model sees the whole sentence, words in other scripts too.
    """
    found = [
        reading for run in sentence.runs if run.language == "zh" for reading in _of_run(sentence, run, model)
    ]
    if not found:
        return sentence
    return replace(
        sentence, readings=tuple(sorted((*sentence.readings, *found), key=lambda each: each.start))
    )


def _of_run(sentence: Sentence, run: Run, model: Polyphones) -> Iterator[Reading]:
    from reciter.languages.zh.model_readings import model_readings

    told = {place - run.start for each in sentence.readings for place in range(each.start, each.end)}

    def ask(places: Sequence[int]) -> Mapping[int, str]:
        said = model.syllables(sentence.spoken, [place + run.start for place in places])
        return {place - run.start: syllable for place, syllable in said.items()}

    for each in model_readings(sentence.spoken[run.start : run.end], ask=ask, told=told):
        yield replace(each, start=each.start + run.start, end=each.end + run.start)
