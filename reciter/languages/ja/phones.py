"""Japanese as phones of the published voice-cloning checkpoints: Open JTalk's phones with marks of accent.

`[` stands where the pitch rises, `]` where it falls, `UNK` between two accent phrases: the published frontend writes
`#` there, which is not in its own table of symbols, so that the checkpoints have learnt `UNK` as that border. Unvoiced
vowels are written like the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby, pairwise

from reciter.languages.ja import open_jtalk
from reciter.languages.ja.words import Word, words
from reciter.text.phones import PhoneText
from reciter.text.span import Reading

_BORDER = "UNK"
_RISE, _FALL = "[", "]"
_MARKS = {
    "、": ",", "，": ",", ",": ",", "；": ",", ";": ",", "：": ",", ":": ",", "､": ",", "。": ".", "．": ".", ".": ".",
    "｡": ".", "\n": ".", "！": "!", "!": "!", "？": "?", "?": "?", "…": "…", "‥": "…", "⋯": "…", "―": "-", "—": "-",
    "–": "-", "-": "-", "－": "-", "─": "-", "〜": "-", "～": "-",
}  # fmt: skip
# Phones of loan words that the published table lacks.
_SPLIT = {
    "kw": ("k", "w"),
    "gw": ("g", "w"),
    "ty": ("t", "y"),
    "sw": ("s", "w"),
    "fy": ("f", "y"),
    "vy": ("v", "y"),
}
_BETWEEN = re.compile("[」』”〉》][「『“〈《]|[（）()〔〕]")
_ENDS_MORA = frozenset(("a", "i", "u", "e", "o", "A", "I", "U", "E", "O", "N", "cl"))
_LABEL = re.compile(r"-([^+]+)\+[^/]*/A:([-\dx]+)\+([\dx]+)\+([\dx]+)/.*/F:([\dx]+)_")


def phones(text: str, readings: Sequence[Reading] = ()) -> PhoneText:
    """Pronounce normalised text; see `reciter.text.language.Language.phones`.

    Args:
        text: normalised Japanese.
        readings: readings over `text`; those in kana are obeyed.
    """
    said: list[str] = []
    spoken: list[str] = []
    for is_word, group in groupby(words(text, readings), key=lambda word: bool(word.pronounced)):
        stretch = list(group)
        if is_word and (stretch := list(dropwhile(_only_lengthens, stretch))):
            if spoken and spoken[-1] not in _MARKS.values():
                spoken.append(_BORDER)
            spoken += _stretch_phones([word.feature for word in stretch])
            said += (text[word.start : word.end] for word in stretch)
        elif not is_word and (mark := _mark(text[stretch[0].start : stretch[-1].end])):
            said.append(mark)
            spoken.append(mark)
    return PhoneText("".join(said), tuple(spoken))


def _only_lengthens(word: Word) -> bool:
    return not word.pronounced.strip("ー")


def _mark(written: str) -> str:
    """The mark that a run of punctuation is spoken with: its first one, but a bracket only when there is no other."""
    marks = [_MARKS[c] for c in written if c in _MARKS] + [","] * bool(_BETWEEN.search(written))
    return marks[0] if marks else ""


def _stretch_phones(features: Sequence[open_jtalk.Feature]) -> Iterator[str]:
    """Phones and accent marks of words without a pause between them."""
    matches = [_LABEL.search(label) for label in open_jtalk.labels(features)]
    for match, following in pairwise(match for match in matches if match and match[1] != "pau"):
        if match[1] == "sil":
            continue
        phone = match[1].lower() if match[1] in "AEIOU" else match[1]
        yield from _SPLIT.get(phone, (phone,))
        yield from _accent(match, following)


def _accent(match: re.Match[str], following: re.Match[str]) -> tuple[str, ...]:
    """What stands between a phone and the next: nothing inside a mora."""
    if match[1] not in _ENDS_MORA:
        return ()
    from_fall, mora, left, length = match[2], match[3], match[4], match[5]
    nxt = following[3]
    if left == "1" and nxt == "1":
        return (_BORDER,)
    if nxt == "xx" or int(nxt) != int(mora) + 1:
        return ()
    if from_fall == "0" and mora != length:
        return (_FALL,)
    return (_RISE,) if mora == "1" else ()
