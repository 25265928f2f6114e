"""How Cantonese text is read: Jyutping by words, from ToJyutping's dictionary and the corrections in `words.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from reciter.languages.yue.particles import question_tone
from reciter.text.han_script import is_simplified

if TYPE_CHECKING:
    from ToJyutping.Trie import Node

HAN = re.compile("[㐀-䶿一-鿿豈-﫿〇𠀀-𳑿]")
"""A Han character."""

_SURNAMES = {"單": "sin6", "任": "jam4", "查": "zaa1", "曾": "zang1", "區": "au1", "華": "waa6", "仇": "kau4",
             "解": "haai6", "覃": "cam4", "尹": "wan5", "翟": "zaak6", "蓋": "gap3", "樂": "ngok6"}  # fmt: skip
_TITLES = {"先生": "sin1 saang1", "生": "saang1", "小姐": "siu2 ze2", "太太": "taai3 taai2", "太": "taai2",
           "醫生": "ji1 sang1", "老師": "lou5 si1", "教授": "gaau3 sau6", "姑娘": "gu1 noeng4", "伯": "baak3",
           "師傅": "si1 fu2", "校長": "haau6 zoeng2", "經理": "ging1 lei5", "議員": "ji5 jyun4"}  # fmt: skip
_NOT_NAMES = re.compile("[任查解](?:教授|校長|經理|議員)|[任華查解樂單]生|[任樂蓋華解查]太$")
"""What is a word or a verb with its object rather than a name: 華生, 任校長."""


class Word(NamedTuple):
    """A word of the dictionary in a text; a character that is in none is one by itself.

    The dictionary holds the words in which a character is not read as it is alone; others are single characters here.

    Attributes:
        start: first character.
        end: one past the last character.
        syllables: its reading; empty for a Han character that the dictionary lacks.
    """

    start: int
    end: int
    syllables: tuple[str, ...]


def words(text: str) -> Iterator[Word]:
    """The words of a text in order, longest match first; what is no Han character is passed over.

    Args:
        text: normalised text; simplified characters are looked up as traditional ones, too.
    """
    looked_up, at = _traditional(text), 0
    while at < len(text):
        if not HAN.match(text[at]):
            at += 1
            continue
        word = _longest(looked_up, at)
        yield word
        at = word.end


def jyutping(text: str) -> list[str]:
    """Read a text's Han characters: `佢今日去` → `keoi5 gam1 jat6 heoi3`."""
    return [syllable for word in words(text) for syllable in word.syllables]


def _longest(text: str, at: int) -> Word:
    of_dictionary, corrected = _of_dictionary(text, at), _corrected(text, at)
    found = corrected if corrected and corrected.end >= of_dictionary.end else of_dictionary
    asking = question_tone(text, found.end - 1)
    return Word(at, found.end, (*found.syllables[:-1], asking)) if asking else found


def _of_dictionary(text: str, at: int) -> Word:
    node: Node | None = _dictionary()
    found = Word(at, at + 1, ())
    for end in range(at, len(text)):
        node = node.get(text[end]) if node else None
        if node is None:
            break
        syllables = _syllables(node)
        if syllables and (len(syllables) == end + 1 - at or end == at):
            found = Word(at, end + 1, syllables)
    return found


def _corrected(text: str, at: int) -> Word | None:
    table, longest = _corrections()
    for length in range(min(longest.get(text[at], 0), len(text) - at), 0, -1):
        syllables = table.get(text[at : at + length])
        if syllables:
            return Word(at, at + length, syllables)
    return None


def _syllables(node: Node) -> tuple[str, ...]:
    """The first reading of a node of the dictionary; empty when a word only begins there."""
    if not node.v:
        return ()
    first = node.v[0]
    return tuple(map(str, first)) if isinstance(first, list) else (str(first),)


def _traditional(text: str) -> str:
    """A text in traditional characters, one for one: the dictionary has few words in simplified ones."""
    if not is_simplified(text):
        return text
    converted: str = _converter().convert(text)
    return converted if len(converted) == len(text) else text


@cache
def names() -> frozenset[str]:
    """Surnames with a title whose surname is read in another way than the word: 單先生."""
    return frozenset(name for name, _ in _named())


@cache
def _dictionary() -> Node:
    from ToJyutping.Trie import root  # here, because it takes a second to load

    return root


@cache
def _converter() -> Any:
    from opencc import OpenCC  # here, because its tables take a while to load

    return OpenCC("s2hk")


@cache
def _corrections() -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """Words with their readings, and the length of the longest word that begins with a character."""
    lines = files(__package__).joinpath("words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t")[:2] for line in lines if line and not line.startswith("#")]
    table = {word: tuple(reading.split()) for word, reading in (*_named(), *pairs)}
    return table, {word[0]: len(word) for word in sorted(table, key=len)}


def _named() -> Iterator[tuple[str, str]]:
    for surname, syllable in _SURNAMES.items():
        for title, syllables in _TITLES.items():
            if not _NOT_NAMES.match(surname + title):
                yield surname + title, f"{syllable} {syllables}"
