"""A string of phones too long for the network → balanced parts, cut at the best places."""

from __future__ import annotations

import math

from reciter.engines.kokoro.phones.vocabulary import MAX_PHONES

_WORTH = {".": 0.0, "!": 0.0, "?": 0.0, "…": 0.02, ";": 0.03, ":": 0.05, "—": 0.06, ",": 0.08, " ": 0.25}
"""Cost of a cut after a phone, as a share of a part's length that it may lie away from the even place."""


def split_phones(phones: str, *, longest: int = MAX_PHONES) -> list[str]:
    """Cut phones into as few parts as fit, of about equal length, at the strongest punctuation near the even places.

    Args:
        phones: any length.
        longest: most phones in a part.

    Returns:
        Parts without spaces at their ends; all phones but those spaces are kept.
    """
    phones = phones.strip()
    if len(phones) <= longest:
        return [phones] if phones else []
    count = math.ceil(len(phones) / longest)
    even = len(phones) / count
    cut = _best_cut(phones, even, low=max(1, len(phones) - (count - 1) * longest), high=longest)
    if cut is None:  # no even spread fits the words: spend one part more
        cut = _best_cut(phones, even * 0.7, low=1, high=longest) or longest
    return [phones[:cut].strip(), *split_phones(phones[cut:], longest=longest)]


def _best_cut(phones: str, even: float, *, low: int, high: int) -> int | None:
    """Offset of the cheapest cut within `low..high`; None if there is no space or mark."""
    costs = {
        at: _WORTH[phones[at - 1]] + abs(at - even) / even
        for at in range(low, min(high, len(phones) - 1) + 1)
        if phones[at - 1] in _WORTH
    }
    return min(costs, key=lambda at: costs[at]) if costs else None
