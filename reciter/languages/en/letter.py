"""A alone: the article, or the letter (grade A, vitamin A, an A, A minor)."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"\b(?:grades?|vitamin|hepatitis|plan|type|class|group|section|an|the|straight|letter|point|side|appendix|part|exhibit"
    r"|option|answer|model|series|level|room|block|unit|option|bra|influenza|list|category|zone|team|letters?|major|from)\s"
    r"[“\"‘']?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[”\"’']?(?:\s(?:minor|major|flat|sharp|levels?|grades?|plus|minus|to Z|to [B-Z]\b|and B\b|or B\b|is for)\b"
    r"|[.,;:!?)\]]|\s*$|\s[A-Z](?![a-z])|-)"
)


def is_letter_a(text: str, at: int) -> bool:
    """Whether the `a` or `A` at an offset is the letter."""
    before, after = text[max(0, at - 12) : at], text[at + 1 : at + 12]
    if text[at] == "a":
        return bool(re.match(r"\s*[,.;:!?)]|\s*$", after) and not re.search(r"[\w’']$", before))
    if re.match(r"\s[a-z]", after) and re.search(r"(?:^|[.!?:;—–-]\s?|\n)[“\"‘'(\[*]*$", before):
        return bool(re.match(r"\s(?:is for|minor|major|flat|sharp|levels?|grade|student)\b", after))
    return bool(_BEFORE.search(before) or _AFTER.match(after) or re.search(r"\b[A-Z]\s$", before))
