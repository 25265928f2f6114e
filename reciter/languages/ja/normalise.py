"""Japanese normalisation: every rule, in the order in which they claim text."""

from __future__ import annotations

import re

from reciter.languages.ja import (
    abbreviation,
    counter,
    date,
    figures,
    fraction,
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
    version,
    year,
)
from reciter.text.rule import rewrite
from reciter.text.span import Rewrite

# Classes in the order in which they claim text, each with what a text must have for it to be worth a look.
_CLASSES = tuple(
    (re.compile(needs), module.RULES)
    for module, needs in (
        (url, r"://|@|[A-Za-z]\."), (telephone, r"\d"), (year, "[年sシADBHMRST（(]"), (date, r"\d"),
        (money, r"[$¥€£₩₹₽A-Z]"), (percent, "[%‰]"), (measure, r"[\d⁰-⁹¹²³]"),
        (unit, "[A-Za-zμΩℓ㋀-㋋㌀-㏿]"), (time, r"\d"), (abbreviation, r"[\d№§&㈱㍿㈲©℡㍻㍼㍽㍾㋿]"),
        (version, r"\d\.\d"), (score, r"\d\s?[-:：∶対]"), (fraction, r"[\d½⅓⅔¼¾⅐-⅞]"), (ordinal, r"\d"),
        (range, r"\d|[一二三四五六七八][、・]"), (figures, r"\d"), (roman, "[IVXLCⅠ-ⅿ]"),
        (math, "[×÷=≈≒≠≥≧≤≦<>±√+*/⁰-⁹ⁿ¹²³₀-₉^-]"), (counter, r"\d"), (number, r"[\d①-⒇]|[〇一二三四五六七八九][・．]"),
        (symbol, "[^\\d\\sA-Za-zぁ-んァ-ヶー一-鿿、。「」]|[〇□]"),
    )
)  # fmt: skip
_ALPHABET = tuple(index for index, _ in enumerate("abcdefghijklmnopqrstuvwxyz"))
# Full-width figures, letters and signs, one character for one.
_WIDE = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９％＄＋－／＝＃＆．＊"}
_WIDE |= {first + i: chr(first + i - 0xFEE0) for first in map(ord, "Ａａ") for i in _ALPHABET}
_WIDE |= {ord("￥"): "¥", ord("−"): "-"}
_WIDE |= {
    ord("\u00b5"): "μ",
    ord("\u2126"): "Ω",
    ord("\u212b"): "Å",
    ord("\u212a"): "K",
}  # one sign, two code points
# Text without any of these is read as it stands.
_SIGNS = re.compile(
    "[0-9０-９½⅓⅔¼¾⅐-⅞Ⅰ-ⅿ①-⑳⑴-⒇×÷=＝≈≒≠≥≤±√&＆©®™㈱㈲℡㊀-㋿㌀-㏿§⁰-⁹ⁿ₀-₉¹²³^〇○◯◎●✕△▲□■☆★※〒∞♂♀♯♭@＠∴∵♨㈪-㈰"
    "〜～~→⇒➡゠+＋%％‰]|://|[A-Za-z]\\.[A-Za-z]|(?<![A-Za-z])[IVXLC]+(?![A-Za-z])|[一二三四五六七八九〇][、・．][〇一二三四五六七八九]"
    "|[一二三四五六七八九十百千万億数何半]\\s?[a-zA-Zμℓ]|[一二][〇零一二三四五六七八九]{3}年|[ァ-ヶぁ-ん一-鿿]/|[A-Za-zμ](?:単位|当たり|あたり|換算|以[上下]|表示|程度)|[#＃]"
)


def normalise(text: str) -> list[Rewrite]:
    """Find what is read in another way than it is written; see `reciter.text.language.Language.normalise`."""
    if not _SIGNS.search(text):
        return []
    plain = text.translate(_WIDE)
    return rewrite(plain, [rule for needs, rules in _CLASSES if needs.search(plain) for rule in rules])
