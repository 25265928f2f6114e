"""Speak a batch: sentences in, takes on the shelf. Sentences whose take is there already are not spoken again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reciter.engines.base import Engine, Speech, SpeechRequest
from reciter.errors import EngineProblem, InputProblem, TransientProblem
from reciter.production.carried import with_carrier, without_carrier
from reciter.production.engines import engine_of
from reciter.production.line import Batch, BatchOutcome
from reciter.production.plan import Plan, PlannedSentence, load_chapter, load_plan, take_causes
from reciter.production.tries import another_try
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import find_take, put_take


def speak_batch(shelf: Shelf, batch: Batch) -> BatchOutcome:
    """Speak what is missing of a batch.

    Returns:
        How much was spoken, and the sentences that the engine cannot speak, each with its reason.

    Raises:
        TransientProblem: worth another try; takes made until then are kept.
        InputProblem: the disk is full or cannot be written to.
    """
    plan, chapter = load_plan(shelf), load_chapter(shelf, batch.chapter)
    ids = set(batch.sentences)
    wanted = [
        another_try(one, plan, batch.attempt, chapter=chapter.sentences)
        for one in chapter.sentences
        if one.sentence.id in ids
    ]
    missing = [planned for planned in wanted if find_take(shelf.takes, planned.take) is None]
    engine, failed = engine_of(plan.voice.engine), dict[str, str]()
    audio_s = 0.0
    for chunk in _chunks(missing, engine.together) if missing else ():
        audio_s += _put(shelf, _speak_chunk(engine, chunk, plan=plan, failed=failed), plan=plan)
    return BatchOutcome(len(missing) - len(failed), len(wanted) - len(missing), audio_s, failed)


def _chunks(sentences: Sequence[PlannedSentence], together: int) -> Iterator[list[PlannedSentence]]:
    """Sentences of one mood, as many as the engine likes in a call: that much is what a kill can cost."""
    for _, same in groupby(sentences, key=lambda planned: planned.mood):
        alike = list(same)
        yield from (alike[first : first + together] for first in range(0, len(alike), together))


Spoken = list[tuple[PlannedSentence, Speech]]


def _speak_chunk(
    engine: Engine, chunk: Sequence[PlannedSentence], *, plan: Plan, failed: dict[str, str]
) -> Spoken:
    """Speak a chunk together; if the engine refuses it, one by one, to find the sentence at fault and keep the rest."""
    requests = [request_for(planned, plan) for planned in chunk]
    voice = replace(plan.voice, mood=chunk[0].mood)
    try:
        return list(_cut(zip(chunk, engine.speak(requests, voice=voice), strict=True), failed))
    except TransientProblem:
        raise
    except (EngineProblem, InputProblem) as problem:
        if len(chunk) == 1:
            failed[chunk[0].sentence.id] = f"{problem.what} {problem.how}".strip()
            return []
    return [pair for planned in chunk for pair in _speak_chunk(engine, [planned], plan=plan, failed=failed)]


def _cut(
    speeches: Iterable[tuple[PlannedSentence, Speech]], failed: dict[str, str]
) -> Iterator[tuple[PlannedSentence, Speech]]:
    """Speeches without the carriers they were spoken with; what cannot be cut cleanly counts as not spoken."""
    for planned, speech in speeches:
        own = without_carrier(speech, planned)
        if own is None:
            failed[planned.sentence.id] = "There is no clear pause between it and its neighbour."
        else:
            yield planned, own


def request_for(planned: PlannedSentence, plan: Plan) -> SpeechRequest:
    """What the engine is asked for a planned sentence."""
    sentence = planned.sentence
    request = SpeechRequest(
        sentence.id,
        sentence.spoken,
        sentence.runs,
        sentence.readings,
        plan.seed if planned.seed is None else planned.seed,
        plan.speed if planned.speed is None else planned.speed,
    )
    return with_carrier(request, planned)


def _put(shelf: Shelf, speeches: Spoken, *, plan: Plan) -> float:
    for planned, speech in speeches:
        sentence = planned.sentence
        put_take(
            shelf.takes,
            speech.waveform,
            fingerprint=planned.take,
            spoken=sentence.spoken,
            phones=speech.phones,
            causes=take_causes(planned, plan),
            findings=speech.findings,
        )
    return sum(speech.waveform.seconds for _, speech in speeches)
