"""The main language of a manuscript that does not name it: from its script, and from words that tell twins apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reciter.languages.yue.evidence import is_cantonese
from reciter.text.scripts import script_stretches

_SAMPLE_CHARACTERS = 50_000


def guess_language(texts: Iterable[str]) -> str:
    """The main language of texts: `ko`, `ja`, `yue`, `zh` or `en`.

    Hangul is Korean. Kana that are a twentieth of the eastern letters make Japanese. Han without them is Cantonese
    where words that only Cantonese has outnumber those that only standard Chinese has, else Chinese.
    """
    count = Counter[str]()
    sample: list[str] = []
    length = 0
    for text in texts:
        for stretch in script_stretches(text):
            count[stretch.script] += stretch.end - stretch.start
        if length < _SAMPLE_CHARACTERS:
            sample.append(text)
            length += len(text)
    kana = count["Hira"] + count["Kana"]
    if count["Hang"] > max(count["Latn"] / 4, count["Hani"], kana):
        return "ko"
    if kana * 20 > count["Hani"] + kana and kana > count["Latn"] / 4:
        return "ja"
    if count["Hani"] <= count["Latn"] / 4:
        return "en"
    return "yue" if is_cantonese("\n".join(sample)) else "zh"
