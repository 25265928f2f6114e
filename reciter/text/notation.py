"""How a pronunciation is written in a lexicon: `/ˈtʃʌmli/`, `[pinyin:chong2 qing4]`, `[kana:ひとけ]` and the like."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable

from reciter.errors import InputProblem
from reciter.text.arpabet import read_arpabet
from reciter.text.inflection import without_s
from reciter.text.ipa import read_ipa
from reciter.text.jyutping import read_jyutping
from reciter.text.pinyin import read_pinyin
from reciter.text.scripts import HAN, HIRAGANA, KATAKANA
from reciter.text.xsampa import xsampa_to_ipa

LANGUAGE_OF_ALPHABET = {"kana": "ja", "pinyin": "zh", "jyutping": "yue", "arpabet": "en"}
"""The language that an alphabet is made for; the others write any language."""

_NOTATION = re.compile(r"\[([^\[\]:]*):(.*)\]|/(.*)/", re.DOTALL)
_HAN = re.compile(f"[{HAN}]")
_OTHER_LETTER = re.compile(rf"[^\W_{HAN}]")
_NOT_KANA = re.compile(rf"[^{HIRAGANA}{KATAKANA}・\s]")
_NOT_RESPELLING = re.compile(r"[^\w'’\s-]|[\d_]")


def read_notation(text: str, *, pattern: str) -> tuple[str, str] | None:
    """Understand the reading that a lexicon gives for a pattern.

    Args:
        text: the column's content.
        pattern: what it is the reading of: pinyin and Jyutping have a syllable for each of its Han characters.

    Returns:
        Alphabet and value, the value in its alphabet's plain form (pinyin and Jyutping as syllables with tone figures,
        ARPAbet in capitals); None when the text is no pronunciation but a spelling.

    Raises:
        InputProblem: brackets or slashes around something that is not in their alphabet.
    """
    match = _NOTATION.fullmatch(text)
    if not match:
        if text.startswith(("[", "/")):
            raise InputProblem(f"“{text}” is not a reading.", how=f"Write {_FORMS}, or a spelling.")
        return None
    alphabet = (match[1] if match[1] is not None else "ipa").strip().lower()
    value = (match[2] if match[1] is not None else match[3]).strip()
    if alphabet not in _READERS:
        near = difflib.get_close_matches(alphabet, _READERS, n=1, cutoff=0.5)
        guess = f"Did you mean [{near[0]}:{value}]? " if near else ""
        raise InputProblem(f"there is no alphabet “{alphabet}”.", how=f"{guess}Write {_FORMS}.")
    if not value:
        raise InputProblem(f"“{text}” gives no pronunciation.", how=f"Write {_FORMS}.")
    return alphabet, _READERS[alphabet](value, pattern)


def write_notation(alphabet: str, value: str) -> str:
    """A pronunciation as a lexicon has it."""
    return f"/{value}/" if alphabet == "ipa" else f"[{alphabet}:{value}]"


def said_without_s(said: str) -> list[str]:
    """Readings of words whose possessive or plural is read in just this way; none for a spelling."""
    match = _NOTATION.fullmatch(said)
    if not match:
        return []
    alphabet, value = (match[1], match[2]) if match[1] is not None else ("ipa", match[3])
    return [write_notation(alphabet, base) for base in without_s(alphabet, value)]


def _pinyin(value: str, pattern: str) -> str:
    return " ".join(_as_many(read_pinyin(value), value, pattern))


def _jyutping(value: str, pattern: str) -> str:
    return " ".join(_as_many(read_jyutping(value), value, pattern))


def _as_many(syllables: list[str], value: str, pattern: str) -> list[str]:
    """One syllable for each Han character; letters and digits beside them may have more."""
    han, others = len(_HAN.findall(pattern)), bool(_OTHER_LETTER.search(pattern))
    if len(syllables) < han or (len(syllables) > han and not others):
        what = f"“{value}” is {len(syllables)} in number where “{pattern}” has {han} Han characters."
        raise InputProblem(what, how="Write one syllable for each Han character.")
    return syllables


def _kana(value: str, _pattern: str) -> str:
    """Kana in full width; spaces are left out."""
    text = re.sub(
        r"\s+", "", "".join(unicodedata.normalize("NFKC", c) if "ｦ" <= c <= "ﾟ" else c for c in value)
    )
    text = unicodedata.normalize("NFC", text.replace("\u309b", "\u3099").replace("\u309c", "\u309a"))
    other = _NOT_KANA.search(text)
    if other:
        raise InputProblem(
            f"“{other[0]}” in “{value}” is not kana.", how="Write kana only: [kana:とうきょう]."
        )
    return text


def _ipa(value: str, _pattern: str) -> str:
    return read_ipa(value)


def _arpabet(value: str, _pattern: str) -> str:
    return " ".join(read_arpabet(value))


def _xsampa(value: str, _pattern: str) -> str:
    try:
        xsampa_to_ipa(value)
    except ValueError as problem:
        raise InputProblem(
            f"“{value}” is not X-SAMPA: {problem}.", how='Write it like [x-sampa:"tSVmli].'
        ) from None
    return value


def _respelling(value: str, _pattern: str) -> str:
    other = _NOT_RESPELLING.search(value)
    if other:
        how = "Write syllables with hyphens between, the stressed one in capitals: KWEE-kweg."
        raise InputProblem(f"“{other[0]}” in “{value}” is no letter.", how=how)
    return value


_READERS: dict[str, Callable[[str, str], str]] = {
    "pinyin": _pinyin, "kana": _kana, "ipa": _ipa, "arpabet": _arpabet, "jyutping": _jyutping, "x-sampa": _xsampa,
    "respelling": _respelling,
}  # fmt: skip
ALPHABETS = tuple(_READERS)
"""Names of the alphabets that a reading can be written in."""
_FORMS = "/ipa/, " + ", ".join(f"[{name}:…]" for name in ALPHABETS)
