"""How Japanese text is read: kana, through Open JTalk."""

from __future__ import annotations

from reciter.languages.ja.words import words

_AS_HEARD = str.maketrans("ヲヅヂ", "オズジ")


def kana(text: str) -> str:
    """Read text in katakana, with long vowels as ー (`東京` → トーキョー); commas stay, other marks become one.

    Args:
        text: normalised text; what Open JTalk does not know (Latin words) is spelled or left as it is.

    Returns:
        Katakana; equal for two spellings of the same words, so that texts can be compared by sound.
    """
    parts = (word.pronounced or str(word.feature["pron"]) for word in words(text))
    return "".join(parts).translate(_AS_HEARD)
