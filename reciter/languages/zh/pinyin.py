"""Pinyin as people write it (`chóngqìng`, `chong2 qing4`) → syllables with tone figures."""

from __future__ import annotations

import re
from functools import lru_cache


def parse_pinyin(spelling: str) -> list[str]:
    """Cut pinyin into syllables such as `lv4`, 5 for the neutral tone; a syllable without a tone is neutral.

    Raises:
        ValueError: it cannot be cut into syllables of Mandarin.
    """
    from pypinyin.contrib.tone_convert import to_tone3

    result: list[str] = []
    for chunk in re.findall(r"[^\W\d_]+[1-5]?", spelling.lower().replace("u:", "ü").replace("v", "ü")):
        cut = _cut(chunk)
        if not cut:
            raise ValueError(f"{spelling!r} is not pinyin")
        result += [to_tone3(s, neutral_tone_with_five=True, v_to_u=True).replace("ü", "v") for s in cut]
    if not result:
        raise ValueError(f"{spelling!r} is not pinyin")
    return result


def _cut(chunk: str) -> list[str]:
    """Cut a chunk into syllables, longest first; empty if there is no way."""
    for end in range(len(chunk), 0, -1):
        if _bare(chunk[:end]) in _syllables():
            rest = _cut(chunk[end:]) if end < len(chunk) else []
            if rest or end == len(chunk):
                return [chunk[:end], *rest]
    return []


def _bare(syllable: str) -> str:
    from pypinyin.contrib.tone_convert import to_normal

    return str(to_normal(syllable, v_to_u=True))


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    from pypinyin.constants import PINYIN_DICT

    readings = {reading for entry in PINYIN_DICT.values() for reading in entry.split(",")}
    return frozenset(_bare(reading) for reading in readings)
