"""What technical books are full of: read_line · println! · src/main.rs · .\\main · %PATH% · HashMap · 1.2.3 · GPT-4."""

from __future__ import annotations

import re

from reciter.languages.en.number import DIGITS, cardinal, digit_by_digit, number
from reciter.languages.en.rule import Rule, rule
from reciter.languages.en.year import plural

# Chemistry: letters are said one by one.
_FORMULA = r"H2O2?|CO2|SO2|SO4|NO2|NO3|NH3|CH4|O2|O3|N2|H2|N2O|H2SO4|CaCO3|C6H12O6"
# Macros of Rust's standard library, whose names end in an exclamation mark that is not an exclamation.
MACROS = (
    "assert_eq|assert_ne|compile_error|concat|dbg|debug_assert|eprint|eprintln|format_args|include_bytes|include_str"
    "|macro_rules|module_path|option_env|println|stringify|thread_local|vec|writeln"
)
_MACROS_LIKE_WORDS = (
    "assert|cfg|env|file|format|include|line|matches|panic|print|todo|try|unimplemented|unreachable|write"
)
_GOES_ON = r"(?=\s(?:macro|call|is|and|or|to|in|with|prints)\b)"
_SUFFIXES = "rs|toml|py|js|ts|json|txt|md|html|css|lock|exe|sh|yml|yaml|xml|csv|cfg|ini|git|gitignore"
_PLAIN_PREFIX = re.compile(r"(?:Mc|Mac|Fitz|De|Di|Du|La|Le|Van|Von|O)(?=[A-Z])")
_HUMP = re.compile(r"[A-ZÀ-Þ]+(?=[A-ZÀ-Þ][a-zß-ÿ])|[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]+|\d+|[^\W\d_]+")


def words_of(identifier: str) -> str:
    """The words of an identifier: `XMLHttpRequest` → `XML Http Request`, `read_line` → `read line`."""
    return " ".join(number(word) if word.isdecimal() else word for word in _HUMP.findall(identifier))


def _camel(match: re.Match[str]) -> str | None:
    word = match[0]
    humps = _HUMP.findall(word)
    if _PLAIN_PREFIX.match(word) or len(humps[0]) == 1 or len(humps[-1]) == 1:
        return None
    return words_of(word)


def _path(match: re.Match[str]) -> str:
    parts = re.findall(r"[^\W_]+|[/.\\~:-]", match[0])
    said = {"/": "slash", "\\": "backslash", ".": "dot", "~": "tilde", "-": "", ":": "colon"}
    return " ".join(word for part in parts if (word := said.get(part, words_of(part))))


def _file(match: re.Match[str]) -> str:
    return f"{words_of(match[1])} dot {match[2]}" if match[1] else f"dot {match[2]}"


def _call(match: re.Match[str]) -> str:
    return words_of(match[1])


def _variable(match: re.Match[str]) -> str:
    return f"percent {words_of(match[1])} percent"


def _option(match: re.Match[str]) -> str:
    """--release → dash dash release, -v → dash v."""
    dashes = "dash dash" if match[0].startswith("--") else "dash"
    return " ".join([dashes, *(words_of(word) for word in match[1].split("-"))])


def _version(match: re.Match[str]) -> str:
    parts = match[2].split(".")
    joint = " dot " if len(parts) == 4 else " point "
    said = [digit_by_digit(part) if len(parts) == 4 else cardinal(int(part)) for part in parts]
    return (
        ("version " if match[1] else "") + joint.join(said) + (f" {words_of(match[3])}" if match[3] else "")
    )


def _two_part_version(match: re.Match[str]) -> str:
    return f"version {number(match[1])}"


def _designation(match: re.Match[str]) -> str:
    """Letters and numbers side by side: GPT-4 → GPT four, 3D → three D, R2D2 → R two D two."""
    parts = re.findall(r"\d+s\b|[^\W\d_]+|\d+(?:\.\d+)*", match[0])
    return " ".join(_designated(part) for part in parts)


