"""The sound of an English plural or possessive after a word whose pronunciation is given: Queequeg's, boxes."""

from __future__ import annotations

from collections.abc import Callable

_SIBILANTS = "szʃʒʂʐɕʑʧʤʦʣ"
_VOICELESS = "ptkfθxχcq"


def with_s(alphabet: str, value: str) -> str | None:
    """A pronunciation with the ending of the plural or possessive; None for an alphabet that has no such sound.

    After a sibilant it is /ɪz/, after another voiceless sound /s/, else /z/.
    """
    ending = _ENDINGS.get(alphabet)
    return value + ending(value) if ending else None


def without_s(alphabet: str, value: str) -> list[str]:
    """Pronunciations that give just this one when the ending is added."""
    endings = ("ɪz", "Iz", "s", "z", " IH0 Z", " S", " Z", "-iz", "S", "Z")
    bases = [value.removesuffix(ending) for ending in endings if value.endswith(ending)]
    return [base for base in bases if base and with_s(alphabet, base) == value]


def _ipa(value: str) -> str:
    last = next((sign for sign in reversed(value) if sign.isalpha() and sign not in "ʰʷʲˠˤ"), "")
    return "ɪz" if last in _SIBILANTS and last else "s" if last in _VOICELESS and last else "z"


def _xsampa(value: str) -> str:
    last = value[-1:]
    return "Iz" if last in ("s", "z", "S", "Z") else "s" if last in ("p", "t", "k", "f", "T") else "z"


def _arpabet(value: str) -> str:
    last = value.rsplit(maxsplit=1)[-1]
    if last in ("S", "Z", "SH", "ZH", "CH", "JH"):
        return " IH0 Z"
    return " S" if last in ("P", "T", "K", "F", "TH") else " Z"


def _respelling(value: str) -> str:
    last, capital = value.lower(), value[-1].isupper()
    if last.endswith(("s", "z", "x", "sh", "ch", "j", "dge", "se", "ce", "ze", "ge")):
        return "-iz"
    ending = "s" if last.endswith(("p", "t", "k", "f", "th", "pe", "te", "ke", "fe")) else "z"
    return ending.upper() if capital else ending


_ENDINGS: dict[str, Callable[[str], str]] = {
    "ipa": _ipa, "x-sampa": _xsampa, "arpabet": _arpabet, "respelling": _respelling,
}  # fmt: skip
