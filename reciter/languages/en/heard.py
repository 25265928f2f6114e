"""English as it sounds: the phones of its words in the broad alphabet that checking compares in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from reciter.languages.en.phones import said_words
from reciter.text.arpabet import sound
from reciter.text.sound import Sound, syllables_of
from reciter.text.span import Reading

_VOWELS = "iɪeɛæɑɔoʊuʌəa"
_BROAD = {"tʃ": "ʧ", "dʒ": "ʤ", "ɝ": "əɹ", "ɚ": "əɹ", "ɡ": "g", "ʍ": "w", "ɾ": "d", "ɨ": "ɪ", "ʉ": "u"}


def sounds(text: str, *, readings: Sequence[Reading] = ()) -> list[Sound]:
    """See `reciter.text.language.Language.sounds`."""
    return list(
        chain.from_iterable(
            syllables_of(ipa(phones), start, end, vowels=_VOWELS)
            for start, end, phones in said_words(text, readings=readings)
        )
    )


def ipa(phones: Iterable[str]) -> str:
    """ARPAbet in broad IPA: `CH EY1 N JH` → ʧeɪnʤ."""
    signs = (sound(phone) for phone in phones)
    return "".join(_BROAD.get(sign, sign) for sign in signs)
