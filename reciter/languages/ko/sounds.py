"""How Hangul letters sound beside one another, clause by clause of the Standard Pronunciation (표준 발음법).

Every step looks at two neighbouring syllables; `apart` says that a space stands between them. Clauses 5, 8-14, 17-20
and 23-25 are rules here; what needs a dictionary comes from `words.py`, what needs word classes from `grammar.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from reciter.languages.ko.jamo import Syllable

# 제8~11항: what a coda is at the end of a word or before a consonant.
_CLOSED = {
    "ㄲ": "ㄱ", "ㅋ": "ㄱ", "ㄳ": "ㄱ", "ㄺ": "ㄱ", "ㅅ": "ㄷ", "ㅆ": "ㄷ", "ㅈ": "ㄷ", "ㅊ": "ㄷ", "ㅌ": "ㄷ",
    "ㅎ": "ㄷ", "ㅍ": "ㅂ", "ㅄ": "ㅂ", "ㄿ": "ㅂ", "ㄵ": "ㄴ", "ㄶ": "ㄴ", "ㄼ": "ㄹ", "ㄽ": "ㄹ", "ㄾ": "ㄹ",
    "ㅀ": "ㄹ", "ㄻ": "ㅁ",
}  # fmt: skip
# 제13, 14항: what stays and what moves when a vowel follows.
_LINKED = {
    "ㄳ": ("ㄱ", "ㅆ"), "ㄵ": ("ㄴ", "ㅈ"), "ㄺ": ("ㄹ", "ㄱ"), "ㄻ": ("ㄹ", "ㅁ"), "ㄼ": ("ㄹ", "ㅂ"),
    "ㄽ": ("ㄹ", "ㅆ"), "ㄾ": ("ㄹ", "ㅌ"), "ㄿ": ("ㄹ", "ㅍ"), "ㅄ": ("ㅂ", "ㅆ"), "ㄶ": ("", "ㄴ"),
    "ㅀ": ("", "ㄹ"), "ㅎ": ("", "ㅇ"),
}  # fmt: skip
# 제17항: ㄷ, ㅌ before 이.
_PALATAL = {"ㄷ": ("", "ㅈ"), "ㅌ": ("", "ㅊ"), "ㄾ": ("ㄹ", "ㅊ")}
# 제12항 1 붙임: what stays and what comes when ㅎ follows.
_BEFORE_H = {
    "ㄱ": ("", "ㅋ"), "ㄲ": ("", "ㅋ"), "ㅋ": ("", "ㅋ"), "ㄳ": ("", "ㅋ"), "ㄺ": ("ㄹ", "ㅋ"),
    "ㄷ": ("", "ㅌ"), "ㅅ": ("", "ㅌ"), "ㅆ": ("", "ㅌ"), "ㅊ": ("", "ㅌ"), "ㅌ": ("", "ㅌ"), "ㅂ": ("", "ㅍ"),
    "ㅍ": ("", "ㅍ"), "ㅄ": ("", "ㅍ"), "ㄼ": ("ㄹ", "ㅍ"), "ㅈ": ("", "ㅊ"), "ㄵ": ("ㄴ", "ㅊ"),
}  # fmt: skip
_ASPIRATED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅈ": "ㅊ"}
_TENSE = {"ㄱ": "ㄲ", "ㄷ": "ㄸ", "ㅂ": "ㅃ", "ㅅ": "ㅆ", "ㅈ": "ㅉ"}
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_WITH_H = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}
# 제23, 24, 25항: codas after which a lax consonant is tense even though they sound ㄴ or ㄹ.
_TENSING = frozenset("ㄵㄾㄽ")


def sound(syllables: Sequence[Syllable], apart: Sequence[bool]) -> None:
    """Change syllables, written ones to begin with, into what is heard. They are one breath: no punctuation inside.

    Args:
        syllables: changed in place.
        apart: for every syllable, whether a space follows it.
    """
    for syllable in syllables:
        _soften_vowel(syllable)
    for index in range(len(syllables) - 1):
        _join(syllables[index], syllables[index + 1], apart[index])
    for syllable in syllables[-1:]:
        syllable.coda = _CLOSED.get(syllable.coda, syllable.coda)


def _soften_vowel(syllable: Syllable) -> None:
    """제5항 다만 1, 3: 져 is [저]; ㅢ after a consonant is [ㅣ]."""
    if syllable.onset in "ㅈㅉㅊ" and syllable.vowel == "ㅕ":
        syllable.vowel = "ㅓ"
    elif syllable.onset != "ㅇ" and syllable.vowel == "ㅢ":
        syllable.vowel = "ㅣ"


def _join(left: Syllable, right: Syllable, apart: bool) -> None:
    if right.onset == "ㅇ":
        _before_vowel(left, right, apart)
    elif right.onset == "ㅎ" and left.coda in _BEFORE_H:
        _before_h(left, right, apart)
    elif left.coda in _WITH_H and right.onset in "ㄱㄷㅈㅅㄴㅎ":
        _after_h(left, right)
    else:
        _before_consonant(left, right, apart)


def _before_vowel(left: Syllable, right: Syllable, apart: bool) -> None:
    """제13, 14항 (liaison), 제17항 (palatalisation), 제12항 4 (ㅎ is silent)."""
    if apart:
        left.coda = _CLOSED.get(left.coda, left.coda)
    elif left.coda in _PALATAL and right.vowel in "ㅣㅕ":
        left.coda, right.onset = _PALATAL[left.coda]
        _soften_vowel(right)
    elif left.coda and left.coda != "ㅇ":
        left.coda, right.onset = _LINKED.get(left.coda, ("", left.coda))


def _before_h(left: Syllable, right: Syllable, apart: bool) -> None:
    """제12항 1 붙임 1, 2 (aspiration), 제17항 붙임 (닫히다 [다치다])."""
    palatal = left.coda in ("ㄷ", "ㅌ") and right.vowel in "ㅣㅕ" and not apart
    written = "ㄷ" if apart and left.coda == "ㅈ" else left.coda
    left.coda, right.onset = ("", "ㅊ") if palatal else _BEFORE_H[written]
    _soften_vowel(right)


def _after_h(left: Syllable, right: Syllable) -> None:
    """제12항 1, 2, 3: 놓고 [노코], 닿소 [다쏘], 놓는 [논는], 뚫네 [뚤레]."""
    rest = _WITH_H[left.coda]
    if right.onset == "ㄴ":
        left.coda = rest or "ㄴ"
        right.onset = "ㄹ" if rest == "ㄹ" else "ㄴ"
        return
    left.coda = rest
    right.onset = _ASPIRATED.get(right.onset, "ㅆ" if right.onset == "ㅅ" else right.onset)
    _soften_vowel(right)


def _before_consonant(left: Syllable, right: Syllable, apart: bool) -> None:
    written = left.coda
    left.coda = _closed(left, right)
    if right.onset in _TENSE and (left.tenses or _makes_tense(left, written)):
        right.onset = _TENSE[right.onset]
        _soften_vowel(right)
    elif right.onset in "ㄴㅁ" and left.coda in _NASAL:
        left.coda = _NASAL[left.coda]
    elif right.onset == "ㄹ" and not apart:
        _before_liquid(left, right)
    elif left.coda == "ㄹ" and right.onset == "ㄴ" and not (apart and _is_object_marker(left)):
        right.onset = "ㄹ"


def _closed(left: Syllable, right: Syllable) -> str:
    """제9, 10, 11항, with 밟- [밥] before consonants and ㄺ of a stem [ㄹ] before ㄱ."""
    if left.coda == "ㄺ" and left.ends_stem and right.onset in "ㄱㄲ":
        return "ㄹ"
    if left.coda == "ㄼ" and left.onset == "ㅂ" and left.ends_stem:
        return "ㅂ"
    return _CLOSED.get(left.coda, left.coda)


def _makes_tense(left: Syllable, written: str) -> bool:
    """제23항 after ㄱ, ㄷ, ㅂ; 제24, 25항 after stems in ㄴ, ㅁ, ㄼ, ㄾ."""
    if left.coda in _NASAL or written in _TENSING or written == "ㄺ":
        return True
    return left.ends_stem and (written in ("ㄴ", "ㅁ", "ㄻ", "ㄼ"))


def _before_liquid(left: Syllable, right: Syllable) -> None:
    """제19항 (담력 [담녁], 막론 [망논]), 제20항 (난로 [날로])."""
    if left.coda in ("ㅁ", "ㅇ"):
        right.onset = "ㄴ"
    elif left.coda in _NASAL:
        left.coda, right.onset = _NASAL[left.coda], "ㄴ"
    elif left.coda == "ㄴ":
        left.coda = "ㄹ"


def _is_object_marker(syllable: Syllable) -> bool:
    """을 and 를 keep apart from what follows, as the published checkpoints were taught."""
    return syllable.vowel == "ㅡ" and syllable.onset in "ㅇㄹ"
