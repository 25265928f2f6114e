"""Where sentences and clauses end: rules that languages share, each with its own lists.

A language calls these from its `sentence_ends` and `clause_ends`; lists of abbreviations stay with the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

CLOSERS = "\"'”’»›）)】］]〕〗」』》〉｣"
OPENERS = "\"'“‘«‹（(【［[〔〖「『《〈｢"
_CONTINUES = tuple(",;:.!?…，、：；。！？—～)）」』]")
_DASHES = ("—", "–")
_SKIPPED_BEFORE_NEXT = f" \n\t—–-{OPENERS}"

_WESTERN_END = re.compile(rf"(?:\.(?:\s?\.)+|[.!?…][.!?…]*)[{re.escape(CLOSERS)}]*(?=[\s—–]|$)")
_CLAUSE_END = re.compile(
    r"[,;:][\"'”’)\]]*(?=\s)|[，、；：][」』”’）】》]*|[—―]+[”’\"]*|\s–(?=\s)|[)）」』”\]]+(?=\s)|…+|\n|\s(?=[(（“])"
)
_STRONG = frozenset(";:；：—–―\n!?！？。.…")


def western_sentence_ends(text: str, *, is_end: Callable[[str, int, int], bool]) -> list[int]:
    """Offsets one past each sentence of a text in a language that ends sentences with `.`, `!`, `?` and `…`.

    An end mark counts when white space, a dash or the end of the text follows it and its closing quotes, and what
    comes then does not go on in lower case or with more punctuation (`“Yes!” he said.` is one sentence).

    Args:
        text: any text.
        is_end: has the last word on a candidate: `is_end(text, start of the end mark, offset one past it and its
            closing quotes)`; this is where abbreviations are known.
    """
    ends = []
    for match in _WESTERN_END.finditer(text):
        end = match.end()
        following = _next_character(text, end)
        if following in _CONTINUES or (following.isalpha() and not following.isupper()):
            continue
        if text[end : end + 1] in _DASHES and text[end - 1] in CLOSERS:
            continue
        if is_end(text, match.start(), end):
            ends.append(end)
    return ends


def _next_character(text: str, at: int) -> str:
    """First character from an offset on that is no white space, dash or opening quote; empty at the end."""
    while at < len(text) and text[at] in _SKIPPED_BEFORE_NEXT:
        at += 1
    return text[at : at + 1]


@lru_cache(maxsize=16)
def _eastern_pattern(marks: str) -> re.Pattern[str]:
    closers, marks = re.escape(CLOSERS), re.escape(marks)
    return re.compile(rf"[{marks}][{marks}…⋯.!?]*[{closers}]*|[!?]+[{closers}]*(?=\s|$|[^\x00-\x7f])")


def eastern_sentence_ends(text: str, *, marks: str = "。！？｡…⋯") -> list[int]:
    """Offsets one past each sentence of a text that ends sentences with full-width marks.

    Closing quotes and brackets stay with their sentence; no end where the sentence goes on with a comma or other
    middle punctuation after them (`“好！”，他说`).

    Args:
        text: any text.
        marks: characters that end a sentence.
    """
    ends = []
    for match in _eastern_pattern(marks).finditer(text):
        following = text[match.end() : match.end() + 1]
        if following not in _CONTINUES or (following in _DASHES and text[match.end() - 1] not in CLOSERS):
            ends.append(match.end())
    return ends


def punctuation_clause_ends(text: str) -> list[int]:
    """Offsets one past each place with punctuation where a long sentence may be cut, in any script.

    A comma counts before white space, or when it is a full-width one, so that `1,234` stays whole.
    """
    return sorted({match.end() for match in _CLAUSE_END.finditer(text) if 0 < match.end() < len(text)})


def is_strong(text: str, at: int) -> bool:
    """Whether the punctuation before an offset is a strong place to cut: `;`, `:`, a dash, a line's end; no comma."""
    while at > 0 and ((text[at - 1].isspace() and text[at - 1] != "\n") or text[at - 1] in CLOSERS):
        at -= 1
    return at > 0 and text[at - 1] in _STRONG


_INSIDE_WORD = "A-Za-z0-9À-ɏ'’.,_"
_WORD_BORDER = re.compile(
    rf"(?<=\s)(?=\S)|(?<![\s{_INSIDE_WORD}{re.escape(OPENERS)}])(?=[^\W_])|(?<=[^\W_])(?![\s{_INSIDE_WORD}])(?=[^\W_])"
)


def word_borders(text: str) -> list[int]:
    """Offsets where a text may be cut when there is no better place: between words, or between any two Han or kana.

    Never inside a Latin word or a number, never before closing punctuation or a small kana or long-vowel mark.
    """
    places = (match.start() for match in _WORD_BORDER.finditer(text))
    return [at for at in places if at and text[at] not in _BOUND]


_BOUND = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー々ゝゞヽヾ")
