"""Words that a person should look at: polyphones that nothing decides, names, unknown characters, long numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reciter.languages.zh.polyphone import Choice, has_contexts
from reciter.languages.zh.reading import Word, read_with_choices
from reciter.languages.zh.simplified import simplify
from reciter.languages.zh.words import tag
from reciter.text.doubt import Doubt, DoubtKind

_FIGURES = re.compile("[零〇一二三四五六七八九幺]{7,}|[零〇一二两三四五六七八九十百千万亿点]{12,}")
# Polyphones whose ordinary reading is right wherever nothing around says otherwise, and those that grammar decides.
_SETTLED = frozenset(
    "的了着得地为好还都大会没子头们过看要中只血谁哪那这啊呢吗吧嘛啦哇呀哟哦喔噢么一不说给将教少便与和上来去数发当把"
    "号切什吓压划石车亲万"
)
_SURNAMES = frozenset("单仇解任曾查盖朴区尉纪华宁员覃隗逄冼缪祭翟乐燕")
_COMMON_SURNAMES = _SURNAMES | frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范方石姚谭"
    "廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_NOT_IN_NAMES = frozenset("的了着是有会要都也就和与在中上下里为得地将被把不很还更最只能可以时后前")
_TITLE = re.compile(
    "先生|女士|小姐|太太|夫人|公子|姑娘|同志|老师|师傅|博士|教授|经理|主任|大哥|大姐|师姐|师兄"
)


def doubts(text: str) -> list[Doubt]:
    """Find words whose reading was guessed; see `reciter.text.language.Language.doubts`."""
    plain = simplify(text)
    words, choices = read_with_choices(text)
    numbers = [match.span() for match in _FIGURES.finditer(plain)]
    found = [Doubt(start, end, "number", text[start:end]) for start, end in numbers]
    for word in words:
        if not any(start < word.start + len(word.text) and word.start < end for start, end in numbers):
            found += _of_word(word, plain, choices)
    return sorted(found, key=lambda doubt: doubt.start)


def _of_word(word: Word, plain: str, choices: Mapping[int, Choice]) -> Iterator[Doubt]:
    end = word.start + len(word.text)
    each = zip(range(word.start, end), word.syllables, strict=True)
    unknown = [place for place, syllable in each if not syllable]
    if unknown:
        yield from (Doubt(place, place + 1, "unknown", "") for place in unknown)
        return
    written = plain[word.start : end]
    open_places = [
        i for i in range(word.start, end) if choices[i].source == "default" and has_contexts(plain[i])
    ]
    guessed = "".join(plain[place] for place in open_places)
    if _is_name(written, plain[end : end + 2]) and (guessed or written[0] in _SURNAMES):
        yield _doubt("name", word)
    elif set(guessed) - _SETTLED and (len(written) == 1 or not tag(written)):
        yield _doubt("polyphone", word)


def _is_name(word: str, after: str) -> bool:
    """Whether a word is a person's name: by the dictionary, a title after it, or a guess after a surname."""
    if tag(word).startswith("nr") and tag(word) != "nrt":
        return len(word) > 1
    if len(word) == 1:
        return word in _SURNAMES and _TITLE.match(after) is not None
    return not tag(word) and word[0] in _COMMON_SURNAMES and not set(word[1:]) & _NOT_IN_NAMES


def _doubt(kind: DoubtKind, word: Word) -> Doubt:
    return Doubt(word.start, word.start + len(word.text), kind, f"[pinyin:{' '.join(word.syllables)}]")
