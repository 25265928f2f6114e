"""`reciter voice fit`: what is refused, how far a voice goes, and what is written."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reciter.audio.files import encode_audio
from reciter.audio.waveform import Waveform
from reciter.engines.base import Speech
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.engines.kokoro.fitted import fitted_styles
from reciter.errors import InputProblem
from reciter.fitting import hearing
from reciter.fitting.space import library
from reciter.production import fit as fitting
from reciter.production import fit_judging
from reciter.production.consent import Consent, consent_of, consent_toml
from reciter.production.engines import engine_of
from reciter.production.enrolled import SLICES, EnrolledRecording, EnrolledSlice, write_enrolment
from reciter.production.fit import STATE, fit
from reciter.production.fit_judging import FitScore, keep
from reciter.production.voices import find_voice
from reciter.settings import Settings

KOKORO = 'engine = "kokoro"\nname = "安 Ann"\n[kokoro]\nblend = { af_heart = 1.0 }\n'
CONSENT = Consent(
    speaker="Ann", given_by="Ann", given_on=date(2026, 1, 1), purpose="tests", recordings=["a" * 64]
)


def tone(seconds: float) -> Waveform:
    samples = 0.3 * np.sin(2 * np.pi * 200 * np.arange(round(seconds * 24_000)) / 24_000)
    return Waveform(samples.astype(np.float32), 24_000)


@pytest.fixture
def own(installation: Path) -> Path:
    """An enrolled voice with consent."""
    folder = installation / "voices" / "ann"
    (folder / SLICES).mkdir(parents=True)
    (folder / "voice.toml").write_text(KOKORO, "utf-8")
    (folder / "consent.toml").write_text(consent_toml(CONSENT), "utf-8")
    (folder / SLICES / "one.flac").write_bytes(encode_audio(tone(3.0), container="FLAC"))
    slices = [EnrolledSlice("one.flac", "The keeper climbed.", "en", 3.0)]
    write_enrolment(folder, [EnrolledRecording("a.wav", "a" * 64, 60.0)], slices)
    return folder


@pytest.fixture
def settings(own: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation that speaks and hears nothing but tones, and finds all voices alike."""

    def speak(_self: Any, batch: list[Any], styles: list[Any], **_more: Any) -> list[Speech]:
        return [Speech(tone(2.4)) for _ in batch]

    def embeddings(waves: list[Any], **_more: Any) -> np.ndarray:
        return np.repeat(np.eye(1, 256, dtype=np.float32), len(waves), axis=0)

    monkeypatch.setattr(KokoroEngine, "speak_styles", speak)
    for module in (hearing, fit_judging, fitting):
        monkeypatch.setattr(module, "speaker_embeddings", embeddings, raising=False)
        monkeypatch.setattr(module, "speaker_embedding", lambda waves: embeddings(waves)[0], raising=False)
    monkeypatch.setattr(fitting, "whisper_folder", lambda _cache: Path("none"))
    monkeypatch.setattr(fit_judging, "transcribe", lambda *_a, **_k: "")
    monkeypatch.setattr(fit_judging, "error_rate", lambda *_a: 0.0)
    monkeypatch.setattr(fit_judging, "naturalness", lambda *_a, **_k: type("N", (), {"overall": 3.3}))
    return Settings(home=own.parents[1])


def test_a_fitted_voice_has_a_style_a_pace_and_a_state(settings: Settings, own: Path) -> None:
    done = fit("ann", settings, most_s=0.0)
    voice, engine = find_voice("ann", settings.voices_folder), engine_of("kokoro")
    assert voice.name == "安 Ann"
    assert voice.options["speed"] == done.speed == 0.8  # 2.4 s for what took her 3 s
    assert fitted_styles(own / str(voice.options["style"])).shape == (510, 256)
    assert (own / STATE).is_file()
    assert engine.is_fitted(voice)  # type: ignore[attr-defined]
    assert consent_of(voice, engine) == CONSENT


def test_a_fit_goes_on_where_it_was_stopped_and_leaves_one_style(settings: Settings, own: Path) -> None:
    fit("ann", settings, most_s=0.0)
    began = (own / STATE).read_bytes()
    told: list[str] = []
    fit("ann", settings, most_s=0.0, report=told.append)
    assert (own / STATE).read_bytes() == began
    assert "hearing which voices are near" not in told
    assert len(list(own.glob("style-*.npz"))) == 1


@pytest.mark.slow
def test_it_ends_by_itself(settings: Settings) -> None:
    done = fit("ann", settings, most_s=3600.0)
    assert done.verdict == "gains no more"
    assert done.generations == 12


def test_without_consent_nothing_is_fitted(settings: Settings, own: Path) -> None:
    (own / "consent.toml").unlink()
    with pytest.raises(InputProblem, match="no record of consent"):
        fit("ann", settings)


def test_what_was_not_enrolled_is_refused(settings: Settings, own: Path) -> None:
    (own / "enrolment.json").unlink()
    with pytest.raises(InputProblem, match="not enrolled"):
        fit("ann", settings)
    with pytest.raises(InputProblem, match="stock voice"):
        fit("af_heart", settings)
    (own / "voice.toml").write_text('engine = "tone"\nname = "Ann"\n', "utf-8")
    with pytest.raises(InputProblem, match="spoken by tone"):
        fit("ann", settings)


class Judge:
    """Says that a voice is worse the farther it is from the stock voice."""

    def __init__(self, loss: float) -> None:
        self.loss, self.asked = loss, 0

    def scores(self, _styles: Any) -> tuple[FitScore, ...]:
        share = fit_judging._STEPS_BACK[self.asked]
        self.asked += 1
        return (FitScore("en", 0.9, 0.02, 3.4 - self.loss * share),)


@pytest.mark.parametrize(("loss", "kept"), [(0.05, 1.0), (0.11, 0.85), (0.13, 0.7), (9.0, 0.5)])
def test_a_voice_that_costs_naturalness_goes_back_towards_the_stock_voice(loss: float, kept: float) -> None:
    before = (FitScore("en", 0.8, 0.02, 3.4),)
    home = library().coordinates[library().names.index("af_heart")]
    share, place, _ = keep(home + 1.0, "af_heart", before, judge=Judge(loss))  # type: ignore[arg-type]
    assert share == kept
    assert place - home == pytest.approx(np.full(106, kept))


def test_a_language_that_suffers_is_not_hidden_by_the_others() -> None:
    before = (FitScore("en", 0.8, 0.02, 3.4), FitScore("zh", 0.8, 0.02, 3.4))
    assert fit_judging._is_sound((FitScore("en", 0.9, 0.02, 3.31), FitScore("zh", 0.9, 0.035, 3.5)), before)
    assert not fit_judging._is_sound(
        (FitScore("en", 0.9, 0.02, 3.25), FitScore("zh", 0.9, 0.02, 3.5)), before
    )
    assert not fit_judging._is_sound((FitScore("en", 0.9, 0.0, 3.4), FitScore("zh", 0.9, 0.06, 3.4)), before)
