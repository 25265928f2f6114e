"""ARPAbet and the IPA: letters for sounds, one way and the other, in General American."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from reciter.errors import InputProblem
from reciter.text import arpabet

VOWELS = frozenset(arpabet.VOWELS) - arpabet.RARE
CONSONANTS = frozenset(arpabet.CONSONANTS) - arpabet.RARE
# Letters of the IPA, and those of Kokoro's phones (capitals, ligatures), as the nearest sounds of American English.
_PHONES_OF = {
    "aɪ": "AY", "aʊ": "AW", "eɪ": "EY", "oʊ": "OW", "əʊ": "OW", "ɔɪ": "OY", "eə": "EH R", "ɛə": "EH R", "ɪə": "IH R",
    "ʊə": "UH R", "ɜːɹ": "ER", "ɜɹ": "ER", "ɜːr": "ER", "ɜr": "ER", "əɹ": "ER", "ər": "ER", "ɜː": "ER", "ɜ": "ER",
    "ɝ": "ER", "ɚ": "ER", "ɑː": "AA", "ɔː": "AO", "iː": "IY", "uː": "UW", "ɛː": "EH R", "ɪː": "IH R", "juː": "Y UW",
    "A": "EY", "I": "AY", "O": "OW", "Q": "OW", "W": "AW", "Y": "OY", "i": "IY", "ɪ": "IH", "ᵻ": "IH", "ɨ": "IH",
    "e": "EY", "ɛ": "EH", "æ": "AE", "a": "AA", "ɑ": "AA", "ɒ": "AA", "ɐ": "AH", "ʌ": "AH", "ə": "AH", "ᵊ": "AH",
    "ɔ": "AO", "o": "OW", "ʊ": "UH", "u": "UW", "ʉ": "UW", "y": "UW", "ʏ": "UH", "ø": "ER", "œ": "ER", "ɯ": "UW",
    "ɤ": "AH", "tʃ": "CH", "ʧ": "CH", "tɕ": "CH", "ʨ": "CH", "dʒ": "JH", "ʤ": "JH", "dʑ": "JH", "ʥ": "JH", "ts": "T S",
    "ʦ": "T S", "dz": "D Z", "ʣ": "D Z", "b": "B", "β": "V", "d": "D", "ɖ": "D", "ð": "DH", "f": "F", "ɸ": "F",
    "ɡ": "G", "g": "G", "ɣ": "G", "h": "HH", "ɦ": "HH", "ħ": "HH", "x": "K", "χ": "K", "ç": "HH Y", "k": "K", "q": "K",
    "c": "K", "l": "L", "ɫ": "L", "ɬ": "L", "ɭ": "L", "ʎ": "L Y", "m": "M", "ɱ": "M", "n": "N", "ɳ": "N", "ɲ": "N Y",
    "ŋ": "NG", "ɴ": "N", "p": "P", "ɹ": "R", "r": "R", "ʁ": "R", "ʀ": "R", "ɻ": "R", "ɽ": "R", "s": "S", "ʂ": "SH",
    "ʃ": "SH", "ɕ": "SH", "t": "T", "ʈ": "T", "T": "T", "ɾ": "T", "ʔ": "T", "θ": "TH", "v": "V", "ʋ": "V", "w": "W",
    "ʍ": "W", "ɥ": "W", "j": "Y", "ʝ": "Y", "z": "Z", "ʐ": "ZH", "ʒ": "ZH", "ʑ": "ZH",
}  # fmt: skip
_SILENT = frozenset("ːˑ.ʰʲʷ̃ˠ̯̥̬̪̩͡‿ˤ˞ '’-")
_SYMBOL = re.compile("|".join(re.escape(s) for s in sorted(_PHONES_OF, key=len, reverse=True)))
_STRESS = {"ˈ": "1", "ˌ": "2", "'": "1"}
_ONSET_CLUSTERS = (
    "P B T D K G F V TH DH S Z SH HH CH JH M N L R W Y P+L P+R P+Y B+L B+R B+Y T+R T+W T+Y D+R D+W D+Y K+L K+R K+W K+Y"
    " G+L G+R G+W F+L F+R F+Y V+Y TH+R TH+W SH+R S+P S+T S+K S+M S+N S+L S+W S+F HH+Y M+Y N+Y S+P+L S+P+R S+P+Y S+T+R"
    " S+K+L S+K+R S+K+W S+K+Y"
)
_ONSETS = frozenset(_ONSET_CLUSTERS.split())


def is_vowel(phone: str) -> bool:
    """Whether a phone, with or without its stress, is a vowel."""
    return phone[:2] in VOWELS and not phone[2:].isalpha()


def known_phones(written: str) -> tuple[str, ...] | None:
    """Phones of a line such as `R IY1 D`; None where one of them is none. A vowel without a digit is unstressed."""
    phones = [phone + "0" if phone in VOWELS else phone for phone in written.upper().split()]
    good = all(p in CONSONANTS or (p[:-1] in VOWELS and p[-1] in "012") for p in phones)
    return tuple(phones) if phones and good else None


def arpabet_to_ipa(phones: Sequence[str]) -> str:
    """`R EH1 K ER0 D` → `ˈɹɛkɚd`: stress marks stand before the syllable."""
    parts: list[str] = []
    for at, phone in enumerate(phones):
        if phone[-1:] in ("1", "2"):
            parts.insert(len(parts) - _onset(phones, at), "ˈ" if phone[-1] == "1" else "ˌ")
        parts.append(arpabet.sound(phone))
    vowels = sum(map(is_vowel, phones))
    return "".join(parts) if vowels > 1 else "".join(parts).replace("ˈ", "")


def _onset(phones: Sequence[str], at: int) -> int:
    """How many consonants before a vowel belong to its syllable."""
    for length in (3, 2, 1):
        if length <= at and "+".join(phones[at - length : at]) in _ONSETS:
            return length
    return 0


def ipa_to_arpabet(ipa: str) -> tuple[str, ...]:
    """IPA, or Kokoro's phones, → ARPAbet; sounds that English lacks become its nearest ones.

    Raises:
        InputProblem: a symbol of no alphabet known here, or no sound at all.
    """
    text = unicodedata.normalize("NFD", ipa).replace("ç", "ç").strip("/[] ").replace("͡", "")
    found: list[str] = []
    stress, at = "", 0
    while at < len(text):
        match = _SYMBOL.match(text, at)
        if match is None:
            stress = _STRESS.get(text[at], stress)
            _check_mark(text[at], ipa)
            at += 1
            continue
        for phone in _PHONES_OF[match[0]].split():
            found.append(phone + (stress or "0") if phone in VOWELS else phone)
            stress = "" if phone in VOWELS else stress
        at = match.end()
    if not found:
        raise InputProblem(f"the reading /{ipa}/ holds no sound.", how="Write it in the IPA: /ɹɛd/.")
    return _stressed(found)


def _check_mark(symbol: str, ipa: str) -> None:
    if symbol not in _STRESS and symbol not in _SILENT and unicodedata.category(symbol) not in ("Mn", "Sk"):
        raise InputProblem(
            f"the reading /{ipa}/ holds {symbol!r}, which is no sound of the IPA.",
            how="Write it in the IPA: /ɹɛd/.",
        )


def _stressed(phones: list[str]) -> tuple[str, ...]:
    """With the main stress on the first vowel, where none was marked."""
    if not any(phone.endswith("1") for phone in phones):
        first = next((at for at, phone in enumerate(phones) if is_vowel(phone)), None)
        if first is not None:
            phones[first] = phones[first][:-1] + "1"
    return tuple(phones)
