"""Where Chinese sentences end and where long ones may be cut."""

from __future__ import annotations

import re

_HAN = "㐀-䶿一-鿿豈-﫿〇"
_CLOSERS = "”’」』）)】〕》〉\"'"
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "〔": "〕", "《": "》", "〈": "〉"}
_SPEECH_TAG = re.compile(r"[^，。！？；：、…“”「」『』\s]{0,10}?(?:说道?|问道?|答道?|喊道?|叫道?|笑道|道|嚷|吼|説|說道?|問道?|喊|叹道?|嘟囔|回答|补充|補充)[着著了]?[。，：；！？]")
_END = re.compile(
    rf"(?:[。！？；｡]|…+|(?<=[{_HAN}”」』）])(?:[!?;]|\.{{3,}}|\.(?=\s|$|[{_HAN}”」]))"
    rf"|(?<=[A-Za-z0-9])(?:[!?]|\.)(?=\s+[A-Z{_HAN}“「]|[{_CLOSERS}]*$)|(?<=[A-Za-z])[!?;](?=[{_HAN}]))"
    rf"[。！？!?…]*[{_CLOSERS}]*"
)
_CLAUSE = re.compile(
    rf"(?:[，、：；。！？…—–\n]+|(?<=[{_HAN}{_CLOSERS}])[,;:](?!\d)|[,;:](?=\s|[{_HAN}]))[{_CLOSERS}]*"
)
_GOES_ON = re.compile(r"\s?[，、；：,的地得]")


def sentence_ends(text: str) -> list[int]:
    """Offsets one past each sentence's last character, closing quotes and brackets included.

    A mark inside a title 《…》, inside a quotation or bracket that a clause runs through (他说“好。”就走了), and before
    a speech tag (“好吗？”他问。) ends nothing.
    """
    embedded = _embedded(text)
    ends = []
    for match in _END.finditer(text):
        last = match.end()
        inside = any(start < match.start() < end and last < end + 1 for start, end in embedded)
        if not inside and not _continues(text, match):
            ends.append(last)
    if text.strip() and (not ends or text[ends[-1] :].strip()):
        ends.append(len(text))
    return ends


def clause_ends(text: str) -> list[int]:
    """Offsets one past each comma, colon, semicolon, dash, line break or sentence mark; never inside a number."""
    return [match.end() for match in _CLAUSE.finditer(text)]


def _continues(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() :]
    if _GOES_ON.match(after):
        return True
    quoted = match[0][-1] in "”’」』\""
    return quoted and _SPEECH_TAG.match(after) is not None


def _embedded(text: str) -> list[tuple[int, int]]:
    """Stretches (opening sign, one past the closing sign) that a sentence runs through."""
    found, open_at = [], []
    for place, character in enumerate(text):
        if character in _PAIRS:
            open_at.append(place)
        elif open_at and character == _PAIRS[text[open_at[-1]]]:
            start = open_at.pop()
            if character in "》〉" or (start and _runs_on(text[start - 1])):
                found.append((start, place + 1))
    return found


def _runs_on(before: str) -> bool:
    return before.isalnum()
