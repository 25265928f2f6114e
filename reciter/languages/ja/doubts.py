"""Words that a person should look at: with several readings, names, words no dictionary has, letters, long numbers."""

from __future__ import annotations

import re
from itertools import groupby

from reciter.languages.ja import polyphone
from reciter.languages.ja.kana import hiragana, is_kana, sound
from reciter.languages.ja.words import Word, words
from reciter.text.doubt import Doubt, DoubtKind

_FIGURES = re.compile(
    "[〇零一二三四五六七八九十百千万億兆点]{7,}|(?:ゼロ|イチ|ニー|サン|ヨン|ゴー|ロク|ナナ|ハチ|キュー){5,}"
)
_LETTERS = re.compile("[A-Za-zＡ-Ｚａ-ｚ]+")
_HAN = re.compile("[々〆一-鿿㐀-䶿豈-﫿\U00020000-\U0003ffff]")


def doubts(text: str) -> list[Doubt]:
    """Find words whose reading was guessed; see `reciter.text.language.Language.doubts`."""
    numbers = [match.span() for match in _FIGURES.finditer(text)]
    found = []
    for kind, group in groupby(words(text), key=lambda word: _kind(text, word, numbers)):
        if kind:
            parts = list(group)
            joined = [parts] if kind in ("number", "acronym") else [[part] for part in parts]
            found += [_doubt(kind, each) for each in joined]
    return found


def _kind(text: str, word: Word, numbers: list[tuple[int, int]]) -> DoubtKind | None:
    written = text[word.start : word.end]
    if not written or not word.pronounced:
        return None
    if any(start <= word.start < end for start, end in numbers):
        return "number"
    if _LETTERS.fullmatch(written):
        return "acronym"
    return _kind_of_word(written, word)


def _kind_of_word(written: str, word: Word) -> DoubtKind | None:
    has_han = _HAN.search(written) is not None
    if not word.is_known and (has_han or not is_kana(written)):
        return "unknown"
    if not has_han:
        return None
    if "固有名詞" in word.kind and ("人名" in word.kind or "地域" not in word.kind):
        return "name"
    return "polyphone" if polyphone.is_one(written, word.kind) else None


def _doubt(kind: DoubtKind, parts: list[Word]) -> Doubt:
    said = "".join(
        part.read if sound(part.read) == sound(part.pronounced) else part.pronounced for part in parts
    )
    return Doubt(parts[0].start, parts[-1].end, kind, f"[kana:{hiragana(said)}]")
