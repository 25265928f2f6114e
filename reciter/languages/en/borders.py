"""Where English sentences end and where long ones may be cut."""

from __future__ import annotations

import re

from reciter.languages.en.abbreviation import NUMBERED, TITLES
from reciter.text.segmentation import CLOSERS, punctuation_clause_ends, western_sentence_ends

_NEVER_LAST = frozenset(TITLES) | {"e.g", "i.e", "vs", "cf", "viz", "approx", "incl"}
_MAY_BE_LAST = frozenset({
    "etc", "Inc", "Ltd", "Corp", "Co", "Bros", "Jr", "Sr", "St", "Ave", "Blvd", "Esq", "al", "ibid", "a.m",
    "p.m", "U.S", "U.K", "U.N", "U.S.A", "D.C", "B.C", "A.D", "Ph.D", "M.D", "B.A", "M.A", "Jan", "Feb", "Mar",
    "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
})  # fmt: skip
# Words that open sentences far more often than they stand inside names.
_OPENING = frozenset({
    "The", "A", "An", "This", "That", "These", "Those", "It", "He", "She", "They", "We", "You", "I", "In",
    "On", "At", "But", "And", "Or", "So", "If", "When", "While", "There", "Then", "His", "Her", "Its", "Their",
    "Our", "My", "Your", "What", "Who", "Why", "How", "Where", "As", "For", "From", "After", "Before", "Now",
    "No", "Not", "Yes", "All", "Some", "Many", "One", "Two",
})  # fmt: skip
_LAST_WORD = re.compile(r"(?:[^\W_]+\.)*[^\W_]+$")
_NEXT_WORD = re.compile(rf"[\s{re.escape(CLOSERS)}“‘(\[—–-]*([^\W_]+)")
_SPEECH_TAG = re.compile(
    r"\s(?:I|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?|(?:[Tt]he|[Mm]y)\s\w+)\s(?:said|cried|asked|exclaimed|shouted|answered|replied"
    r"|whispered|murmured|muttered|called|roared|added|began|continued|returned|demanded|repeated|screamed|thought)\b"
)
_DOTTED_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])+")
_ROMAN = re.compile(r"[IVXLC]+")


def sentence_ends(text: str) -> list[int]:
    """Offsets one past each sentence's last character, closing quotes and brackets included.

    No end after a title (Mr. Bell), initials (J. R. R. Tolkien), an abbreviation before its number (No. 5) or that the
    sentence goes on after, the number of a list or heading (1. First), or before a speech tag (“Yes!” I said).
    """
    return western_sentence_ends(text, is_end=_is_end)


def clause_ends(text: str) -> list[int]:
    """Offsets one past each place with punctuation where a long sentence may be cut."""
    return punctuation_clause_ends(text)


def _is_end(text: str, at: int, end: int) -> bool:
    mark = text[at:end].rstrip(CLOSERS)
    if mark == ".":
        return _is_full_stop(text, at, end)
    quoted = len(mark) < end - at
    return not (quoted and _SPEECH_TAG.match(text, end))


def _is_full_stop(text: str, at: int, end: int) -> bool:
    word = _LAST_WORD.search(text, max(0, at - 24), at)
    following = _NEXT_WORD.match(text, end)
    if not word or not following or end - at > 1:
        return True
    last, coming = word.group(), following[1]
    if last in _NEVER_LAST or (last in NUMBERED and coming[0].isdecimal()):
        return last == "St" and coming in _OPENING
    if last in _MAY_BE_LAST:
        return coming in _OPENING or last in ("etc", "a.m", "p.m")
    if _DOTTED_INITIALS.fullmatch(last):
        return coming in _OPENING
    if len(last) == 1 and last.isupper():
        return _ends_with_letter(text, word.start(), coming)
    return not (_opens(text, word.start()) and (last.isdecimal() or _ROMAN.fullmatch(last)))


def _ends_with_letter(text: str, at: int, coming: str) -> bool:
    """Whether `I.` or `vitamin C.` ends a sentence; an initial does not, nor the number of a heading."""
    if _opens(text, at):
        return False
    return coming in _OPENING or (text[at] == "I" and not text[:at].rstrip().endswith("."))


def _opens(text: str, at: int) -> bool:
    """Whether a word opens its text or line, so that it can be the number of a list or heading."""
    return not text[:at].strip(" \t(*") or text[:at].rstrip(" \t(*").endswith("\n")
