"""Where Korean sentences end and where long ones may be cut."""

from __future__ import annotations

import re

from reciter.text.segmentation import CLOSERS, OPENERS, punctuation_clause_ends

_CLOSING, _OPENING = re.escape(CLOSERS), re.escape(OPENERS)
_END = re.compile(rf"[.!?…][.!?…]*[{_CLOSING}]*(?=[\s—–―{_OPENING}]|$)|[。！？｡][。！？｡…]*[{_CLOSING}]*")
# What a quotation goes on with: “가자.” 하고 말했다, “뭐?”라고 물었다.
_GOES_ON = re.compile(
    r"\s?(?:하고|하며|하면서|하는|하던|했다|라고|라며|라면서|라는|이라고|이라며|이라는|고\s|는\s|란\s|며\s|생각|중얼|외[쳤치]|물[었으]|말[했하]|대답|속삭|소리[쳤치]|되뇌|[,，、;:)）」』])"
)
_ABBREVIATED = re.compile(
    r"(?:^|[^A-Za-z])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|No|Nos|no|vs|Vol|vol|[Pp]{1,2}|Fig|Ch|cf|ed|eds|etc|al|Inc|Co|Ltd|e\.g|i\.e)$"
)
_NUMBERED = re.compile(r"(?:^|[\s(（])\d{1,4}$")
_LONGEST_INSERTION = 200
# Syllables with which a sentence that trails off may end; after others … is a hesitation.
_FINAL = frozenset("다요까죠지네군야라니어아해걸데게자냐래봐와어서마오소걸텐데")
# Endings that join clauses; a long sentence without commas may be cut after them.
_JOINING = re.compile(
    r"[가-힣](?:지만|는데|은데|면서|으며|므로|니까|거나|도록|자마자|려고|더니|든지|아서|어서|고서|다가)(?=\s)"
)


def sentence_ends(text: str) -> list[int]:
    """Offsets one past each sentence's last character, closing quotes and brackets included.

    A mark ends nothing before a particle or verb that a quotation goes on with (“가자.” 하고 말했다), in dates
    (2026. 11. 22.), after list numbers, initials and abbreviations, nor where … is a hesitation (나는… 몰라).
    """
    last = len(text.rstrip())
    return sorted(match.end() for match in _END.finditer(text) if _is_end(text, match, last))


def clause_ends(text: str) -> list[int]:
    """Offsets one past each place where a long sentence may be cut: punctuation, and endings such as -지만, -면서."""
    endings = (match.end() for match in _JOINING.finditer(text))
    return sorted({*punctuation_clause_ends(text), *(end for end in endings if end < len(text))})


def _is_end(text: str, match: re.Match[str], last: int) -> bool:
    """Whether a mark ends a sentence; `last` is one past the last character that is no white space."""
    start, end = match.span()
    mark = match[0].rstrip(CLOSERS)
    if mark != match[0] and (_GOES_ON.match(text, end) or (end < last and _is_inserted(text, start, end))):
        return False
    if end >= last:
        return True
    if mark == ".":
        return not _is_inner_stop(text, start)
    if mark.startswith(("…", "..")) and mark[-1] not in "!?":
        return text[start - 1 : start] in _FINAL or mark != match[0]
    return True


def _is_inserted(text: str, start: int, end: int) -> bool:
    """Whether a bracket that a sentence runs through closes here: 그가(정말일까?) 왔다."""
    bracket = {")": "(", "）": "（"}.get(text[end - 1], "")
    opening = text.rfind(bracket, max(start - _LONGEST_INSERTION, 0), start) if bracket else -1
    return opening > 0 and not text[opening - 1].isspace()


def _is_inner_stop(text: str, start: int) -> bool:
    """Whether a full stop belongs to a date, a list number, an initial or an abbreviation."""
    before = text[max(start - 12, 0) : start]
    if _ABBREVIATED.search(before):
        return True
    return bool(_NUMBERED.search(before))
