"""How far what was heard is from what was to be spoken: word and character error rates on fairly normalised text.

Fair means that spelling alone is never an error: case, punctuation, British and American, digits against number
words, traditional against simplified characters, kanji against kana.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from reciter.checking.models import INSTALL
from reciter.checking.number_words import NUMBER, english_numbers, japanese_numbers, mandarin_numbers
from reciter.checking.simplified import simplified
from reciter.errors import InputProblem

_SIGN = re.compile(r"([^\W_]+) ?([./])(?= ?([a-z]+))")
_SIGN_NAMES = {".": ("dot", "点"), "/": ("slash", "斜杠")}
"""What signs inside addresses and file names are called; transcripts write the sign."""


def word_error_rate(spoken: str, heard: str) -> float:
    """Share of words of English text that were heard wrongly (substituted, lost or added).

    Args:
        spoken: what was to be spoken.
        heard: transcript.

    Returns:
        0 for the same words; may exceed 1.

    Raises:
        InputProblem: a package that this needs is not installed.
    """
    return _rate("wer", comparable(spoken, "en", other=heard), comparable(heard, "en", other=spoken))


def character_error_rate(spoken: str, heard: str, *, language: str) -> float:
    """Share of characters that were heard wrongly: of zh after simplification, of ja over its kana reading.

    Args:
        spoken: what was to be spoken.
        heard: transcript.
        language: `zh`, `ja` or `en`.

    Returns:
        0 for the same text; may exceed 1.

    Raises:
        InputProblem: a package that this needs is not installed.
    """
    return _rate("cer", comparable(spoken, language, other=heard), comparable(heard, language, other=spoken))


def comparable(text: str, language: str, *, other: str = "") -> str:
    """Text in the one form in which two spellings of the same speech are equal.

    Args:
        text: to be normalised.
        language: `en`, `zh` or `ja`.
        other: the text it will be compared with; a number is written out the way `other` has it (year or amount,
            digit by digit or as a whole).
    """
    text, other = (unicodedata.normalize("NFKC", t).casefold() for t in (text, other))
    if language == "zh":
        text, other = simplified(text), simplified(other)
        return _letters(_signs(NUMBER.sub(_writer(mandarin_numbers, other, ""), text), other, ""), "")
    if language == "ja":
        return _kana(_letters(NUMBER.sub(_writer(japanese_numbers, other, ""), text), ""))
    text = NUMBER.sub(_writer(english_numbers, other, " "), re.sub(r"['’]", "", text))
    words = _letters(_signs(text, other, " "), " ").split()
    return " ".join(_american_spellings().get(word, word) for word in words)


def _rate(measure: str, spoken: str, heard: str) -> float:
    try:
        import jiwer
    except ImportError as problem:
        raise InputProblem("Comparing transcripts needs jiwer.", how=INSTALL) from problem
    if not spoken:
        return 1.0 if heard else 0.0
    return float(getattr(jiwer, measure)(spoken, heard))


def _letters(text: str, gap: str) -> str:
    return re.sub(r"[\W_]+", gap, text).strip()


def _writer(ways: Callable[[str], Iterator[str]], other: str, gap: str) -> Callable[[re.Match[str]], str]:
    """Make a replacer that writes a number in the longest way found in the other text, else in the first way of all."""
    plain = _letters(other, gap)

    def write(match: re.Match[str]) -> str:
        options = [_letters(option, gap) for option in ways(match[0].replace(",", ""))]
        best = max((option for option in options if option in plain), key=len, default=options[0])
        return f"{gap}{best}{gap}"

    return write


def _signs(text: str, other: str, gap: str) -> str:
    """Signs between letters written as their names where the other text has the name: main.rs, main dot rs."""
    plain = _letters(other, gap)

    def write(match: re.Match[str]) -> str:
        before, sign, after = match.groups()
        names = (n for n in _SIGN_NAMES[sign] if f"{before}{gap}{n}{gap}{after}" in plain)
        return f"{before}{gap}{next(names, sign)}{gap}"

    return _SIGN.sub(write, text)


@lru_cache(maxsize=1)
def _american_spellings() -> Mapping[str, str]:
    table = (files("reciter.checking") / "data" / "english_spellings.tsv").read_text(encoding="utf-8")
    return {row["british"]: row["american"] for row in csv.DictReader(table.splitlines(), delimiter="\t")}


def _kana(text: str) -> str:
    import pyopenjtalk

    return str(pyopenjtalk.g2p(text, kana=True)) if text else ""
