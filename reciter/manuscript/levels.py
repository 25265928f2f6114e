"""Which level of a table of contents makes chapters: parts hold chapters, chapters hold sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from reciter.book import Block
from reciter.manuscript.contents_places import Place, has_body
from reciter.manuscript.headings import heading_level
from reciter.manuscript.matter_titles import ends_a_part, is_front_title

SHORT_CHAPTER_S = 180.0
"""Entries that are mostly shorter are no chapters of their own: poems of a book of poems, entries of a diary."""

LONG_SECTION_S = 900.0
"""Entries that are mostly longer are no mere sections, even when the entry above them has text of its own."""

LONG_CHAPTER_S = 4500.0
"""Entries that are mostly longer are not made one chapter; a listener wants to find a place again."""

_SECONDS_OF_WIDE = 1 / 4.5
_SECONDS_OF_OTHERS = 1 / 13
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")

_COUNT = r"(?:\d+|[ivxlcdm]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last"
_HAN_COUNT = r"[\s0-9０-９〇一二三四五六七八九十百千零两兩上中下]+"
_PART = re.compile(
    rf"(?P<word>part|book|volume|vol\.)\s+{_COUNT}|the\s+(?:{_ORDINAL}))\b"
    rf"|(?:the\s+)?(?:{_ORDINAL})\s+(?P<after>part|book|volume)\b"
    r"|(?-i:(?P<glued>PART|BOOK|VOLUME)[IVXLC]+\b)"
    rf"|第?{_HAN_COUNT}(?P<han>[部卷巻編编篇集])(?![a-z])|제?\s*[0-9일이삼사오육칠팔구십]+\s*(?P<ko>[부권편])(?!\w)",
    re.IGNORECASE,
)


def seconds_of(blocks: Sequence[Block]) -> float:
    """About how long blocks take to speak."""
    total = 0.0
    for block in blocks:
        wide = sum(len(stretch) for stretch in _WIDE.findall(block.text))
        total += wide * _SECONDS_OF_WIDE + (len(block.text) - wide) * _SECONDS_OF_OTHERS
    return total


def part_word(title: str) -> str:
    """The word by which a title counts parts (`book`, `part`, 卷, 부 …); empty if it does not."""
    found = _PART.match(title.strip())
    return next((word.lower() for word in found.groupdict().values() if word), "") if found else ""


def nested(places: Sequence[Place], blocks: Sequence[Block]) -> list[Place]:
    """Give a flat table of contents the levels that its titles and headings tell.

    An entry of the first level holds those after it when it counts parts (`BOOK I`, 第二卷) or has only a heading of
    its own; the next of its kind ends it, as do an epilogue, an appendix and the like.

    Args:
        places: of the entries, in reading order.
        blocks: of the whole book.
    """
    times = Counter(part_word(place.title) for place in places if place.depth == 1)
    parts: list[Place] = []
    around: tuple[str, ...] = ()
    result: list[Place] = []
    for place in places:
        if place.depth == 1:
            word = part_word(place.title)
            word = word if times[word] > 1 else ""
            parts = _open_parts(parts, place, word)
            around = tuple(part.title for part in parts)
            if not place.has_children and (word or _is_only_heading(place, blocks)):
                parts = [*parts, place]
        result.append(replace(place, parents=(*around, *place.parents), depth=len(around) + place.depth))
    return result


def _open_parts(parts: list[Place], place: Place, word: str) -> list[Place]:
    """The parts that an entry of the first level stands in."""
    if place.has_children or ends_a_part(place.title) or is_front_title(place.title):
        return []
    if word:
        words = [part_word(part.title) for part in parts]
        return parts[: words.index(word)] if word in words else parts
    if parts and _are_siblings(parts[-1].title, place.title):
        return parts[:-1]
    return parts


def _are_siblings(part: str, title: str) -> bool:
    """Whether two titles begin with the same word (`Canto First`, `Canto Second`): one cannot hold the other."""
    words = [text.casefold().split() for text in (part, title)]
    return all(len(word) > 1 for word in words) and words[0][0] == words[1][0]


def _is_only_heading(place: Place, blocks: Sequence[Block]) -> bool:
    own = blocks[place.index : place.end]
    return bool(own) and not has_body(own) and not is_front_title(place.title)


def chapter_places(places: Sequence[Place], blocks: Sequence[Block], *, level: int) -> list[Place]:
    """The entries that begin chapters.

    Args:
        places: with their levels, in reading order.
        blocks: of the whole book.
        level: deepest level that makes chapters; 0 chooses: sections join their chapter, very short entries their part.
    """
    kept = list(places)
    deepest = max((place.depth for place in places), default=0)
    for depth in range(deepest, max(level, 1), -1):
        if not level and not _are_sections(kept, blocks, depth):
            break
        kept = _merged(kept, depth)
    ends = [place.index for place in kept[1:]] + [len(blocks)] * bool(kept)
    return [replace(place, end=end) for place, end in zip(kept, ends, strict=True)]


def _merged(places: Sequence[Place], depth: int) -> list[Place]:
    """Entries without those of a level; where the one above has no place of its own, the first takes its title."""
    kept: list[Place] = []
    for place in places:
        if place.depth < depth:
            kept.append(place)
        elif not kept or (kept[-1].title, kept[-1].depth) != (place.parents[-1], depth - 1):
            above = place.parents[-1] if place.parents else place.title
            kept.append(replace(place, title=above, parents=place.parents[:-1], depth=depth - 1))
    return kept


def _are_sections(places: Sequence[Place], blocks: Sequence[Block], depth: int) -> bool:
    """Whether the entries of a level are sections or mere pieces of the entries above them."""
    children = [place for place in places if place.depth == depth]
    parents = {place.parents for place in children}
    if len(parents) < 2 or _share(heading_level(place.title) == 2 for place in children) >= 0.5:
        return False
    above = [
        place for place in places if place.depth == depth - 1 and (*place.parents, place.title) in parents
    ]
    usual = median(_lengths(places, blocks, depth, children))
    whole = (
        median(_lengths(places, blocks, depth - 1, above)) if above else usual * len(children) / len(parents)
    )
    if whole > LONG_CHAPTER_S:
        return False
    own_text = _share(has_body(blocks[place.index : place.end]) for place in above) > 0.5
    are_chapters = _share(heading_level(place.title) == 2 for place in above) > 0.5
    return are_chapters or usual < (LONG_SECTION_S if own_text else SHORT_CHAPTER_S)


def _lengths(
    places: Sequence[Place], blocks: Sequence[Block], depth: int, some: Sequence[Place]
) -> list[float]:
    """How long some entries of a level are, with all that stands below them."""
    starts = [place.index for place in places if place.depth <= depth] + [len(blocks)]
    after = dict(zip(reversed(starts[:-1]), reversed(starts[1:]), strict=True))
    return [seconds_of(blocks[place.index : after[place.index]]) for place in some]


def _share(answers: Iterable[bool]) -> float:
    found = list(answers)
    return sum(found) / len(found) if found else 0.0
