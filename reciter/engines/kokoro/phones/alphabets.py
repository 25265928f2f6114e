"""Readings given in an alphabet (IPA, X-SAMPA, ARPAbet, pinyin, kana, respelling) → phones."""

from __future__ import annotations

import re
import unicodedata

from reciter.engines.kokoro.phones.english import Accent, respelled_phones
from reciter.engines.kokoro.phones.japanese import japanese_phones, kana_phones
from reciter.engines.kokoro.phones.mandarin import mandarin_phones, pinyin_phones
from reciter.engines.kokoro.phones.vocabulary import known_phones
from reciter.errors import EngineProblem, InputProblem
from reciter.text.arpabet import arpabet_to_ipa, read_arpabet
from reciter.text.span import Reading
from reciter.text.xsampa import xsampa_to_ipa

ALPHABETS = ("kana", "pinyin", "ipa", "x-sampa", "arpabet", "respelling")

_SHARED = {
    "dʒ": "ʤ", "tʃ": "ʧ", "dz": "ʣ", "ts": "ʦ", "tɕ": "ʨ", "dʑ": "ʥ", "ʈʂ": "ꭧ", "tʂ": "ꭧ", "aɪ": "I", "aʊ": "W",
    "eɪ": "A", "ɔɪ": "Y", "ɝ": "ɜɹ", "ɚ": "əɹ", "˧˩˧": "↓", "˨˩˦": "↓", "˧˥": "↗", "˥˩": "↘", "˥˥": "→", "˥": "→",
    "'": "ˈ", "g": "ɡ", "̥": "", "̬": "", "̪": "", "ʷ": "w", "ˑ": "", "ʍ": "w", "ɬ": "l", "ɺ": "ɾ", ".": "",
}  # fmt: skip
_AMERICAN = {"oʊ": "O", "əʊ": "O", "ɜː": "ɜɹ", "r": "ɹ"}
_BRITISH = {"oʊ": "Q", "əʊ": "Q", "eə": "ɛː", "r": "ɹ"}
_VOWELS = "AIOQWYaeiouyøœɐɑɒæɔəɚɛɜɪɨʊʌᵻᵊɯɤ"


def reading_phones(reading: Reading, *, language: str, accent: Accent, where: str = "") -> str:
    """Phones of a reading.

    Args:
        reading: alphabet and value.
        language: of the run it stands in.
        accent: of the English frontend.
        where: sentence id for messages.

    Raises:
        EngineProblem: an unknown alphabet, or a value that is not in its alphabet.
    """
    match reading.alphabet:
        case "kana":
            return kana_phones(_checked_kana(reading.value, where))
        case "pinyin":
            return pinyin_phones(reading.value, where=where)
        case "ipa":
            return ipa_phones(reading.value, language=language, accent=accent, where=where)
        case "x-sampa":
            return ipa_phones(_ipa(reading.value, where), language=language, accent=accent, where=where)
        case "arpabet":
            return ipa_phones(
                _ipa_of_arpabet(reading.value, where), language="en", accent=accent, where=where
            )
        case "respelling":
            return _respelling(reading.value, language, accent, where)
    what = f"Kokoro cannot take a reading in the alphabet {reading.alphabet!r}."
    if reading.alphabet == "jyutping":
        what = (
            f"Kokoro does not speak Cantonese, so it cannot take the reading {reading.value!r} in Jyutping."
        )
    raise EngineProblem(what, where=where, how=f"It takes {', '.join(ALPHABETS)}.")


def ipa_phones(ipa: str, *, language: str = "en", accent: Accent = "american", where: str = "") -> str:
    """IPA → Kokoro's phones: its letters for diphthongs and affricates, and stress marks right before the vowel.

    The pairs of letters follow misaki's table from eSpeak's IPA (`misaki/espeak.py`, Apache-2.0).

    Raises:
        EngineProblem: a symbol that Kokoro has no phone for.
    """
    text = unicodedata.normalize("NFD", ipa).replace("c\u0327", "\u00e7").strip("/[] ").replace("\u0361", "")
    table = _SHARED if language != "en" else _SHARED | (_BRITISH if accent == "british" else _AMERICAN)
    pattern = "|".join(re.escape(symbol) for symbol in sorted(table, key=len, reverse=True))
    phones = re.sub(pattern, lambda match: table[match[0]], text)
    phones = re.sub(rf"([ˈˌ])([^{_VOWELS}ˈˌ\s]+)(?=[{_VOWELS}])", r"\2\1", phones)
    return known_phones(phones, where=where)


def _ipa(value: str, where: str) -> str:
    try:
        return xsampa_to_ipa(value)
    except ValueError as problem:
        raise EngineProblem(f"The reading {value!r} is not X-SAMPA: {problem}.", where=where) from problem


def _ipa_of_arpabet(value: str, where: str) -> str:
    try:
        return arpabet_to_ipa(read_arpabet(value))
    except InputProblem as problem:
        what = f"The reading {value!r} is not ARPAbet: {problem.what}"
        raise EngineProblem(what, where=where, how=problem.how) from problem


def _checked_kana(value: str, where: str) -> str:
    if not re.fullmatch(r"[ぁ-ゖァ-ヺーｦ-ﾟ・ ]+", value):
        raise EngineProblem(f"The reading {value!r} is not kana.", where=where)
    return value


def _respelling(value: str, language: str, accent: Accent, where: str) -> str:
    """A respelling's own script says how to read it: in Chinese text a foreign name may be respelt in Latin letters."""
    if re.search(r"[ぁ-ヿ]", value) or (language == "ja" and re.search(r"[㐀-鿿]", value)):
        return japanese_phones(value, where=where).strip()
    if re.search(r"[㐀-鿿]", value):
        return mandarin_phones(value, where=where).strip()
    return respelled_phones(value, accent=accent, where=where)
