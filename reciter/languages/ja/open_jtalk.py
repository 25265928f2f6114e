"""Open JTalk itself: its dictionary's words, its rules of accent, its labels. Loaded when it is first used."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

Feature = dict[str, Any]
"""A word after Open JTalk's rules: `string`, `pos`, `read`, `pron`, `acc`, `chain_flag` …"""


@lru_cache(maxsize=1)
def _frontend() -> Any:
    import pyopenjtalk  # here, because it takes half a second to import
    from pyopenjtalk.openjtalk import OpenJTalk

    return OpenJTalk(dn_mecab=pyopenjtalk.OPEN_JTALK_DICT_DIR)


def with_usual_characters(text: str) -> str:
    """Variants of characters that the dictionary has not, as the usual ones: 髙橋 → 高橋; as long as it was."""
    from pyopenjtalk.utils import normalize_unknown_itaiji

    usual = str(normalize_unknown_itaiji(text, inference_jtalk=_frontend()))
    return usual if len(usual) == len(text) else text


def entries(text: str) -> tuple[list[str], list[Mapping[str, Any]]]:
    """The words of a folded text: their dictionary lines, and the same with offsets (white space included)."""
    lines, morphs = _frontend().run_mecab_detailed(text)
    return lines, morphs


def candidates(text: str, spans: Sequence[tuple[int, int]]) -> Mapping[str, Any]:
    """Every way in which the dictionary can read some stretches of a folded text. Slow for a long text."""
    found: Mapping[str, Any] = _frontend().analyze_mecab_candidates(text, spans)
    return found


def pronounced(lines: list[str]) -> list[Feature]:
    """Dictionary lines → words with sounds and accents in context."""
    features: list[Feature] = _frontend().run_njd_from_mecab(lines, restore_unknown_katakana=True)
    return features


def corrected(text: str, features: list[Feature]) -> list[Feature]:
    """The corrections of pyopenjtalk-plus: 何, readings that follow from their neighbours, accents of verb phrases.

    Sudachi's second opinion on single characters is left off: the table of polyphones has a better one.
    """
    import pyopenjtalk

    correct: Any = pyopenjtalk.apply_postprocessing
    with warnings.catch_warnings():
        # SudachiPy 0.7, which reads characters that the dictionary has not, announces a new name for a call.
        warnings.simplefilter("ignore", DeprecationWarning)
        done: list[Feature] = correct(text, features, use_sudachi_kanji_yomi=False, jtalk=_frontend())
    return done


def labels(features: Sequence[Feature]) -> list[str]:
    """Full-context labels of words without any pause between them."""
    made: list[str] = _frontend().make_label(list(features))
    return made
