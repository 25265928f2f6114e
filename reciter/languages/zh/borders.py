"""Where Chinese sentences end and where long ones may be cut."""

from __future__ import annotations

import re

from reciter.text.segmentation import CLOSERS, eastern_sentence_ends, punctuation_clause_ends

_MARKS = "。！？；｡…⋯"
_HAN = "㐀-䶿一-鿿〇"
_CLOSING = f"[{re.escape(CLOSERS)}]*"
_PAIRS = dict(zip("“‘「『（(【〔《〈", "”’」』）)】〕》〉", strict=True))
_TITLES = "》〉"
# Western marks end a Chinese sentence after a Han character, and after a Latin word if a new one clearly begins.
_ASCII_END = re.compile(
    rf"(?<=[{_HAN}”」』）])(?:[;]|\.{{3,}}|\.(?=[\s{_HAN}”」]|$)){_CLOSING}"
    rf"|(?<=[A-Za-z0-9)])\.{_CLOSING}(?=\s+[A-Z{_HAN}“「]|$)"
)
_SPEECH_TAG = re.compile(
    r"[^，。！？；：、…“”「」『』\s]{0,10}?"
    r"(?:[说説問问答喊叫笑哭嚷吼叹嘆]道|[喊嚷吼]|(?<!小)[说説]|(?<![知味街报報频頻轨軌管渠隧赤跑人霸地])道|[问問答叫](?!题|題|案|卷|做|作)|回答|补充|補充|嘟囔|嘀咕)"
    r"[着著了]?(?:[。，：；！？]|$)"
)
_GOES_ON = re.compile(r"\s?(?:[，、；：,]|[的地得](?!确|確|方|球|上|了))")
_EXCLAIMED_NAME = re.compile(rf"[A-Za-z_]!+\s?[{_HAN}]")


def sentence_ends(text: str) -> list[int]:
    """Offsets one past each sentence's last character, closing quotes and brackets included.

    A mark ends nothing inside a title (《你好吗？》), inside a quotation or bracket that a clause runs through
    (他说“好。”就走了), before a speech tag (“好吗？”他问。), and in a macro's name (使用 println! 宏).
    """
    candidates = {*eastern_sentence_ends(text, marks=_MARKS), *(match.end() for match in _ASCII_END.finditer(text))}
    if not candidates:
        return []
    embedded = _embedded(text)
    return [end for end in sorted(candidates) if _is_end(text, end, embedded)]


def clause_ends(text: str) -> list[int]:
    """Offsets one past each place with punctuation where a long sentence may be cut; never inside a number."""
    return punctuation_clause_ends(text)


def _is_end(text: str, end: int, embedded: list[tuple[int, int]]) -> bool:
    mark = end - 1
    while mark and text[mark] in CLOSERS:
        mark -= 1
    if any(start < mark < stop for start, stop in embedded) and text[end:].strip():
        return False
    if _GOES_ON.match(text, end) or _EXCLAIMED_NAME.match(text, mark - 1):
        return False
    return not (mark < end - 1 and _SPEECH_TAG.match(text, end))


def _embedded(text: str) -> list[tuple[int, int]]:
    """Stretches (opening sign, one past the closing sign) that a sentence runs through."""
    found: list[tuple[int, int]] = []
    open_at: list[int] = []
    for match in re.finditer("[“‘「『（(【〔《〈”’」』）)】〕》〉]", text):
        place, character = match.start(), match[0]
        if character in _PAIRS:
            open_at.append(place)
        elif open_at and character == _PAIRS[text[open_at[-1]]]:
            start = open_at.pop()
            # Opened right after a word, it belongs to the words around it.
            if character in _TITLES or (start and text[start - 1].isalnum()):
                found.append((start, place + 1))
    return found
