"""Languages marked in the text itself: `[en]…[/en]` and SSML's `<lang xml:lang="en">…</lang>`; the tags are silent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reciter.languages import has_language
from reciter.text.span import Mark

_TAG = re.compile(
    r"\[(?P<close>/)?(?P<code>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\]"
    r"|<lang\s+xml:lang\s*=\s*[\"'](?P<ssml>[A-Za-z0-9-]+)[\"']\s*>|(?P<end></lang>)"
)


class Tagged(NamedTuple):
    """What tags in a text say: the languages of stretches, and the tags themselves, in order, each marked alike."""

    stretches: tuple[Mark, ...]
    tags: tuple[Mark, ...]


def read_tags(text: str) -> Tagged:
    """Find language tags. One without its partner, or of a language that there is not, is ordinary text.

    Args:
        text: of a block.
    """
    if "[/" not in text and "</lang>" not in text:
        return Tagged((), ())
    stretches: list[Mark] = []
    tags: list[Mark] = []
    for opening, closing in _pairs(text):
        code = opening["code"] or opening["ssml"]
        stretches.append(Mark(opening.end(), closing.start(), "language", code))
        tags += (Mark(*tag.span(), "language", code) for tag in (opening, closing))
    return Tagged(tuple(stretches), tuple(sorted(tags, key=lambda tag: tag.start)))


def _pairs(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Opening tags with the nearest closing one of the same language; they may be nested."""
    waiting: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        if not (tag["close"] or tag["end"]):
            if has_language(tag["code"] or tag["ssml"]):
                waiting.append(tag)
            continue
        wanted = (tag["code"] or "").casefold() or None
        for place in range(len(waiting) - 1, -1, -1):
            code = waiting[place]["code"]
            if (code.casefold() if code else None) == wanted:
                yield waiting[place], tag
                del waiting[place:]
                break
