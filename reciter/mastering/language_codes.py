"""Language codes of ID3: ISO 639-2, terminological codes."""

from __future__ import annotations

ISO_639_2 = {
    "af": "afr", "ar": "ara", "bg": "bul", "bn": "ben", "bo": "bod", "ca": "cat", "cs": "ces", "cy": "cym",
    "da": "dan", "de": "deu", "el": "ell", "en": "eng", "eo": "epo", "es": "spa", "et": "est", "eu": "eus",
    "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle", "gl": "glg", "he": "heb", "hi": "hin", "hr": "hrv",
    "hu": "hun", "hy": "hye", "id": "ind", "is": "isl", "it": "ita", "ja": "jpn", "ka": "kat", "ko": "kor",
    "la": "lat", "lt": "lit", "lv": "lav", "mk": "mkd", "mn": "mon", "ms": "msa", "nb": "nob", "nl": "nld",
    "nn": "nno", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv",
    "sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa", "ta": "tam", "te": "tel", "th": "tha", "tr": "tur",
    "uk": "ukr", "ur": "urd", "vi": "vie", "yue": "zho", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 to 639-2/T, from the Library of Congress table; Cantonese has no code of its own in 639-2."""
UNDETERMINED = "und"


def iso_639_2(tag: str) -> str:
    """Three-letter code of a BCP 47 tag such as `zh-Hant-TW`; `und` when it is empty or unknown."""
    primary = tag.replace("_", "-").partition("-")[0].lower()
    if primary in ISO_639_2:
        return ISO_639_2[primary]
    return primary if len(primary) == 3 and primary.isascii() and primary.isalpha() else UNDETERMINED
