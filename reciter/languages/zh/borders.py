"""Where Chinese sentences end and where long ones may be cut."""

from __future__ import annotations

import re

from reciter.text.han_borders import han_sentence_ends
from reciter.text.segmentation import punctuation_clause_ends

_SPEECH_TAG = re.compile(
    r"[^，。！？；：、…“”「」『』\s]{0,10}?"
    r"(?:[说説問问答喊叫笑哭嚷吼叹嘆]道|[喊嚷吼]|(?<!小)[说説]|(?<![知味街报報频頻轨軌管渠隧赤跑人霸地])道|[问問答叫](?!题|題|案|卷|做|作)|回答|补充|補充|嘟囔|嘀咕)"
    r"[着著了]?(?:[。，：；！？]|$)"
)
_GOES_ON = re.compile(r"\s?(?:[，、；：,]|[的地得](?!确|確|方|球|上|了))")


def sentence_ends(text: str) -> list[int]:
    """Offsets one past each sentence's last character, closing quotes and brackets included.

    A mark ends nothing inside a title (《你好吗？》), inside a quotation or bracket that a clause runs through
    (他说“好。”就走了), before a speech tag (“好吗？”他问。), and in a macro's name (使用 println! 宏).
    """
    return han_sentence_ends(text, speech_tag=_SPEECH_TAG, goes_on=_GOES_ON)


def clause_ends(text: str) -> list[int]:
    """Offsets one past each place with punctuation where a long sentence may be cut; never inside a number."""
    return punctuation_clause_ends(text)
