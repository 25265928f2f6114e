"""ARPAbet, the phones of the CMU Pronouncing Dictionary (`K W IY1 K W EH0 G`): check, and to IPA."""

from __future__ import annotations

import difflib
import re

from reciter.errors import InputProblem

# The 39 phones of CMUdict 0.7b, and the six that its documentation lists besides (AX AXR IX UX DX WH).
VOWELS = {
    "AA": "ɑ", "AE": "æ", "AH": "ʌ", "AO": "ɔ", "AW": "aʊ", "AX": "ə", "AXR": "ɚ", "AY": "aɪ", "EH": "ɛ", "ER": "ɝ",
    "EY": "eɪ", "IH": "ɪ", "IX": "ɨ", "IY": "i", "OW": "oʊ", "OY": "ɔɪ", "UH": "ʊ", "UW": "u", "UX": "ʉ",
}  # fmt: skip
CONSONANTS = {
    "B": "b", "CH": "tʃ", "D": "d", "DH": "ð", "DX": "ɾ", "F": "f", "G": "ɡ", "HH": "h", "JH": "dʒ", "K": "k", "L": "l",
    "M": "m", "N": "n", "NG": "ŋ", "P": "p", "R": "ɹ", "S": "s", "SH": "ʃ", "T": "t", "TH": "θ", "V": "v", "W": "w",
    "WH": "ʍ", "Y": "j", "Z": "z", "ZH": "ʒ",
}  # fmt: skip
_UNSTRESSED = {"AH": "ə", "ER": "ɚ"}
_STRESS = {"0": "", "1": "ˈ", "2": "ˌ"}
_REDUCED = frozenset({"AX", "AXR", "IX", "UX"})
RARE = _REDUCED | {"DX", "WH"}
"""Phones that the documentation lists and the dictionary never uses."""


def read_arpabet(value: str) -> list[str]:
    """The phones of a word, in capitals, each vowel with its stress.

    Args:
        value: phones with spaces between; a vowel ends in 0 (no stress), 1 (the word's stress) or 2 (a lesser one).

    Raises:
        InputProblem: a phone that ARPAbet does not have (the nearest one is named), or a vowel without its stress.
    """
    phones = value.upper().split()
    if not phones:
        raise InputProblem("there are no phones.", how="Write them with spaces between: K AE1 T.")
    return [_checked(phone) for phone in phones]


def arpabet_to_ipa(phones: list[str]) -> str:
    """IPA of phones that `read_arpabet` has given; the sign of stress stands right before its vowel."""
    return "".join(_ipa(phone) for phone in phones)


def sound(phone: str) -> str:
    """IPA of one phone without its stress: `AH0` is ə, `AH1` is ʌ."""
    bare = phone.rstrip("012")
    if bare in CONSONANTS:
        return CONSONANTS[bare]
    return VOWELS[bare] if phone[-1] in "12" else _UNSTRESSED.get(bare, VOWELS[bare])


def _ipa(phone: str) -> str:
    return _STRESS.get(phone[-1], "") + sound(phone)


def _checked(phone: str) -> str:
    match = re.fullmatch(r"([A-Z]+)([0-9]*)", phone)
    bare, stress = (match[1], match[2]) if match else (phone, "")
    if bare not in VOWELS and bare not in CONSONANTS:
        near = difflib.get_close_matches(bare, [*VOWELS, *CONSONANTS], n=1, cutoff=0.5)
        meant = near[0] + (stress if near[0] in VOWELS else "") if near else ""
        how = f"Did you mean {meant}?" if meant else "Write phones with spaces between: K AE1 T."
        raise InputProblem(f"“{phone}” is no phone of ARPAbet.", how=how)
    if bare in CONSONANTS and stress:
        raise InputProblem(f"“{phone}”: a consonant has no stress.", how=f"Write {bare}.")
    if bare in VOWELS and stress not in _STRESS and not (bare in _REDUCED and not stress):
        what = f"the vowel “{phone}” has no stress." if not stress else f"“{phone}” has no stress of ARPAbet."
        raise InputProblem(what, how=f"Write {bare}1 (stressed), {bare}2 (a little) or {bare}0 (not).")
    return phone
