"""Roman numerals: Chapter III · Henry VIII · World War II. A lone I stays the pronoun."""

from __future__ import annotations

import re

from reciter.languages.en.number import cardinal, ordinal
from reciter.languages.en.rule import Rule, rule
from reciter.languages.en.year import year
from reciter.text.roman import ROMAN, roman_value

_DIVISIONS = (
    "Chapter|Book|Part|Volume|Vol\\.|Act|Scene|Section|Canto|Letter|Article|Appendix|Figure|Table|Plate|Lesson|Psalm"
    "|Super Bowl|Stave|Fytte|Ode|Sonnet|Phase|Type|Class|Stage|Grade|Level|Mark|Title|Factor|Division|Exercise|Problem"
    "|Theorem"
)
_SMALL_DIVISIONS = "scene|chapter|section|part|book|canto|verse|page"
# Rulers and popes, and ships and machines never: their numeral is an ordinal.
_RULERS = (
    "Henry|Charles|Louis|George|Edward|Elizabeth|William|James|Richard|Philip|Pius|Paul|Leo|Nicholas|Alexander|Napoleon"
    "|Frederick|Catherine|Peter|Ivan|Gregory|Innocent|Benedict|Clement|Urban|Francis|Ferdinand|Mary|Christian|Ptolemy"
    "|Ramses|Rameses|Ramesses|Thutmose|Amenhotep|Darius|Xerxes|Artaxerxes|Otto|Haakon|Harald|Olaf|Gustav|Gustavus|Carlos"
    "|Alfonso|Alphonso|Juan|Wilhelm|Friedrich|Franz|Joseph|Leopold|Baldwin|Malcolm|Robert|David|Constantine|Theodosius"
    "|Justinian|Julius|Sixtus|Boniface|Adrian|Hadrian|John|Stephen|Eugene|Eugenius|Nicolas|Victor|Emmanuel|Umberto"
    "|Humbert|Albert|Andrew|Casimir|Sigismund|Selim|Murad|Mehmed|Mahmud|Mohammed|Suleiman|Abdul|Antiochus|Seleucus|Cleopatra"
    "|Kamehameha|Rama|Vittorio|Pedro|Maximilian|Rudolf|Rudolph|Matthias|Conrad|Lothair|Harold|Margaret|Anne|Isabella"
)


def _after_word(match: re.Match[str]) -> str:
    return match[1] + cardinal(roman_value(match[2])).capitalize()


def _ruler(match: re.Match[str]) -> str:
    return f"{match[1]} the {ordinal(roman_value(match[2])).capitalize()}"


def _lower(match: re.Match[str]) -> str | None:
    """Act III, scene ii: numerals in small letters."""
    return match[1] + cardinal(roman_value(match[2].upper())) if _NUMBER.fullmatch(match[2].upper()) else None


def _alone(match: re.Match[str]) -> str | None:
    number = roman_value(match[1])
    if number >= 400 and len(match[1]) < 4:
        return None  # MIX, DIM, CD: words and acronyms
    return year(number) if number >= 1000 else cardinal(number)


_NUMBER = re.compile(ROMAN)
_TWO_OR_MORE = rf"(?=[MDCLXVI]{{2,}}\b){ROMAN}"
_NUMERAL = rf"{_TWO_OR_MORE}|[VXLC](?![\w.])|I(?!\s[a-z]|['’]\w)"
RULES: tuple[Rule, ...] = (
    rule("roman", rf"\b((?:(?i:{_DIVISIONS})|World War)\s)({_NUMERAL})\b(?!['’]\w)", _after_word),
    rule("roman", rf"\b({_RULERS})\s({_TWO_OR_MORE}|(?<!Malcolm )[VX])\b(?!\.\s?[A-Z]\.)", _ruler),
    rule(
        "roman",
        rf"\b({_RULERS})\s(I)\b(?=[,;:.)]|['’]s\b|\s(?:of|was|and|had|who|died|reigned|ruled)\b|$)",
        _ruler,
    ),
    rule("roman", rf"\b((?i:{_SMALL_DIVISIONS})\s)([ivxl]+)\b(?!\w)", _lower),
    rule("roman", rf"^\s*({_TWO_OR_MORE}|[VX])(?=\.?\s*$|\.\s)", _alone),
    rule("roman", r"\b([A-Z][a-z]+\s)((?=[XVI]{2,})X{0,3}(?:IX|IV|V?I{0,3})(?<=[XVI]))\b(?!-)", _after_word),
    rule("roman", rf"(?<![\w.])(?=M[MDCLXVI]{{3,}}\b)({ROMAN})\b", _alone),
)