def _designated(part: str) -> str:
    if not part[0].isdecimal():
        return part
    if part.endswith("s"):
        return plural(_designated(part[:-1]))
    if "." in part:
        return " point ".join(cardinal(int(piece)) for piece in part.split("."))
    return digit_by_digit(part) if part[0] == "0" else _short_number(part)


def _short_number(digits: str) -> str:
    """A number in a name: 747 → seven forty-seven, 101 → one oh one."""
    if len(digits) == 3 and digits[1:] != "00":
        rest = int(digits[1:])
        return f"{DIGITS[int(digits[0])]} {'oh ' if rest < 10 else ''}{cardinal(rest)}"
    return number(digits)


def _formula(match: re.Match[str]) -> str:
    return " ".join(
        cardinal(int(p)) if p.isdecimal() else p for p in re.findall(r"[A-Z][a-z]|[A-Z]|\d+", match[0])
    )


_MAKERS = "Boeing|Airbus|Porsche|Peugeot|Ferrari|Route|Highway|Interstate|Form|Agent"


def _model(match: re.Match[str]) -> str:
    return match[1] + _short_number(match[2])


RULES: tuple[Rule, ...] = (
    rule("identifier", r"(?<![\w%])%([A-Z]+(?:_[A-Z]+)*)%(?![\w%])", _variable),
    rule("identifier", rf"\b((?:{_MAKERS})\s)(\d{{3}})(?![\w,.]?\d)(?!\w)", _model),
    rule("identifier", r"(?<![\w./-])(v)?(\d+(?:\.\d+){2,3})(?:-([a-z]+\d*))?(?![\w]|\.\d)", _version),
    rule("identifier", r"(?<![\w./-])[vV](\d+\.\d+)(?![\w]|\.\d)", _two_part_version),
    rule("identifier", r"(?<![\w/.])(?:~|\.{1,2})?/?(?:[\w-]+/)+[\w-]*(?:\.\w+)+(?!\w)", _path),
    rule("identifier", r"(?<![\w/.])(?:~|\.{1,2})?(?:/[a-z][\w.-]*\w)+(?!\w)", _path),
    rule("identifier", r"(?<![\w/.\\])(?:[A-Za-z]:|~|\.{1,2}|[\w-]+)\\(?:[\w-]+\\)*[\w-]+(?:\.\w+)*(?!\w)", _path),
    rule("identifier", r"(?<![\w/.])(?=[\w/-]*_)(?:[\w-]+/)+[\w-]*\w(?![\w/])", _path),
    rule("identifier", rf"(?<![\w./])([A-Za-z]\w*)?\.({_SUFFIXES})(?!\w)", _file),
    rule("identifier", r"(?<!\w)((?:\w+::)+\w+)!?(?:\(\))?", _call),
    rule("identifier", r"(?<!\w)([A-Za-z]\w*)\(\)", _call),
    rule("identifier", r"(?<!\w)([a-z]\w*)!(?=[(\[{])", _call),
    rule("identifier", rf"(?<!\w)({MACROS})!", _call),
    rule("identifier", rf"(?<!\w)({_MACROS_LIKE_WORDS})!{_GOES_ON}", _call),
    rule("identifier", r"(?<!\w)_*([^\W_]+(?:_+[^\W_]+)+)_*!?(?!\w)", _call),
    rule("identifier", r"(?<!\w)--([a-z]\w*(?:-\w+)*)", _option),
    rule("identifier", r"(?<=\s)-([a-zA-Z])(?=\s|$|[,.;)])", _option),
    rule("identifier", rf"(?<![\w-])(?:{_FORMULA})(?![\w-])", _formula),
    rule("identifier",
         r"(?<![\w.,-])(?=[\w-]*\d)(?=[\w-]*[^\W\d_])(?!\d+(?:st|nd|rd|th|s)\b)[^\W_]+(?:-(?:\d+(?:\.\d+)*s?|[A-Z]+)\b)*(?!\w)",
         _designation),
    rule("identifier", r"(?<!\w)(?:[A-Z]+[a-z]+(?:[A-Z]+[a-z]*)+|[a-z]{2,}(?:[A-Z][a-z]+)+)(?!\w)", _camel),
)  # fmt: skip
