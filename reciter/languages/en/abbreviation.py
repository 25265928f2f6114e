"""Abbreviations: Mr. · Dr. · St. · No. 5 · etc. · e.g. · U.S. · J. R. R. Tolkien."""

from __future__ import annotations

import re

from reciter.languages.en.rule import Rule, closes_sentence, rule

# Before a name: never the end of a sentence.
TITLES = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Messrs": "Messieurs", "Mme": "Madame", "Mlle": "Mademoiselle",
    "Dr": "Doctor", "Prof": "Professor", "Rev": "Reverend", "Fr": "Father", "Capt": "Captain", "Gen": "General",
    "Col": "Colonel", "Maj": "Major", "Lt": "Lieutenant", "Sgt": "Sergeant", "Cpl": "Corporal", "Cmdr": "Commander",
    "Adm": "Admiral", "Gov": "Governor", "Sen": "Senator", "Rep": "Representative", "Pres": "President",
    "Hon": "Honorable", "Mt": "Mount", "Ft": "Fort",
}  # fmt: skip
# Said at full length wherever they stand.
WORDS = {
    "etc.": "et cetera", "e.g.": "for example", "i.e.": "that is", "E.g.": "For example", "I.e.": "That is",
    "WWII": "World War Two", "WWI": "World War One", "vs.": "versus", "vs": "versus", "cf.": "compare",
    "viz.": "namely", "approx.": "approximately", "Inc.": "Incorporated", "Ltd.": "Limited", "Corp.": "Corporation",
    "Bros.": "Brothers", "Co.": "Company", "dept.": "department", "Dept.": "Department", "Jr.": "Junior",
    "Sr.": "Senior",
    "Jr": "Junior", "al.": "al", "ibid.": "ibidem", "Esq.": "Esquire", "Blvd.": "Boulevard", "Ave.": "Avenue",
    "Univ.": "University", "incl.": "including", "w/o": "without", "w/": "with", "a.k.a.": "also known as",
}  # fmt: skip
# Before a number only.
NUMBERED = {
    "No": "Number", "no": "number", "Nos": "Numbers", "nos": "numbers", "№": "Number", "Vol": "Volume", "vol": "volume",
    "vols": "volumes", "Ch": "Chapter", "ch": "chapter", "Chap": "Chapter", "chap": "chapter", "pp": "pages",
    "p": "page",
    "P": "Page", "Fig": "Figure", "fig": "figure", "Figs": "Figures", "figs": "figures", "Eq": "Equation",
    "eq": "equation", "Sec": "Section", "sec": "section", "Art": "Article", "art": "article", "ver": "version",
    "Op": "Opus", "op": "opus", "c": "circa", "ca": "circa", "Pt": "Part", "pt": "part", "l": "line", "ll": "lines",
    "v": "verse", "vv": "verses", "n": "note", "b": "born", "d": "died", "fl": "flourished", "r": "reigned",
}  # fmt: skip
_LAST_PARTS = {re.split(r"\W", word.rstrip("."))[-1] for word in WORDS}
ABBREVIATED = frozenset({*TITLES, *NUMBERED, *_LAST_PARTS, "St", "D"})
"""What stands right before the stop of an abbreviation; single letters may too."""
_NAME = r"[A-Z][\w’'-]+"


def _title(match: re.Match[str]) -> str:
    return TITLES[match[1]]


def _word(match: re.Match[str]) -> str:
    stop = "." if match[0].endswith(".") and closes_sentence(match) else ""
    return WORDS[match[0]] + stop


def _numbered(match: re.Match[str]) -> str:
    return NUMBERED[match[1]]


def _street_or_drive(match: re.Match[str]) -> str:
    stop = "." if closes_sentence(match) else ""
    return f"{match[1]}{'Street' if match[2] == 'St' else 'Drive'}{stop}"


def _letters(match: re.Match[str]) -> str:
    """U.S. → U S; the stop stays at the end of a sentence."""
    letters = " ".join(re.findall(r"[A-Za-z]", match[0])).upper()
    return letters + ("." if closes_sentence(match) else "")


def _initials(match: re.Match[str]) -> str:
    return " ".join(re.findall("[A-Z]", match[0])) + " "


def _degree(match: re.Match[str]) -> str:
    """Ph.D. → P H D, M.Sc. → M S C, D.Phil. → D Phil; the stop stays at the end of a sentence."""
    written = re.sub(r"[.\s]", "", match[0])
    said = f"{written[0]} Phil" if written.endswith("Phil") else " ".join(written.upper())
    return said + ("." if closes_sentence(match) else "")


def _alternatives(table: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))


RULES: tuple[Rule, ...] = (
    rule(
        "abbreviation",
        r"(?<![\w.])(?:Ph\.?\s?D|M\.?\s?Phil|D\.?\s?Phil|B\.?\s?Sc|M\.?\s?Sc)\.(?!\w)",
        _degree,
    ),
    rule(
        "abbreviation",
        r"\b(\d+(?:st|nd|rd|th)\s|\d+\s[A-Z]\w+\s|[A-Z]\w+\s)(St|Dr)\.(?=\s*(?:[,;)]|$|[a-z]))",
        _street_or_drive,
    ),
    rule("abbreviation", rf"\bSt\.?(?=\s{_NAME})", lambda _: "Saint"),
    rule("abbreviation", rf"\b({_alternatives(TITLES)})\.(?=\s?(?:[A-Z]|&|$))", _title),
    rule("abbreviation", rf"\b({'|'.join(('Mr', 'Mrs', 'Ms', 'Dr'))})(?=\s[A-Z])", _title),
    rule(
        "abbreviation",
        rf"(?<![\w.])(?:{_alternatives({w: s for w, s in WORDS.items() if w.endswith('.')})})(?!\w)",
        _word,
    ),
    rule("abbreviation", r"(?<![\w.])(?:vs|Jr|WWII?)(?!\w|\.\w)", _word),
    rule("abbreviation", r"(?<!\w)w/o?(?=\s)", _word),
    rule("abbreviation", rf"(?<![\w.])({_alternatives(NUMBERED)})\.(?=\s?\d)", _numbered),
    rule("abbreviation", r"(?<![\w.])(№)(?=\s?\d)", _numbered),
    rule("abbreviation", r"(?<![\w.])(pp|p)(?=\s\d)", _numbered),
    rule("abbreviation", r"(?<![\w.])(?:[A-Z]\.\s?)+(?=[A-Z][a-z]{2,})", _initials),
    rule("abbreviation", r"(?<![\w.])(?:[A-Z]\.){2,}(?:[A-Z](?=['’]s))?", _letters),
    rule("abbreviation", r"(?<![\w.])[ap]\.\s?m\.", _letters),
)
