"""Which language each stretch of a text is in: from its scripts, the author's marks and the book's language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reciter.languages import get_language, has_language, primary_subtag
from reciter.languages.latin_words import latin_words
from reciter.text.scripts import HIRAGANA, KATAKANA, script_stretches
from reciter.text.span import Mark, Run

# The language of a script that the language around it is not written in; the engine can then refuse it by name.
LANGUAGE_OF_SCRIPT = {
    "Latn": "en", "Hani": "zh", "Bopo": "zh", "Hira": "ja", "Kana": "ja", "Hang": "ko", "Cyrl": "ru", "Grek": "el",
    "Hebr": "he", "Arab": "ar", "Armn": "hy", "Geor": "ka", "Deva": "hi", "Beng": "bn", "Taml": "ta", "Thai": "th",
    "Tibt": "bo", "Ethi": "am", "Khmr": "km",
}  # fmt: skip
# Scripts of languages that have no folder here, so that a book in one of them keeps its own language's name.
_SCRIPTS_OF_OTHERS = {"ru": {"Cyrl"}, "uk": {"Cyrl"}, "bg": {"Cyrl"},
                      "sr": {"Cyrl", "Latn"}, "el": {"Grek"}, "he": {"Hebr"}, "ar": {"Arab"}, "fa": {"Arab"},
                      "ur": {"Arab"}, "hi": {"Deva"}, "th": {"Thai"}, "hy": {"Armn"}, "ka": {"Geor"}}  # fmt: skip
UNDETERMINED = "und"

_LONE_GREEK = re.compile("(?<![Ͱ-Ͽἀ-῾])[Ͱ-Ͽ\xb5\u2126](?![Ͱ-Ͽἀ-῾])")
_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}]")
_OTHER_THAN_LATIN = re.compile("[^\x00-\u036f\u1e00-\u1eff\u2000-\u2bff]")
_CJK_PUNCTUATION = re.compile(
    "[\u3000-\u303f\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’—…·]"
)
_WESTERN_SENTENCE = re.compile(r".+?(?:[.!?。！？\n]+(?=\s|$)|$)|.", re.DOTALL)
_EASTERN_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]*|[。！？\n]+")
_CLAUSE = re.compile(r"[^，。、！？；：,.!?;:“”「」『』《》()（）\n]+")
_CHINESE_WORDS = frozenset("你們這嗎呢吧啊沒麼很她它")
EASTERN = frozenset({"zh", "ja", "yue"})


def language_runs(text: str, base: str, *, marks: Sequence[Mark] = ()) -> list[Run]:
    """Split a text into runs of one language each.

    Han text belongs to the language around it when that is written in Han; inside other languages it is Japanese where
    kana stand in the same sentence, else Chinese. Latin text belongs to the language around it when that is written in
    Latin, else it is English. Digits and punctuation join the language around them, except where they are glued to a
    word in another. A `language` mark replaces the language around within its stretch, when there is such a language
    and it is written in the script found.

    Args:
        text: any text.
        base: BCP 47 tag of the language around: the chapter's or the book's.
        marks: marks over `text`; only those of kind `language` count here.

    Returns:
        Runs in order that cover `text` without gaps; no two neighbours in the same language.
    """
    around = primary_subtag(base) or UNDETERMINED
    runs: list[Run] = []
    for start, end, language in _stretches_of_marks(len(text), around, marks):
        runs += _runs_of_stretch(text, start, end, language)
    return joined(runs)


def writes(language: str, script: str) -> bool:
    """Whether a language is written in a script; languages without a folder are taken to be written in Latin."""
    if has_language(language):
        return script in get_language(language).scripts
    return script in _SCRIPTS_OF_OTHERS.get(language, {"Latn"})


def joined(runs: Iterable[Run]) -> list[Run]:
    """Runs with neighbours of the same language made one; empty runs left out."""
    result: list[Run] = []
    for run in runs:
        if run.start == run.end:
            continue
        if result and result[-1].language == run.language:
            result[-1] = Run(result[-1].start, run.end, run.language)
        else:
            result.append(run)
    return result


def run_at(runs: Sequence[Run], offset: int) -> Run:
    """The run that covers an offset."""
    return runs[max(bisect_right(runs, offset, key=lambda run: run.start) - 1, 0)]


def language_at(runs: Sequence[Run], offset: int) -> str:
    """Language of the run that covers an offset."""
    return run_at(runs, offset).language


def _stretches_of_marks(length: int, around: str, marks: Sequence[Mark]) -> list[tuple[int, int, str]]:
    """Stretches with the language around them; an inner mark overrules an outer one."""
    known = [mark for mark in marks if mark.kind == "language" and has_language(mark.value)]
    known = [mark for mark in known if mark.start < mark.end]
    borders = sorted({0, length, *(mark.start for mark in known), *(mark.end for mark in known)})
    stretches = []
    for start, end in pairwise(borders):
        over = [mark for mark in known if mark.start <= start and end <= mark.end]
        inner = min(over, key=lambda mark: mark.end - mark.start, default=None)
        stretches.append((start, end, primary_subtag(inner.value) if inner else around))
    return stretches


def _runs_of_stretch(text: str, start: int, end: int, around: str) -> list[Run]:
    stretch = text[start:end]
    if writes(around, "Latn") and not _OTHER_THAN_LATIN.search(stretch):
        return [Run(start, end, around)]
    runs = []
    pattern = _WESTERN_SENTENCE if writes(around, "Latn") else _EASTERN_SENTENCE
    for sentence in pattern.finditer(stretch):
        tokens = list(_tokens(sentence.group(), around))
        at = start + sentence.start()
        found = _with_common(sentence.group(), tokens, around)
        runs += [Run(at + run.start, at + run.end, run.language) for run in found]
    return runs


def _tokens(sentence: str, around: str) -> Iterable[Run]:
    """The words that decide: stretches in a script, with the language each is in; gaps are common characters."""
    words = [] if writes(around, "Latn") else list(latin_words(sentence, around))
    own, at = _own_latin(sentence, around) if words else [], 0
    for first, last in words:
        if first >= at and not any(start < last and first < end for start, end in own):
            yield from _script_tokens(sentence, at, first, around)
            yield Run(first, last, LANGUAGE_OF_SCRIPT["Latn"])
            at = last
    yield from _script_tokens(sentence, at, len(sentence), around)


def _own_latin(sentence: str, around: str) -> list[tuple[int, int]]:
    """Stretches with Latin letters that the language around reads itself: `5 km`, `USD 100`, 第III卷."""
    return get_language(around).own_latin(sentence) if has_language(around) else []


def _script_tokens(sentence: str, start: int, end: int, around: str) -> Iterable[Run]:
    for stretch in script_stretches(sentence[start:end]):
        first, last = start + stretch.start, start + stretch.end
        if stretch.script == "Zyyy" or (
            stretch.script == "Grek" and _LONE_GREEK.fullmatch(sentence, first, last)
        ):
            continue
        if stretch.script == "Latn" and not writes(around, "Latn"):
            yield Run(first, last, around)
        elif stretch.script in ("Hani", "Hira", "Kana"):
            yield Run(first, last, _eastern_language(sentence, first, stretch.script, around))
        else:
            yield Run(first, last, around if writes(around, stretch.script) else _of_script(stretch.script))


def _of_script(script: str) -> str:
    return LANGUAGE_OF_SCRIPT.get(script, UNDETERMINED)


def _eastern_language(sentence: str, at: int, script: str, around: str) -> str:
    """Chinese or Japanese. Never decided for a phrase alone: by the language around, and by kana beside it."""
    if script != "Hani":
        return around if writes(around, script) else "ja"
    if around not in EASTERN:
        return around if writes(around, script) else ("ja" if _is_japanese(sentence) else "zh")
    if around == "ja":
        return "zh" if not _KANA.search(sentence) and _simplified_characters(sentence) >= 2 else "ja"
    clause = next(
        (match.group() for match in _CLAUSE.finditer(sentence) if match.start() <= at < match.end()), ""
    )
    return "ja" if _is_japanese(clause) else around


def _is_japanese(text: str) -> bool:
    """Whether a text with Han in it is Japanese: three in ten are kana, or more, and nothing in it is only Chinese."""
    kana = len(_KANA.findall(text))
    if not kana:
        return False
    han = [character for character in text if "一" <= character <= "鿿"]
    chinese = any(character in _CHINESE_WORDS or not _encodes(character, "cp932") for character in han)
    return not chinese and kana >= 0.3 * (kana + len(han))


def _simplified_characters(text: str) -> int:
    """How many characters only simplified Chinese has: in GB 2312 and not in the Japanese standard set."""
    return sum(_encodes(c, "gb2312") and not _encodes(c, "cp932") for c in text if "一" <= c <= "鿿")


def _encodes(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _with_common(text: str, tokens: Sequence[Run], around: str) -> list[Run]:
    """Give digits, punctuation and white space between the tokens to the run whose language reads them best."""
    spoken = {token.language for token in tokens}
    only = next(iter(spoken)) if len(spoken) == 1 else around
    runs: list[Run] = []
    at, left = 0, only
    for token in (*tokens, Run(len(text), len(text), only)):
        runs.append(
            Run(at, token.start, _common_language(text[at : token.start], left, token.language, around))
        )
        runs.append(token)
        at, left = token.end, token.language
    return joined(runs)


def _common_language(common: str, left: str, right: str, around: str) -> str:
    eastern = bool(_CJK_PUNCTUATION.search(common))
    if left == right and (left in EASTERN or not eastern or around not in EASTERN):
        return left
    if eastern and around not in EASTERN:
        return next((language for language in (left, right) if language in EASTERN), around)
    return around
