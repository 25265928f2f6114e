"""Which characters are white space, which are invisible, and which set no spaces between words."""

from __future__ import annotations

import re

SPACES = " \\t\\n\\r\\f\\v\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
"""Body of a regular-expression class: white space, no-break and ideographic spaces included."""

INVISIBLE = (
    "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\xad\\u034f\\u061c\\u180b-\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f"
    "\\ufe00-\\ufe0f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\U000e0000-\\U000e01ef"
)
"""Body of a regular-expression class: control characters, soft hyphen, zero-width characters, direction marks,
variation selectors, tags."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_UNSPACED = re.compile(
    "[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3200-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff65\uffe0-\uffe6\U00020000-\U0003ffff]"
)
_WIDE_PUNCTUATION = re.compile(
    "[\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff65]"
)
_SCENE_BREAK = re.compile(
    r"[⁂❦❧☙※]|[*＊]|(?:[*＊※⁂❦❧☙•·・◇◆○●☆★△▲□■✻✽❖~～#=＝_\-–†](?:\s*)){3,}|(?:[—―─━]\s*){5,}|[（(]?[•◇◆☆★❖✻✽][)）]?"
)


def collapse(text: str) -> str:
    """Text without invisible characters, each stretch of white space one space, none at the ends."""
    return " ".join(_words(text))


def visible(text: str) -> int:
    """How many characters of `text` are neither white space nor invisible."""
    return sum(map(len, _words(text)))


def _words(text: str) -> list[str]:
    return _INVISIBLE.sub(
        "", text
    ).split()  # `split` knows the same spaces as SPACES, and is quicker than a pattern


def is_unspaced(character: str) -> bool:
    """Whether a character belongs to Chinese or Japanese writing, which sets no spaces (Hangul does)."""
    return _UNSPACED.match(character) is not None


def is_wide_punctuation(character: str) -> bool:
    """Whether a character is Chinese or Japanese punctuation, which brings its own space."""
    return _WIDE_PUNCTUATION.match(character) is not None


def is_scene_break(text: str) -> bool:
    """Whether a line is only an ornament, such as `* * *`; dashes and dots that dialogue uses are not."""
    return _SCENE_BREAK.fullmatch(text.strip()) is not None
