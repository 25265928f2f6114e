"""Money: $3.50 · £2m · $1.5 billion · €20 · 50¢ · USD 100 · a $5 bill."""

from __future__ import annotations

import re

from reciter.languages.en.number import NUMBER, cardinal, number
from reciter.languages.en.rule import Rule, rule
from reciter.languages.en.unit import UNIT, unit_words

# sign or code: (one, several, a hundredth, hundredths)
CURRENCIES = {
    "US$": ("US dollar", "US dollars", "cent", "cents"),
    "A$": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "C$": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "HK$": ("Hong Kong dollar", "Hong Kong dollars", "cent", "cents"),
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "", ""),
    "₹": ("rupee", "rupees", "paisa", "paise"),
    "₩": ("won", "won", "", ""),
    "₽": ("ruble", "rubles", "kopeck", "kopecks"),
    "USD": ("US dollar", "US dollars", "cent", "cents"),
    "GBP": ("pound", "pounds", "penny", "pence"),
    "EUR": ("euro", "euros", "cent", "cents"),
    "JPY": ("yen", "yen", "", ""),
    "CNY": ("yuan", "yuan", "", ""),
    "RMB": ("yuan", "yuan", "", ""),
    "CHF": ("Swiss franc", "Swiss francs", "centime", "centimes"),
    "AUD": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "CAD": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
}
_SIGN = "|".join(re.escape(sign) for sign in CURRENCIES if not sign.isalpha())
_CODE = "|".join(sign for sign in CURRENCIES if sign.isalpha())
SCALES = {"k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million", "bn": "billion",
          "b": "billion", "B": "billion", "tn": "trillion"}  # fmt: skip
_SCALE = r"(?:\s(?:hundred|thousand|million|billion|trillion)\b|(?:[kKmMbB]|mn|bn|tn)\b)"


def _scale(written: str | None) -> str:
    stripped = (written or "").strip()
    return f" {SCALES.get(stripped, stripped)}" if stripped else ""


def amount(sign: str, written: str, scale: str | None) -> str:
    """An amount: `$`, `3.50` → `three dollars and fifty cents`."""
    one, several, hundredth, hundredths = CURRENCIES[sign]
    whole, _, rest = written.replace(",", "").partition(".")
    if scale or not hundredth or (rest and len(rest) != 2):
        return f"{number(written)}{_scale(scale)} {one if not scale and written == '1' else several}"
    parts = []
    if int(whole or 0) or not int(rest or 0):
        parts.append(f"{cardinal(int(whole or 0))} {one if int(whole or 0) == 1 else several}")
    if int(rest or 0):
        parts.append(f"{cardinal(int(rest))} {hundredth if int(rest) == 1 else hundredths}")
    return " and ".join(parts)


def _speak(match: re.Match[str]) -> str:
    minus = "minus " if match[1] else ""
    return minus + amount(match[2], match[3], match[4])


def _code_after(match: re.Match[str]) -> str:
    return amount(match[3], match[1], match[2])


def _range(match: re.Match[str]) -> str:
    return f"{number(match[2])} to {amount(match[1], match[3], match[4])}"


def _adjective(match: re.Match[str]) -> str:
    """a $5 bill → a five-dollar bill: one, and joined."""
    words = number(match[3]) + _scale(match[4])
    return f"{match[1]}{words.replace(' ', '-')}-{CURRENCIES[match[2]][0]}"


def _rate(match: re.Match[str]) -> str:
    return f"{amount(match[1], match[2], None)} per {unit_words(match[3], one=True)}"


def _wage(match: re.Match[str]) -> str:
    period = {"mo": "month", "yr": "year"}.get(match[3], match[3])
    return f"{amount(match[1], match[2], None)} per {period}"


def _shillings(match: re.Match[str]) -> str:
    """Coins of before 1971: 3s. 6d. → three shillings and sixpence."""
    return f"{_coins(match[1], 'shilling')} and {_pence(match[2])}"


def _old_pounds(match: re.Match[str]) -> str:
    pence = f" and {_pence(match[3])}" if match[3] else ""
    return f"{amount('£', match[1], None)} {_coins(match[2], 'shilling')}{pence}"


def _coins(written: str, coin: str) -> str:
    return f"{number(written)} {coin}{'' if written == '1' else 's'}"


def _new_pence(match: re.Match[str]) -> str:
    return f"{number(match[1])} {'penny' if match[1] == '1' else 'pence'}"


def _pence(written: str) -> str:
    value = int(written)
    return "a penny" if value == 1 else f"{cardinal(value)}{'pence' if value < 12 else ' pence'}"


def _cents(match: re.Match[str]) -> str:
    return f"{number(match[1])} cent{'' if match[1] == '1' else 's'}"


RULES: tuple[Rule, ...] = (
    rule("money", r"£(\d{1,3}(?:,\d{3})*|\d+)\s(\d{1,2})s\.?(?:\s(\d{1,2})d\.?)?(?!\w)", _old_pounds),
    rule("money", r"(?<![\w.,])(\d{1,2})s\.\s(\d{1,2})d\.?(?!\w)", _shillings),
    rule("money", rf"({_SIGN})({NUMBER})/({UNIT})(?![\w/])", _rate),
    rule("money", rf"({_SIGN})({NUMBER})/(hour|day|night|week|month|mo|year|yr|person)\b\.?", _wage),
    rule("money", rf"({_SIGN})({NUMBER})\s?[–—-]\s?(?:{_SIGN})?({NUMBER})({_SCALE})?(?!\w)", _range),
    rule(
        "money",
        rf"\b([Aa]n?\s)({_SIGN})(\d+)({_SCALE})?(?=[\s-][a-z]+)(?!\s(?:to|and|or|in|for|a|per)\b)",
        _adjective,
    ),
    rule("money", rf"([-−])?({_SIGN})\s?({NUMBER})({_SCALE})?(?!\d)", _speak),
    rule("money", rf"(?<!\w)()({_CODE})\s?({NUMBER})({_SCALE})?(?!\w)", _speak),
    rule("money", rf"(?<![\w.])({NUMBER})({_SCALE})?\s?({_CODE})\b", _code_after),
    rule("money", rf"(?<![\w.])({NUMBER})\s?¢", _cents),
    rule("money", r"(?<![\w.,])(\d{1,3})p(?!\w)", _new_pence),
)
