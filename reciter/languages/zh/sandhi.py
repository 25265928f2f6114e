"""Changes of tone in connected speech: 不, 一, third tones in a row.

Sources: 黄伯荣、廖序东《现代汉语》, 语音 · 音变; feet of two syllables: M. Y. Chen, "Tone Sandhi" (2000), chapter 9.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reciter.languages.zh.tone_words import tone_words
from reciter.languages.zh.words import tag

_FIGURES = frozenset("零〇一二三四五六七八九幺")
_NUMERALS = frozenset("一二三四五六七八九十零〇幺")
_ORDINAL_BEFORE = re.compile("(?:第|初|星期|礼拜|(?<![每一两三四五六七八九十几])周)$")
_ORDINAL_AFTER = re.compile(
    "月(?!球|亮|之内|有余)|号|楼|班(?!岗|人)|日(?![三不千之游内行数十])|等[奖功品]|年级|期工程|把手|审"
)
_LEANS_ON_NEXT = frozenset("很挺好太最可把给使每")
_COMPLEMENT = frozenset("懂见到了住起完成着清动得透破掉出上下进开够惯尽断穿")
_NOT_BEFORE_COMPLEMENT = frozenset("是有要会能可我你他她它都也就还却并从决绝很太最更而且若如因将曾向毫无")


def sandhi(words: Sequence[str], syllables: Sequence[str], fixed: frozenset[int] = frozenset()) -> list[str]:
    """Change the tones of 不 and 一 before other tones.

    Args:
        words: words of Han characters without a pause between.
        syllables: readings of all characters, with tone figures.
        fixed: places whose reading is given and stays.
    """
    text, result, at = "".join(words), list(syllables), 0
    for word in words:
        for place in range(at, at + len(word)):
            if place not in fixed and text[place] == "不":
                result[place] = _bu(text, syllables, place, word)
            elif place not in fixed and text[place] == "一":
                result[place] = _yi(text, syllables, place, word, is_last=place == at + len(word) - 1)
        at += len(word)
    return result


def _bu(text: str, syllables: Sequence[str], place: int, word: str) -> str:
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if before and before == after and text[place - 2 : place - 1] != "不":
        return "bu5"  # 好不好
    if place and (
        text[place - 1 : place + 2] in tone_words("potential") or _is_potential(before, after, word)
    ):
        return "bu5"  # 看不懂
    return "bu2" if after and syllables[place + 1][-1:] == "4" else "bu4"


def _is_potential(before: str, after: str, word: str) -> bool:
    """Whether 不 stands between a verb and its result."""
    if not after or after not in _COMPLEMENT or before in _NOT_BEFORE_COMPLEMENT:
        return False
    return tag(before).startswith("v") and (word in ("不", f"不{after}") or len(word) == 3)


def _yi(text: str, syllables: Sequence[str], place: int, word: str, *, is_last: bool) -> str:
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if not after or after in _NUMERALS or _is_one_of_figures(text, place):
        return "yi1"
    if _ORDINAL_BEFORE.search(text[max(0, place - 3) : place]):
        return "yi1"
    if before == after and text[place - 2 : place - 1] != "一" and tag(before)[:1] not in tuple("nqmtf"):
        return "yi5"  # 看一看, not 一天一天
    if is_last and len(word) > 1 and word not in tone_words("changing"):
        return "yi1"  # 统一, 万一
    if _ORDINAL_AFTER.match(text, place + 1) and before not in ("这", "那", "同", "每", "某", "另"):
        return "yi1"  # the first of them, not one of them
    following = syllables[place + 1][-1:]
    return "yi2" if following == "4" or text[place + 1] == "个" else "yi4"


def _is_one_of_figures(text: str, place: int) -> bool:
    """Whether 一 stands in a number: 二十一, 三点一四, 一点五, 一百一; not 一百, 两点一刻."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 3]
    if before in _NUMERALS and before:
        return True
    if before == "点" and (after[:1] in _NUMERALS or text[place - 2 : place - 1] in ("零", "〇")):
        return True
    return len(after) == 2 and after[0] == "点" and after[1] in _FIGURES


def third_tones(
    words: Sequence[str], syllables: Sequence[str], fixed: frozenset[int] = frozenset()
) -> list[str]:
    """Change third tones before third tones: in words, in feet of two short words, across feet where they are short.

    Args:
        words: words of Han characters without a pause between.
        syllables: readings of all characters, after 不, 一 and the neutral tone.
        fixed: places whose reading is given and stays.
    """
    result = list(syllables)
    feet = _feet(words)
    for start, end in feet:
        _within(result, start, end, fixed)
    text = "".join(words)
    for (start, border), (_, end) in pairwise(feet):
        spoken_full = sum(not syllable.endswith("5") for syllable in result[start:end])
        is_close = (spoken_full <= 3 and text[border] != "也") or text[border - 1] in _LEANS_ON_NEXT
        if is_close and _meet(result, border - 1) and border - 1 not in fixed:
            result[border - 1] = _second(result[border - 1])
    return result


def _feet(words: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches in which tones change first: long words cut in halves or 2 + 1, single characters in pairs."""
    feet: list[tuple[int, int]] = []
    at, waits = 0, False
    for word in words:
        length = len(word)
        if length == 1 and waits:
            feet[-1] = (feet[-1][0], at + 1)
            waits = False
        else:
            feet += [(at + start, at + end) for start, end in _parts(word)]
            waits = length == 1
        at += length
    return feet


def _parts(word: str) -> list[tuple[int, int]]:
    if len(word) == 3 and tag(word[1:]) and not tag(word[:2]):
        return [(0, 1), (1, 3)]  # 纸老虎, not 展览馆
    if len(word) < 4 or not set(word.rstrip("年")) - _FIGURES:
        return [(0, len(word))]
    if len(word) == 4:
        return [(0, 2), (2, 4)]
    return [(start, min(start + 2, len(word))) for start in range(0, len(word), 2)]


def _within(syllables: list[str], start: int, end: int, fixed: frozenset[int]) -> None:
    """Change a foot in place, from its left end."""
    for place in range(start, end - 1):
        if _meet(syllables, place) and place not in fixed:
            syllables[place] = _second(syllables[place])


def _meet(syllables: Sequence[str], place: int) -> bool:
    return syllables[place][-1:] == "3" and syllables[place + 1][-1:] == "3"


def _second(syllable: str) -> str:
    return f"{syllable[:-1]}2"
