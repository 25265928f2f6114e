"""Words of Chinese text and what kind of word each is, by jieba's dictionary."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reciter.languages.zh.simplified import simplify

if TYPE_CHECKING:
    import jieba

_NUMERALS = re.compile("[第这那哪几每某一二两三四五六七八九十百千万半数]+")
_AROUND = 20
"""Characters on either side that decide where a word ends."""
_GUESSED_PRONOUN = re.compile("[我你您他她它这那还也都就不很地得了着]")


def words(text: str) -> list[str]:
    """Cut a text into words; joined they are the text again.

    A word that jieba only guesses, and that begins with a pronoun, an adverb or a particle (他长, 地走了), is two.
    """
    found: list[str] = []
    for word in _tokenizer().cut(text):
        is_guess = not tag(word) or (word[0] == "地" and word[-1] == "了")  # 地走了 is in the dictionary
        if len(word) > 1 and is_guess and _GUESSED_PRONOUN.match(word):
            found += word[0], word[1:]
        else:
            found.append(word)
    return found


def stands_alone(text: str, at: int) -> bool:
    """Whether the character at an offset is a word of its own.

    One in a word that jieba only guesses is, for all we know; so is a measure word after its numeral (一行).
    """
    start = max(at - _AROUND, 0)
    place = start
    for word in words(simplify(text[start : at + _AROUND])):
        if place + len(word) > at:
            is_measure = at - place == len(word) - 1 and _NUMERALS.fullmatch(word[:-1])
            return len(word) == 1 or not tag(word) or bool(is_measure)
        place += len(word)
    return True


def tag(word: str) -> str:
    """What kind of word it is most often, by jieba's letters (n noun, v verb, m numeral, nr name …); empty: unknown."""
    return _tags().get(word, "")


@lru_cache(maxsize=1)
def _tags() -> Mapping[str, str]:
    tags: dict[str, str] = {}
    with _tokenizer().get_dict_file() as lines:
        for line in lines:
            word, _, kind = line.decode("utf-8").rstrip().split(" ")
            tags[word] = kind
    return tags


@cache
def _tokenizer() -> jieba.Tokenizer:
    with warnings.catch_warnings():
        # jieba 0.42.1 has invalid escapes and asks for pkg_resources; both are its own affair.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)  # it prints its loading times to stderr otherwise
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(_cache_folder())  # its default, the shared /tmp, lets others plant a cache
    return tokenizer


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    folder = user_cache_path("reciter") / "jieba"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
