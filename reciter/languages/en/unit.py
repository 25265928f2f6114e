"""Units of measure: their names, units made of two (kg/m³), and units without a number (in km/h, per kg)."""

from __future__ import annotations

import re

from reciter.languages.en.rule import Rule, rule
from reciter.text.compound_units import CompoundUnits, Factor

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
    "mm²": ("square millimeter", "square millimeters"), "ft²": ("square foot", "square feet"),
    "ha": ("hectare", "hectares"), "dL": ("deciliter", "deciliters"), "dl": ("deciliter", "deciliters"),
    "cl": ("centiliter", "centiliters"), "N": ("newton", "newtons"), "Pa": ("pascal", "pascals"),
    "kPa": ("kilopascal", "kilopascals"), "hPa": ("hectopascal", "hectopascals"), "kJ": ("kilojoule", "kilojoules"),
    "J": ("joule", "joules"), "cal": ("calorie", "calories"), "hp": ("horsepower", "horsepower"),
    "bpm": ("beat per minute", "beats per minute"), "fps": ("frame per second", "frames per second"),
    "dpi": ("dot per inch", "dots per inch"), "ppm": ("part per million", "parts per million"),
    "psi": ("pound per square inch", "pounds per square inch"), "kV": ("kilovolt", "kilovolts"),
    "mV": ("millivolt", "millivolts"), "Ω": ("ohm", "ohms"), "kΩ": ("kilohm", "kilohms"),
    "mAh": ("milliampere hour", "milliampere hours"),
    "GW": ("gigawatt", "gigawatts"), "µg": ("microgram", "micrograms"), "μg": ("microgram", "micrograms"),
    "sec": ("second", "seconds"), "s": ("second", "seconds"), "h": ("hour", "hours"),
    "µs": ("microsecond", "microseconds"),
    "Mbit": ("megabit", "megabits"), "Gbit": ("gigabit", "gigabits"), "kbit": ("kilobit", "kilobits"),
    "kbps": ("kilobit per second", "kilobits per second"), "cc": ("cubic centimeter", "cubic centimeters"),
    "m/s²": ("meter per second squared", "meters per second squared"), "kt": ("knot", "knots"),
    "Å": ("angstrom", "angstroms"), "MΩ": ("megohm", "megohms"), "mΩ": ("milliohm", "milliohms"),
    "µL": ("microliter", "microliters"), "μL": ("microliter", "microliters"), "ng": ("nanogram", "nanograms"),
    "μA": ("microampere", "microamperes"), "µA": ("microampere", "microamperes"), "mW": ("milliwatt", "milliwatts"),
    "μV": ("microvolt", "microvolts"), "µV": ("microvolt", "microvolts"), "MJ": ("megajoule", "megajoules"),
    "MPa": ("megapascal", "megapascals"), "GPa": ("gigapascal", "gigapascals"), "kN": ("kilonewton", "kilonewtons"),
    "eV": ("electron volt", "electron volts"), "keV": ("kiloelectron volt", "kiloelectron volts"),
    "MeV": ("megaelectron volt", "megaelectron volts"), "mol": ("mole", "moles"), "mmol": ("millimole", "millimoles"),
    "μmol": ("micromole", "micromoles"), "µmol": ("micromole", "micromoles"), "mSv": ("millisievert", "millisieverts"),
    "μSv": ("microsievert", "microsieverts"), "µSv": ("microsievert", "microsieverts"),
    "MWh": ("megawatt hour", "megawatt hours"),
    "μF": ("microfarad", "microfarads"), "µF": ("microfarad", "microfarads"),
}  # fmt: skip
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_FACTORS = UNITS | {"K": ("kelvin", "kelvins"), "C": ("coulomb", "coulombs")}
_COMPOUND = CompoundUnits(_FACTORS)
COMPOSED = rf"(?:{_COMPOUND.pattern}|(?:{UNIT})(?:/(?:{UNIT}))?)"
"""A unit, or one made of several: kg/m³, mg·L⁻¹, J/(kg·K)."""
# What is a unit even without a number beside it; the others (g, m, V, min) may be words or names there.
_ALONE = "km kg cm mm kHz MHz GHz kWh km² m² m³ cm² cm³ °C °F ℃ ℉ km/h m/s kPa hPa mL dL kJ µm μm µg μg"
_ALONE_PATTERN = "|".join(re.escape(unit) for unit in sorted(_ALONE.split(), key=len, reverse=True))


def unit_words(unit: str, *, one: bool) -> str:
    """`kg/m³` → `kilograms per cubic meter`."""
    known = UNITS.get(unit)
    if known:
        return known[0] if one else known[1]
    first, _, second = unit.partition("/")
    if first in UNITS and second in UNITS:
        return f"{UNITS[first][0 if one else 1]} per {UNITS[second][0]}"
    return _compound_words(unit, one=one)


def _compound_words(unit: str, *, one: bool) -> str:
    """As the SI brochure reads them (5.4.6): newton meters, joules per kilogram kelvin, meters per second squared."""
    above, below = _COMPOUND.factors(unit)
    *first, last = (_factor_words(factor, several=False) for factor in above) if above else ("",)
    over = " ".join([*first, last if one or not above else _factor_words(above[-1], several=True)])
    under = " ".join(_factor_words(factor, several=False) for factor in below)
    return f"{over} per {under}".strip() if below else over


def _factor_words(factor: Factor, *, several: bool) -> str:
    name = _FACTORS[factor.sign][1 if several else 0]
    if factor.power == 1:
        return name
    if factor.sign.endswith(("m", "ft", "in")) and factor.power in (2, 3):
        return f"{'square' if factor.power == 2 else 'cubic'} {name}"
    return f"{name} {'squared' if factor.power == 2 else 'cubed' if factor.power == 3 else 'to the fourth'}"


def _alone(match: re.Match[str]) -> str:
    return unit_words(match[1], one=False)


def _after_word(match: re.Match[str]) -> str:
    return match[1] + unit_words(
        match[2], one=match[1].strip().lower() in ("per", "a", "an", "each", "every", "one")
    )


RULES: tuple[Rule, ...] = (
    rule(
        "unit",
        rf"\b((?:[Pp]er|[Aa]n?|[Ee]ach|[Ee]very|[Oo]ne)\s)({_ALONE_PATTERN})(?![\w²³/’'-])",
        _after_word,
    ),
    rule("unit", rf"(?<![\w²³/.])((?:{_ALONE_PATTERN})/(?:{UNIT}))(?![\w²³/])", _alone),
    rule("unit", rf"(?<![\w²³/.’'$-])((?!mm[,!. ])(?:{_ALONE_PATTERN}))(?![\w²³/’'-])", _alone),
)
