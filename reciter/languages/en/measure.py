"""Numbers with units: 12 km · 60 mph · 20°C · 5'10" · 3 × 4."""

from __future__ import annotations

import re

from reciter.languages.en.number import NUMBER, cardinal, number, signed
from reciter.languages.en.rule import Rule, rule

# unit: (one, several). SI units as the BIPM brochure names them, American spelling; customary units as spoken.
UNITS = {
    "km": ("kilometer", "kilometers"), "m": ("meter", "meters"), "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"), "nm": ("nanometer", "nanometers"), "μm": ("micrometer", "micrometers"),
    "µm": ("micrometer", "micrometers"), "kg": ("kilogram", "kilograms"), "g": ("gram", "grams"),
    "mg": ("milligram", "milligrams"), "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"), "ft": ("foot", "feet"), "yd": ("yard", "yards"), "mi": ("mile", "miles"),
    "mph": ("mile per hour", "miles per hour"), "km/h": ("kilometer per hour", "kilometers per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"), "m/s": ("meter per second", "meters per second"),
    "mpg": ("mile per gallon", "miles per gallon"), "rpm": ("revolution per minute", "revolutions per minute"),
    "°C": ("degree Celsius", "degrees Celsius"), "℃": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "℉": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"), "B": ("byte", "bytes"), "KB": ("kilobyte", "kilobytes"),
    "kB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes"), "GB": ("gigabyte", "gigabytes"), "TB": ("terabyte", "terabytes"),
    "KiB": ("kibibyte", "kibibytes"), "MiB": ("mebibyte", "mebibytes"), "GiB": ("gibibyte", "gibibytes"),
    "Mbps": ("megabit per second", "megabits per second"), "Gbps": ("gigabit per second", "gigabits per second"),
    "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"), "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"), "dB": ("decibel", "decibels"), "W": ("watt", "watts"),
    "kW": ("kilowatt", "kilowatts"),
    "MW": ("megawatt", "megawatts"), "kWh": ("kilowatt hour", "kilowatt hours"), "V": ("volt", "volts"),
    "mA": ("milliampere", "milliamperes"), "ml": ("milliliter", "milliliters"), "mL": ("milliliter", "milliliters"),
    "L": ("liter", "liters"), "l": ("liter", "liters"), "ms": ("millisecond", "milliseconds"),
    "μs": ("microsecond", "microseconds"), "ns": ("nanosecond", "nanoseconds"), "min": ("minute", "minutes"),
    "hrs": ("hour", "hours"), "hr": ("hour", "hours"), "px": ("pixel", "pixels"),
    "kcal": ("kilocalorie", "kilocalories"),
    "m²": ("square meter", "square meters"), "km²": ("square kilometer", "square kilometers"),
    "cm²": ("square centimeter", "square centimeters"), "m³": ("cubic meter", "cubic meters"),
    "cm³": ("cubic centimeter", "cubic centimeters"), "sq ft": ("square foot", "square feet"),
}  # fmt: skip
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))


def _speak(match: re.Match[str]) -> str:
    one, several = UNITS[match[3]]
    return f"{signed(match[1] or '', match[2])} {one if match[2] == '1' else several}"


def _range(match: re.Match[str]) -> str:
    return f"{signed(match[1] or '', match[2])} to {signed(match[3] or '', match[4])} {UNITS[match[5]][1]}"


def _adjective(match: re.Match[str]) -> str:
    """a 5-km run, a 3.5 mm jack: the unit in the singular."""
    return f"{match[1]}{number(match[2])}-{UNITS[match[3]][0]}"


def _feet_and_inches(match: re.Match[str]) -> str:
    feet, inches = match[1], match[2]
    spoken = f"{number(feet)} {'foot' if inches or feet == '1' else 'feet'}"
    return f"{spoken} {number(inches)}" if inches else spoken


def _inches(match: re.Match[str]) -> str:
    return f"{number(match[1])} {'inch' if match[1] == '1' else 'inches'}"


def _coordinates(match: re.Match[str]) -> str:
    minutes = int(match[2])
    return f"{cardinal(int(match[1]))} degrees {cardinal(minutes)} minute{'' if minutes == 1 else 's'}"


RULES: tuple[Rule, ...] = (
    rule("measure", r"(?<![\w.])(\d{1,3})°\s?(\d{1,2})[′'’]", _coordinates, needs="°"),
    rule(
        "measure",
        r"(?<![\w.])(\d{1,2})[′'’]\s?(\d{1,2}(?:\.\d+)?)(?:[″\"”]|[′'’]{2})",
        _feet_and_inches,
        needs="′'’",
    ),
    rule("measure", r"(?<![\w.])(\d{1,5})′()", _feet_and_inches, needs="′"),
    rule("measure", r"(?<![\w.])(\d{1,4}(?:\.\d+)?)(?:″|\"(?=\s[a-z]))", _inches, needs='″"'),
    rule(
        "measure",
        rf"\b([Aa]n?\s|[Tt]he\s)({NUMBER})-({_UNIT})(?=\s[a-z])",
        _adjective,
        needs="-",
    ),
    rule(
        "measure",
        rf"(?<![\w.])([-−])?({NUMBER})\s?[–-]\s?([-−])?({NUMBER})\s?({_UNIT})(?![\w²³/])",
        _range,
        needs="–-",
    ),
    rule(
        "measure",
        rf"(?:(?<![\w.)–-])([-−]))?(?<![\w.])({NUMBER})[\s-]?({_UNIT})(?![\w²³/'’])(?:(?<=[a-z])\.(?=\s[a-z(]|[,;:)]))?",
        _speak,
    ),
    rule(
        "measure",
        rf"(?<![\w.])({NUMBER})\s?[x×]\s?({NUMBER})(?!\w)",
        lambda m: f"{number(m[1])} by {number(m[2])}",
        needs="x×",
    ),
)
