"""Whisper hears what Kokoro speaks: the whole way from text to transcript, in all three languages."""

from pathlib import Path

import numpy as np
import pytest

from reciter.audio.waveform import Waveform
from reciter.checking.error_rate import character_error_rate, word_error_rate
from reciter.checking.examination import Examiner
from reciter.checking.models import whisper_folder
from reciter.checking.recording import Recording
from reciter.checking.transcript import loaded_ear, transcribe
from reciter.engines.base import EngineSettings, SpeechRequest
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.errors import InputProblem
from reciter.text.span import Run
from reciter.voice import Voice
from tests.checking.spelt import sentence_of


def test_a_file_that_is_no_audio_is_named(tmp_path: Path):
    path = tmp_path / "notes.wav"
    path.write_text("no audio")
    with pytest.raises(InputProblem) as caught:
        transcribe(path, "en", model=tmp_path)
    assert caught.value.where == str(path)


@pytest.fixture(scope="module")
def whisper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whisper_folder(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> KokoroEngine:
    cache = tmp_path_factory.mktemp("kokoro")
    return KokoroEngine(settings=EngineSettings(backend="onnxruntime-int8-1x2", cache=cache))


NARRATOR = {"af_heart": 0.5, "zm_yunxi": 0.5}


def speak(engine: KokoroEngine, *parts: tuple[str, str]) -> Waveform:
    text, runs = "", []
    for language, part in parts:
        runs.append(Run(len(text), len(text) + len(part), language))
        text += part
    voice = Voice("test", "kokoro", "", {"blend": NARRATOR})
    return engine.speak([SpeechRequest("s", text, tuple(runs))], voice=voice)[0].waveform


@pytest.mark.slow
def test_english_is_heard_word_for_word(engine: KokoroEngine, whisper: Path):
    text = "The old lighthouse keeper climbed the stairs every evening and lit the great lamp."
    assert word_error_rate(text, transcribe(speak(engine, ("en", text)), "en", model=whisper)) == 0


@pytest.mark.slow
def test_chinese_is_heard_with_few_errors(engine: KokoroEngine, whisper: Path):
    text = "春天来了，河边的柳树又绿了，孩子们在草地上放风筝。"
    heard = transcribe(speak(engine, ("zh", text)), "zh", model=whisper)
    assert character_error_rate(text, heard, language="zh") < 0.15


LONG = (
    "The harbour was full of ships that morning, and every captain wanted to leave before the storm came. "
    "Two boys carried a heavy basket of bread along the wall and sold it for a penny a loaf. "
    "Behind the market an old woman was mending nets, as her mother had done before her. "
    "Nobody looked up when the first drops fell on the roofs of the warehouses. "
    "The doctor counted his bottles once more and locked the door of his cabin. "
    "Far out on the water a white sail turned slowly towards the land. "
    "By noon the wind had taken the flags from every mast in the bay. Then the bell rang."
)


@pytest.mark.slow
def test_a_long_text_is_heard_to_its_end(engine: KokoroEngine, whisper: Path):
    wave = speak(engine, ("en", LONG))
    assert wave.seconds > 30, "longer than what Whisper hears at once"
    heard = transcribe(wave, "en", model=whisper)
    assert word_error_rate(LONG, heard) < 0.05
    assert "bell rang" in heard.lower()


@pytest.mark.slow
def test_an_english_word_in_chinese_is_not_preceded_by_a_pause(engine: KokoroEngine, whisper: Path):
    wave = speak(engine, ("zh", "我喜欢用"), ("en", "Google"), ("zh", "写程序"))
    frames = wave.samples[: len(wave.samples) // 240 * 240].reshape(-1, 240)
    quiet = 20 * np.log10(np.sqrt(np.mean(frames**2, axis=1)) + 1e-9) < -50
    longest = max((len(run) for run in "".join("q" if q else " " for q in quiet[8:-8]).split()), default=0)
    assert longest * 10 < 120, "a stop of G may close for 100 ms; a pause would be longer"
    assert "google" in transcribe(wave, "zh", model=whisper).lower()


@pytest.mark.slow
@pytest.mark.parametrize("text", ["Yes.", "No.", "What?", "Go on."])
def test_a_sentence_of_one_or_two_words_is_only_what_was_written(
    engine: KokoroEngine, whisper: Path, text: str
):
    wave = speak(engine, ("en", text))
    assert 0.4 < wave.seconds < 1.2
    found = Examiner(loaded_ear(whisper)).examine([Recording(sentence_of(text, "en"), wave, "en")])[0]
    assert found.findings == (), f"heard: {found.heard}"
