"""Where Cantonese sentences end and where long ones may be cut."""

from __future__ import annotations

import re

from reciter.text.han_borders import han_sentence_ends
from reciter.text.segmentation import punctuation_clause_ends

# A speech tag closes its clause: 「好嗎？」佢問。 「行啦！」阿媽嗌佢：
_SPEECH_TAG = re.compile(
    r"[^，。！？；：、…“”「」『』\s]{0,10}?"
    r"(?:[說説话話講讲問问答嗌叫喊笑哭吼嘆叹鬧闹]道|(?<![電电神笑廣广童])[話话]|(?<![小傳传])[說説说]|[講讲問问答嗌鬧闹](?![題题案卷])|回應|补充|補充)"
    r"[着著住咗緊返]?(?:[佢我你]哋?)?(?:[。，：；！？]|$)"
)
_GOES_ON = re.compile(r"\s?(?:[，、；：,]|嘅(?!確)|[的地得](?![確确士方球上了]))")


def sentence_ends(text: str) -> list[int]:
    """Offsets one past each sentence's last character, closing quotes and brackets included.

    A mark ends nothing inside a title or a quotation that a clause runs through (佢話「好。」就走咗), nor before a
    speech tag (「好嗎？」佢問。).
    """
    return han_sentence_ends(text, speech_tag=_SPEECH_TAG, goes_on=_GOES_ON)


def clause_ends(text: str) -> list[int]:
    """Offsets one past each place with punctuation where a long sentence may be cut; never inside a number."""
    return punctuation_clause_ends(text)
