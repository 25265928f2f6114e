"""Particles at the end of a question: 真㗎？ asks with its tone, 點解㗎？ leaves the asking to its question word."""

from __future__ import annotations

import re

# A falling particle makes a question of a statement; where a word asks already, the particle keeps its own tone.
_FALLING = {"呀": "aa4", "啊": "aa4", "㗎": "gaa4"}
_CLAUSE = re.compile(r"[^，。！？；：,.!?;:、…「」『』“”\s]*$")
_ASKS = re.compile("[邊边乜咩點点幾几誰谁]|係咪|系咪|有冇|未$|定[係系]|(.)唔\\1")
_MARK = re.compile(r"[」』”’]*[？?]")


def question_tone(text: str, at: int) -> str:
    """The syllable of a particle that makes a question of what is said before it; empty where there is none.

    Args:
        text: normalised text.
        at: offset of the particle.
    """
    falling = _FALLING.get(text[at], "")
    if not falling or not _MARK.match(text, at + 1):
        return ""
    clause = _CLAUSE.search(text[max(at - 30, 0) : at])
    return "" if clause and _ASKS.search(clause[0]) else falling
