"""The tone engine: deterministic, levelled, and its drills."""

import numpy as np
import pytest

from reciter.engines.base import SpeechRequest
from reciter.engines.tone import RATE_HZ, ToneEngine
from reciter.errors import EngineProblem, InputProblem, TransientProblem
from reciter.text.span import Run
from reciter.voice import Voice


def request(text: str, name: str = "c001-s0001") -> SpeechRequest:
    return SpeechRequest(name, text, (Run(0, len(text), "en"),))


def voice(**options: object) -> Voice:
    return Voice(id="tone", engine="tone", name="Tone", options=options)


def test_the_same_text_gives_the_same_samples_whatever_its_id_and_neighbours():
    alone = ToneEngine().speak([request("Call me Ishmael.")], voice=voice())[0]
    other = ToneEngine().speak([request("No."), request("Call me Ishmael.", "c009-s0009")], voice=voice())[1]
    assert np.array_equal(alone.waveform.samples, other.waveform.samples)


def test_other_text_and_another_seed_give_other_samples():
    engine = ToneEngine()
    seeded = SpeechRequest("s", "Yes.", (Run(0, 4, "en"),), seed=1)
    waves = [
        s.waveform.samples for s in engine.speak([request("Yes."), request("Yet."), seeded], voice=voice())
    ]
    assert not np.array_equal(waves[0], waves[1])
    assert not np.array_equal(waves[0], waves[2])


def test_a_tone_has_the_level_length_and_noise_floor_of_clean_speech():
    wave = ToneEngine().speak([request("a" * 100)], voice=voice())[0].waveform
    assert wave.rate_hz == RATE_HZ
    assert wave.seconds == pytest.approx(6.5, abs=0.01)
    assert 20 * np.log10(np.sqrt(np.mean(wave.samples**2))) == pytest.approx(-20, abs=0.1)
    assert np.abs(wave.samples).max() < 0.7
    head_db = 20 * np.log10(np.sqrt(np.mean(wave.samples[:1000] ** 2)))
    assert head_db == pytest.approx(-72, abs=1.5)


def test_speed_shortens():
    slow, fast = (
        ToneEngine().speak([request("a" * 100)], voice=voice(speed=s))[0].waveform.seconds for s in (1.0, 2.0)
    )
    assert slow == pytest.approx(2 * fast, rel=0.01)


def test_drills_do_not_change_the_fingerprint_but_speed_does():
    engine = ToneEngine()
    assert engine.fingerprint(voice()) == engine.fingerprint(voice(fail_on="x", delay_s=1.0))
    assert engine.fingerprint(voice()) != engine.fingerprint(voice(speed=2.0))


def test_fail_on_names_the_sentence():
    with pytest.raises(EngineProblem) as caught:
        ToneEngine().speak([request("A white whale.", "c002-s0003")], voice=voice(fail_on="whale"))
    assert caught.value.where == "c002-s0003"
    assert not isinstance(caught.value, TransientProblem)


def test_transient_on_fails_the_first_times_only():
    engine, drill = ToneEngine(), voice(transient_on="whale", transient_count=2)
    for _ in range(2):
        with pytest.raises(TransientProblem):
            engine.speak([request("A white whale.")], voice=drill)
    assert engine.speak([request("A white whale.")], voice=drill)[0].waveform.seconds > 0


def test_an_unknown_option_is_named():
    with pytest.raises(InputProblem, match="speeed"):
        ToneEngine().speak([request("Yes.")], voice=voice(speeed=1.0))
