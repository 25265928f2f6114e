"""Signs that are read: ○○さん, ○×, ※, え〜, 東京〜大阪, 東京→大阪, ㊙, @, #タグ."""

from __future__ import annotations

import re

from reciter.text.rule import rules

_SHAPES = {
    "○": "まる", "〇": "まる", "◯": "まる", "◎": "にじゅうまる", "●": "まる", "×": "ばつ", "✕": "ばつ", "△": "さんかく",
    "▲": "さんかく", "□": "しかく", "■": "しかく", "☆": "ほし", "★": "ほし",
}  # fmt: skip
_NAMES = {
    "※": "こめじるし", "㊙": "マルひ", "㊗": "祝い", "〒": "郵便番号", "∞": "無限大", "♂": "オス", "♀": "メス",
    "♯": "シャープ", "♭": "フラット", "@": "アットマーク", "∴": "ゆえに", "∵": "なぜならば", "™": "トレードマーク",
    "®": "登録商標", "㉿": "ジス", "♨": "温泉", "㏍": "株式会社",
}  # fmt: skip
_DAYS = "月火水木金土日"
_WORD = "一-鿿々ぁ-んァ-ヶー"
_LONG = "〜～~"


def _shapes(match: re.Match[str]) -> str:
    return "".join(_SHAPES[character] for character in match[0])


def _shape(match: re.Match[str]) -> str:
    return _SHAPES[match[1]]


def _name(match: re.Match[str]) -> str:
    return _NAMES[match[0]]


def _lengthened(match: re.Match[str]) -> str:
    return "ー"


def _from_to(match: re.Match[str]) -> str:
    return "から"


def _weekdays(match: re.Match[str]) -> str:
    return f"{match[1]}曜から{match[2]}曜"


def _in_parentheses(match: re.Match[str]) -> str:
    return f"{_DAYS['㈪㈫㈬㈭㈮㈯㈰'.index(match[0])]}曜"


def _dot(match: re.Match[str]) -> str:
    return "・"


def _comma(match: re.Match[str]) -> str:
    return "、"


def _plus(match: re.Match[str]) -> str:
    return "プラス"


def _equals(match: re.Match[str]) -> str:
    return "イコール"


def _times(match: re.Match[str]) -> str:
    return "かける"


def _hash(match: re.Match[str]) -> str:
    return "ハッシュタグ"


def _alpha(match: re.Match[str]) -> str:
    return "プラスアルファ"


RULES = rules(
    "symbol",
    (rf"(?<![{_DAYS}一-鿿])([{_DAYS}])[{_LONG}—–-]([{_DAYS}])曜?(?![一-鿿])", _weekdays),
    ("[○◯●×✕△▲□■]{2,}|○×|〇〇(?=[一-鿿ぁ-んァ-ヶ])", _shapes),
    (r"([○◯◎●×✕△▲□■☆★])(?=[をがはもにの]|印|マーク|じるし|で囲|で表)", _shape),
    (r"(?<=[をはがもにとでへの])([○◯◎✕△])(?=[一-鿿ぁ-ん])", _shape),
    ("[" + "".join(_NAMES) + "](?![A-Za-z0-9])", _name),
    ("[㈪㈫㈬㈭㈮㈯㈰]", _in_parentheses),
    (rf"(?<=[ぁ-んァ-ヶー])[{_LONG}]+(?=[っッ、。！？!?…」』）)\s♪☆★♡❤]|$)", _lengthened),
    (rf"(?<=[ぁ-ん])[{_LONG}]+(?=[ぁ-ん])", _lengthened),
    (rf"(?<=[一-鿿々ァ-ヶー])[{_LONG}](?=[{_WORD}])", _from_to),
    (rf"(?<=[一-鿿ァ-ヶー])\s?[→⇒➡]\s?(?=[{_WORD}])", _from_to),
    (r"(?<=[ァ-ヶー])[=＝゠](?=[ァ-ヶ])", _dot),
    (rf"(?<=[{_WORD}])\s?=\s?(?=[{_WORD}])", _equals),
    (rf"(?<=[{_WORD}])/(?=[{_WORD}])", _comma),
    (r"\+\s?α", _alpha),
    (rf"(?<=[{_WORD}])\s?\+\s?(?=[{_WORD}A-Za-z])", _plus),
    (rf"(?<=[{_WORD}\d])\s?×\s?(?=[{_WORD}\d])", _times),
    (rf"#(?=[{_WORD}A-Za-z])", _hash),
)
