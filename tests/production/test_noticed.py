"""What an engine notices while it speaks stays with the take and comes to the report with its sentence."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reciter.engines.tone import ToneEngine
from reciter.finding import Finding
from reciter.settings import Settings

if TYPE_CHECKING:
    from tests.production.conftest import Render

LOOP = Finding(
    "speech-loop", "warning", "The voice seems to repeat itself.", evidence={"first_s": 0.4, "seconds": 1.2}
)


@pytest.fixture(autouse=True)
def stammers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tone engine, which notices something in each sentence with a certain word."""
    speak = ToneEngine.speak

    def noticing(engine: ToneEngine, batch: Any, *, voice: Any) -> Any:
        speeches = speak(engine, batch, voice=voice)
        return [
            replace(speech, findings=(LOOP,)) if "morning" in request.spoken else speech
            for speech, request in zip(speeches, batch, strict=True)
        ]

    monkeypatch.setattr(ToneEngine, "speak", noticing)


def test_it_is_in_the_report_and_comes_back_when_the_take_is_only_found(
    render_book: "Render", settings: Settings, book: Path
) -> None:
    expected = replace(LOOP, where="c003-s0002")
    third = next(record for record in render_book().chapters if record.number == 3)
    assert third.findings == (expected,)
    finished = settings.output_folder / "lamp"
    next(finished.glob("master/003*.mp3")).unlink()
    again = render_book()
    assert (again.spoken, again.made) == (0, (3,))
    report = json.loads((finished / "report.json").read_text("utf-8"))
    told = {chapter["number"]: chapter["findings"] for chapter in report["chapters"]}
    assert [finding["code"] for finding in told[3]] == ["speech-loop"]
    assert told[3][0]["where"] == "c003-s0002"
    assert told[1] == told[2] == []
