"""Check any recording against any text, by what a render checks its takes with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reciter.audio.files import read_audio
from reciter.book import Block, Chapter
from reciter.checking.examination import Examination, Examiner
from reciter.checking.narrator_profile import NarratorProfile
from reciter.checking.recording import Recording
from reciter.engines.base import Limits
from reciter.errors import InputProblem
from reciter.languages import has_language, language_codes, primary_subtag
from reciter.languages.frontend import sentences_of
from reciter.languages.guess import guess_language
from reciter.production.engines import engine_of
from reciter.production.examiners import ear
from reciter.production.narrators import Speaker, narrator_of
from reciter.production.voices import find_voice
from reciter.settings import Settings
from reciter.text.lexicon import Lexicon
from reciter.text.sentence import Sentence

LONGEST_S = 600.0
"""Seconds of a recording that are compared at once: two texts are laid beside each other as wholes."""

_ONE_SENTENCE = Limits(min_seconds=1e9, max_seconds=1e9)


@dataclass(frozen=True)
class CheckedFile:
    """A recording that was checked: its file, its length, and what was found."""

    path: Path
    seconds: float
    examination: Examination


def check_files(
    files: Sequence[Path],
    settings: Settings,
    *,
    text: str = "",
    language: str = "",
    voice: str = "",
    lexicon: Lexicon | None = None,
) -> tuple[CheckedFile, ...]:
    """Check recordings.

    Args:
        files: in a format that libsndfile reads.
        settings: of this installation.
        text: that each should say; empty: the text file of the same name beside each.
        language: of the text; empty guesses by script.
        voice: that should speak; empty: pace, level and narrator are not judged.
        lexicon: pronunciations that were to be obeyed.

    Raises:
        InputProblem: a file or its text cannot be used, no such language or voice, or a model is not installed.
    """
    if language and not has_language(language):
        how = f"One of: {', '.join(sorted(language_codes()))}."
        raise InputProblem(f"there is no language {language!r}.", where="language", how=how)
    recordings = [_recording(path, text or _beside(path), language, lexicon) for path in files]
    spoken = dict.fromkeys(run.language for one in recordings for run in one.sentence.runs)
    examiner = Examiner(ear(), _profile(voice, spoken, settings) if voice else None)
    found = examiner.examine(recordings)
    return tuple(
        CheckedFile(path, one.wave.seconds, each)
        for path, one, each in zip(files, recordings, found, strict=True)
    )


def _recording(path: Path, text: str, language: str, lexicon: Lexicon | None) -> Recording:
    wave = read_audio(path)
    if wave.seconds > LONGEST_S:
        lasts = f"lasts {wave.seconds / 60:.0f} minutes; at most {LONGEST_S / 60:.0f} are checked at once"
        what = f"this recording {lasts}."
        raise InputProblem(what, where=str(path), how="Cut it, and the text with it.")
    around = primary_subtag(language) or guess_language([text])
    return Recording(_sentence(path, text, around, lexicon), wave, around)


def _sentence(path: Path, text: str, language: str, lexicon: Lexicon | None) -> Sentence:
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    chapter = Chapter(1, "", tuple(Block("paragraph", paragraph, "text") for paragraph in paragraphs))
    sentences = sentences_of(chapter, language=language, limits=_ONE_SENTENCE, lexicon=lexicon)
    if not sentences:
        raise InputProblem(
            "there are no words to compare this recording with.", where=str(path), how="Give --text."
        )
    return sentences[0]


def _beside(path: Path) -> str:
    text = path.with_suffix(".txt")
    try:
        return text.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        how = "Give --text, or put the text beside the recording."
        raise InputProblem(
            f"the text of this recording cannot be read: {problem}.", where=str(text), how=how
        ) from None


def _profile(name: str, languages: Iterable[str], settings: Settings) -> NarratorProfile:
    voice = find_voice(name, settings.voices_folder)
    found = narrator_of(Speaker(voice, engine_of(voice.engine).fingerprint(voice), tuple(languages)))
    if not isinstance(found, NarratorProfile):
        raise InputProblem(f"the voice {name!r} cannot be compared: {found.why}", where="voice")
    return found
