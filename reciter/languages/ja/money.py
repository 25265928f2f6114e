"""Money: ¥100, ￥1,200, $3.50, €5, £20万; 100円 only changes its numeral."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import ALONE, NUMBER, RANGE, read
from reciter.text.rule import rules

CURRENCIES = {
    "¥": "円", "JPY": "円", "$": "ドル", "US$": "ドル", "USD": "ドル", "€": "ユーロ", "EUR": "ユーロ",
    "£": "ポンド", "GBP": "ポンド", "₩": "ウォン", "KRW": "ウォン", "CNY": "人民元", "RMB": "人民元",
    "HK$": "香港ドル", "NT$": "台湾ドル", "A$": "豪ドル", "C$": "カナダドル", "CHF": "スイスフラン",
    "₹": "ルピー", "₽": "ルーブル",
}  # fmt: skip
"""Currency signs and ISO 4217 codes and their Japanese names."""

_CENTS = {"ドル": "セント", "ユーロ": "セント", "ポンド": "ペンス"}
_SIGN = "(" + "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True)) + ")"
_LARGE = r"([百千]?[万億兆]|[百千])?"


def _amount(number: str, large: str, currency: str) -> str:
    whole, _, cents = number.partition(".")
    if len(cents) == 2 and not large and currency in _CENTS:
        rest = cents.lstrip("0")
        return f"{read(whole)}{currency}" + (f"{read(rest)}{_CENTS[currency]}" if rest else "")
    return f"{read(number)}{large}{currency}"


def _before(match: re.Match[str]) -> str:
    return _amount(match[2], match[3] or "", CURRENCIES[match[1]])


def _after(match: re.Match[str]) -> str:
    return _amount(match[1], match[2] or "", CURRENCIES[match[3]])


def _range(match: re.Match[str]) -> str:
    currency = CURRENCIES[match[1]]
    return f"{_amount(match[2], '', currency)}から{_amount(match[3], match[4] or '', currency)}"


RULES = rules(
    "money",
    (
        rf"(?<![A-Za-z]){_SIGN}\s?({NUMBER}){RANGE}(?:{_SIGN.replace('(', '(?:', 1)}\s?)?({NUMBER}){_LARGE}",
        _range,
    ),
    (rf"(?<![A-Za-z]){_SIGN}\s?({NUMBER}){_LARGE}(?:\.?[-－ー―](?![\d-]))?", _before),
    (rf"{ALONE}({NUMBER}){_LARGE}\s?{_SIGN}(?![A-Za-z\d])", _after),
)
