"""The words of a Japanese text with their sounds and accents: Open JTalk's, with every reading that is known obeyed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reciter.languages.ja import accent, letters, open_jtalk, polyphone
from reciter.languages.ja.folding import fold
from reciter.languages.ja.kana import is_kana
from reciter.languages.ja.obeying import Obeyed, Wanted, obeyed
from reciter.text.span import Reading

_CLOSING = "」』”’》〉）】］〕｣"
_NEAR = 12
_AROUND = 20
_LONGEST = 600
_PAUSES = frozenset("。！？、…，\n　 ")


@dataclass(frozen=True)
class Word:
    """A word, or a mark between words.

    Attributes:
        start: first character.
        end: one past the last character.
        kind: part of speech and its division, as Open JTalk names them: `名詞,固有名詞,人名`.
        read: reading in katakana as it is spelled (トウキョウ); empty for a mark.
        pronounced: as it sounds (トーキョー); empty for a mark.
        is_known: whether the dictionary has it.
        is_given: whether its reading was given, by the author or by the table of polyphones.
        feature: what Open JTalk's labels are made from.
    """

    start: int
    end: int
    kind: str
    read: str
    pronounced: str
    is_known: bool
    is_given: bool
    feature: open_jtalk.Feature


def words(text: str, readings: Sequence[Reading] = ()) -> list[Word]:
    """The words and marks of a text.

    Args:
        text: normalised text; anything else is read as well as it goes.
        readings: readings over `text`; those in kana are obeyed, others are for the engine.

    Returns:
        Words and marks in order. White space, and a closing bracket before a particle, are in none of them.
    """
    given = [(each.start, each.end, each.value) for each in readings if each.alphabet == "kana"]
    found: list[Word] = []
    for start, end in _stretches(text, given):
        inside = tuple((s - start, e - start, value) for s, e, value in given if start <= s and e <= end)
        here = _words(text[start:end], inside)
        found += here if not start else (replace(w, start=w.start + start, end=w.end + start) for w in here)
    return found


def stands_alone(text: str, at: int) -> bool:
    """Whether the character at an offset is a word of its own; one in no word of the dictionary is, for all we know."""
    start = max(at - _AROUND, 0)
    found = words(text[start : at + _AROUND])
    over = (word for word in found if word.start <= at - start < word.end)
    return all(word.end - word.start == 1 or not word.is_known for word in over)


def _stretches(text: str, given: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Stretches short enough for Open JTalk, which refuses a text of some thousand characters; none cuts a reading."""
    start = 0
    while len(text) - start > _LONGEST:
        end = start + _LONGEST
        end = next((at for at in range(end, start + _LONGEST // 2, -1) if text[at - 1] in _PAUSES), end)
        end = next((last for first, last, _ in given if first < end < last), end)
        yield start, end
        start = end
    yield start, len(text)


@lru_cache(maxsize=64)
def _words(text: str, given: tuple[tuple[int, int, str], ...]) -> tuple[Word, ...]:
    folded = fold(text)
    if not _is_usual(folded.text):
        folded = replace(folded, text=open_jtalk.with_usual_characters(folded.text))
    if not folded.text.strip("　"):
        return ()
    wanted = [Wanted(folded.place(start), folded.place(end), value) for start, end, value in given]
    done = obeyed(folded, [each for each in wanted if each.start < each.end], more=polyphone.readings)
    features = open_jtalk.pronounced(_tidied(done.lines))
    return tuple(_placed(accent.amended(_corrected(features, done)), done))


def _is_usual(text: str) -> bool:
    """Whether every character is in JIS X 0208, all of which the dictionary has."""
    try:
        text.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True


def _tidied(lines: Sequence[str]) -> list[str]:
    """Letters by their usual names; no closing bracket between a word and its particle: 「はい」と."""
    following = [line.split(",", 2)[1] for line in lines[1:]] + [""]
    return [
        letters.named(line)
        for line, after in zip(lines, following, strict=True)
        if not (line[0] in _CLOSING and after == "助詞")
    ]


def _corrected(features: list[open_jtalk.Feature], done: Obeyed) -> list[open_jtalk.Feature]:
    """After pyopenjtalk-plus's corrections, except where those would change a reading that was given."""
    text = done.folded.text
    if not done.spans:
        return open_jtalk.corrected(text, features)
    free = open_jtalk.corrected(text, [dict(feature) for feature in features])
    if not any(feature.get("is_reading_rewritten") for feature in free):
        return free
    for feature, (start, end) in zip(features, _places(features, text), strict=True):
        feature["is_reading_protected"] = _touches(done.spans, start, end)
    return open_jtalk.corrected(text, features)


def _placed(features: Sequence[open_jtalk.Feature], done: Obeyed) -> Iterator[Word]:
    folded = done.folded
    for feature, (start, end) in zip(features, _places(features, folded.text), strict=True):
        pronounced = str(feature["pron"]).replace("’", "")
        is_word = is_kana(pronounced)
        yield Word(
            folded.origins[start],
            folded.origins[end],
            ",".join(str(feature[key]) for key in ("pos", "pos_group1", "pos_group2")),
            str(feature["read"]) if is_word else "",
            pronounced if is_word else "",
            start not in done.unknown,
            _touches(done.spans, start, end),
            feature,
        )


def _places(features: Sequence[open_jtalk.Feature], text: str) -> list[tuple[int, int]]:
    """Where words stand in the text they were found in.

    Words that Open JTalk has put for others (ニ, ジュー for 20) share a stretch: the last of them has all of it.
    """
    places: list[tuple[int, int]] = []
    at, lost = 0, False
    for feature in features:
        surface = str(feature["string"])
        start = text.find(surface, at, at + len(surface) + _NEAR)
        is_lost = start < 0 or (not lost and _skips_words(text[at:start]))
        if lost and not is_lost:
            places[-1] = (at, start)
        at, lost = (at if is_lost else start + len(surface)), is_lost
        places.append((at if is_lost else start, at))
    if lost:
        places[-1] = (at, len(text))
    return places


def _skips_words(skipped: str) -> bool:
    return any(character != "　" and character not in _CLOSING for character in skipped)


def _touches(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)
