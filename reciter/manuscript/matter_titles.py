"""Titles of front and back matter in English, Chinese, Japanese and Korean."""

from __future__ import annotations

import re
from pathlib import Path

from reciter.manuscript.characters import collapse

_FILE = Path(__file__).with_suffix(".tsv")


def _read(file: Path) -> dict[str, str]:
    """Title → rule."""
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {title: rule for rule, *titles in rows for title in titles}


_BY_TITLE = _read(_FILE)
_ADVERT = re.compile(
    r"(?:also|other (?:books|titles|works)|more(?: books)?|books) by\b.*|praise for\b.*", re.IGNORECASE
)
_DECORATION = re.compile(r"^[\s【［\[（(《〈「『*·•—–-]+|[\s】］\]）)》〉」』*·•—–:：.。-]+$")
_AFTER_PARTS = re.compile(
    r"(?:the\s+)?(?:epilogue|appendix|appendices|afterword|postscript|acknowledge?ments?|about the|notes|endnotes"
    r"|glossary|index|bibliography|conclusion|colophon)\b|(?:尾声|尾聲|终章|終章|后记|後記|附录|附錄|跋|致谢|謝辭|あとがき|付録|附録"
    r"|エピローグ|解説"
    r"|에필로그|부록|후기|감사의 말|작가의 말|옮긴이의 말)",
    re.IGNORECASE,
)


def rule_of_title(title: str) -> str:
    """The rule that a title alone would put a document under; empty if it is none of front or back matter.

    `Introduction`, `Preface`, 前言, 序 and the like are body.
    """
    plain = _DECORATION.sub("", collapse(title)).casefold()
    squeezed = plain.replace(" ", "") if not plain.isascii() else plain
    return _BY_TITLE.get(plain) or _BY_TITLE.get(squeezed) or ("advert" if _ADVERT.fullmatch(plain) else "")


def ends_a_part(title: str) -> bool:
    """Whether what has such a title stands outside the parts of a book."""
    return _AFTER_PARTS.match(title.strip()) is not None or rule_of_title(title) != ""


def is_front_title(title: str) -> bool:
    """Whether a title is that of a cover, a title page or the like, which hold no chapters."""
    return rule_of_title(title) in {"cover", "title-page", "copyright", "imprint", "colophon", "toc"}
