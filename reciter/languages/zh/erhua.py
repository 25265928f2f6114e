"""儿 that colours the syllable before it (花儿, 哪儿, 一点儿), told from 儿 as a syllable (女儿, 儿子)."""

from __future__ import annotations

from collections.abc import Sequence

from reciter.languages.zh.tone_words import tone_words
from reciter.languages.zh.words import tag

_OWN_SYLLABLE_AFTER = frozenset("我吾你您的小孤妻孩幼婴女男胎健宠弃患侄孙乳育生养爱救害携抱给为有没")


def colouring(words: Sequence[str]) -> list[int]:
    """Places of 儿 in words without a pause between where it only colours the syllable before."""
    found, at, before = [], 0, ""
    for word in words:
        if word[-1] == "儿" and _colours(word, before):
            found.append(at + len(word) - 1)
        at, before = at + len(word), word
    return found


def _colours(word: str, before: str) -> bool:
    if word == "儿":
        return bool(before) and before[-1] not in _OWN_SYLLABLE_AFTER
    return not word.endswith(tuple(tone_words("syllable"))) and not tag(word).startswith("nr")
