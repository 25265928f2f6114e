"""Where Internet addresses stand in Chinese text, and what their parts are; each language says them its own way."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from reciter.text.rule import Rule, rules

PART = re.compile(r"[A-Za-z]+|\d+|[^\s]")
"""A word, a number or a sign of an address."""

_TAIL = r"[\w./~%?=&#+:-]*[\w/]"
_LABEL = r"[A-Za-z\d][\w-]{0,62}"  # at most 63 characters (RFC 1035): unbounded, long runs cost their square


def address_rules(top: str, say: Callable[[re.Match[str]], str]) -> tuple[Rule, ...]:
    """Rules `url` for addresses of any scheme, of mail, with www, and bare ones.

    Args:
        top: alternatives of a pattern: top-level domains by which a bare address is known.
        say: how the address in the first group is said.
    """
    return rules(
        "url",
        (rf"(?<!\w)(?:https?|ftp)://({_TAIL})", say),
        (r"(?<![\w.@])(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", say),
        (rf"(?<![\w.@/])(www\.[\w-]+(?:\.[\w-]+)+(?:/{_TAIL})?)", say),
        (rf"(?<![\w.@/:])({_LABEL}(?:\.{_LABEL})*\.(?:{top})(?:/{_TAIL})?)(?!\w)", say),
    )


def said_part(
    part: str,
    *,
    is_first: bool,
    top: str,
    as_words: Collection[str],
    signs: Mapping[str, str],
    number: Callable[[str], str],
) -> str:
    """A part of an address: www and short domains letter by letter in capitals, numbers by `number`, signs by name."""
    if part.isdigit():
        return number(part)
    is_spelled = part == "www" or (not is_first and re.fullmatch(top, part) and part not in as_words)
    return part.upper() if is_spelled else signs.get(part, part)
