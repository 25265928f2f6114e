"""How Chinese text is read: pinyin by words and context, with the changes of tone that speech makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reciter.languages.zh import erhua, neutral, sandhi
from reciter.languages.zh.polyphone import Ask, Choice, ask_model, choose, readings_of
from reciter.languages.zh.simplified import simplify
from reciter.languages.zh.words import words

HAN = r"[〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF]"
"""Pattern of a character that has a reading of its own."""
_HAN = re.compile(f"{HAN}+")
_SILENT = "《》〈〉“”‘’「」『』"


class Word(NamedTuple):
    """A word as it is spoken.

    Attributes:
        start: place of its first character in the text.
        text: its characters, all of them Han, as written.
        syllables: one a character, such as `hao3` or `lv4`, 5 for the neutral tone; empty if nobody knows it.
            儿 that only colours the syllable before is `er5`.
    """

    start: int
    text: str
    syllables: tuple[str, ...]


def pinyin(text: str) -> list[str]:
    """Read a text's Han characters, as spoken: one syllable each, tone as a figure, 5 for the neutral tone.

    Args:
        text: normalised text; characters other than Han are passed over, and so are those that nobody knows.

    Returns:
        Syllables such as `ni2 hao3`, with `v` for ü. Words decide between readings (银行 yin2 hang2, 行走 xing2 zou3).
    """
    return [syllable for word in read(text) for syllable in word.syllables if syllable]


def read(text: str, *, given: Mapping[int, str] | None = None, ask: Ask | None = None) -> list[Word]:
    """Read the words of a text.

    Args:
        text: normalised text, simplified or traditional.
        given: readings that are fixed, by place; their neighbours' tones change before them as before any other.
        ask: a model for what no phrase and no word of the dictionary decides; None: context decides.
    """
    return read_with_choices(text, given=given, ask=ask)[0]


def read_with_choices(
    text: str, *, given: Mapping[int, str] | None = None, ask: Ask | None = None
) -> tuple[list[Word], Mapping[int, Choice]]:
    """Read the words of a text, and tell by place how each character's reading, before tones change, was chosen."""
    plain = simplify(text)
    found = list(han_words(plain))
    choices = choose(plain, found) | {
        place: Choice(syllable, "only") for place, syllable in _told_by_script(text, plain).items()
    }
    if ask:
        choices |= ask_model(plain, choices, ask=ask, kept=given or {})
    syllables = {place: choice.syllable for place, choice in choices.items()} | dict(given or {})
    stretches = _stretches(plain, found)
    return [word for each in stretches for word in _spoken(text, each, syllables, given or {})], choices


def han_words(plain: str) -> Iterator[tuple[int, str]]:
    """Words of simplified text, or their parts in Han, with their places."""
    at = 0
    for word in words(plain.replace("〇", "零")):
        for match in _HAN.finditer(word):
            yield at + match.start(), match[0]
        at += len(word)


def _told_by_script(text: str, plain: str) -> dict[int, str]:
    """Readings that the traditional form alone decides: 髮 is fa4 and 發 fa1 where simplified has 发."""
    if text == plain:
        return {}
    told = {}
    for place, (character, simple) in enumerate(zip(text, plain, strict=True)):
        if character != simple and len(readings_of(simple)) > 1 and len(own := readings_of(character)) == 1:
            told[place] = own[0]
    return told


def _stretches(plain: str, found: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Words that follow one another without a pause; quotation marks and those of titles are none."""
    stretch: list[tuple[int, str]] = []
    for start, word in found:
        if stretch and plain[stretch[-1][0] + len(stretch[-1][1]) : start].strip(_SILENT):
            yield stretch
            stretch = []
        stretch.append((start, word))
    if stretch:
        yield stretch


def _spoken(
    text: str, stretch: list[tuple[int, str]], syllables: Mapping[int, str], given: Mapping[int, str]
) -> Iterator[Word]:
    cut = [word for _, word in stretch]
    places = [start + i for start, word in stretch for i in range(len(word))]
    fixed = frozenset(i for i, place in enumerate(places) if place in given)
    changed = sandhi.sandhi(cut, [syllables.get(place, "") for place in places], fixed)
    changed = neutral.neutralise(cut, changed, fixed)
    changed = sandhi.third_tones(cut, changed, fixed)
    for i in erhua.colouring(cut):
        if i not in fixed:
            changed[i] = "er5"
    at = 0
    for start, word in stretch:
        yield Word(start, text[start : start + len(word)], tuple(changed[at : at + len(word)]))
        at += len(word)
