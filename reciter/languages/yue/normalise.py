"""Cantonese normalisation: every rule, in the order in which they claim text."""

from __future__ import annotations

import re
from dataclasses import replace

from reciter.languages.yue import (
    abbreviation,
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
from reciter.text import han_script
from reciter.text.han_spacing import without_spacing
from reciter.text.rule import Rule, rewrite
from reciter.text.span import Rewrite

_LATIN = "A-Za-z"
_GREEK = "Α-Ωα-ω"
# Classes in the order in which they claim text, and the signs of which a text must hold one for a class to apply.
_CLASSES: tuple[tuple[tuple[Rule, ...], str], ...] = (
    (url.RULES, ".@/"),
    (telephone.RULES, "0-9"),
    (date.RULES, "年月日號/.-"),
    (year.RULES, "年代後版屆季財©s(（《“「~～〜∼—–-"),
    (money.RULES, f"$¥€£₩฿₹₫₱{_LATIN}"),
    (percent.RULES, "%‰‱"),
    (measure.RULES, f"°º℃℉ÅμΩ²³㎡㎏㎎㎞㎝㎜㎖㎥′″'{_LATIN}"),
    (unit.RULES, f"/℃℉°{_LATIN}Ωμ"),
    (time.RULES, ":：點時mMnN"),
    (abbreviation.RULES, _LATIN),
    (version.RULES, "."),
    (score.RULES, ":：∶比-"),
    (ordinal.RULES, "0-9G"),
    (fraction.RULES, "/⁄½⅓⅔¼¾⅐-⅞"),
    (figures.RULES, "0-9"),
    (range.RULES, "~～〜∼—–、-"),
    (roman.RULES, "IVXLCⅠ-ⅿ"),
    (math.RULES, "×✕÷=≈≒≡≠≥≤≦≧∝∈±√+<>*/−^⁻⁰¹²³⁴-⁹ⁿ₀-₉-"),
    (symbol.RULES, f"§&→/©®™℅{_GREEK}"),
    (number.RULES, "0-9○◯①-⑳⑴-⒇"),
)
_NEEDS = tuple((rules, re.compile(f"[{signs}]")) for rules, signs in _CLASSES)
# Text without any of these is read as it stands.
_WORTH_A_LOOK = re.compile(
    "[0-9０-９○◯½⅓⅔¼¾⅐-⅞Ⅰ-ⅿ①-⑳⑴-⒇×÷=≈≠≥≤±√&＆©®™℅§→/／⁰-⁹¹²³₀-₉㎏㎎㎞㎝㎜㎖㎥㎡℃℉^Α-Ωα-ω\xb5\u2126@]"
    "|://|[A-Za-z]\\.[A-Za-z]|[幾数數每半一二兩两三四五六七八九十百千万萬億亿][A-Za-z ]|单位|單位|[(（以][A-Za-zμ]"
    "|(?<![A-Za-z])[IVXLC]+(?![A-Za-z])|[vV]\\.?[sS]?\\.?|G/F"
)


def normalise(text: str) -> list[Rewrite]:
    """Find what is read in another way than it is written; see `reciter.text.language.Language.normalise`."""
    if not _WORTH_A_LOOK.search(text):
        return []
    folded = han_script.fold_traditional(text)
    possible = [rule for rules, needs in _NEEDS if needs.search(folded) for rule in rules]
    changes = without_spacing(text, rewrite(folded, possible))
    if han_script.is_simplified(text):
        changes = [replace(change, spoken=han_script.to_simplified(change.spoken)) for change in changes]
    return changes
