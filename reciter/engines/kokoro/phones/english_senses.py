"""The decisions of the English frontend (homographs, acronyms, own words) as phones of Kokoro, so that they are heard.

hibari's dictionary often has both readings of a homograph: the one that sounds most like the decision is taken. Where
it has not, Kokoro's phones are made from the ARPAbet of the decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from reciter.languages.en.acronym import acronym, acronym_phones
from reciter.languages.en.arpabet import ipa_to_arpabet, is_vowel
from reciter.languages.en.homograph import homographs
from reciter.languages.en.pronunciation import own_words
from reciter.languages.en.reader import Accent, reader

_KOKORO = {
    "AA": "ɑ", "AE": "æ", "AH": "ʌ", "AO": "ɔ", "AW": "W", "AY": "I", "EH": "ɛ", "ER": "ɜɹ", "EY": "A", "IH": "ɪ",
    "IY": "i", "OW": "O", "OY": "Y", "UH": "ʊ", "UW": "u", "AH0": "ə", "ER0": "əɹ", "CH": "ʧ", "DH": "ð", "G": "ɡ",
    "HH": "h", "JH": "ʤ", "NG": "ŋ", "R": "ɹ", "SH": "ʃ", "TH": "θ", "Y": "j", "ZH": "ʒ",
}  # fmt: skip
_BRITISH = {"AA": "ɒ", "AO": "ɔː", "ER": "ɜː", "ER0": "ə", "IY": "iː", "UW": "uː", "OW": "Q"}
_OPEN = frozenset({"AA", "AE", "AO"})  # which of them a word has depends on the accent
_WEAK = frozenset({"AH", "IH", "ER"})
_SAME_SOUND, _SAME_WORD = 1, 4
_CAPITALS = re.compile(r"([A-Z]{2,})(s?)")


def decide(tokens: Sequence[Any], accent: Accent) -> None:
    """Give hibari's tokens the phones of our decisions; a token that has phones already keeps them.

    Args:
        tokens: of one line, in order; their texts and white space make up the line.
        accent: of the voice.
    """
    line = "".join(token.text + token.whitespace for token in tokens)
    senses = {found.start: found for found in homographs(line)}
    shouted = _is_shouted(tokens)
    following = (*tokens[1:], None)
    for start, token, after in zip(_starts(tokens), tokens, following, strict=True):
        if token.phonemes is not None:
            continue
        found, capitals = senses.get(start), _CAPITALS.fullmatch(token.text)
        is_homograph = found is not None and found.end == start + len(token.text)
        wanted = found.sense.phones if found and is_homograph else _own(token.text, accent)
        if wanted and (is_homograph or not capitals):
            token.phonemes, token.rating = homograph_phones(token.text.lower(), wanted, accent), 4
            if after is not None and after.text in ("'s", "'S") and not token.whitespace:
                token.phonemes, after.phonemes = reader(accent).lexicon._s(token.phonemes), ""
        elif capitals:
            token.phonemes = _acronym(capitals[1], capitals[2], accent, shouted)


def _own(word: str, accent: Accent) -> tuple[str, ...] | None:
    """Phones of a word in our own list that hibari's checked dictionary does not have: its guesses are worse."""
    return None if word.lower() in reader(accent).lexicon.golds else own_words().get(word.lower())


def _starts(tokens: Sequence[Any]) -> Iterator[int]:
    at = 0
    for token in tokens:
        yield at
        at += len(token.text) + len(token.whitespace)


def _is_shouted(tokens: Sequence[Any]) -> bool:
    words = [token.text for token in tokens if token.text.isalpha()]
    return len(words) > 1 and 5 * sum(word.isupper() for word in words) >= 4 * len(words)


@lru_cache(maxsize=2048)
def homograph_phones(word: str, wanted: tuple[str, ...], accent: Accent) -> str:
    """Kokoro's phones of a homograph that is to sound like some ARPAbet: hibari's nearest reading, or our own."""
    listed = reader(accent).lexicon.golds.get(word)
    readings = (
        {phones for phones in listed.values() if phones} if isinstance(listed, dict) else {listed or ""}
    )
    ranked = sorted((_distance(reading, wanted), reading) for reading in readings if reading)
    if ranked and ranked[0][0] <= (_SAME_WORD if len(ranked) > 1 else _SAME_SOUND):
        return str(ranked[0][1].replace("ɾ", "T"))
    return kokoro_phones(wanted, accent)


def _distance(reading: str, wanted: Sequence[str]) -> int:
    """How far a reading is from some ARPAbet: 1 a weak vowel, 2 a consonant, 4 the stressed vowel or its place."""
    said = ipa_to_arpabet(reading.replace("ɪət", "iət"))  # two vowels, not the one of “near”
    row = [2 * column for column in range(len(wanted) + 1)]
    for at, phone in enumerate(said, start=1):
        corner, row[0] = row[0], 2 * at
        for column, other in enumerate(wanted, start=1):
            cost = corner + _difference(phone, other)
            corner, row[column] = row[column], min(row[column] + 2, row[column - 1] + 2, cost)
    return row[-1]


def _difference(one: str, other: str) -> int:
    if one == other or not (is_vowel(one) and is_vowel(other)):
        return 0 if one == other else 2 + 2 * (is_vowel(one) or is_vowel(other))
    if (one[-1] == "1") != (other[-1] == "1"):
        return 4
    pair = {one[:2], other[:2]}
    if one[-1] == "1":
        return 0 if len(pair) == 1 or pair <= _OPEN else 4
    return 0 if len(pair) == 1 else 1 if pair <= _WEAK else 2


def kokoro_phones(phones: Sequence[str], accent: Accent) -> str:
    """ARPAbet → Kokoro's phones; a British voice does not say an R that no vowel follows."""
    table = _KOKORO | _BRITISH if accent == "british" else _KOKORO
    said: list[str] = []
    for at, phone in enumerate(phones):
        if phone == "R" and accent == "british" and not (at + 1 < len(phones) and is_vowel(phones[at + 1])):
            continue
        sound = table.get(phone) or table.get(phone.rstrip("012")) or phone.lower()
        said.append({"1": "ˈ", "2": "ˌ"}.get(phone[-1], "") + sound)
    return "".join(said)


def _acronym(capitals: str, plural: str, accent: Accent, shouted: bool) -> str | None:
    """Phones of capitals, or None where hibari's own reading is the same decision."""
    way, _ = acronym(capitals, among_capitals=shouted)
    lexicon = reader(accent).lexicon
    lower = capitals.lower()
    if way == "phones":
        said = kokoro_phones(acronym_phones(capitals), accent)
    elif way == "letters":
        if isinstance(lexicon.golds.get(capitals), str):
            return None
        said = lexicon.get_NNP(capitals)[0]
    elif lower in lexicon.golds or lower in lexicon.silvers:
        return None
    else:
        said = reader(accent).oov(lower)
    return (lexicon._s(said) if plural else said) if said else None
