"""Whisper's tokens: text to tokens and back, and how tokens make words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from reciter.errors import InputProblem

_UNSPACED = frozenset({"zh", "ja", "yue"})
_BROKEN = "\ufffd"
Pieces = Sequence[tuple[str, int]]
"""Pieces of text, each with how many tokens it is."""


class Tokens:
    """The tokens of one Whisper model.

    Args:
        model: its folder; `tokenizer.json` is read.
    """

    def __init__(self, model: Path) -> None:
        import tokenizers

        path = model / "tokenizer.json"
        if not path.is_file():
            raise InputProblem("There is no tokenizer.json in this folder.", where=str(model))
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(path))

    def prompt(self, language: str) -> list[int]:
        """What stands before a transcript in a language: no timestamps, they come from the alignment.

        Raises:
            InputProblem: Whisper does not know the language.
        """
        return [*self.start(language), self._special("<|notimestamps|>")]

    def start(self, language: str) -> list[int]:
        """The beginning of the prompt, as the alignment wants it."""
        code = self._tokenizer.token_to_id(f"<|{language}|>")
        if code is None:
            raise InputProblem(f"Whisper does not know the language “{language}”.", where="language")
        return [self._special("<|startoftranscript|>"), code, self._special("<|transcribe|>")]

    def encode(self, text: str) -> list[int]:
        """Tokens of a text, as few as the vocabulary allows.

        Some published `tokenizer.json` lack merges, so that ` the` comes out as two tokens, which the model itself
        would never write; neighbours that are one token in the vocabulary are joined here.
        """
        pieces = list(self._tokenizer.encode(text, add_special_tokens=False).tokens)
        at = 0
        while at < len(pieces) - 1:
            if pieces[at] + pieces[at + 1] in self._vocabulary:
                pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]
                at = max(at - 1, 0)
            else:
                at += 1
        return [self._vocabulary[piece] for piece in pieces]

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of tokens; special ones are left out."""
        return str(self._tokenizer.decode([token for token in tokens if token < self.end]))

    def words(self, tokens: Sequence[int], language: str) -> list[tuple[str, int]]:
        """Words with the number of tokens of each; a character is a word where the language has no spaces.

        A word in Latin letters inside unspaced text is one word. The texts joined are the whole text.
        """
        return words_of(self._characters(tokens), language)

    @cached_property
    def end(self) -> int:
        """The token that ends a transcript; all greater ones are special."""
        return self._special("<|endoftext|>")

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        return dict(self._tokenizer.get_vocab())

    def _special(self, name: str) -> int:
        return int(self._tokenizer.token_to_id(name))

    def _characters(self, tokens: Sequence[int]) -> list[tuple[str, int]]:
        """Fewest tokens at a time that make whole characters."""
        found, begun = list[tuple[str, int]](), list[int]()
        for token in tokens:
            begun.append(token)
            text = self.decode(begun)
            if _BROKEN not in text:
                found.append((text, len(begun)))
                begun = []
        return [*found, (self.decode(begun), len(begun))] if begun else found


def words_of(pieces: Pieces, language: str) -> list[tuple[str, int]]:
    """Join pieces of text to words; each with its number of tokens. See `Tokens.words`."""
    found: list[tuple[str, int]] = []
    for text, count in pieces:
        if found and _continues(found[-1][0], text, spaced=language not in _UNSPACED):
            found[-1] = (found[-1][0] + text, found[-1][1] + count)
        else:
            found.append((text, count))
    return found


def _continues(word: str, text: str, *, spaced: bool) -> bool:
    """Whether a piece goes on with the word before it."""
    if spaced:
        return not text.startswith(" ")
    return not text.startswith(" ") and text.isascii() and word.strip().isascii() and text.isalnum()
