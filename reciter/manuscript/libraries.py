"""What free libraries put around the texts that they give: Project Gutenberg and Aozora Bunko."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reciter.book import Block

_GUTENBERG_START = re.compile(
    r"\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK\b.*\*\*\*", re.IGNORECASE
)
_GUTENBERG_END = re.compile(r"\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG EBOOK\b.*", re.IGNORECASE)
_AOZORA_SIGNS = "【テキスト中に現れる記号について】"
_AOZORA_SOURCE = re.compile(r"底本(?:の親本)?[：:]")
_HEADING = re.compile(r"［＃(?:「[^］]*」は|ここから)?(大|中|小)見出し(?:終わり)?］")
_LEVELS = {"大": 1, "中": 2, "小": 3}


def frame_of(blocks: Sequence[Block]) -> dict[int, str]:
    """Indexes of blocks that are the library's, not the author's, and the rule for each."""
    found: dict[int, str] = {}
    start = next((n for n, block in enumerate(blocks) if _GUTENBERG_START.search(block.text)), -1)
    end = next((n for n, block in enumerate(blocks) if _GUTENBERG_END.search(block.text)), len(blocks))
    if start >= 0 or end < len(blocks):
        found |= dict.fromkeys((*range(start + 1), *range(end, len(blocks))), "copyright")
    return found | _aozora(blocks)


def _aozora(blocks: Sequence[Block]) -> dict[int, str]:
    found: dict[int, str] = {}
    signs = next((n for n, block in enumerate(blocks) if block.text.startswith(_AOZORA_SIGNS)), -1)
    if signs >= 0:
        last = next((n for n in range(signs, len(blocks)) if blocks[n].kind == "scene-break"), signs)
        first = signs - 1 if signs and blocks[signs - 1].kind == "scene-break" else signs
        found |= dict.fromkeys(range(first, last + 1), "annotation")
    sources = (n for n, block in enumerate(blocks) if _AOZORA_SOURCE.match(block.text))
    source = next((n for n in sources if n > len(blocks) // 2), len(blocks))
    return found | dict.fromkeys(range(source, len(blocks)), "colophon")


def marked_heading(text: str) -> int:
    """Level of a line that Aozora Bunko's remark calls a heading; 0 for any other."""
    found = _HEADING.search(text)
    return _LEVELS[found[1]] if found else 0
