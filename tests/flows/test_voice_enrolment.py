"""The flow `voice/enrol` hands on what it is given, shows the report, and fits unless it is told not to."""

from pathlib import Path
from typing import Any

import pytest

from reciter.production.enrol import Enrolled
from reciter.production.enrolled_files import Enrolling
from reciter.production.fit import Fitted
from reciter.production.fit_judging import FitScore

pytestmark = pytest.mark.flow


@pytest.mark.parametrize("minutes", [0.0, 2.0])
def test_recordings_become_a_voice(
    prefect_server: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, minutes: float
) -> None:
    from flows import voice_enrolment
    from tasks import voices

    asked: list[Any] = []

    def enrol(wanted: Enrolling, _settings: Any, **_k: Any) -> Enrolled:
        asked.append(wanted)
        (tmp_path / "report.md").write_text("# ann\n", "utf-8")
        return Enrolled("ann", tmp_path, "kokoro", 61.0, (8, 1), {"": []}, ("en",), (), True)

    def fit(name: str, _settings: Any, *, most_s: float, **_k: Any) -> Fitted:
        asked.append((name, most_s))
        score = FitScore("en", 0.9, 0.0, 3.4)
        return Fitted(17, 581.0, "af_kore", (score,), (score,), 1.0, 0.9, "gains no more")

    monkeypatch.setattr(voices, "enrol", enrol)
    monkeypatch.setattr(voices, "fit", fit)
    state = voice_enrolment.enrol(
        "ann", [str(tmp_path / "a.wav")], speaker="Ann", purpose="tests", minutes=minutes, return_state=True
    )
    assert state.is_completed()
    assert str(state.message).startswith("61 s of speech, 8 slices used.")
    wanted, *fits = asked
    assert (wanted.name, wanted.consent.speaker, wanted.consent.given_by) == ("ann", "Ann", "Ann")
    assert fits == ([("ann", 120.0)] if minutes else [])
