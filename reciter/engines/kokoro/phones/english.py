"""English → phones, American or British, by hibari's lexicon, tagger and network, with our homographs and acronyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from reciter.engines.kokoro.phones.english_senses import decide
from reciter.engines.kokoro.phones.punctuation import (
    MARK_OF,
    MARKS,
    has_speech,
    phone_mark,
    straight_quotes,
)
from reciter.engines.kokoro.phones.signs import sign_names
from reciter.errors import EngineProblem
from reciter.languages.en.reader import Accent, reader, tags

__all__ = ["Accent", "double_quotes", "english_phones", "respelled_phones"]

Fixed = tuple[int, int, str]
"""A stretch of text whose phones are given: start, end, phones."""

_VOWELS = "AIOQWYaeiouæɐɑɒɔəɚɛɜɪʊʌᵻᵊɨ"


def english_phones(
    text: str, *, accent: Accent = "american", fixed: Sequence[Fixed] = (), where: str = ""
) -> str:
    """Phones of normalised English.

    Args:
        text: one language run or part of it; the words around decide between readings (`read`, `live`).
        fixed: stretches whose phones are given, in order, not overlapping.
        where: sentence id for messages.

    Raises:
        EngineProblem: a letter of a script that English is not written in.
    """
    text = double_quotes(straight_quotes(text))
    parts, at = [], 0
    for start, end, phones in fixed:  # `[word](/phones/)` is hibari's notation for a word with given phones
        parts += [_plain(text[at:start], where), f"[{_label(text[start:end])}](/{phones}/)"]
        at = end
    parts.append(_plain(text[at:], where))
    line = "".join(parts)
    if re.fullmatch(r"\W*[Aa]\W*", line):
        return line.replace("A", "ˈA").replace("a", "ˈA")  # alone it is the letter, not the article
    phones = _read(line, accent)
    if re.search(r"[^\W_]", line) and not has_speech(phones):
        raise EngineProblem(
            f"No English reading is known for {text!r}.", where=where, how="Give one in the lexicon."
        )
    return phones


def double_quotes(text: str) -> str:
    """Turn single quotation marks into double ones, which have a phone; apostrophes stay. Offsets stay true."""
    text = re.sub(r"‘(?=\S)([^‘]+?)’(?!\w)", r"“\1”", text)
    return re.sub(r"(?<!\w)'(?=\w)((?:[^']|(?<=\w)'(?=\w))*[.,!?;:…—])'(?!\w)", r"“\1”", text)


def _read(line: str, accent: Accent) -> str:
    """hibari's own call, but tags come from the whole line, no mark is lost, and our decisions count."""
    english = reader(accent)
    tokens = english.tokenize(line)
    if not tokens:
        return ""
    words = [token.text for token in tokens]  # `tokenize` tags the stretches between links one by one
    for token, tag in zip(tokens, tags(words, accent=accent), strict=True):
        token.tag = tag
        if token.phonemes is None and set(token.text) <= MARKS:
            token.phonemes, token.rating = token.text, 4
        elif token.text == "'":  # quotation marks are double by now
            token.phonemes, token.rating = "", 4
    decide(tokens, accent)
    read = english.phonemize_tokens(tokens)
    return "".join((token.phonemes or "") + (" " if token.whitespace else "") for token in read).strip()


def respelled_phones(respelling: str, *, accent: Accent = "american", where: str = "") -> str:
    """Phones of a respelling such as `KWEE-kweg`: syllables by hyphens, the stressed one in capitals.

    A respelling without a stressed syllable is read as ordinary English.
    """
    syllables = respelling.split("-")
    if not any(s.isupper() for s in syllables) or all(s.isupper() for s in syllables):
        return english_phones(respelling.lower(), accent=accent, where=where)
    return "".join(_syllable(s, accent, where) for s in syllables if s)


def _syllable(syllable: str, accent: Accent, where: str) -> str:
    phones = re.sub("[ˈˌ]", "", english_phones(syllable.lower(), accent=accent, where=where))
    return re.sub(f"(?=[{_VOWELS}])", "ˈ", phones, count=1) if syllable.isupper() else phones


def _label(text: str) -> str:
    return re.sub(r"[^\w'’-]", "", text) or "word"


def _plain(text: str, where: str) -> str:
    text = text.replace("’", "'").replace("‘", "'")
    names = sign_names("en")
    signs = "".join(map(re.escape, names))
    # money before a number is hibari's own affair; elsewhere it drops the sign
    text = re.sub(f"(?![$£€]\\d)[{signs}]", lambda match: f" {names[match[0]]} ", text)
    return re.sub(r"\s+", " ", "".join(_character(c, where) for c in text))


def _character(character: str, where: str) -> str:
    if character in "'-\"" or (character.isascii() and character.isalnum()) or character in "$£€":
        return character
    mark = MARK_OF.get(character)
    if mark is not None:
        return mark
    name = unicodedata.name(character, "")
    if name.startswith("LATIN"):
        return character
    greek = re.match(r"GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?([A-Z]+)", name)
    if greek:
        return f" {greek[1].lower().replace('lamda', 'lambda')} "
    if unicodedata.category(character)[0] == "M":
        return character
    if character.isalpha():
        raise EngineProblem(
            f"English cannot be read from {character!r} ({name.lower()}).",
            where=where,
            how="Mark its language in the manuscript, or give a reading for it in the lexicon.",
        )
    return phone_mark(character, where=where)
