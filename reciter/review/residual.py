"""The residual: how many wrong sentences may still be in a book after review, and how much listening would halve that.

Two groups of sentences are judged apart: those that a check has findings about, of which reviewers hear as many as
they can, and the others, of which they hear a random sample. Of the `N` sentences of a group, `n` were heard, and
`k` of these were wrong. Then, but for a chance of `alpha`, the group has no more wrong sentences than the largest
`K` for which it is likelier than `alpha` that `n` drawn without replacement hold `k` wrong ones or fewer: the exact
one-sided limit of the hypergeometric distribution, as Clopper and Pearson (Biometrika 26, 1934) built it for the
binomial. Both limits together hold with 95 %, since `alpha` is shared out between the groups (Bonferroni).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reciter.review.standing import State
from reciter.text.scripts import HAN, HIRAGANA, KATAKANA

CONFIDENCE = 0.95
_CJK = re.compile(f"[{HAN}{HIRAGANA}{KATAKANA}]")
_WORD = re.compile(rf"[^\W_{HAN}{HIRAGANA}{KATAKANA}]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class Group:
    """Sentences that are judged together.

    Attributes:
        sentences: how many there are.
        heard: how many of them were heard; of the group without findings, only those drawn by chance.
        wrong: how many of those were found wrong.
        seconds: length of one, on the average.
    """

    sentences: int
    heard: int
    wrong: int
    seconds: float


@dataclass(frozen=True)
class Residual:
    """What is said about a book.

    Attributes:
        per_10000: wrong sentences for every 10,000 words, at most, with 95 % confidence.
        wrong_at_most: the same, in the whole book.
        wrong_known: sentences whose take stands flagged now.
        words: of the book.
        heard, sentences: sentences that count as heard, and all.
        minutes_to_halve: of listening on, if sentences go on being wrong as often as up to now; None when listening
            alone cannot, because known wrong ones have to be spoken again first.
    """

    per_10000: float
    wrong_at_most: int
    wrong_known: int
    words: int
    heard: int
    sentences: int
    minutes_to_halve: float | None


def wrong_at_most(group: Group, *, alpha: float) -> int:
    """Upper limit on the wrong sentences of a group.

    Args:
        group: what was heard of it.
        alpha: chance that the limit is too low, 0 to 1.
    """
    from scipy.stats import hypergeom

    low, high = group.wrong, group.sentences - (group.heard - group.wrong)
    while low < high:
        middle = (low + high + 1) // 2
        if hypergeom.cdf(group.wrong, group.sentences, middle, group.heard) > alpha:
            low = middle
        else:
            high = middle - 1
    return low


@lru_cache(maxsize=64)
def residual(suspected: Group, others: Group, *, words: int) -> Residual:
    """Estimate what is still wrong in a book.

    Args:
        suspected: sentences with findings.
        others: those without.
        words: of the whole book, see `count_words`.
    """
    total = _limit(suspected, others)
    return Residual(
        per_10000=10_000 * total / max(words, 1),
        wrong_at_most=total,
        wrong_known=suspected.wrong + others.wrong,
        words=words,
        heard=suspected.heard + others.heard,
        sentences=suspected.sentences + others.sentences,
        minutes_to_halve=_minutes_to_halve(suspected, others, goal=total / 2),
    )


def groups_of(
    states: Mapping[str, State], *, suspected: Collection[str], seconds: Mapping[str, float], seed: int = 0
) -> tuple[Group, Group]:
    """Put the sentences of a book into the two groups.

    Of those without findings, only verdicts on the drawn ones count: sentences that a reviewer came upon by other ways,
    such as by reading on where something was wrong, would not be a fair sample.

    Args:
        states: what was decided about each sentence's take.
        suspected: ids of sentences with findings.
        seconds: length of each sentence's take.
        seed: of the drawing.
    """
    flagged = [sentence for sentence in states if sentence in set(suspected)]
    rest = draw([sentence for sentence in states if sentence not in set(suspected)], seed=seed)
    heard = next((at for at, sentence in enumerate(rest) if states[sentence] == "open"), len(rest))
    return _group(flagged, flagged, states, seconds), _group(rest, rest[:heard], states, seconds)


def draw(sentences: Iterable[str], *, seed: int = 0) -> list[str]:
    """Sentences in random order, always the same; one that comes or goes leaves the order of the others alone."""
    return sorted(sentences, key=lambda sentence: hashlib.sha256(f"{seed} {sentence}".encode()).digest())


def count_words(text: str) -> int:
    """Words of a text; two Han characters or kana count as one word, as they are about as long to speak."""
    return len(_WORD.findall(text)) + (len(_CJK.findall(text)) + 1) // 2


def _group(
    everything: list[str], drawn: list[str], states: Mapping[str, State], seconds: Mapping[str, float]
) -> Group:
    heard = [states[sentence] for sentence in drawn if states[sentence] != "open"]
    wrong = sum(state != "accepted" for state in heard)
    length = sum(seconds.get(sentence, 0.0) for sentence in everything) / max(len(everything), 1)
    return Group(len(everything), len(heard), wrong, length)


def _limit(suspected: Group, others: Group) -> int:
    """Wrong sentences of both groups, at most; a group that was heard to the end takes no share of the doubt."""
    doubtful = [group for group in (suspected, others) if group.heard < group.sentences]
    sure = sum(group.wrong for group in (suspected, others) if group.heard == group.sentences)
    alpha = (1 - CONFIDENCE) / max(len(doubtful), 1)
    return sure + sum(wrong_at_most(group, alpha=alpha) for group in doubtful)


def _minutes_to_halve(suspected: Group, others: Group, *, goal: float) -> float | None:
    """Listening time: suspected sentences first, then on through the random order."""
    left = [group.sentences - group.heard for group in (suspected, others)]
    if goal <= 0 or _limit(_later(suspected, left[0]), _later(others, left[1])) > goal:
        return None if goal > 0 else 0.0
    low, high = 0, sum(left)
    while low < high:
        middle = (low + high) // 2
        first = min(middle, left[0])
        if _limit(_later(suspected, first), _later(others, middle - first)) <= goal:
            high = middle
        else:
            low = middle + 1
    first = min(low, left[0])
    return (first * suspected.seconds + (low - first) * others.seconds) / 60


def _later(group: Group, more: int) -> Group:
    """The group after `more` sentences were heard that are wrong as often as those before."""
    wrong = round(group.wrong * (group.heard + more) / group.heard) if group.heard else 0
    return Group(group.sentences, group.heard + more, wrong, group.seconds)
