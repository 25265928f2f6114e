"""Punctuation marks of all three languages → the few that Kokoro speaks with, and their spacing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from reciter.errors import EngineProblem

PAUSES = ",.!?;:—…"
OPENING = "(“"
CLOSING = ")”"
_TIGHT = ",.!?;:…" + CLOSING
MARKS = frozenset(PAUSES + OPENING + CLOSING)

_GROUPS = {
    ",": "，、､﹐﹑٬",
    ".": "。．｡",
    "!": "！﹗‼",
    "?": "？﹖⁇",
    ":": "：﹕",
    ";": "；﹔",
    "…": "⋯‥",
    "—": "―–‒－─━〜～~⸺⸻",
    "“": "«《〈「『【〔„‟〝｢",
    "”": "»》〉」』】〕〞〟｣",
    "(": "（［[{｛〖",
    ")": "）］]}｝〗",
    " ": "·・•‧∙|｜/／\\＼_＿*＊　",
}
MARK_OF = {written: mark for mark, group in _GROUPS.items() for written in group} | {
    mark: mark for mark in MARKS
}

_SPOKEN_CATEGORIES = ("L", "N", "Sc")


def phone_mark(character: str, *, where: str = "") -> str:
    """The phone for a character that is no word: a mark, a space, or nothing for decoration.

    Raises:
        EngineProblem: a letter, a digit, a currency or a mathematical sign: it has a sound, and none is known here.
    """
    mark = MARK_OF.get(character)
    if mark is not None:
        return mark
    category = unicodedata.category(character)
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    if category.startswith(_SPOKEN_CATEGORIES) or (category == "Sm" and "ARROW" not in name):
        raise EngineProblem(
            f"Kokoro cannot read {character!r} ({name.lower()}).",
            where=where,
            how="Give a reading for it in the lexicon.",
        )
    return "" if category[0] == "M" else " "


def straight_quotes(text: str) -> str:
    """Turn `"` into opening and closing quotes by turns, `...` and `--` into marks; offsets stay true."""
    parts = text.split('"')
    quoted = "".join(part + ("" if i == len(parts) - 1 else "“”"[i % 2]) for i, part in enumerate(parts))
    dashed = re.sub(r"-{2,}", lambda match: "—".ljust(len(match[0])), quoted)
    return re.sub(r"\.{3,}|。{3,}", lambda match: "…".ljust(len(match[0])), dashed)


def join_phones(pieces: Iterable[str]) -> str:
    """Join pieces as words, with Kokoro's spacing, and without a pause before the first word.

    A piece that begins or ends with a mark keeps the mark next to its word; of several equal pauses one stays.
    """
    text = re.sub(r"\s+", " ", " ".join(pieces))
    text = re.sub(rf" +(?=[{re.escape(_TIGHT)}])", "", text)
    text = re.sub(rf"(?<=[{re.escape(OPENING)}]) +", "", text)
    text = re.sub(rf"([{re.escape(PAUSES)}])( ?\1)+", r"\1", text)
    text = re.sub(rf"(?<=[{re.escape(_TIGHT)}])(?=[^\s{re.escape(_TIGHT)}—])", " ", text)
    text = re.sub(rf"(?<=[^\s{re.escape(OPENING)}])(?=[{re.escape(OPENING)}])", " ", text)
    text = re.sub(r" —(?=\S)", " — ", text)
    text = re.sub(r"[“(]\s*[”)]", "", text)
    return text.strip().lstrip(PAUSES + CLOSING + " ")


def has_speech(phones: str) -> bool:
    """Whether anything but marks and spaces is there."""
    return any(phone not in MARKS and not phone.isspace() for phone in phones)
