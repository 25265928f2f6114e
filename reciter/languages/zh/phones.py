"""Chinese text → phones: each syllable as initial and final with tone, in the names of the published checkpoints.

The names are those of the checkpoints' list; docs/phones-zh.md tells the rule that writes syllables in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reciter.errors import InputProblem
from reciter.languages.zh.pinyin import parse_pinyin
from reciter.languages.zh.reading import read
from reciter.text.phones import PhoneText
from reciter.text.span import Reading

_INITIAL = re.compile("zh|ch|sh|[bpmfdtnlgkhjqxrzcs]")
_MARKS = {
    mark: phone
    for phone, marks in {
        ",": ",，、､;；:：﹐﹑︰", ".": ".。．｡", "!": "!！﹗‼", "?": "?？﹖⁇", "…": "…⋯‥", "-": "—–―-~～〜",
    }.items()
    for mark in marks
}  # fmt: skip
_NASAL = {"m": "mu", "n": "en", "ng": "en", "hm": "hen", "hng": "heng", "ê": "ei"}
"""Syllables without a vowel, and ê, as the nearest that the list has."""
_LETTERS = {
    "a": "EY1", "b": "B IY1", "c": "S IY1", "d": "D IY1", "e": "IY1", "f": "EH1 F", "g": "JH IY1", "h": "EY1 CH",
    "i": "AY1", "j": "JH EY1", "k": "K EY1", "l": "EH1 L", "m": "EH1 M", "n": "EH1 N", "o": "OW1", "p": "P IY1",
    "q": "K Y UW1", "r": "AA1 R", "s": "EH1 S", "t": "T IY1", "u": "Y UW1", "v": "V IY1", "w": "D AH1 B AH0 L Y UW0",
    "x": "EH1 K S", "y": "W AY1", "z": "Z IY1",
}  # fmt: skip
"""Latin letters that are left in Chinese text, by their English names: T恤, A股."""


def phones(text: str, *, readings: Sequence[Reading] = ()) -> PhoneText:
    """Pronounce normalised Chinese; see `reciter.text.language.Language.phones`.

    Args:
        text: one stretch of normalised text.
        readings: pinyin or a respelling in Han, by offsets into `text`; they are obeyed.

    Raises:
        InputProblem: a reading that is in no alphabet of Chinese, or not in the one it says.
    """
    spoken, told = read_characters(text, readings)
    units = _units(text, spoken, told)
    kept = [(character, each) for character, each in units if each]
    return PhoneText(
        "".join(character for character, _ in kept),
        tuple(phone for _, each in kept for phone in each),
        tuple(len(each) for _, each in kept),
    )


def read_characters(
    text: str, readings: Sequence[Reading]
) -> tuple[dict[int, str], dict[int, tuple[int, list[str]]]]:
    """Syllables by offset, and by the offset where it starts each reading: its end and its syllables."""
    told = {reading.start: (reading.end, _syllables_of(reading)) for reading in readings}
    given = {start: syllables[0] for start, (_, syllables) in told.items()}
    spoken = {
        word.start + i: syllable
        for word in read(text, given=given)
        for i, syllable in enumerate(_coloured(word.syllables))
    }
    return spoken, told


def letter_phones(character: str) -> tuple[str, ...]:
    """ARPAbet of a Latin letter that is left in Chinese text; none for anything else."""
    return tuple(_LETTERS.get(unicodedata.normalize("NFKC", character).lower(), "").split())


def phones_of(syllable: str) -> tuple[str, str]:
    """Initial and final with tone of a syllable: `zhong1` → `zh ong1`, `an4` → `AA an4`, `er2` → `EE er2`."""
    return _phones_of(_NASAL.get(syllable[:-1], syllable[:-1]), syllable[-1])


@lru_cache(maxsize=4096)
def _phones_of(plain: str, tone: str) -> tuple[str, str]:
    match = _INITIAL.match(plain)
    initial, final = (match[0], plain[match.end() :]) if match else ("", plain)
    if not initial:
        first, final = _without_initial(final)
        return first, final + tone
    if final == "i" and initial in ("z", "c", "s"):
        final = "i0"
    elif final == "i" and initial in ("zh", "ch", "sh", "r"):
        final = "ir"
    elif initial in ("j", "q", "x") and final[:1] == "u":
        final = f"v{final[1:]}"
    return initial, final + tone


def _without_initial(plain: str) -> tuple[str, str]:
    """What stands for the initial of a syllable that begins with a vowel, y or w, and its final."""
    if plain in ("ye", "yan"):
        return "y", {"ye": "E", "yan": "En"}[plain]
    if plain.startswith("yu"):
        return "y", f"v{plain[2:]}"
    if plain[0] in "yw":
        return plain[0], plain[1:]
    return {"a": "AA", "e": "EE", "o": "OO"}[plain[0]], plain


def _coloured(syllables: Sequence[str]) -> Iterable[str]:
    """儿 that colours a syllable takes that one's tone: 花儿 hua1 er1."""
    before = ""
    for syllable in syllables:
        yield f"er{before[-1]}" if syllable == "er5" and before else syllable
        before = syllable


def _syllables_of(reading: Reading) -> list[str]:
    try:
        if reading.alphabet == "pinyin":
            return parse_pinyin(reading.value)
    except ValueError as problem:
        raise InputProblem(f"{problem}.", how="Write it like `chóngqìng` or `chong2 qing4`.") from problem
    found = (
        [s for word in read(reading.value) for s in word.syllables if s]
        if reading.alphabet == "respelling"
        else []
    )
    if not found:
        what = f"The reading {reading.value!r} ({reading.alphabet}) cannot be spoken in Chinese."
        raise InputProblem(what, how="Give pinyin, or Han characters that sound so.")
    return found


def _units(
    text: str, spoken: dict[int, str], told: dict[int, tuple[int, list[str]]]
) -> list[tuple[str, tuple[str, ...]]]:
    """Each character with its phones; none for what cannot be said, and for all but one of several marks in a row."""
    units: list[tuple[str, tuple[str, ...]]] = []
    at = 0
    while at < len(text):
        if at in told:
            end, syllables = told[at]
            units += _told(text[at:end], syllables)
            at = max(end, at + 1)
            continue
        mark = _MARKS.get(text[at], "")
        if spoken.get(at):
            units.append((text[at], phones_of(spoken[at])))
        elif letter := letter_phones(text[at]):
            units.append((text[at], letter))
        elif mark and not (units and units[-1][0] in _MARKS):
            units.append((mark, (mark,)))
        at += 1
    return units


def _told(characters: str, syllables: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Given syllables over their characters, one each; the last character has all that are left."""
    shares = [syllables[i : i + 1] for i in range(len(characters) - 1)] + [syllables[len(characters) - 1 :]]
    return [
        (character, tuple(phone for syllable in share for phone in phones_of(syllable)))
        for character, share in zip(characters, shares, strict=True)
    ]
