"""Text as Open JTalk is given it: full-width, without what has no sound; and where each character came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_USUAL = re.compile("[ぁ-ゖァ-ヺー一-鿿々〆〇、。！？「」『』（）…―　]*")
_PIECE = re.compile("[ｦ-ﾝ][ﾞﾟ]|[か-ほカ-ホうウゝヽワ-ヲ][\u3099\u309a]|.", re.DOTALL)
_COMPATIBLE = re.compile("[ｦ-ﾟ｡-･]|[か-ヲ][\u3099\u309a]")
_SILENT = frozenset({"Cc", "Cf", "Cs", "Mn", "Me"})


@dataclass(frozen=True)
class Folded:
    """A text for Open JTalk.

    Attributes:
        text: what it is given.
        origins: for each character of `text`, and for its end, the offset in the text that was folded.
    """

    text: str
    origins: tuple[int, ...]

    def place(self, origin: int) -> int:
        """Where a character of the text that was folded now stands, or the next one that was kept."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.origins[middle] < origin else (low, middle)
        return low

    def replaced(self, start: int, end: int, by: str) -> Folded:
        """The same with a stretch replaced; all of what replaces it comes from where the stretch began."""
        origins = (*self.origins[:start], *(self.origins[start] for _ in by), *self.origins[end:])
        return Folded(self.text[:start] + by + self.text[end:], origins)


def fold(text: str) -> Folded:
    """Fold any text: ASCII and half-width kana become full-width, line breaks spaces; control characters go."""
    if _USUAL.fullmatch(text):
        return Folded(text, tuple(range(len(text) + 1)))
    kept = [(match.start(), _folded(match[0])) for match in _PIECE.finditer(text)]
    origins = [start for start, piece in kept for _ in piece]
    return Folded("".join(piece for _, piece in kept), (*origins, len(text)))


def _folded(piece: str) -> str:
    if "!" <= piece <= "~":
        return chr(ord(piece) + 0xFEE0)
    if piece.isspace():
        return "　"
    if _COMPATIBLE.match(piece):
        return unicodedata.normalize("NFKC", piece)
    return "" if unicodedata.category(piece[0]) in _SILENT else piece
