"""X-SAMPA → IPA, by the table of J. C. Wells, "Computer-coding the IPA: a proposed extension of SAMPA" (1995)."""

from __future__ import annotations

import re

_LOWER = {
    "a": "a", "b": "b", "b_<": "ɓ", "c": "c", "d": "d", "d`": "ɖ", "d_<": "ɗ", "e": "e", "f": "f", "g": "ɡ", "g_<": "ɠ",
    "h": "h", "h\\": "ɦ", "i": "i", "j": "j", "j\\": "ʝ", "k": "k", "l": "l", "l`": "ɭ", "l\\": "ɺ", "m": "m", "n": "n",
    "n`": "ɳ", "o": "o", "p": "p", "p\\": "ɸ", "q": "q", "r": "r", "r`": "ɽ", "r\\": "ɹ", "r\\`": "ɻ", "s": "s",
    "s`": "ʂ", "s\\": "ɕ", "t": "t", "t`": "ʈ", "u": "u", "v": "v", "v\\": "ʋ", "P": "ʋ", "w": "w", "x": "x",
    "x\\": "ɧ", "y": "y", "z": "z", "z`": "ʐ", "z\\": "ʑ",
}  # fmt: skip
_UPPER = {
    "A": "ɑ", "B": "β", "B\\": "ʙ", "C": "ç", "D": "ð", "E": "ɛ", "F": "ɱ", "G": "ɣ", "G\\": "ɢ", "H": "ɥ", "H\\": "ʜ",
    "I": "ɪ", "I\\": "ᵻ", "J": "ɲ", "J\\": "ɟ", "K": "ɬ", "K\\": "ɮ", "L": "ʎ", "L\\": "ʟ", "M": "ɯ", "M\\": "ɰ",
    "N": "ŋ", "N\\": "ɴ", "O": "ɔ", "O\\": "ʘ", "Q": "ɒ", "R": "ʁ", "R\\": "ʀ", "S": "ʃ", "T": "θ", "U": "ʊ",
    "V": "ʌ", "W": "ʍ", "X": "χ", "X\\": "ħ", "Y": "ʏ", "Z": "ʒ",
}  # fmt: skip
_OTHER = {
    ".": ".", '"': "ˈ", "%": "ˌ", "'": "ʲ", "_j": "ʲ", ":": "ː", ":\\": "ˑ", "@": "ə", "@\\": "ɘ", "@`": "ɚ", "{": "æ",
    "}": "ʉ", "1": "ɨ", "2": "ø", "3": "ɜ", "3`": "ɝ", "3\\": "ɞ", "4": "ɾ", "5": "ɫ", "6": "ɐ", "7": "ɤ", "8": "ɵ",
    "9": "œ", "&": "ɶ", "?": "ʔ", "?\\": "ʕ", "=": "̩", "_=": "̩", "~": "̃", "_~": "̃", "_h": "ʰ", "_w": "ʷ",
    "_^": "̯", "_0": "̥", "_v": "̬", "_d": "̪", "-": "", "_": "͡", " ": " ", "<F>": "↘", "<R>": "↗",
}  # fmt: skip
IPA_OF = _LOWER | _UPPER | _OTHER
_SYMBOL = re.compile("|".join(re.escape(s) for s in sorted(IPA_OF, key=len, reverse=True)))


def xsampa_to_ipa(text: str) -> str:
    """Turn X-SAMPA into IPA.

    Raises:
        ValueError: a character that X-SAMPA does not have.
    """
    result, at = [], 0
    while at < len(text):
        match = _SYMBOL.match(text, at)
        if match is None:
            raise ValueError(f"{text[at]!r} is not X-SAMPA")
        result.append(IPA_OF[match[0]])
        at = match.end()
    return "".join(result)
