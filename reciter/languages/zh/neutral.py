"""The neutral tone: particles, suffixes, words that are spoken so, doubled verbs and kin, places and directions.

Source: 普通话水平测试用必读轻声词语表 (`tone_words.tsv`); 黄伯荣、廖序东《现代汉语》, 语音 · 音变 · 轻声.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reciter.languages.zh.tone_words import tone_words
from reciter.languages.zh.words import tag

_NUMERAL = frozenset("一二两三四五六七八九十百千万亿几半数多零〇这那哪每各某整来余")
_NOT_A_VERB = frozenset(
    "我你您他她它们这那哪都也就又还再将会要能想没不快一请可别没从向往到先正在才已刚的地得时后前天年月日点"
)
_AFTER_PLACE = frozenset("海升涨班学课下面头边方等级层衣帝任来去马楼车船岸场台网市演映述诉调游司将校限报交缴")


def neutralise(words: Sequence[str], syllables: list[str], fixed: frozenset[int] = frozenset()) -> list[str]:
    """Give the neutral tone, 5, to the syllables that have it.

    Args:
        words: words of Han characters.
        syllables: reading of each character of them.
        fixed: places whose reading is given and stays.

    Returns:
        Readings of all characters.
    """
    text, at = "".join(words), 0
    result = list(syllables)
    for word in words:
        for place in _places(word, text, at):
            if place in fixed or not result[place]:
                continue
            if _lifts(text, syllables, place) and place - 1 not in fixed:
                result[place - 1] = f"{result[place - 1][:-1]}2"
            result[place] = f"{result[place][:-1]}5"
        at += len(word)
    return result


def _lifts(text: str, syllables: Sequence[str], place: int) -> bool:
    """Whether a third tone, before it goes neutral, lifts the one before: 想想 xiang2 xiang5; not 姐姐."""
    if not syllables[place].endswith("3") or not syllables[place - 1].endswith("3"):
        return False
    pair = text[place - 1 : place + 1]
    return pair in ("哪里", "小姐", "晌午") or (pair[0] == pair[1] and pair not in tone_words("neutral"))


def _places(word: str, text: str, at: int) -> list[int]:
    """Places in a text where a word that begins at `at` is neutral."""
    end = at + len(word)
    found = _spoken_without_tone(word, at)
    before = text[end - 2 : end - 1] if end > 1 else ""
    if before and _is_ending(word, before, text, end):
        found.append(end - 1)
    return found + _doubled(word, text, at) + _directions(word, text, at)


def _spoken_without_tone(word: str, at: int) -> list[int]:
    """Ends of listed words in a word: at its head, at its tail, and in halves of long ones (not 天上 in 今天上午)."""
    length = len(word)
    if word in tone_words("full"):
        return []
    ends = {end for end in range(2, length + 1) if end in (2, 3, length) or end % 2 == 0}
    listed = tone_words("neutral")
    parts = ((end, word[:end]) if end in (2, 3) else (end, word[end - 2 : end]) for end in ends)
    found = [at + end - 1 for end, part in parts if part in listed or (end == length and word[-3:] in listed)]
    return found + ([at + length - 1] if length == 3 and word[1:] in listed else [])


def _is_ending(word: str, before: str, text: str, end: int) -> bool:
    """Whether the last character of a word is a suffix, a place or a measure word without tone."""
    match word[-1]:
        case "们":
            return True
        case "子":
            return _is_suffix(word)
        case "里" | "上":
            return _is_place(word, text, end)
        case "个":
            return before in _NUMERAL and text[end : end + 1] not in ("性", "体", "子")
    return False


def _is_suffix(word: str) -> bool:
    if len(word) == 1:
        return False  # the dictionary knows the nouns in 子
    full = tone_words("full")
    return word not in full and word[-2:] not in full and tag(word)[:2] not in ("nr", "ns")


def _is_place(word: str, text: str, end: int) -> bool:
    """Whether 里 or 上 at the end of a word stands for a place: 家里, 桌子上; not 公里, 同比上涨."""
    before, after = text[end - 2], text[end : end + 1]
    if len(word) > 1 and not tag(word).startswith(("s", "f", "n", "t")):
        return not tag(word) and before not in _NUMERAL
    if len(word) > 1 and word[-1] == "里":
        return before not in _NUMERAL and word[-2:] not in (
            "公里",
            "英里",
            "海里",
            "邻里",
            "故里",
            "乡里",
            "首里",
        )
    if len(word) > 1:
        return word in tone_words("neutral")
    if before in _NUMERAL:
        return False
    if word == "里":
        return after not in ("程", "屋", "弄", "斯", "约")
    return after not in _AFTER_PLACE and before not in _NOT_A_VERB and _is_noun(text, end - 1)


def _is_noun(text: str, end: int) -> bool:
    """Whether a noun ends there, by the longest word of the dictionary."""
    for length in (4, 3, 2, 1):
        kind = tag(text[max(0, end - length) : end]) if end >= length else ""
        if kind:
            return kind.startswith(("n", "s"))
    return False


def _doubled(word: str, text: str, at: int) -> list[int]:
    """The second of a doubled verb: 看看, 想想, 看看书; doubled kin is in the list."""
    if len(word) == 2 and word[0] == word[1]:
        return [at + 1] if tag(word[0]).startswith("v") and word not in tone_words("adverb") else []
    begins_twice = len(word) == 2 and at and text[at - 1] == word[0] and text[at - 2 : at - 1] != word[0]
    if begins_twice and tag(word[0]) == "v":
        return [at]
    has_object = len(word) == 3 and word[0] == word[1] and tag(word) in ("", "v")
    return [at + 1] if has_object and tag(word[0]) == "v" else []


def _directions(word: str, text: str, at: int) -> list[int]:
    """来 and 去 of 走进来, 坐下去, 好起来: after a verb or an adjective and a direction."""
    found = []
    for match in re.finditer("(?<=[一-鿿])[起出进回过上下][来去]", text[max(0, at - 2) : at + len(word)]):
        place = max(0, at - 2) + match.start() + 1
        before = text[place - 2]
        follows_verb = before == "了" or (before not in _NOT_A_VERB and tag(before)[:1] in ("v", "a", "z"))
        if place >= at and follows_verb:
            found.append(place)
    return found
