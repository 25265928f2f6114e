"""Pinyin as people write it (`chóngqìng`, `chong2 qing4`) → syllables with tone figures; what is none is named."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache

from reciter.errors import InputProblem

# The syllables of Mandarin by initial: 现代汉语词典 (7th edition), 音节表, with v for ü. Neither tones nor erhua.
_FINALS_OF = {
    "": "a o e ai ei ao ou an en ang eng er ê m n ng hm hng yi ya yo ye yao you yan yin yang ying yong yu yue yuan yun "
        "wu wa wo wai wei wan wen wang weng",
    "b": "a o ai ei ao an en ang eng i ian iang iao ie in ing u",
    "p": "a o ai ei ao ou an en ang eng i ian iao ie in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ian iao ie in ing iu u",
    "f": "a o ei ou an en ang eng iao u",
    "d": "a e ai ei ao ou an en ang eng i ia ian iao ie ing iu ong u uan ui un uo",
    "t": "a e ai ei ao ou an ang eng i ian iao ie ing ong u uan ui un uo",
    "n": "a e ai ei ao ou an en ang eng i ia ian iang iao ie in ing iu ong u uan un uo v ve",
    "l": "a o e ai ei ao ou an ang eng i ia ian iang iao ie in ing iu ong u uan un uo v ve",
    "g": "a e ai ei ao ou an en ang eng ong u ua uai uan uang ui un uo",
    "k": "a e ai ei ao ou an en ang eng ong u ua uai uan uang ui un uo",
    "h": "a e ai ei ao ou an en ang eng ong u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a e ai ei ao ou an en ang eng i ong u ua uai uan uang ui un uo",
    "ch": "a e ai ao ou an en ang eng i ong u ua uai uan uang ui un uo",
    "sh": "a e ai ei ao ou an en ang eng i u ua uai uan uang ui un uo",
    "r": "e ao ou an en ang eng i ong u ua uan ui un uo",
    "z": "a e ai ei ao ou an en ang eng i ong u uan ui un uo",
    "c": "a e ai ei ao ou an en ang eng i ong u uan ui un uo",
    "s": "a e ai ao ou an en ang eng i ong u uan ui un uo",
}  # fmt: skip
_MARKED = "āēīōūǖáéíóúǘǎěǐǒǔǚàèìòùǜ"
_NASALS = {"ü": "v", "ḿ": "m", "ń": "n", "ň": "n", "ǹ": "n"}
_PLAIN = str.maketrans(dict(zip(_MARKED, "aeiouv" * 4, strict=True)) | _NASALS)
_TONE_OF = {mark: 1 + place // 6 for place, mark in enumerate(_MARKED)} | {"ḿ": 2, "ń": 2, "ň": 3, "ǹ": 4}
_CHUNK = re.compile(r"[^\W\d_]+\d?|\d")
_LONGEST = 6
_ALONE = frozenset({"m", "n", "ng", "hm", "hng", "ê"})
"""Interjections, which stand alone: in a stretch of several syllables they are a slip of the pen."""


@cache
def syllables() -> frozenset[str]:
    """All syllables of Mandarin without tones, `v` for ü."""
    return frozenset(initial + final for initial, finals in _FINALS_OF.items() for final in finals.split())


@cache
def _joinable() -> frozenset[str]:
    return syllables() - _ALONE


def read_pinyin(value: str) -> list[str]:
    """Cut pinyin into syllables with tone figures, 5 for the neutral tone, `v` for ü: `lü4` gives `lv4`.

    Args:
        value: with tone marks, or with a figure after every syllable; spaces, apostrophes and hyphens may divide it.
            Erhua may be written as it is spoken (`nar3`): it gives a syllable of its own, `er5`.

    Raises:
        InputProblem: a syllable that Mandarin does not have (the nearest one is named), or one without its tone.
    """
    text = unicodedata.normalize("NFC", value.lower()).replace("u:", "ü")
    found: list[str] = []
    for chunk in _CHUNK.findall(text):
        found += _with_figure(chunk) if chunk[-1].isdigit() else _with_marks(chunk)
    if not found or re.sub(r"[^\W_]|[\s'’·-]", "", text):
        raise InputProblem(f"“{value}” is not pinyin.", how="Write it like chong2 qing4 or chóngqìng.")
    if not re.search(r"\d", text) and not any(mark in _TONE_OF for mark in text):
        example = " ".join(f"{syllable[:-1]}1" for syllable in found)
        how = f"Write a figure after each syllable, 5 for the neutral tone: {example}."
        raise InputProblem(f"“{value}” has no tones.", how=how)
    if re.search(r"\d", text):
        _refuse_missing_figures(text)
    return found


def _with_figure(chunk: str) -> list[str]:
    bare, tone = chunk[:-1].translate(_PLAIN), "5" if chunk[-1] == "0" else chunk[-1]
    if tone not in "12345":
        raise InputProblem(
            f"“{chunk}” has no tone of Mandarin.", how="Tones are 1 to 4, and 5 for the neutral one."
        )
    if bare in syllables():
        return [bare + tone]
    if bare.endswith("r") and bare[:-1] in syllables():
        return [bare[:-1] + tone, "er5"]
    raise _no_syllable(bare, tone)


def _with_marks(chunk: str) -> list[str]:
    plain = chunk.translate(_PLAIN)
    cut = [plain] if plain in _ALONE else _cut(plain)
    if not cut:
        raise _no_syllable(plain, next((str(_TONE_OF[c]) for c in chunk if c in _TONE_OF), ""))
    found, at = [], 0
    for bare in cut:
        marks = [_TONE_OF[c] for c in chunk[at : at + len(bare)] if c in _TONE_OF]
        erhua = bare.endswith("r") and bare not in syllables()
        found.append((bare[:-1] if erhua else bare) + str(marks[0] if marks else 5))
        found += ["er5"] if erhua else []
        at += len(bare)
    return found


def _cut(plain: str) -> list[str]:
    """Cut a stretch into syllables, longest first; empty if there is no way."""
    for end in range(min(len(plain), _LONGEST + 1), 0, -1):
        bare = plain[:end]
        last = end == len(plain)
        if bare in _joinable() or (last and bare.endswith("r") and bare[:-1] in _joinable()):
            rest = [] if last else _cut(plain[end:])
            if rest or last:
                return [bare, *rest]
    return []


def _refuse_missing_figures(text: str) -> None:
    for chunk in _CHUNK.findall(text):
        if not chunk[-1].isdigit():
            how = f"Write {chunk}1 to {chunk}4, or {chunk}5 for the neutral tone."
            raise InputProblem(f"“{chunk}” has no tone, and others have.", how=how)


def _no_syllable(bare: str, tone: str) -> InputProblem:
    near = difflib.get_close_matches(bare, sorted(syllables()), n=1, cutoff=0.5)
    how = f"Did you mean {near[0]}{tone}?" if near else "Write it like chong2 qing4 or chóngqìng."
    return InputProblem(f"“{bare}{tone}” is no syllable of Mandarin.", how=how)
