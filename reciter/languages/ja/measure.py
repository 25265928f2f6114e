"""Measures: numbers with unit signs: 5km, 60km/h, 25℃, 30m², 8GB; and ranges of them."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import ALONE, NUMBER, RANGE, read
from reciter.languages.ja.rule import rules

# Names as in JIS Z 8000 and everyday reading aloud.
UNITS = {
    "km": "キロメートル", "m": "メートル", "cm": "センチメートル", "mm": "ミリメートル", "μm": "マイクロメートル", "nm": "ナノメートル",
    "ft": "フィート", "kg": "キログラム", "g": "グラム", "mg": "ミリグラム", "μg": "マイクログラム", "t": "トン", "lb": "ポンド", "oz": "オンス",
    "L": "リットル", "l": "リットル", "ℓ": "リットル", "dL": "デシリットル", "ml": "ミリリットル", "mL": "ミリリットル", "cc": "シーシー",
    "m²": "平方メートル", "m2": "平方メートル", "㎡": "平方メートル", "km²": "平方キロメートル", "km2": "平方キロメートル",
    "cm²": "平方センチメートル", "cm2": "平方センチメートル", "m³": "立方メートル", "m3": "立方メートル", "㎥": "立方メートル",
    "cm³": "立方センチメートル", "cm3": "立方センチメートル", "ha": "ヘクタール", "h": "時間", "min": "分間", "s": "秒", "sec": "秒",
    "ms": "ミリ秒", "μs": "マイクロ秒", "ns": "ナノ秒", "W": "ワット", "kW": "キロワット", "MW": "メガワット", "GW": "ギガワット",
    "kWh": "キロワット時", "V": "ボルト", "kV": "キロボルト", "mV": "ミリボルト", "A": "アンペア", "mA": "ミリアンペア",
    "mAh": "ミリアンペア時", "Ω": "オーム", "Hz": "ヘルツ", "kHz": "キロヘルツ", "MHz": "メガヘルツ", "GHz": "ギガヘルツ", "N": "ニュートン",
    "Pa": "パスカル", "hPa": "ヘクトパスカル", "kPa": "キロパスカル", "MPa": "メガパスカル", "J": "ジュール", "kJ": "キロジュール",
    "cal": "カロリー", "kcal": "キロカロリー", "dB": "デシベル", "mol": "モル", "lm": "ルーメン", "lx": "ルクス", "px": "ピクセル",
    "bit": "ビット", "B": "バイト", "KB": "キロバイト", "kB": "キロバイト", "MB": "メガバイト", "GB": "ギガバイト", "TB": "テラバイト",
    "PB": "ペタバイト", "KiB": "キビバイト", "MiB": "メビバイト", "GiB": "ギビバイト", "bps": "ビーピーエス", "kbps": "キロビーピーエス",
    "Mbps": "メガビーピーエス", "Gbps": "ギガビーピーエス", "km/h": "キロメートル毎時", "mph": "マイル毎時", "m/s": "メートル毎秒",
    "km/s": "キロメートル毎秒", "mg/L": "ミリグラム毎リットル", "g/cm³": "グラム毎立方センチメートル", "MB/s": "メガバイト毎秒",
    "GB/s": "ギガバイト毎秒",
}  # fmt: skip
"""Unit signs and their Japanese names."""

DEGREES = {"℃": "度", "°C": "度", "℉": "度", "°F": "度", "°": "度", "′": "分", "″": "秒"}
"""Signs of degree. Fahrenheit says so before the number."""

_DOUBTFUL = frozenset("ABGNVJtsh")
_UNIT = "(" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + r")(?![A-Za-z0-9²³/])"
_DEGREE = "(" + "|".join(sorted(map(re.escape, DEGREES), key=len, reverse=True)) + ")"
_SIGNED = rf"((?<![A-Za-z0-9)）℃°])[-+])?({NUMBER})"
_SIGNS = {"-": "マイナス", "+": "プラス"}


def _unit(match: re.Match[str]) -> str | None:
    sign, number, unit = match.groups()
    if unit in _DOUBTFUL and not re.match(r"\s?(?:[、。！？)）,.]|$|[のをがはにでと])", match.string[match.end() :]):
        return None
    return _SIGNS.get(sign or "", "") + read(number) + UNITS[unit]


def _unit_range(match: re.Match[str]) -> str:
    return f"{read(match[1])}から{read(match[2])}{UNITS[match[3]]}"


def _degrees(match: re.Match[str]) -> str:
    sign, number, degree = match.groups()
    scale = "華氏" if degree in {"℉", "°F"} else ""
    return scale + _SIGNS.get(sign or "", "") + read(number) + DEGREES[degree]


def _degree_range(match: re.Match[str]) -> str:
    sign, first, last_sign, last, degree = match.groups()
    return f"{_SIGNS.get(sign or '', '')}{read(first)}から{_SIGNS.get(last_sign or '', '')}{read(last)}{DEGREES[degree]}"


RULES = rules(
    "measure",
    (rf"{_SIGNED}\s?(?:℃|°C|°)?{RANGE}([-+])?({NUMBER})\s?{_DEGREE}", _degree_range),
    (rf"{_SIGNED}\s?{_DEGREE}", _degrees),
    (rf"{ALONE}({NUMBER})\s?(?:[A-Za-z]{{1,3}})?{RANGE}({NUMBER})\s?{_UNIT}", _unit_range),
    (rf"(?<![\d.A-Za-z])(?<!\d,){_SIGNED}\s?{_UNIT}", _unit),
)
