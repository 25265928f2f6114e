"""Latin letters inside Japanese by the names that announcers give them: エー, ジェー, ケー (NHK)."""

from __future__ import annotations

import re

NAMES = {
    "A": "エー", "B": "ビー", "C": "シー", "D": "ディー", "E": "イー", "F": "エフ", "G": "ジー", "H": "エイチ",
    "I": "アイ", "J": "ジェー", "K": "ケー", "L": "エル", "M": "エム", "N": "エヌ", "O": "オー", "P": "ピー",
    "Q": "キュー", "R": "アール", "S": "エス", "T": "ティー", "U": "ユー", "V": "ブイ", "W": "ダブリュー",
    "X": "エックス", "Y": "ワイ", "Z": "ゼット",
}  # fmt: skip
"""Names of the letters."""

_ANY_NAME = "|".join(sorted(NAMES.values(), key=len, reverse=True))
_SPELLED = re.compile(f"(?:エイチ|エイ|ジェイ|ケイ|{_ANY_NAME})+")
_DIPHTHONG = re.compile("(エ|ケ|ジェ)イ(?!チ)")


def named(line: str) -> str:
    """A dictionary line with the letters in it called by those names: ＡＢＣ エイビーシー → エービーシー."""
    if not "Ａ" <= line[0] <= "ｚ":
        return line
    fields = line.split(",")
    if len(fields) > 9 and _SPELLED.fullmatch(fields[9].replace("’", "")):
        fields[8:10] = (_DIPHTHONG.sub(r"\1ー", field) for field in fields[8:10])
    return ",".join(fields)
