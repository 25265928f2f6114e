"""The planted set: clean takes, and faults planted on them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.planted import sounds, texts, wording
from benchmarks.planted.manifest import Planted, split_of, write_manifest
from benchmarks.planted.narrators import NARRATORS, Blend, name_of, voice_of
from benchmarks.planted.orders import Clean, clauses, fits, order_for
from benchmarks.planted.wording import Word
from reciter.audio.files import write_audio
from reciter.audio.waveform import Waveform
from reciter.engines.base import Engine, SpeechRequest
from reciter.text.sentence import Sentence

CLEAN_SHARE = 0.42
"""Clean takes for a planted one."""

SHARES = {
    "dropped": 70,
    "doubled": 50,
    "swapped": 50,
    "cut": 60,
    "hole": 50,
    "other-voice": 50,
    "noise": 30,
    "clipped": 30,
    "click": 30,
    "fast": 30,
    "slow": 30,
}
_CHUNK = 8


@dataclass
class Planter:
    """Makes the set.

    Args:
        folder: to write into.
        engine: Kokoro.
        seed: the same seed gives the same set.
        report: told what is being done.
    """

    folder: Path
    engine: Engine
    seed: int
    report: Callable[[str], None]
    rows: list[Planted] = field(default_factory=list)

    def plant(self, count: int, books: Path) -> None:
        """Make `count` takes with faults, and clean ones beside them, and the manifest."""
        clean = self._clean(round(count * CLEAN_SHARE / len(NARRATORS)), books)
        for one in clean:
            self._keep(one, one.wave, fault="clean")
        total = sum(SHARES.values())
        for fault, share in SHARES.items():
            self._plant(fault, max(3, round(count * share / total)), clean)
        write_manifest(self.folder, self.rows)

    def _clean(self, count: int, books: Path) -> list[Clean]:
        found = list[Clean]()
        for language, blends in NARRATORS.items():
            sentences = texts.texts(language, count, books=books, dice=self._dice(language))
            by_blend: dict[Blend, list[Sentence]] = {blend: [] for blend in blends}
            for number, sentence in enumerate(sentences):
                by_blend[blends[number % 4 == 3]].append(sentence)
            for blend, chosen in by_blend.items():
                waves = self._speak([(one, 1.0) for one in chosen], blend)
                found += (self._as_clean(language, s, blend, w) for s, w in zip(chosen, waves, strict=True))
        return found

    def _as_clean(self, language: str, sentence: Sentence, blend: Blend, wave: Waveform) -> Clean:
        file = f"{language}-{sentence.id[-4:]}-clean.flac"
        return Clean(file, language, sentence, tuple(wording.words_of(sentence)), blend, wave)

    def _plant(self, fault: str, count: int, clean: Sequence[Clean]) -> None:
        dice, languages = self._dice(fault), list(NARRATORS)
        chosen = list[tuple[int, Clean]]()
        for number in range(count):
            language = languages[number % len(languages)]
            fit = [one for one in clean if one.language == language and fits(one, fault)]
            chosen.append((number, dice.choice(fit)))
        if fault in _AT_PAUSES:
            chosen = [(number, one) for number, one in chosen if not self._spliced(one, fault, number, dice)]
        if fault in _SOUNDS:
            for number, one in chosen:
                self._damage(one, fault, number, dice)
            return
        orders = [order_for(one, fault, number=n, dice=dice, clean=clean) for n, one in chosen]
        for blend in dict.fromkeys(order.blend for order in orders):
            mine = [order for order in orders if order.blend == blend]
            waves = self._speak([(order.sentence, order.speed) for order in mine], blend)
            for order, wave in zip(mine, waves, strict=True):
                self._keep(order.of, wave, fault=fault, how=order.how, word=order.word, voice=order.blend)

    def _damage(self, one: Clean, fault: str, number: int, dice: random.Random) -> None:
        word = None
        if fault == "cut" and number // 3 % 3 == 2:
            word = one.words[-1]
            share = word.syllables / sum(each.syllables for each in one.words)
            made = sounds.cut_gently(one.wave, dice, share=share)
        elif fault == "hole" and one.wave.seconds > 3.5 and number // 3 % 2:
            made = sounds.hole_over(one.wave, dice)
        else:
            made = _SOUNDS[fault](one.wave, dice)
        self._keep(one, made.wave, fault=fault, how=made.how, word=word, at_s=(made.start_s, made.end_s))

    def _spliced(self, one: Clean, fault: str, number: int, dice: random.Random) -> bool:
        """Drop or double a clause by cutting the sound at pauses; of a few takes, whose pauses are its commas."""
        if number % 4 != 3 or len(stretches := clauses(one)) < 2:
            return False
        word, start, end = dice.choice(stretches)
        made = _AT_PAUSES[fault](one.wave, start, end)
        self._keep(one, made.wave, fault=fault, how=made.how, word=word, at_s=(made.start_s, made.end_s))
        return True

    def _speak(self, wanted: Sequence[tuple[Sentence, float]], blend: Blend) -> list[Waveform]:
        self.report(f"speaking {len(wanted)} as {name_of(blend)}")
        waves = list[Waveform]()
        for first in range(0, len(wanted), _CHUNK):
            requests = [
                SpeechRequest(s.id, s.spoken, s.runs, s.readings, speed=speed)
                for s, speed in wanted[first : first + _CHUNK]
            ]
            waves += (speech.waveform for speech in self.engine.speak(requests, voice=voice_of(blend)))
        return waves

    def _keep(
        self,
        one: Clean,
        wave: Waveform,
        *,
        fault: str,
        how: str = "",
        word: Word | None = None,
        voice: Blend = (),
        at_s: tuple[float, float] | tuple[None, None] = (None, None),
    ) -> None:
        file = one.file if fault == "clean" else f"{one.language}-{len(self.rows):04d}-{fault}.flac"
        write_audio(self.folder / file, wave)
        self.rows.append(
            Planted(
                file=file,
                language=one.language,
                mixed=len({run.language for run in one.sentence.runs}) > 1,
                words=len(one.words),
                sentence=one.sentence,
                fault=fault,
                how=how,
                syllables=word.syllables if word else 0,
                word=word.text if word else "",
                start_s=at_s[0],
                end_s=at_s[1],
                clean=one.file,
                narrator=name_of(one.blend),
                voice=name_of(voice or one.blend),
                split=split_of(one.sentence.spoken),
            )
        )

    def _dice(self, purpose: str) -> random.Random:
        return random.Random(f"{self.seed} {purpose}")


_AT_PAUSES = {"dropped": sounds.without, "doubled": sounds.twice}
_SOUNDS: dict[str, Callable[[Waveform, random.Random], sounds.Damaged]] = {
    "cut": sounds.cut_abruptly,
    "hole": sounds.hole_inserted,
    "noise": sounds.noise_burst,
    "clipped": sounds.clipped,
    "click": sounds.click,
}
