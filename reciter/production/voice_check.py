"""How good voices are, as far as a machine can tell: their clips, and what each makes of the same few sentences."""

from __future__ import annotations

import statistics
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from reciter.audio.files import read_audio
from reciter.audio.waveform import Waveform
from reciter.book import Block, Chapter
from reciter.checking.clips import clip_findings, error_rate, spoken_as, transcript_finding
from reciter.checking.models import whisper_folder
from reciter.checking.naturalness import naturalness
from reciter.checking.speaker import Embedding, similarity, speaker_embedding
from reciter.checking.transcript import transcribe
from reciter.engines.base import CloningEngine, Engine, ReferenceClip, SpeechRequest
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.languages.frontend import sentences_of
from reciter.production.consent import consent_of
from reciter.production.engines import engine_of
from reciter.production.enrolled import SLICES, find_enrolment
from reciter.production.voices import find_voice
from reciter.settings import Settings
from reciter.text.sentence import Sentence
from reciter.voice import Voice

MIXED = "mixed"


@dataclass(frozen=True)
class LanguageScore:
    """What came of a language's sentences.

    Attributes:
        language: code, or `mixed` for Chinese with English in it.
        sentences: how many were spoken.
        error_rate: words (en) or characters that Whisper heard otherwise, the mean.
        naturalness: DNSMOS, 1 to 5, the mean.
        similarity: to the person of `SideBySide.like`, -1 to 1; None where there is nobody to be like.
        real_time_factor: seconds of work a second of speech; below 1 is faster than speech.
        refused: why the voice cannot speak it; empty if it can.
    """

    language: str
    sentences: int = 0
    error_rate: float = 0.0
    naturalness: float = 0.0
    similarity: float | None = None
    real_time_factor: float = 0.0
    refused: str = ""


