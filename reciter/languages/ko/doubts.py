"""Words of Korean text whose reading a person should look at."""

from __future__ import annotations

import re
from functools import cache

from reciter.languages.ko import hanja
from reciter.languages.ko.letters import spell_latin
from reciter.languages.ko.numeral import spell
from reciter.languages.ko.reading import heard
from reciter.languages.ko.tables import rows
from reciter.text.doubt import Doubt, DoubtKind
from reciter.text.scripts import HAN

_LATIN = re.compile(r"(?<![A-Za-z])[A-Za-z][A-Za-z.&'’-]*[A-Za-z]|[A-Za-z]")
_HANJA = re.compile(f"[{HAN}]+")
_NUMBER = re.compile(r"\d[\d,.]*")
_JAMO = re.compile("[ㄱ-ㅎㅏ-ㅣ]+")
_WORD_END = r"(?=[^가-힣]|$|[이가은는을를의에로과와도만인으])"


def doubts(text: str) -> list[Doubt]:
    """Words of normalised text whose reading is uncertain; see `reciter.text.language.Language.doubts`.

    Homographs whose sounds differ (대가, 잠자리), Latin words that would be spelled, Hanja and figures that were left.
    """
    found = [Doubt(*m.span(), "homograph", heard(m[0])) for m in _any_homograph().finditer(text)]
    found += [Doubt(*m.span(), _kind_of_latin(m[0]), spell_latin(m[0])) for m in _LATIN.finditer(text)]
    found += [Doubt(*m.span(), "unknown", hanja.read(m[0])) for m in _HANJA.finditer(text)]
    found += [Doubt(*m.span(), "number", spell(m[0])) for m in _NUMBER.finditer(text)]
    found += [Doubt(*m.span(), "unknown", heard(m[0])) for m in _JAMO.finditer(text)]
    return sorted(found, key=lambda doubt: doubt.start)


def _kind_of_latin(word: str) -> DoubtKind:
    return "acronym" if word.replace(".", "").isupper() else "unknown"


@cache
def _any_homograph() -> re.Pattern[str]:
    words = sorted((row[0] for row in rows("homographs.tsv")), key=lambda word: -len(word))
    return re.compile(f"(?<![가-힣])(?:{'|'.join(words)}){_WORD_END}")
