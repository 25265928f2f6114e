"""Money: 15,000원, ₩5,000, $3.50, €5, 3만 5천 원, 1억 2천만 달러, 5~6만 원."""

from __future__ import annotations

import re

from reciter.languages.ko.numeral import ALONE, LARGE, NUMBER, RANGE, amount, few, sino
from reciter.text.rule import rules

CURRENCIES = {
    "₩": "원", "￦": "원", "KRW": "원", "$": "달러", "US$": "달러", "USD": "달러", "€": "유로", "EUR": "유로",
    "£": "파운드", "GBP": "파운드", "¥": "엔", "JP¥": "엔", "JPY": "엔", "CNY": "위안", "CN¥": "위안",
    "RMB": "위안", "HK$": "홍콩 달러", "HKD": "홍콩 달러", "NT$": "대만 달러", "TWD": "대만 달러",
    "A$": "호주 달러", "AUD": "호주 달러", "C$": "캐나다 달러", "CAD": "캐나다 달러", "S$": "싱가포르 달러",
    "CHF": "스위스 프랑", "₽": "루블", "RUB": "루블", "₹": "루피", "INR": "루피", "฿": "밧", "THB": "밧",
    "₫": "동", "VND": "동", "₱": "페소", "₿": "비트코인", "BTC": "비트코인",
}  # fmt: skip
"""Currency signs and ISO 4217 codes and their Korean names."""

_CENTS = {"달러": "센트", "유로": "센트", "파운드": "펜스"}
_SIGN = "(" + "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True)) + ")"
_PLAIN_SIGN = _SIGN.replace("(", "(?:", 1)
_NAMES = r"(?:원|달러|엔|유로|위안|파운드|센트|페소|루블|루피|프랑|마르크|리라|밧|링깃|크로나|페니|펜스|전)"
_AFTER = (
    r"(?![가-힣])|(?=에|이|은|는|을|를|의|짜리|도|만|과|와|씩|까지|부터|으로|로|가|대|어치|나|정도|쯤|가량|인|입"
    r"|여|당|선|하|미만|권|화|보|안|라|밖|뿐|돈|씨)"
)
_TAIL = rf"(?:\s?(\d+)({LARGE}))?"


def _amount(number: str, large: str, currency: str) -> str:
    whole, _, cents = number.partition(".")
    if len(cents) == 2 and not large and currency in _CENTS:
        rest = cents.lstrip("0")
        return f"{sino(whole)} {currency}" + (f" {sino(rest)} {_CENTS[currency]}" if rest else "")
    return f"{amount(number, large)} {currency}"


def _before(match: re.Match[str]) -> str:
    currency = CURRENCIES[match[1]]
    if match[4]:
        return f"{amount(match[2], match[3] or '')} {amount(match[4], match[5])} {currency}"
    return _amount(match[2], match[3] or "", currency)


def _after(match: re.Match[str]) -> str:
    return _amount(match[1], match[2] or "", CURRENCIES[match[3]])


def _range(match: re.Match[str]) -> str:
    currency = CURRENCIES[match[1]]
    return f"{amount(match[2], '')}에서 {amount(match[3], match[4] or '')} {currency}"


def _named(match: re.Match[str]) -> str:
    return amount(match[1], match[2] or "") + " "


def _named_range(match: re.Match[str]) -> str:
    first, large, last, last_large = match.group(1, 2, 3, 4)
    if not large and few(first, last):
        return f"{few(first, last)}{last_large or ''} "
    return f"{amount(first, large or '')}에서 {amount(last, last_large or '')} "


RULES = rules(
    "money",
    (
        rf"(?<![A-Za-z]){_SIGN}\s?({NUMBER}){RANGE}(?:{_PLAIN_SIGN}\s?)?({NUMBER})({LARGE})?(?:\s?{_NAMES})?",
        _range,
    ),
    (
        rf"(?<![A-Za-z]){_SIGN}\s?({NUMBER})({LARGE})?{_TAIL}(?:\s?(?:원|달러|유로|파운드|엔)(?![가-힣]))?",
        _before,
    ),
    (rf"{ALONE}({NUMBER})({LARGE})?\s?{_SIGN}(?![A-Za-z\d])", _after),
    (
        rf"{ALONE}({NUMBER})({LARGE})?(?:\s?{_NAMES})?{RANGE}({NUMBER})({LARGE})?\s?(?={_NAMES}(?:{_AFTER}))",
        _named_range,
    ),
    (rf"{ALONE}({NUMBER})({LARGE})?\s?(?={_NAMES}(?:{_AFTER}))", _named),
)
