"""Latin words inside text that is written in another script: where one begins and ends, and whose its figures are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reciter.text.scripts import HAN, LATIN

# A Latin word with what is glued to it: GPT-4, 3GB, H2O, C++, src/main.rs, ./main, println!, me@example.org, %PATH%.
_WORD = re.compile(
    rf"%[A-Z_]+%|(?:(?<![\d.])\d[\d.,]*-?|(?<![\w./\\~])(?:~|\.{{1,2}})[/\\])?[{LATIN}]"
    rf"(?:[{LATIN}\d]|[-–'’._+#&@/:\\]+(?=[{LATIN}\d]))*[+#]*(?:!(?=\s?[{HAN}]|[(\[{{]))?"
)
_ADDRESS = re.compile(r"[@/_:\\]|\.[A-Za-z]")
_LAST_FIGURES = re.compile(r"(?<=[^\d.,])\d+(?:[.,]\d+)*$")
_FIRST_FIGURES = re.compile(r"\d[\d.,]*(?!-)(?=[^\d.,-])")
_READ_FIGURES = frozenset({"zh", "yue"})
"""Languages that read the figures of a Latin word themselves: GPT-4 is “GPT 四”, iPhone15 “iPhone 十五”."""
_BEFORE_FIGURES = re.compile(rf"[{LATIN}][{LATIN}+#.]*[-–\s]?$")
_CONTEXT_CHARACTERS = 16


def latin_words(text: str, around: str) -> Iterator[tuple[int, int]]:
    """Offsets of the words that are read in a language of Latin script, in order.

    Figures that stand apart by a space belong to the language around (iPhone 15, Windows 11); glued ones to the word,
    except that Chinese and Cantonese read those at its ends themselves (GPT-4, MP3, 4K). An address, path or identifier
    stays whole.

    Args:
        text: a sentence.
        around: code of the language around, which is not written in Latin.
    """
    for match in _WORD.finditer(text):
        start, end = match.span()
        if around in _READ_FIGURES and not _ADDRESS.search(match[0]):
            first, last = _FIRST_FIGURES.match(match[0]), _LAST_FIGURES.search(match[0])
            start += first.end() if first else 0
            end = match.start() + last.start() if last else end
        yield start, end


def before_figures(text: str, at: int) -> str:
    """The Latin word (and one hyphen or space) right before an offset, which decides how figures there are read.

    Empty when there is none: `A` in A320, `COVID-` in COVID-19.
    """
    if not text[at : at + 1].isdecimal():
        return ""
    found = _BEFORE_FIGURES.search(text, max(0, at - _CONTEXT_CHARACTERS), at)
    return found[0] if found else ""
