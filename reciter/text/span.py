"""Spans over text. All offsets are half-open and count characters (code points)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MarkKind = Literal["language", "ruby", "phones", "alias"]


@dataclass(frozen=True)
class Mark:
    """What the author said about a piece of written text.

    Attributes:
        start: first character.
        end: one past the last character.
        kind: `language` (value: BCP 47 tag from `xml:lang`), `ruby` (value: the reading), `phones` (value: the
            pronunciation of `ssml:ph` or a PLS lexicon, in `alphabet`), `alias` (value: what is read instead).
        value: see `kind`.
        alphabet: for `phones`: `ipa`, `x-sampa` or another name from `ssml:alphabet`; else empty.
    """

    start: int
    end: int
    kind: MarkKind
    value: str
    alphabet: str = ""


@dataclass(frozen=True)
class SourceSpan:
    """A stretch of a manuscript document: offsets into the document's text content before white space is collapsed."""

    document: str
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """A stretch of spoken text in one language (`zh`, `en`, `ja`, …)."""

    start: int
    end: int
    language: str


@dataclass(frozen=True)
class Reading:
    """How a stretch of spoken text must be pronounced.

    `alphabet` is `kana`, `pinyin`, `jyutping`, `ipa`, `x-sampa`, `arpabet` or `respelling`.
    """

    start: int
    end: int
    alphabet: str
    value: str


@dataclass(frozen=True)
class Rewrite:
    """A stretch of written text that is read in another way than it is written, and the rule that said so."""

    start: int
    end: int
    spoken: str
    rule: str
