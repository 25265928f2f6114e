"""How Chinese text is read: pinyin by words, with the changes of tone that speech makes."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba

_HAN = re.compile("[㐀-䶿一-鿿〇]")
_ORDINAL_BEFORE = frozenset("第初星期周一二三四五六七八九十百千万零〇幺两点")
_NUMERAL_AFTER = frozenset("一二三四五六七八九十零〇幺")


def words(text: str) -> list[str]:
    """Cut a text into words; joined they are the text again."""
    return list(_tokenizer().cut(text))


def pinyin(text: str) -> list[str]:
    """Read a text's Han characters, as spoken: one syllable each, tone as a figure, 5 for the neutral tone.

    Args:
        text: normalised text; characters other than Han are passed over.

    Returns:
        Syllables such as `ni2 hao3`, with `v` for ü. Words decide between readings (银行 yin2 hang2, 行走 xing2 zou3).
    """
    chosen = [word for word in words(text) if _HAN.search(word)]
    return sandhi(chosen, [_reading_after(before, word) for before, word in zip(["", *chosen], chosen, strict=False)])


def sandhi(words: Sequence[str], readings: Sequence[Sequence[str]]) -> list[str]:
    """Change tones as speech does: 不 and 一 before other tones, third tones in a row.

    Within a word third tones change from the left (展览馆 zhan2 lan2 guan3); across words, the last syllable of a
    word changes when the next word still begins with a third tone.

    Args:
        words: words of Han characters.
        readings: syllables of each word with tone figures, one a character.

    Returns:
        All syllables in order.

    Source: 黄伯荣、廖序东《现代汉语》, 语音 · 音变.
    """
    characters = "".join("".join(_HAN.findall(word)) for word in words)
    changed = [_third_tones(list(reading)) for reading in readings]
    flat = [syllable for word in changed for syllable in word]
    flat = _third_tones_between(flat, [len(word) for word in changed])
    for place, character in enumerate(characters):
        if character == "不":
            flat[place] = _bu(characters, flat, place)
        elif character == "一":
            flat[place] = _yi(characters, flat, place)
    return flat


def _third_tones(syllables: list[str]) -> list[str]:
    for place in range(len(syllables) - 1):
        if syllables[place][-1] == "3" and syllables[place + 1][-1] == "3":
            syllables[place] = syllables[place][:-1] + "2"
    return syllables


def _third_tones_between(flat: list[str], lengths: Sequence[int]) -> list[str]:
    border = 0
    for length in lengths[:-1]:
        border += length
        if 0 < border < len(flat) and flat[border - 1][-1] == "3" and flat[border][-1] == "3":
            flat[border - 1] = flat[border - 1][:-1] + "2"
    return flat


def _bu(characters: str, flat: Sequence[str], place: int) -> str:
    following = flat[place + 1][-1] if place + 1 < len(flat) else ""
    if _between_twins(characters, place):
        return "bu5"
    return "bu2" if following == "4" else "bu4"


def _yi(characters: str, flat: Sequence[str], place: int) -> str:
    before, after = characters[place - 1 : place], characters[place + 1 : place + 2]
    if not after or after in _NUMERAL_AFTER or before in _ORDINAL_BEFORE:
        return "yi1"
    if _between_twins(characters, place):
        return "yi5"
    if after in "月日号楼班":
        return "yi1"  # the first of them, not one of them
    return "yi2" if flat[place + 1][-1] in "45" else "yi4"


def _between_twins(characters: str, place: int) -> bool:
    """Whether a character stands between two of a kind: 看一看, 好不好."""
    return 0 < place < len(characters) - 1 and characters[place - 1] == characters[place + 1]


def _reading_after(before: str, word: str) -> list[str]:
    """Reading of a word; the particles 得 and 地, words of their own, are not the verb and the noun."""
    if word == "得" or (word == "地" and len(before) > 1):
        return ["de5"]
    return _readings(word)


@cache
def _readings(word: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin  # here, because its tables take a while to load

    han = "".join(_HAN.findall(word)).replace("〇", "零")
    return list(lazy_pinyin([han], style=Style.TONE3, neutral_tone_with_five=True, v_to_u=False))


@cache
def _tokenizer() -> jieba.Tokenizer:
    with warnings.catch_warnings():
        # jieba 0.42.1 has invalid escapes and asks for pkg_resources; both are its own affair.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)  # it prints its loading times to stderr otherwise
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(_cache_folder())  # its default, the shared /tmp, lets others plant a cache
    return tokenizer


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    folder = user_cache_path("reciter") / "jieba"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
