"""Signs that are said: &, @, +, #, ×, →, §, ♥; single letters of Hangul: ㄱ (기역), ㅋㅋ (크크)."""

from __future__ import annotations

import re

from reciter.languages.ko.letters import GREEK, HANGUL
from reciter.languages.ko.numeral import sino
from reciter.text.rule import rules

_LAUGHS = {"ㅋ": "크", "ㅎ": "흐", "ㅠ": "유", "ㅜ": "우", "ㅇ": "응"}
_SIGNS = {
    "&": " 앤드 ",
    "＆": " 앤드 ",
    "→": ", ",
    "⇒": ", ",
    "↔": ", ",
    "※": "참고, ",
    "☎": "전화 ",
    "@": " 골뱅이 ",
}


def _sign(match: re.Match[str]) -> str:
    return _SIGNS[match[0].strip()]


def _letter(match: re.Match[str]) -> str:
    return HANGUL[match[0]]


def _laugh(match: re.Match[str]) -> str:
    return _LAUGHS[match[0][0]] * min(len(match[0]), 3)


def _initials(match: re.Match[str]) -> str:
    return " ".join(HANGUL[letter] for letter in match[0])


def _greek(match: re.Match[str]) -> str:
    return GREEK[match[0].lower()]


def _section(match: re.Match[str]) -> str:
    return f"제{' 점 '.join(sino(part) for part in match[1].split('.'))}절"


def _plus(match: re.Match[str]) -> str:
    return "플러스" if match.string[match.end() : match.end() + 1] in ("", " ") else " 플러스 "


def _hash_tag(match: re.Match[str]) -> str:
    return "해시태그 "


def _times(match: re.Match[str]) -> str:
    return " 곱하기 "


def _hidden(match: re.Match[str]) -> str:
    return "땡" * len(match[0])


RULES = rules(
    "symbol",
    (r"§\s?(\d+(?:\.\d+)*)", _section),
    (r"([ㅋㅎㅠㅜ])\1+|ㅇㅇ", _laugh),
    (r"(?<![ㄱ-ㅎ])[ㄱ-ㅎ]{2,}(?![ㄱ-ㅎ])", _initials),
    (r"[ㄱ-ㅎㅏ-ㅣ]", lambda match: HANGUL.get(match[0])),
    (r"\s?[&＆]\s?(?=[가-힣\d])", _sign),
    (r"(?<=[가-힣\d])\s?[→⇒↔]\s?(?=[가-힣\d])", _sign),
    (r"[※☎]\s?", _sign),
    (r"(?<=[가-힣])\s?@\s?(?=[가-힣])", _sign),
    (r"#(?=[가-힣])", _hash_tag),
    (r"(?<=[가-힣])\s?[+＋]\s?(?=[가-힣])", lambda match: " 더하기 "),
    (r"(?<=[가-힣A-Za-z])\s?[×✕]\s?(?=[가-힣])", _times),
    (r"(?<=[가-힣A-Z])\+(?![\dA-Za-z])", _plus),
    (r"(?<=[가-힣])[○●◯]{1,3}|[○●◯]{2,3}(?=\s?[가-힣])", _hidden),
    (r"(?<![Ͱ-Ͽ])[α-ωΑ-Ω](?![Ͱ-Ͽ])", lambda match: GREEK.get(match[0].lower())),
)
