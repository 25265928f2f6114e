"""Text → tokens of a Chinese BERT: a token for each character, WordPiece for words and figures in Latin script.

These are the tokens that g2pW was trained with (GitYCC/g2pW, `g2pw/utils.py`). WordPiece: Wu et al. 2016, the longest
first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

UNKNOWN = "[UNK]"
_LONGEST_WORD = 100
_PART = re.compile("[a-z0-9]+|[^ ]", re.DOTALL)


def word_pieces(text: str, vocabulary: Mapping[str, int]) -> tuple[list[str], dict[int, int]]:
    """Cut a text into tokens.

    Args:
        text: any text.
        vocabulary: the tokens that there are.

    Returns:
        Tokens, and place of a character → place of the token that begins with it. Spaces are in no token.
    """
    plain = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    tokens: list[str] = []
    token_at: dict[int, int] = {}
    for match in _PART.finditer(plain):
        at = match.start()
        for piece in _pieces(match[0], vocabulary):
            token_at[at] = len(tokens)
            tokens.append(piece)
            at += len(piece.removeprefix("##"))
    return tokens, token_at


def _pieces(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    found = list(_longest(word, vocabulary)) if len(word) <= _LONGEST_WORD else [""]
    return found if all(found) else [UNKNOWN]


def _longest(word: str, vocabulary: Mapping[str, int]) -> Iterator[str]:
    """Pieces from the left, the longest first; an empty one where no token fits."""
    at = 0
    while at < len(word):
        lead = "##" if at else ""
        end = next((end for end in range(len(word), at, -1) if lead + word[at:end] in vocabulary), 0)
        if not end:
            yield ""
            return
        yield lead + word[at:end]
        at = end
