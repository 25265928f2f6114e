"""Korean normalisation: every rule, in the order in which they claim text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from reciter.languages.ko import (
    abbreviation,
    counter,
    date,
    fraction,
    hanja,
    math,
    measure,
    money,
    number,
    ordinal,
    percent,
    range,
    roman,
    score,
    symbol,
    telephone,
    time,
    unit,
    url,
    year,
)
from reciter.text.rule import rewrite
from reciter.text.scripts import HAN
from reciter.text.span import Rewrite

_LATIN = "[A-Za-z]"
_RANGE_SIGN = "[~–—-]"
_MYRIAD = "[십백천만억조]"
# Every class in the order in which they claim text, and what a text must have for the class to be tried at all.
# Every class in the order in which they claim text, and what a text must have, all of it, for the class to be tried.
_CLASSES = (
    (url, (_LATIN, r"[./@]")),
    (date, (r"\d", r"[월일]|\d[-/.·ㆍ]\s?\d")),
    (year, (r"\d", r"\d\s?년|학번|[A-E]\.?[CDE]|[(（]\d{4}")),
    (telephone, (r"\d{3}|0\d|\+\d",)),
    (
        money,
        (
            r"\d",
            rf"[₩￦$€£¥₽₹฿₫₱₿]|[A-Z]{{3}}|\d{_MYRIAD}*\s?(?:[원달엔유위파센페루프마리밧링크전]|{_RANGE_SIGN})",
        ),
    ),
    (percent, ("[%‰]|퍼|프로|bp",)),
    (measure, (r"\d", r"[A-Za-zÅμℓΩ㎀-㏟℃℉°º′″]|-\d")),
    (time, (r"\d", r"[시분초:：]|\d\s?[AaPp]\.?[Mm]")),
    (unit, ("[A-Za-zÅμℓΩ㎀-㏟℃℉°]",)),
    (math, ("[+=×÷<>≥≤≧≦≠√±≈≒^*¹²³⁰-⁹ⁿ₀-₉]",)),
    (roman, ("[IVXLCDMⅠ-ⅿ]",)),
    (abbreviation, (rf"{_LATIN}|[㈔㈜№℡©®™㏇#]|[(][주사재][)]",)),
    (symbol, ("[&＆@#§※☎→⇒↔○●◯◎+＋×✕ㄱ-ㅣα-ωΑ-Ω]",)),
    (score, (r"\d", r"[:：∶대]|\d\s?-\s?\d|\d[승무패]")),
    (fraction, (r"[½⅓⅔¼¾⅐-⅞]|\d\s?[/⁄]|\d\s?분의",)),
    (ordinal, (r"\d\s?[가-힣]|제\s?\d",)),
    (counter, (rf"\d{_MYRIAD}?\s?(?:[가-힣,]|{_RANGE_SIGN})",)),
    (range, (r"\d", _RANGE_SIGN)),
    (number, (r"[0-9①-⒇❶-❿⓪]",)),
    (hanja, (rf"[{HAN}]",)),
)
_ORDERED = tuple(
    (tuple(re.compile(gate, re.ASCII) for gate in gates), module.RULES) for module, gates in _CLASSES
)
_LETTERS = tuple(index for index, _ in enumerate("abcdefghijklmnopqrstuvwxyz"))
# Full-width figures, letters and signs, one character for one.
_WIDE = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９％＄＋－／＝＃＆．＊（）"}
_WIDE |= {first + i: chr(first + i - 0xFEE0) for first in map(ord, "Ａａ") for i in _LETTERS}
_WIDE |= {
    ord("\u00b5"): "μ",
    ord("\u2126"): "Ω",
    ord("\u212b"): "Å",
    ord("\u212a"): "K",
}  # one sign, two code points
_WIDE |= {
    ord("￥"): "¥",
    ord("−"): "-",
    ord("∼"): "~",
    ord("〜"): "~",
    ord("～"): "~",
    0xA0: " ",
    0x2011: "-",
    0x2010: "-",
}
# Text without any of these is read as it stands.
_SIGNS = re.compile(
    rf"[0-9０-９A-Za-zＡ-Ｚａ-ｚ%％‰½⅓⅔¼¾⅐-⅞Ⅰ-ⅿ①-⒇❶-❿⓪㎀-㏟㈔㈜№℡℃℉℗©®™×÷=≈≒≠≥≤±√&＆@#§※☎→⇒↔○●◯⁰-⁹ⁿ₀-₉¹²³+\xb5\u2126ℓㄱ-ㅣα-ωΑ-Ω]"
    rf"|[(（](?:주|사|재)[)）]|[{HAN}]"
)


def normalise(text: str) -> list[Rewrite]:
    """Find what is read in another way than it is written; see `reciter.text.language.Language.normalise`."""
    if not _SIGNS.search(text):
        return []
    folded = text.translate(_WIDE)
    return rewrite(folded, chain.from_iterable(rules for gates, rules in _ORDERED if _is_open(gates, folded)))


def _is_open(gates: Sequence[re.Pattern[str]], text: str) -> bool:
    return all(gate.search(text) for gate in gates)
