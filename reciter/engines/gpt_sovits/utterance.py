"""A text as both stages want it: phone ids, and a row of context for each (`TextPreprocessor.py` upstream)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from reciter.engines.gpt_sovits.conditioning.context import ContextEncoder
from reciter.engines.gpt_sovits.config import Version
from reciter.engines.gpt_sovits.symbols import MARKS, phone_ids
from reciter.errors import InputProblem
from reciter.languages import get_language
from reciter.text.phones import PhoneText
from reciter.text.span import Reading, Run

FEWEST_PHONES = 6
"""A text of fewer phones gets a full stop in front: such short ones come out as garbage (upstream does the same)."""

_CONTEXT_LANGUAGES = frozenset({"zh"})  # Cantonese follows its characters too, but upstream gives it zeros


@dataclass(frozen=True, eq=False)
class Utterance:
    """A text for the networks.

    Attributes:
        phones: their names, for people.
        ids: [P].
        context: [P, C].
    """

    phones: tuple[str, ...]
    ids: Tensor
    context: Tensor


def utterance(
    spoken: str,
    runs: Sequence[Run],
    readings: Sequence[Reading],
    *,
    version: Version,
    encoder: ContextEncoder,
    where: str = "",
) -> Utterance:
    """Pronounce a text of one or several languages.

    Args:
        spoken: normalised text.
        runs: its languages, covering it without gaps.
        readings: pronunciations to obey.
        version: of the checkpoint, which knows only some languages and phones.
        encoder: makes the context of Chinese text.
        where: sentence id for messages.

    Raises:
        InputProblem: a language that the checkpoint was not trained on, or a text with nothing to pronounce: the
            networks would make up a sound for it.
    """
    texts = list(_pronounced(spoken, runs, readings, version=version, where=where))
    if all(phone in MARKS for text in texts for phone in text.phones):
        how = "Give its words a spelling in the lexicon, or leave it out."
        raise InputProblem(f"there is nothing to pronounce in {spoken!r}.", where=where, how=how)
    if sum(len(text.phones) for text in texts) < FEWEST_PHONES:
        texts = [PhoneText(".", (".",)), *texts]
    phones = tuple(phone for text in texts for phone in text.phones)
    ids = torch.tensor(phone_ids(phones, count=version.symbols))
    return Utterance(phones, ids, torch.cat(encoder(texts)))


def _pronounced(
    spoken: str, runs: Sequence[Run], readings: Sequence[Reading], *, version: Version, where: str
) -> Iterator[PhoneText]:
    for run in runs:
        if run.language not in version.languages:
            raise InputProblem(
                f"a checkpoint of {version.name} cannot speak the language {run.language!r}.",
                where=where,
                how=f"It speaks {', '.join(sorted(version.languages))}.",
            )
        inside = [
            replace(one, start=one.start - run.start, end=one.end - run.start)
            for one in readings
            if run.start <= one.start < one.end <= run.end
        ]
        text = get_language(run.language).phones(spoken[run.start : run.end], readings=inside)
        if text.phones:
            yield text if run.language in _CONTEXT_LANGUAGES else replace(text, counts=())
