"""How long a voice takes for what it says, measured, so that a take can be told too fast or too slow."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reciter.checking.recording import Recording
from reciter.checking.speech import Speech
from reciter.text.scripts import HAN, HIRAGANA, KATAKANA
from reciter.text.sentence import Sentence

ONSET_S = {"en": 0.25}
"""What each sentence takes besides its syllables: the last one is drawn out, however short the sentence."""

_USUAL_ONSET_S = 0.12
_ORDINARY = 1.0
_KANJI_MORAS, _USUAL_MORAS = 1.8, 1.25  # of a Japanese letter, and the mean in running text
_KANJI, _KANA = re.compile(f"[{HAN}]"), re.compile(f"[{HIRAGANA}{KATAKANA}]")
_SMALL_KANA = re.compile("[ゃゅょぁぃぅぇぉャュョァィゥェォ]")


@dataclass(frozen=True)
class Pace:
    """A voice's own pace.

    Attributes:
        ratios: by language, seconds that the voice takes for a second of `Sentence.seconds`.
    """

    ratios: Mapping[str, float] = field(default_factory=dict)

    def expected_s(self, sentence: Sentence) -> float:
        """Length of the speech that the voice is expected to need; each run at the pace of its language."""
        letters = sum(run.end - run.start for run in sentence.runs)
        shares = ((run.end - run.start) / letters * self._ratio(run.language) for run in sentence.runs)
        ratio = sum(shares) if letters else _ORDINARY
        return _onset_s(sentence) + _syllabic_s(sentence) * ratio

    def _ratio(self, language: str) -> float:
        """Of a language that was not measured: the mean of the others."""
        usual = statistics.fmean(self.ratios.values()) if self.ratios else _ORDINARY
        return self.ratios.get(language, usual)


def pace_of(recordings: Sequence[Recording], speeches: Sequence[Speech]) -> Pace:
    """The pace of good takes: the median of each language, which a few bad ones among them do not move.

    Args:
        recordings: of one voice; one of several languages counts for that of most of its letters.
        speeches: their measurements.
    """
    found: dict[str, list[float]] = {}
    for recording, speech in zip(recordings, speeches, strict=True):
        predicted_s, left_s = _syllabic_s(recording.sentence), speech.seconds - _onset_s(recording.sentence)
        if predicted_s > 0 and left_s > 0:
            found.setdefault(main_language(recording.sentence), []).append(left_s / predicted_s)
    return Pace({language: round(statistics.median(ratios), 4) for language, ratios in sorted(found.items())})


def main_language(sentence: Sentence) -> str:
    """The language of most letters of a sentence."""
    count: dict[str, int] = {}
    for run in sentence.runs:
        count[run.language] = count.get(run.language, 0) + run.end - run.start
    return max(count, key=lambda language: count[language], default="")


def _onset_s(sentence: Sentence) -> float:
    return ONSET_S.get(main_language(sentence), _USUAL_ONSET_S)


def _syllabic_s(sentence: Sentence) -> float:
    """The predicted length; of Japanese, whose prediction counts letters, by what kana and kanji are worth."""
    japanese = (sentence.spoken[run.start : run.end] for run in sentence.runs if run.language == "ja")
    text = "".join(japanese)
    kanji, kana = len(_KANJI.findall(text)), len(_KANA.findall(text))
    if not kanji + kana or main_language(sentence) != "ja":
        return sentence.seconds
    moras = _KANJI_MORAS * kanji + kana - len(_SMALL_KANA.findall(text))
    return sentence.seconds * moras / (kanji + kana) / _USUAL_MORAS
