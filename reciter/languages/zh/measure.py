"""Measures: numbers with unit signs: 5km, 60 km/h, 25℃, 30 m², 8GB; and ranges of them."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import ALONE, NUMBER, RANGE, counted, read
from reciter.languages.zh.rule import rules

# Names as the national list of legal units has them (GB 3100; bytes: 全国科学技术名词审定委员会).
UNITS = {
    "km": "千米", "m": "米", "dm": "分米", "cm": "厘米", "mm": "毫米", "μm": "微米", "um": "微米", "nm": "纳米", "ft": "英尺", "mi": "英里",
    "kg": "千克", "g": "克", "mg": "毫克", "μg": "微克", "ug": "微克", "t": "吨", "lb": "磅", "oz": "盎司",
    "L": "升", "l": "升", "dL": "分升", "ml": "毫升", "mL": "毫升", "cc": "毫升",
    "m²": "平方米", "m2": "平方米", "㎡": "平方米", "km²": "平方千米", "km2": "平方千米", "cm²": "平方厘米", "cm2": "平方厘米",
    "mm²": "平方毫米", "mm2": "平方毫米", "m³": "立方米", "m3": "立方米", "cm³": "立方厘米", "cm3": "立方厘米", "ha": "公顷",
    "h": "小时", "hr": "小时", "hrs": "小时", "min": "分钟", "mins": "分钟", "s": "秒", "sec": "秒", "ms": "毫秒", "μs": "微秒", "us": "微秒",
    "ns": "纳秒", "W": "瓦", "kW": "千瓦", "KW": "千瓦", "MW": "兆瓦", "GW": "吉瓦", "kWh": "千瓦时", "V": "伏", "kV": "千伏", "mV": "毫伏",
    "A": "安", "mA": "毫安", "mAh": "毫安时", "Ω": "欧", "kΩ": "千欧", "Hz": "赫兹", "kHz": "千赫", "KHz": "千赫", "MHz": "兆赫",
    "GHz": "吉赫", "N": "牛", "Pa": "帕", "hPa": "百帕", "kPa": "千帕", "MPa": "兆帕", "J": "焦", "kJ": "千焦", "cal": "卡", "kcal": "千卡",
    "dB": "分贝", "mol": "摩尔", "lm": "流明", "lx": "勒克斯", "eV": "电子伏", "rpm": "转每分", "px": "像素", "fps": "帧每秒", "dpi": "点每英寸",
    "bit": "比特", "B": "字节", "KB": "千字节", "kB": "千字节", "MB": "兆字节", "GB": "吉字节", "TB": "太字节", "PB": "拍字节",
    "KiB": "千字节", "MiB": "兆字节", "GiB": "吉字节", "TiB": "太字节", "bps": "比特每秒", "kbps": "千比特每秒", "Kbps": "千比特每秒",
    "Mbps": "兆比特每秒", "Gbps": "吉比特每秒", "km/h": "千米每小时", "kph": "千米每小时", "mph": "英里每小时", "m/s": "米每秒", "m/s²": "米每二次方秒",
    "km/s": "千米每秒", "g/L": "克每升", "mg/L": "毫克每升", "mg/kg": "毫克每千克", "kg/m³": "千克每立方米", "g/cm³": "克每立方厘米",
    "MB/s": "兆字节每秒", "GB/s": "吉字节每秒", "KB/s": "千字节每秒", "㎏": "千克", "㎎": "毫克", "㎞": "千米", "㎝": "厘米", "㎜": "毫米", "㎖": "毫升", "㎥": "立方米",
}  # fmt: skip
"""Unit signs and their Chinese names."""

DEGREES = {"℃": "摄氏度", "°C": "摄氏度", "℉": "华氏度", "°F": "华氏度", "°": "度", "º": "度", "′": "分", "″": "秒"}
"""Signs of degree; with a temperature below zero, 零下 instead of 负."""

# After these the letter is not a unit: 3A 景区, 5G 网络, 10 V 8 ...; single capitals need care.
_DOUBTFUL = frozenset("ABGNtsh")
_UNIT = "(" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + r")(?![A-Za-z0-9²³/])"
_DEGREE = "(" + "|".join(sorted(map(re.escape, DEGREES), key=len, reverse=True)) + ")"
_SIGNED = rf"((?<![A-Za-z0-9_)）℃°])[-+])?({NUMBER})"


def _unit(match: re.Match[str]) -> str | None:
    sign, number, unit = match.groups()
    if unit in _DOUBTFUL and not re.match(r"\s?(?:[，。、；！？)）,.;]|$|的)", match.string[match.end() :]):
        return None
    return {"-": "负", "+": "正"}.get(sign or "", "") + counted(number, UNITS[unit]) + UNITS[unit]


def _unit_range(match: re.Match[str]) -> str:
    first, last, unit = match.groups()
    return f"{counted(first, UNITS[unit])}到{counted(last, UNITS[unit])}{UNITS[unit]}"


def _degrees(match: re.Match[str]) -> str:
    sign, number, degree = match.groups()
    name = DEGREES[degree]
    below = "零下" if name != "度" or re.search("温", match.string[: match.start()]) else "负"
    return {"-": below, "+": "零上" if below == "零下" else "正"}.get(sign or "", "") + read(number) + name


def _degree_range(match: re.Match[str]) -> str:
    sign, first, last_sign, last, degree = match.groups()
    below = {"-": "零下", "+": "零上"}
    name = DEGREES[degree]
    return f"{below.get(sign or '', '')}{read(first)}到{below.get(last_sign or '', '')}{read(last)}{name}"


RULES = rules(
    "measure",
    (rf"{_SIGNED}\s?(?:℃|°C|°)?{RANGE}([-+])?({NUMBER})\s?{_DEGREE}", _degree_range),
    (rf"{_SIGNED}\s?{_DEGREE}", _degrees),
    (rf"{ALONE}({NUMBER})\s?(?:[A-Za-z]{{1,3}})?{RANGE}({NUMBER})\s?{_UNIT}", _unit_range),
    (rf"(?<![\d.A-Za-z])(?<!\d,){_SIGNED}\s?{_UNIT}", _unit),
)
