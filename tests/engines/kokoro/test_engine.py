"""The adapter: requests in, speech out; a drawn network stands in for the trained one."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from reciter.engines.base import Engine, EngineSettings, SpeechRequest
from reciter.engines.kokoro.engine import RATE_HZ, KokoroEngine
from reciter.errors import EngineProblem, InputProblem
from reciter.text.span import Run
from reciter.voice import Voice


class DrawnNetwork:
    """100 ms of tone per phone, whose pitch follows the style; remembers what it was asked."""

    name = "drawn"
    fingerprint = "drawn/1"

    def __init__(self, level: float = 0.3) -> None:
        self.level = level
        self.calls: list[tuple[list[int], NDArray[np.float32], float]] = []

    def run(
        self, tokens: Sequence[Sequence[int]], styles: NDArray[np.float32], speeds: Sequence[float]
    ) -> list[NDArray[np.float32]]:
        waves = []
        for ids, style, speed in zip(tokens, styles, speeds, strict=True):
            self.calls.append((list(ids), style, speed))
            time = np.arange(int(len(ids) * 0.1 / speed * RATE_HZ))
            waves.append((self.level * np.sin(time * (0.05 + abs(float(style[0]))))).astype(np.float32))
        return waves


def request(text: str, language: str = "en", name: str = "c001-s0001", speed: float = 1.0) -> SpeechRequest:
    return SpeechRequest(name, text, (Run(0, len(text), language),), speed=speed)


def voice(**options: object) -> Voice:
    return Voice("narrator", "kokoro", "Narrator", options or {"blend": {"af_heart": 1.0}})


def test_it_fills_the_contract():
    engine: Engine = KokoroEngine(DrawnNetwork)
    assert engine.sample_rate_hz == 24_000
    assert engine.languages == {"zh", "en", "ja"}
    assert len(engine.voices()) == 54


def test_each_request_gets_its_own_speech_in_order():
    engine = KokoroEngine(DrawnNetwork)
    batch = [request("Yes."), request("……", "zh"), request("A much longer sentence than the first one.")]
    speeches = engine.speak(batch, voice=voice())
    alone = [engine.speak([item], voice=voice())[0] for item in batch]
    assert speeches[0].phones == "jˈɛs."
    for one, other in zip(speeches, alone, strict=True):
        assert np.array_equal(one.waveform.samples, other.waveform.samples)


def test_marks_alone_are_a_short_rest():
    speech = KokoroEngine(DrawnNetwork).speak([request("……", "zh")], voice=voice())[0]
    assert speech.phones == ""
    assert 0.1 < speech.waveform.seconds < 0.5


def test_long_text_is_never_cut_off():
    network = DrawnNetwork()
    text = "This sentence is repeated until it no longer fits. " * 20
    speech = KokoroEngine(lambda: network).speak([request(text)], voice=voice())[0]
    asked = [ids for ids, _, _ in network.calls]
    assert len(asked) >= 2
    assert max(map(len, asked)) <= 510
    assert sum(map(len, asked)) >= len(speech.phones) - len(asked)
    assert speech.waveform.seconds > 0.09 * len(speech.phones)


def test_the_style_is_the_row_for_the_number_of_phones():
    network = DrawnNetwork()
    KokoroEngine(lambda: network).speak([request("No."), request("No, never, not at all.")], voice=voice())
    assert not np.allclose(network.calls[0][1], network.calls[1][1])


def test_the_voices_pace_and_the_requests_pace_multiply():
    network = DrawnNetwork()
    KokoroEngine(lambda: network).speak(
        [request("Yes.", speed=1.2)], voice=voice(blend={"af_heart": 1.0}, speed=0.9)
    )
    assert network.calls[0][2] == pytest.approx(1.08)


def test_a_pace_out_of_range_is_refused():
    with pytest.raises(InputProblem, match=r"2\.40"):
        slow = voice(blend={"af_heart": 1.0}, speed=1.2)
        KokoroEngine(DrawnNetwork).speak([request("Yes.", speed=2.0)], voice=slow)


def test_an_option_it_does_not_have_is_named():
    with pytest.raises(InputProblem, match="blnd"):
        KokoroEngine(DrawnNetwork).speak([request("Yes.")], voice=voice(blnd={"af_heart": 1.0}))


def test_silence_from_the_network_is_an_error_that_names_the_sentence():
    with pytest.raises(EngineProblem) as caught:
        KokoroEngine(lambda: DrawnNetwork(level=0.0)).speak(
            [request("Yes.", name="c007-s0001")], voice=voice()
        )
    assert caught.value.where == "c007-s0001"


def test_the_fingerprint_follows_network_voice_pace_and_accent():
    engine = KokoroEngine(DrawnNetwork)
    same = [voice(blend={"af_heart": 1.0}), voice(blend={"af_heart": 1.0}, speed=1.0)]
    others = [
        voice(blend={"af_heart": 0.9, "jf_alpha": 0.1}),
        voice(blend={"af_heart": 1.0}, speed=1.1),
        voice(blend={"af_heart": 1.0}, accent="british"),
    ]
    assert len({engine.fingerprint(v) for v in same}) == 1
    assert len({engine.fingerprint(v) for v in same + others}) == 4

    other_network = DrawnNetwork()
    other_network.fingerprint = "drawn/2"
    assert KokoroEngine(lambda: other_network).fingerprint(same[0]) != engine.fingerprint(same[0])


def test_construction_loads_nothing():
    def load() -> DrawnNetwork:
        raise AssertionError("loaded")

    assert KokoroEngine(load, settings=EngineSettings(backend="onnxruntime-int8-1x1")).voices()
