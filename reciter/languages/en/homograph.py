"""Homographs: words whose sound depends on their sense or their part of speech (read, lead, live, record).

What stands around a word decides, by the cues of `data/homograph_cues.tsv`; where no cue is found, the part of speech
that a tagger gives it; where that says nothing, its usual sense. `data/homographs.tsv` has the senses and their phones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from reciter.languages.en.inflection import plural, with_s
from reciter.languages.en.reader import reader

_WORDS = {
    "ADV": r"(?:not|never|always|often|also|only|still|just|even|ever|soon|now|then|already|really|rather|sometimes"
    r"|usually|once|both|all|either|almost|thus|further|\w+ly)",
    "MODAL": r"(?:will|would|can|could|shall|should|may|might|must|cannot|can['’]t|won['’]t|wouldn['’]t|couldn['’]t"
    r"|shouldn['’]t|don['’]t|doesn['’]t|didn['’]t|mustn['’]t|needn['’]t|\w+['’](?:ll|d))",
    "DET": r"(?:an?|the|my|your|his|its|our|their|every|each|no|any|some|another|whose|these|those|such|several"
    r"|many)",
    "PREP": r"(?:of|in|on|at|by|from|with|for|without|into|under|after|during|between|against|through|per|about|upon"
    r"|off)",
    "ADJ": r"(?:new|old|good|great|bad|big|small|long|short|high|low|first|second|third|last|next|main|major|same|own"
    r"|full|strong|early|late|large|common|public|local|world|free|daily|little|clear|close|social|human|open|real|true|fresh"
    r"|sharp|rapid|further|huge|best|worst|broken|state|police|student|company|trade|track|police|court)",
    "NUMBER": r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred)(?:-\w+)?",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")
_REACH = 100
_OBJECT = frozenset({"NN", "JJ", "DT", "PR"})
_AFTER_VERB = frozenset({"DT", "PRP", "PRP$", "WRB", "WP"})


@dataclass(frozen=True)
class Sense:
    """One way to say a homograph; `tags` chooses it by part of speech; the usual sense is `firm` or not."""

    name: str
    phones: tuple[str, ...]
    tags: str
    firm: bool = False


@dataclass(frozen=True)
class Homograph:
    """A homograph in a text and how it is read.

    Attributes:
        start: first character.
        end: one past the last character.
        sense: the sense that was chosen.
        sure: whether a cue decided, or the usual sense is all but certain; otherwise it was a part of speech.
    """

    start: int
    end: int
    sense: Sense
    sure: bool


class _Cue(NamedTuple):
    """What decides for a sense when it is found around a word, unless the other is found too."""

    sense: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True)
class _Entry:
    senses: tuple[Sense, ...]
    cues: tuple[_Cue, ...]

    def sense(self, name: str) -> Sense:
        return next(sense for sense in self.senses if sense.name == name)

    @property
    def usual(self) -> Sense:
        return next(sense for sense in self.senses if not sense.tags)


def homographs(text: str) -> list[Homograph]:
    """The homographs of a text in order, each with the sense that it has there."""
    found = [(match, entry) for match in _WORD.finditer(text) if (entry := _entries().get(match[0].lower()))]
    if not found:
        return []
    tags_at = _tagged(text)
    return [_decided(text, match, entry, tags_at) for match, entry in found]


def _decided(
    text: str, match: re.Match[str], entry: _Entry, tags_at: Callable[[int], Sequence[str]]
) -> Homograph:
    start, end = match.span()
    around = f"{text[max(0, start - _REACH) : start]}_{match[0]}_{text[end : end + _REACH]}"
    for cue in entry.cues:
        if cue.pattern.search(around) and not (cue.unless and cue.unless.search(around)):
            return Homograph(start, end, entry.sense(cue.sense), sure=True)
    return _by_tag(match, entry, tags_at(start))


def _by_tag(match: re.Match[str], entry: _Entry, tags: Sequence[str]) -> Homograph:
    """Decide by the word's part of speech.

    The tagger likes nouns: what follows a verb and “or” (prevent or retard it), or stands between several and an
    object or a clause (metals contract when …), is a verb.
    """
    two_before, before, own, following = tags
    if own in ("NN", "JJ"):
        paired = before == "CC" and two_before in ("VB", "VBP") and following[:2] in _OBJECT
        own = "VB" if paired or (before == "NNS" and following in _AFTER_VERB) else own
    chosen = next((sense for sense in entry.senses if sense.tags and re.match(sense.tags, own)), entry.usual)
    sure = chosen.firm or len({sense.phones for sense in entry.senses}) == 1
    return Homograph(match.start(), match.end(), chosen, sure=sure)


def _tagged(text: str) -> Callable[[int], Sequence[str]]:
    """What tells the part of speech of the two words before an offset, the word there and the next one."""

    @lru_cache(maxsize=1)
    def tagged() -> tuple[list[int], list[str]]:
        starts, words, at = [], [], 0
        for word, _ in reader().tokenizer(text):
            at = max(text.find(word, at), at)
            starts.append(at)
            words.append(word)
            at += len(word)
        return starts, ["", "", *reader().tagger(words), ""]

    def tags_at(offset: int) -> Sequence[str]:
        starts, tags = tagged()
        index = min(bisect_left(starts, offset), len(starts) - 1)
        return tags[index : index + 4]

    return tags_at


@lru_cache(maxsize=1)
def _entries() -> dict[str, _Entry]:
    senses: dict[str, list[Sense]] = {}
    for word, name, phones, *tags in _rows("homographs.tsv"):
        tag = tags[0] if tags else ""
        sense = Sense(name, tuple(phones.split()), tag.replace("!", ""), firm=tag == "!")
        senses.setdefault(word, []).append(sense)
    cues = _cues()
    entries = {}
    for word, known in senses.items():
        own = cues.get(word, ())
        pair = {sense.name for sense in known} == {"verb", "other"}
        entries[word] = _Entry(tuple(known), own + (cues["*"] if pair else ()))
        if pair and not word.endswith("s") and word + "s" not in senses:
            entries[plural(word)] = _Entry(tuple(_with_s(known)), cues["*s"])
    return entries


def _with_s(senses: list[Sense]) -> Iterator[Sense]:
    """The senses of records: a verb of the third person, or several of the noun."""
    for sense in senses:
        yield Sense(sense.name, with_s(sense.phones), "VBZ" if sense.tags else "")


@lru_cache(maxsize=1)
def _cues() -> dict[str, tuple[_Cue, ...]]:
    cues: dict[str, list[_Cue]] = {}
    for word, sense, *patterns in _rows("homograph_cues.tsv"):
        cue = _Cue(sense, _compiled(patterns[0]), _compiled(patterns[1]) if len(patterns) > 1 else None)
        cues.setdefault(word, []).append(cue)
    return {word: tuple(found) for word, found in cues.items()}


def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = re.sub(r"(?<![A-Za-z])_(?![A-Za-z])", "_[A-Za-z]+_", pattern)
    pattern = re.sub(r"^\^", r"(?:^|[.!?:;][”’\"']? |[“‘\"])", pattern)
    for name, words in _WORDS.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return re.compile(pattern, re.IGNORECASE)


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("reciter.languages.en") / "data" / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("# "))
