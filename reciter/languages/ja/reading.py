"""How Japanese text is read: kana, through Open JTalk."""

from __future__ import annotations

import warnings


def kana(text: str) -> str:
    """Read text in katakana, with long vowels as ー (`東京` → トーキョー); punctuation stays.

    Args:
        text: normalised text; what Open JTalk does not know (Latin words) is spelled or left as it is.

    Returns:
        Katakana; equal for two spellings of the same words, so that texts can be compared by sound.
    """
    if not text.strip():
        return ""
    with warnings.catch_warnings():
        # SudachiPy 0.7 announces a new name for a call that pyopenjtalk-plus makes.
        warnings.simplefilter("ignore", DeprecationWarning)
        import pyopenjtalk  # here, because it takes half a second to import

        return str(pyopenjtalk.g2p(text, kana=True))
