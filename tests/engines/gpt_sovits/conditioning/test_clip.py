"""A clip becomes waves of the right rate and length, or is refused with what to do."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("torchaudio")

from reciter.audio.waveform import Waveform  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.clip import prompt_wave, timbre_wave  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.spectrogram import linear_spectrogram  # noqa: E402
from reciter.errors import InputProblem  # noqa: E402


def tone(seconds: float, rate_hz: int, *, peak: float = 0.5) -> Waveform:
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    return Waveform((peak * np.sin(2 * np.pi * 220 * t)).astype(np.float32), rate_hz)


@pytest.mark.parametrize("rate_hz", [8000, 16000, 24000, 32000, 44100, 48000])
def test_a_prompt_of_any_rate_is_heard_at_16_khz_with_silence_after_it(rate_hz: int) -> None:
    wave = prompt_wave(tone(4, rate_hz))
    assert wave.shape == (4 * 16000 + 9600,)
    assert wave[-9600:].abs().max() == 0
    assert float(wave.abs().max()) == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("seconds", [0.0, 0.2, 2.9, 10.1, 60])
def test_a_prompt_of_another_length_than_3_to_10_seconds_is_refused(seconds: float) -> None:
    with pytest.raises(InputProblem):
        prompt_wave(tone(seconds, 16000))


def test_a_silent_clip_is_refused() -> None:
    for measure in (prompt_wave, lambda clip: timbre_wave(clip, 32000)):
        with pytest.raises(InputProblem, match="silent"):
            measure(tone(4, 24000, peak=1e-4))


@pytest.mark.parametrize(("peak", "heard"), [(0.5, 0.5), (1.5, 1.0), (4.0, 2.0)])
def test_a_clip_beyond_full_scale_is_brought_down_by_no_more_than_half(peak: float, heard: float) -> None:
    wave = timbre_wave(tone(1, 32000, peak=peak), 32000)
    assert float(wave.abs().max()) == pytest.approx(heard, rel=1e-3)


def test_a_spectrogram_has_one_frame_for_each_whole_hop_and_several_waves_are_measured_at_once() -> None:
    waves = torch.stack([timbre_wave(tone(0.51, 32000, peak=peak), 32000) for peak in (0.2, 0.4)])
    both = linear_spectrogram(waves)
    assert both.shape == (2, 1025, int(0.51 * 32000) // 640)
    assert torch.allclose(both[1], linear_spectrogram(waves[1]), atol=1e-6)
    assert torch.allclose(both[1], 2 * both[0], atol=1e-3)
