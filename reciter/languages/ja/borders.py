"""Where Japanese sentences end and where long ones may be cut."""

from __future__ import annotations

import re

from reciter.text.han_borders import embedded_stretches, is_inside, last_mark
from reciter.text.segmentation import eastern_sentence_ends, punctuation_clause_ends

_MARKS = "。！？｡"
# What a quoted sentence goes on with: 「行く。」と言った, 「はい。」って.
_GOES_ON = re.compile(
    r"\s?(?:[、，]|と(?!は限|ころ|き|にかく|ても)|って|なんて|などと|とか|だと|の(?!で)|を|[はがにも]、)"
)
_EXCLAIMED = re.compile(r"と(?:[言云いう思叫答問聞尋呟怒笑]|、)")
_NEXT_SPEAKER = re.compile("」(?=「)|』(?=『)")
_PAIRS = {"「": "」", "『": "』", "（": "）", "(": ")", "〈": "〉", "《": "》", "【": "】"}


def sentence_ends(text: str) -> list[int]:
    """Offsets one past each sentence's last character, closing quotes and brackets included.

    A mark ends nothing where the quotation goes on (「行く。」と言った) or inside a bracket in the middle of a
    sentence. A quotation without a mark ends where the next one opens (「はい」「いいえ」).
    """
    candidates = {
        *eastern_sentence_ends(text, marks=_MARKS),
        *(match.end() for match in _NEXT_SPEAKER.finditer(text)),
    }
    if not candidates:
        return []
    embedded = embedded_stretches(text, pairs=_PAIRS)
    return [end for end in sorted(candidates) if _is_end(text, end, embedded)]


def clause_ends(text: str) -> list[int]:
    """Offsets one past each place with punctuation where a long sentence may be cut; never inside a number."""
    return punctuation_clause_ends(text)


def _is_end(text: str, end: int, embedded: list[tuple[int, int]]) -> bool:
    if is_inside(text, end, embedded):
        return False
    goes_on = _GOES_ON if last_mark(text, end) < end - 1 else _EXCLAIMED
    return goes_on.match(text, end) is None
