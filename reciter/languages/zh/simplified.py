"""Traditional characters → simplified ones, character by character, so that one dictionary serves both scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_OTHERS = {"妳": "你", "牠": "它", "祂": "他", "裏": "里", "麽": "么", "爲": "为"}
_DRY = re.compile("乾(?![隆坤陵卦元清县縣安宁寧嘉道德纲綱])(?<!康乾)")
_PARTICLE = re.compile(
    "著(?![名作称稱述者书書录錄有])(?<![名巨原显顯卓昭专專论論编編译譯土合所拙新遗遺撰共]著)"
)


@lru_cache(maxsize=1)
def _table() -> Mapping[int, str]:
    """Pairs of the Open Chinese Convert project (`TSCharacters.txt`, Apache-2.0); the first of several is taken."""
    text = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if "\t" in line)
    first = {ord(one): several.split()[0] for one, several in pairs}
    first |= {ord(one): other for one, other in _OTHERS.items()}
    return {one: other for one, other in first.items() if len(other) == 1 and chr(one) != "乾"}


@lru_cache(maxsize=1024)
def simplify(text: str) -> str:
    """Write a text in simplified characters; the length stays the same, simplified text stays as it is.

    What stands for two words is told by its neighbours: 乾 is 干 except in names (乾隆), and in traditional text 著 is
    着 except in 著名 and the like.
    """
    plain = text.translate(_table())
    if "著" in plain and plain != text:
        plain = _PARTICLE.sub("着", plain)
    return _DRY.sub("干", plain) if "乾" in plain else plain
