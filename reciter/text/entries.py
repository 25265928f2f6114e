"""The lines of a lexicon, and where in a text they apply."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from reciter.text.inflection import with_s
from reciter.text.scope import EVERYWHERE, Scope
from reciter.text.scripts import HAN, HIRAGANA, KATAKANA, LATIN
from reciter.text.span import Run

_WORD = f"{LATIN}0-9"
_WORD_CHARACTER = re.compile(f"[{_WORD}]")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_ONE_CHARACTER = re.compile(f"[{HAN}{HIRAGANA}{KATAKANA}가-힣]")
_HAN_LANGUAGES = frozenset({"zh", "ja", "yue", "ko"})
_POSSESSIVE = re.compile(rf"['’]s(?![{_WORD}])")
_PLURAL = re.compile(rf"s(?![{_WORD}])")
_PLURAL_OF_SIBILANT = re.compile(rf"es(?![{_WORD}])")
_SIBILANT = ("s", "x", "z", "ch", "sh")
_SENTENCE_START = re.compile(
    r"(?:^|[.!?…:。！？：\n][”’\"'」』）)]*\s*|—\s*|[“‘「『（(\"'])[“‘「『（(\"'—–-]*\s*$"
)
_NO_SENTENCE_END = re.compile(
    r"\b(?:Mrs?|Ms|Dr|St|Prof|Rev|Hon|Sr|Jr|Capt|Col|Gen|Lt|Sgt|Messrs|[A-Z])\.\s*$"
)
_LOOK_BACK = 24


@dataclass(frozen=True)
class Entry:
    """One line of a lexicon.

    Attributes:
        written: the pattern: the word as the book has it.
        spoken: what is read instead; equal to `written` when the entry gives a pronunciation.
        alphabet: of `reading`, see `reciter.text.span.Reading`; empty when there is none.
        reading: the pronunciation; empty when there is none.
        language: primary code of the language it is read in; empty: decided from alphabet or script.
        scope: where it holds.
        anywhere: a pattern of one Han character, kana or Hangul syllable that holds inside longer words, too.
    """

    written: str
    spoken: str
    alphabet: str = ""
    reading: str = ""
    language: str = ""
    scope: Scope = EVERYWHERE
    anywhere: bool = False

    def fits(self, language: str) -> bool:
        """Whether it applies to text in a language: Han with a language that writes Han is bound to that language."""
        return language in ("", self.bound_to) or not self.bound_to

    @cached_property
    def is_one_character(self) -> bool:
        """Whether the pattern is one Han character, kana or Hangul syllable that must be a word of its own."""
        return not self.anywhere and bool(_ONE_CHARACTER.fullmatch(self.written))

    @cached_property
    def bound_to(self) -> str:
        """The one language whose text it applies to; empty: any."""
        bound = self.language in _HAN_LANGUAGES and _HAN_ONLY.fullmatch(self.written)
        return self.language if bound else ""


class Hit(NamedTuple):
    """A place in a text where an entry applies, and what is said there; `reading` is empty when none is given."""

    start: int
    end: int
    entry: Entry
    spoken: str
    reading: str


class _Form(NamedTuple):
    """A way in which an entry's pattern may stand in a text; `capitalised` ones only begin a sentence."""

    entry: Entry
    capitalised: bool


