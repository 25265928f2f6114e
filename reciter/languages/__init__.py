"""Languages: each folder here is one, found by its name; `get_language("zh-CN")` gives `zh`."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from reciter.errors import InputProblem
from reciter.text.language import Language

_OTHER_NAMES = {"zh-yue": "yue", "cmn": "zh", "lzh": "zh"}
"""Tags that name a language here in another way: an extended subtag of RFC 5646, Mandarin, and classical Chinese,
which is read aloud in Mandarin."""


@cache
def language_codes() -> tuple[str, ...]:
    """Codes of the languages that there are, sorted: the folders beside this file."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if module.ispkg))


@lru_cache(maxsize=1024)
def primary_subtag(tag: str) -> str:
    """The language of a BCP 47 tag: `zh` of `zh-Hant-TW`, `yue` of `zh-yue`, lower case; empty for an empty tag."""
    parts = tag.strip().lower().replace("_", "-").split("-")
    return _OTHER_NAMES.get("-".join(parts[:2])) or _OTHER_NAMES.get(parts[0], parts[0])


def has_language(tag: str) -> bool:
    """Whether there is a folder for the language of a BCP 47 tag."""
    return primary_subtag(tag) in language_codes()


def get_language(code: str) -> Language:
    """The language of a BCP 47 tag; its folder is imported at the first call.

    Raises:
        InputProblem: there is no folder for it; the message lists those that there are.
    """
    primary = primary_subtag(code)
    if primary not in language_codes():
        how = f"Languages there are: {', '.join(language_codes())}."
        raise InputProblem(f"text in “{code}” cannot be prepared for speaking.", where="language", how=how)
    return _load(primary)


@cache
def _load(primary: str) -> Language:
    return cast(Language, import_module(f"{__name__}.{primary}").language)
