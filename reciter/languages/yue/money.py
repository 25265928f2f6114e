"""Money: $20, HK$3.5, US$20, €5億, RMB 30. A bare dollar is 蚊 in colloquial text, 元 in other."""

from __future__ import annotations

import re

from reciter.languages.yue.evidence import is_cantonese
from reciter.languages.yue.numeral import RANGE_WORD, counted, read
from reciter.text.han_numerals import NUMBER, RANGE
from reciter.text.rule import rules, text_after, text_before

CURRENCIES = {
    "$": "元", "HK$": "港元", "HKD": "港元", "US$": "美元", "USD": "美元", "¥": "日圓", "JP¥": "日圓", "JPY": "日圓",
    "RMB": "人民幣", "CNY": "人民幣", "CN¥": "人民幣", "NT$": "新台幣", "TWD": "新台幣", "A$": "澳元",
    "AUD": "澳元", "C$": "加元", "CAD": "加元", "S$": "坡元", "SGD": "坡元", "€": "歐元", "EUR": "歐元", "£": "英鎊",
    "GBP": "英鎊", "₩": "韓圜", "KRW": "韓圜", "฿": "泰銖", "THB": "泰銖", "₹": "盧比", "CHF": "瑞士法郎",
    "MOP": "澳門元", "MOP$": "澳門元", "₫": "越南盾", "₱": "菲律賓披索",
}  # fmt: skip
"""Currency signs and ISO 4217 codes and their Cantonese names."""

_IN_FRONT = frozenset({"人民幣", "新台幣"})
_SIGN = "(" + "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True)) + ")"
_SIGN_AGAIN = rf"(?:{_SIGN.replace('(', '(?:', 1)}\s?)?"
_LARGE = r"(\s?(?:百萬|千萬|十億|百億|千億|萬億|[百千萬億])(?:幾|多|餘)?|[幾多餘])?"


def _unit(sign: str, match: re.Match[str]) -> tuple[str, str]:
    """What is said before and after the amount."""
    name = CURRENCIES[sign]
    if name in _IN_FRONT:
        return name, "元"
    return "", "蚊" if sign == "$" and is_cantonese(text_before(match) + text_after(match)) else name


def _amount(number: str, large: str, unit: str) -> str:
    """An amount with its unit: 二十蚊, 三點五億美元; dollars and cents as 三元五毫."""
    whole, _, cents = number.partition(".")
    if cents and not large and unit in "蚊元" and len(cents) < 3:
        return _with_cents(whole, cents.ljust(2, "0"))
    plain = number.rstrip("0").rstrip(".") if cents else number
    return counted(plain, large or unit) + large + unit


def _with_cents(whole: str, cents: str) -> str:
    parts = [
        "" if not whole.strip("0,") else counted(whole, "元") + "元",
        "" if cents[0] == "0" else counted(cents[0], "毫") + "毫",
        "" if cents[1] == "0" else counted(cents[1], "仙") + "仙",
    ]
    return "".join(parts) or "零元"


def _before(match: re.Match[str]) -> str:
    sign, number, large = match[1], match[2], (match[3] or "").strip()
    name, unit = _unit(sign, match)
    return name + _amount(number, large, unit)


def _range(match: re.Match[str]) -> str:
    sign, first, last, large = match[1], match[2], match[3], (match[4] or "").strip()
    name, unit = _unit(sign, match)
    return f"{name}{counted(first, unit)}{RANGE_WORD}{read(last)}{large}{unit}"


def _after(match: re.Match[str]) -> str:
    number, large, sign = match[1], (match[2] or "").strip(), match[3]
    name, unit = _unit(sign, match)
    return name + _amount(number, large, unit)


RULES = rules(
    "money",
    (rf"(?<![A-Za-z]){_SIGN}\s?({NUMBER}){RANGE}{_SIGN_AGAIN}({NUMBER}){_LARGE}(?:蚊|元)?", _range),
    (rf"(?<![A-Za-z]){_SIGN}\s?({NUMBER}){_LARGE}(?:蚊|元(?!旦))?", _before),
    (rf"(?<![\d.,])({NUMBER}){_LARGE}\s?{_SIGN}(?![A-Za-z\d])", _after),
)