@dataclass(frozen=True)
class Lexicon:
    """Entries of a book or voice. The longest match wins; words of Latin script match as whole words.

    Attributes:
        entries: those that come first win where several of equal length apply.
        confirmed: pattern and reading of lines of a pronunciation sheet that were left as they are: they change
            nothing, and are not listed again.
    """

    entries: tuple[Entry, ...] = ()
    confirmed: frozenset[tuple[str, str]] = frozenset()
    _parts: dict[tuple[Entry, ...], Lexicon] = field(default_factory=dict, compare=False, repr=False)

    def over(self, other: Lexicon) -> Lexicon:
        """Both together; where both have a word, this one's reading holds."""
        return Lexicon(self.entries + other.entries, self.confirmed | other.confirmed)

    def at(self, chapter: int, role: str) -> Lexicon:
        """The entries that hold in a chapter's headings (`role` is `heading`) or in its other text (`body`)."""
        if not self._is_scoped:
            return self
        held = tuple(entry for entry in self.entries if entry.scope.holds(chapter, role))
        return self._parts.setdefault(held, Lexicon(held, self.confirmed))

    def find(self, text: str, runs: Sequence[Run] = ()) -> list[Hit]:
        """Where entries apply in a text, in order, not overlapping.

        Args:
            text: a block, or a sentence's written text.
            runs: its languages, covering it; none leaves the language of entries out of account.
        """
        hits: list[Hit] = []
        end = 0
        for start in self._starts(text):
            hit = self._hit(text, start, runs) if start >= end else None
            if hit:
                hits.append(hit)
                end = hit.end
        return hits

    def _starts(self, text: str) -> Iterator[int]:
        return (match.start() for match in self._first.finditer(text)) if self.entries else iter(())

    def _hit(self, text: str, start: int, runs: Sequence[Run]) -> Hit | None:
        for length in self._lengths[text[start]]:
            end = start + length
            forms = self._forms.get(text[start:end]) if end <= len(text) else None
            tail = _tail(text, start, end) if forms else None
            for form in forms or () if tail is not None else ():
                if form.capitalised and not begins_sentence(text, start):
                    continue
                if form.entry.fits(_language_at(runs, start)):
                    return _made(form, start, end, tail or 0)
        return None

    @cached_property
    def _is_scoped(self) -> bool:
        return any(entry.scope != EVERYWHERE for entry in self.entries)

    @cached_property
    def _forms(self) -> dict[str, list[_Form]]:
        """Ways in which patterns may be written, with scoped entries before those that hold everywhere."""
        forms: dict[str, list[_Form]] = {}
        for entry in sorted(self.entries, key=lambda entry: entry.scope == EVERYWHERE and self._is_scoped):
            for written in _apostrophes(entry.written):
                forms.setdefault(written, []).append(_Form(entry, False))
        for entry in self.entries:
            for written in _apostrophes(entry.written) if entry.written.islower() else ():
                if written[0].islower():
                    forms.setdefault(written[0].upper() + written[1:], []).append(_Form(entry, True))
        return forms

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        lengths: dict[str, set[int]] = {}
        for written in self._forms:
            lengths.setdefault(written[0], set()).add(len(written))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}

    @cached_property
    def _first(self) -> re.Pattern[str]:
        words = "".join(re.escape(first) for first in self._lengths if _WORD_CHARACTER.match(first))
        others = "".join(re.escape(first) for first in self._lengths if not _WORD_CHARACTER.match(first))
        parts = [rf"(?<![{_WORD}])[{words}]" if words else "", f"[{others}]" if others else ""]
        return re.compile("|".join(part for part in parts if part))


def begins_sentence(text: str, start: int) -> bool:
    """Whether the word at an offset is the first one of its sentence, or of speech in quotation marks."""
    before = text[max(0, start - _LOOK_BACK) : start]
    if start > _LOOK_BACK:
        before = "x" + before  # so that the cut is not taken for the text's beginning
    return bool(_SENTENCE_START.search(before)) and not _NO_SENTENCE_END.search(before)


def _tail(text: str, start: int, end: int) -> int | None:
    """Length of the possessive or plural after a word that ends at `end`; None where it is no whole word."""
    if not _WORD_CHARACTER.match(text[end - 1]):
        return 0
    following = text[end : end + 1]
    if not _WORD_CHARACTER.match(following):
        return 2 if following in ("'", "’") and following and _POSSESSIVE.match(text, end) else 0
    word = text[start:end]
    if len(word) < 3 and not (len(word) == 2 and word.isupper()):
        return None
    if _PLURAL.match(text, end):
        return 1
    return 2 if word.lower().endswith(_SIBILANT) and _PLURAL_OF_SIBILANT.match(text, end) else None


def _made(form: _Form, start: int, end: int, tail: int) -> Hit:
    """The hit of a form. The ending of a spelling stays as it is written; a pronunciation takes it in."""
    entry, spoken = form.entry, form.entry.spoken
    if form.capitalised:
        spoken = spoken[0].upper() + spoken[1:]
    inflected = with_s(entry.alphabet, entry.reading) if tail and entry.reading else None
    if inflected:
        return Hit(start, end + tail, entry, spoken, inflected)
    return Hit(start, end, entry, spoken, entry.reading)


def _apostrophes(written: str) -> set[str]:
    return {written.replace("’", "'"), written.replace("'", "’")}


def _language_at(runs: Sequence[Run], offset: int) -> str:
    return runs[max(bisect_right(runs, offset, key=_start) - 1, 0)].language if runs else ""


def _start(run: Run) -> int:
    return run.start
