"""Money: ¥100, $3.5, US$20, €5亿, RMB 30."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import NUMBER, RANGE, counted
from reciter.text.rule import rules

CURRENCIES = {
    "¥": "元", "RMB": "元", "CNY": "元", "$": "美元", "US$": "美元", "USD": "美元", "HK$": "港元",
    "HKD": "港元", "NT$": "新台币", "TWD": "新台币", "A$": "澳元", "AUD": "澳元", "C$": "加元",
    "CAD": "加元", "S$": "新加坡元", "€": "欧元", "EUR": "欧元", "£": "英镑", "GBP": "英镑",
    "₩": "韩元", "KRW": "韩元", "JP¥": "日元", "JPY": "日元", "₽": "卢布", "RUB": "卢布", "₹": "卢比",
    "INR": "卢比", "฿": "泰铢", "CHF": "瑞士法郎", "₿": "比特币",
}  # fmt: skip
"""Currency signs and ISO 4217 codes and their Chinese names."""

_SIGN = "(" + "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True)) + ")"
_SIGN_AGAIN = rf"(?:{_SIGN.replace('(', '(?:', 1)}\s?)?"
_LARGE = r"(\s?(?:百万|千万|十亿|百亿|千亿|万亿|[百千万亿])(?:多|余)?)?"


def _amount(number: str, large: str, currency: str) -> str:
    # Cents written for tidiness are not read: 3.50 is 三点五.
    plain = number.rstrip("0").rstrip(".") if "." in number else number
    return counted(plain, large or currency) + large


def _before(match: re.Match[str]) -> str:
    sign, number, large = match[1], match[2], (match[3] or "").strip()
    return _amount(number, large, CURRENCIES[sign]) + CURRENCIES[sign]


def _range(match: re.Match[str]) -> str:
    sign, first, last, large = match[1], match[2], match[3], (match[4] or "").strip()
    currency = CURRENCIES[sign]
    return f"{_amount(first, '', currency)}到{_amount(last, large, currency)}{currency}"


def _after(match: re.Match[str]) -> str:
    number, large, sign = match[1], (match[2] or "").strip(), match[3]
    return _amount(number, large, CURRENCIES[sign]) + CURRENCIES[sign]


RULES = rules(
    "money",
    (rf"(?<![A-Za-z]){_SIGN}\s?({NUMBER}){RANGE}{_SIGN_AGAIN}({NUMBER}){_LARGE}(?:元(?!旦))?", _range),
    (rf"(?<![A-Za-z]){_SIGN}\s?({NUMBER}){_LARGE}(?:元(?!旦))?", _before),
    (rf"(?<![\d.,])({NUMBER}){_LARGE}\s?{_SIGN}(?![A-Za-z\d])", _after),
)
