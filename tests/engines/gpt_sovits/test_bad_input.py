"""What a user may give the engine by mistake, and what networks may do to a sentence: each ends with its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from reciter.audio.files import read_audio, write_audio  # noqa: E402
from reciter.audio.waveform import Waveform  # noqa: E402
from reciter.engines.base import SpeechRequest  # noqa: E402
from reciter.engines.gpt_sovits.engine import GptSovitsEngine  # noqa: E402
from reciter.engines.gpt_sovits.networks import Networks  # noqa: E402
from reciter.engines.gpt_sovits.sounding.direct import DirectStage  # noqa: E402
from reciter.errors import EngineProblem, InputProblem  # noqa: E402
from reciter.text.span import Run  # noqa: E402
from reciter.voice import Voice  # noqa: E402
from tests.engines.gpt_sovits.tiny_voice import VOICE_OPTIONS, request  # noqa: E402


@contextmanager
def broken(network: Any) -> Iterator[None]:
    """A network that computes nothing but not-a-numbers."""
    kept = {name: weight.clone() for name, weight in network.state_dict().items()}
    with torch.no_grad():
        for weight in network.parameters():
            weight.fill_(float("nan"))
    try:
        yield
    finally:
        network.load_state_dict(kept)


@pytest.mark.parametrize("text", ["", "…！？", "——", " 。 "])
def test_a_text_without_words_is_refused_by_its_sentence(
    engine: GptSovitsEngine, voice: Voice, text: str
) -> None:
    runs = (Run(0, len(text), "zh"),) if text else ()
    with pytest.raises(InputProblem, match=r"^c001-s0007: there is nothing to pronounce"):
        engine.speak([SpeechRequest("c001-s0007", text, runs)], voice=voice)


@pytest.mark.slow
def test_two_thousand_characters_are_spoken_or_said_to_be_cut(engine: GptSovitsEngine, voice: Voice) -> None:
    text = "The sea was calm and the lamp was lit again. " * 45
    assert len(text) > 2000
    speech = engine.speak([request(text)], voice=voice)[0]
    assert {finding.code for finding in speech.findings} & {"speech-swallowed", "speech-endless"}


@pytest.mark.slow
def test_numbers_that_are_none_are_never_taken_for_sound(
    engine: GptSovitsEngine,
    voice: Voice,
    tiny: Networks,
) -> None:
    engine.speak([request()], voice=voice)  # the clip is heard by networks that are whole
    with broken(tiny.acoustic.network), pytest.raises(EngineProblem, match=r"^c001-s0001: .*no usable sound"):
        engine.speak([request()], voice=voice)
    with broken(tiny.writer.decoder):
        speech = engine.speak([request()], voice=voice)[0]
    assert {finding.code for finding in speech.findings} >= {"speech-hum", "speech-endless"}


@pytest.mark.slow
def test_the_clip_may_have_two_channels_or_a_telephones_rate(engine: GptSovitsEngine, voice: Voice) -> None:
    assert voice.folder
    import soundfile

    calm = read_audio(voice.folder / "calm.wav").samples
    plain = engine.speak([request()], voice=voice)[0].waveform.samples
    soundfile.write(voice.folder / "calm.wav", np.stack([calm, calm], 1), 32000)
    np.testing.assert_allclose(engine.speak([request()], voice=voice)[0].waveform.samples, plain, atol=1e-3)
    write_audio(voice.folder / "calm.wav", Waveform(np.ascontiguousarray(calm[::4]), 8000))
    assert engine.speak([request()], voice=voice)[0].waveform.seconds > 0.5


def test_the_words_of_a_clip_are_read_in_the_language_they_are_written_in(
    engine: GptSovitsEngine,
    voice: Voice,
    tiny: Networks,
) -> None:
    from reciter.engines.gpt_sovits.narrator import narrator
    from reciter.engines.gpt_sovits.options import Reference

    assert voice.folder
    said = {}
    for language in ("zh", "en"):
        clip = Reference(clip="calm.wav", transcript="今天天气很好。", language=language)
        told = narrator(clip, voice.folder, tiny).said
        assert told is not None
        said[language] = told.phones
    assert said["en"][: len(said["zh"]) - 1] == said["zh"][:-1]
    assert any(phone.startswith("t") for phone in said["en"])


def test_a_transcript_without_words_is_refused_with_the_name_of_the_clip(
    engine: GptSovitsEngine,
    voice: Voice,
) -> None:
    options = {**VOICE_OPTIONS, "reference": {"clip": "calm.wav", "transcript": "…", "language": "en"}}
    with pytest.raises(InputProblem, match=r"calm\.wav: the transcript"):
        engine.speak([request()], voice=replace(voice, options=options))


def test_when_stage_2_runs_out_of_memory_it_goes_on_with_half_as_many(
    engine: GptSovitsEngine,
    voice: Voice,
    tiny: Networks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, speak = [], tiny.acoustic.speak

    def narrow(lines: Any, manner: Any, options: Any, *, together: int) -> Any:
        asked.append(together)
        if together > 2:
            raise torch.cuda.OutOfMemoryError("CUDA out of memory.")
        return speak(lines, manner, options, together=together)

    monkeypatch.setattr(DirectStage, "speak", lambda _self, *words, **named: narrow(*words, **named))
    monkeypatch.setattr(tiny.portions.acoustic, "size", 8)
    speech = engine.speak([request("Yes.")], voice=voice)[0]
    assert asked == [8, 4, 2]
    assert tiny.portions.acoustic.size == 2
    assert speech.waveform.seconds > 0.1
