"""Chapter headings in plain text, in English, Chinese, Japanese and Korean."""

from __future__ import annotations

import re

from reciter.manuscript.characters import collapse

MAX_HEADING_CHARACTERS = 60
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last"
_COUNT = rf"(?:\d{{1,4}}|[ivxlcdm]{{1,8}}|(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES}|the\s+(?:{_ORDINALS}))\b"
_HAN_COUNT = r"[0-9０-９〇零一二三四五六七八九十百千廿卅两兩壹贰叁肆伍陆柒捌玖拾]{1,8}"
_KOREAN_COUNT = r"(?:\d{1,4}|[일이삼사오육칠팔구십백]{1,5})"
_REST = r"(?:\s*[.:：、—–-]\s*\S.*|\s*[.:]?|\s+\S.*)"

_PART = re.compile(
    rf"(?:(?:part|book|volume)\s+{_COUNT}{_REST}|第\s*{_HAN_COUNT}\s*[部卷編编篇集](?:[\s:：、—].*|[^，。！？,]{{0,20}})|[上中下]\s*[篇部卷巻編编]"
    rf"|제\s*{_KOREAN_COUNT}\s*[부권편](?:[\s.:].*)?)",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    rf"(?:chapter\s+{_COUNT}{_REST}|(?:prologue|epilogue|preface|foreword|introduction|afterword|interlude|conclusion)(?:\s*[.:—–-]\s*\S.*|[.:]?)"
    rf"|第\s*{_HAN_COUNT}\s*[章回节節话話幕](?:[\s:：、—].*|[^，。！？,]{{0,30}})"
    rf"|(?:序章|终章|終章|楔子|引子|尾声|尾聲|序言|前言|后记|後記|あとがき|まえがき|序幕|番外[篇編编]?|프롤로그|에필로그|プロローグ|エピローグ)(?:[\s:：、—].*)?"
    rf"|제?\s*{_KOREAN_COUNT}\s*[장화회](?:[\s.:].*)?)",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[,，;；]$|[。！？]$")


def heading_level(line: str) -> int:
    """Whether a line is a heading.

    Args:
        line: one line of text.

    Returns:
        1 for a part, 2 for a chapter, 0 for anything else. `Chapter 3 was long, and …` is no heading: it is too long or
        ends like a sentence.
    """
    text = collapse(line)
    if not text or len(text) > MAX_HEADING_CHARACTERS or _ENDS_SENTENCE.search(text):
        return 0
    if _PART.fullmatch(text):
        return 1
    return 2 if _CHAPTER.fullmatch(text) else 0
