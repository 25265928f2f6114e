"""Latin letters that rules of a language in another script read themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reciter.text.span import Rewrite

_LATIN = re.compile("[A-Za-z]")


def latin_stretches(text: str, rewrites: Iterable[Rewrite]) -> list[tuple[int, int]]:
    """Offsets of start and end of the rewrites that stand on Latin letters, in their order."""
    return [(each.start, each.end) for each in rewrites if _LATIN.search(text, each.start, each.end)]