@dataclass(frozen=True)
class VoiceCheck:
    """A voice's scores and what is to be said about its clips.

    Attributes:
        voice: its name.
        loading_s: until its first short sentence was spoken.
        scores: by language.
        findings: about the clips.
    """

    voice: str
    loading_s: float
    scores: tuple[LanguageScore, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class SideBySide:
    """Voices that said the same sentences.

    Attributes:
        like: the first of them with recordings of a person, whom all are compared with; empty if none has any.
        voices: in the order in which they were named.
    """

    like: str
    voices: tuple[VoiceCheck, ...]


@dataclass(frozen=True)
class _Speaker:
    """A voice with its engine and clips."""

    voice: Voice
    engine: Engine
    clips: tuple[ReferenceClip, ...]


def check_voices(
    names: Sequence[str],
    settings: Settings,
    *,
    languages: Iterable[str] = (),
    report: Callable[[str], None] = lambda _line: None,
) -> SideBySide:
    """Look at the clips of voices, let each say the same sentences, and listen.

    Args:
        names: of the voices; a narrator's fitted, cloned and trained voice, say.
        settings: of this installation.
        languages: to be spoken; none: all that there are sentences for.
        report: told a line before each step.

    Raises:
        InputProblem: no such voice or language, no consent, or what checking needs is not installed.
    """
    speakers, asked = [_speaker(name, settings) for name in names], _asked(languages)
    listener, people = _Listener(settings), ((one.voice.id, _narrator(one)) for one in speakers)
    like, narrator = next(((name, found) for name, found in people if found is not None), ("", None))
    return SideBySide(like, tuple(_checked(one, asked, listener, narrator, report) for one in speakers))


def _speaker(name: str, settings: Settings) -> _Speaker:
    voice = find_voice(name, settings.voices_folder)
    engine = engine_of(voice.engine)
    consent_of(voice, engine)
    return _Speaker(
        voice, engine, tuple(engine.references(voice)) if isinstance(engine, CloningEngine) else ()
    )


def _asked(languages: Iterable[str]) -> list[str]:
    sentences, asked = sample_sentences(), list(languages)
    if unknown := set(asked) - set(sentences):
        what = f"there are no sentences in {', '.join(sorted(unknown))}."
        raise InputProblem(what, how=f"Known: {', '.join(sentences)}.")
    return asked or list(sentences)


def _checked(
    speaker: _Speaker,
    languages: Sequence[str],
    listener: _Listener,
    narrator: Embedding | None,
    report: Callable[[str], None],
) -> VoiceCheck:
    name, sentences = speaker.voice.id, sample_sentences()
    report(f"{name}: clips to listen to: {len(speaker.clips)}")
    findings = tuple(finding for clip in speaker.clips for finding in listener.of_clip(clip))
    report(f"{name}: loading the voice")
    loading_s = _loading_s(speaker.engine, speaker.voice)
    scores = []
    for language in languages:
        report(f"{name}: speaking and hearing {language}")
        scores.append(
            _score(language, sentences[language], speaker.voice, speaker.engine, listener, narrator)
        )
    return VoiceCheck(name, loading_s, tuple(scores), findings)


def sample_sentences() -> dict[str, list[str]]:
    """Sentences by language, and mixed ones."""
    text = files("reciter.checking").joinpath("data", "sentences.toml").read_text("utf-8")
    return {language: table["sentences"] for language, table in tomllib.loads(text).items()}


class _Listener:
    """Whisper and DNSMOS, as this installation has them."""

    def __init__(self, settings: Settings) -> None:
        self.whisper = whisper_folder(settings.cache)

    def of_clip(self, clip: ReferenceClip) -> Iterator[Finding]:
        wave = read_audio(clip.path)
        found = clip_findings(wave, where=str(clip.path))
        yield from found
        if clip.transcript and not any(one.severity == "error" for one in found):
            wrong = transcript_finding(
                wave, clip.transcript, clip.language, whisper=self.whisper, where=str(clip.path)
            )
            yield from [wrong] if wrong else []

    def errors(self, wave: Waveform, spoken: str, language: str) -> float:
        return error_rate(spoken, transcribe(wave, spoken_as(language), model=self.whisper), language)


def _loading_s(engine: Engine, voice: Voice) -> float:
    """Load the voice by a first sentence, so that no language's pace has to bear it."""
    before_s = time.perf_counter()
    language = next(code for code in sample_sentences() if code in engine.languages)
    first = _sentences(sample_sentences()[language][:1], language, engine)[0]
    engine.speak([SpeechRequest(first.id, first.spoken, first.runs, first.readings)], voice=voice)
    return time.perf_counter() - before_s


def _narrator(speaker: _Speaker) -> Embedding | None:
    """The person behind a voice: by its clips, or by the slices of its enrolment where it speaks without clips."""
    folder = speaker.voice.folder
    waves = [read_audio(path) for clip in speaker.clips for path in (clip.path, *clip.auxiliary)]
    if not waves and folder and (enrolment := find_enrolment(folder)):
        waves = [read_audio(folder / SLICES / one.file) for one in enrolment.slices]
    return speaker_embedding(waves) if waves else None


def _score(
    language: str,
    texts: list[str],
    voice: Voice,
    engine: Engine,
    listener: _Listener,
    narrator: Embedding | None,
) -> LanguageScore:
    around = "zh" if language == MIXED else language
    if around not in engine.languages:
        return LanguageScore(language, refused=f"the engine {engine.name} does not speak it")
    sentences = _sentences(texts, around, engine)
    requests = [SpeechRequest(one.id, one.spoken, one.runs, one.readings) for one in sentences]
    before_s = time.perf_counter()
    try:
        speeches = engine.speak(requests, voice=voice)
    except InputProblem as problem:
        return LanguageScore(language, refused=problem.what)
    worked_s = time.perf_counter() - before_s
    waves = [speech.waveform for speech in speeches]
    heard = [listener.errors(wave, one.spoken, around) for wave, one in zip(waves, sentences, strict=True)]
    return LanguageScore(
        language,
        len(waves),
        statistics.mean(heard),
        statistics.mean(naturalness(wave).overall for wave in waves),
        similarity(narrator, speaker_embedding(waves)) if narrator is not None else None,
        worked_s / sum(wave.seconds for wave in waves),
    )


def _sentences(texts: list[str], language: str, engine: Engine) -> tuple[Sentence, ...]:
    chapter = Chapter(1, "check", tuple(Block("paragraph", text, "check") for text in texts))
    return sentences_of(chapter, language=language, limits=engine.limits)
