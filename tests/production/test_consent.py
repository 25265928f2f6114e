"""A cloned voice speaks only under a record of consent."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reciter.engines.tone import ToneEngine
from reciter.errors import InputProblem
from reciter.production.consent import consent_of
from reciter.voice import Voice

RECORD = 'speaker = "Ann"\ngiven_by = "Ann"\ngiven_on = 2026-01-02\npurpose = "books"\n'


class Cloning(ToneEngine):
    can_clone = True


@pytest.fixture
def voice(tmp_path: Path) -> Voice:
    return Voice(id="ann", engine="tone", name="Ann", folder=tmp_path)


def write(voice: Voice, text: str) -> None:
    assert voice.folder
    (voice.folder / "consent.toml").write_text(text, "utf-8")


def test_a_valid_record_is_read(voice: Voice) -> None:
    write(voice, RECORD + 'until = 2027-01-02\nrecordings = ["' + "a" * 64 + '"]\n')
    consent = consent_of(voice, Cloning(), today=date(2027, 1, 2))
    assert consent
    assert (consent.speaker, consent.until) == ("Ann", date(2027, 1, 2))


def test_a_cloned_voice_without_a_record_is_refused_with_what_to_write(voice: Voice) -> None:
    with pytest.raises(InputProblem, match="no record of consent") as caught:
        consent_of(voice, Cloning())
    assert "given_by" in caught.value.how


@pytest.mark.parametrize(("day", "term"), [(date(2026, 1, 1), "before"), (date(2027, 1, 3), "after")])
def test_consent_that_has_not_begun_or_has_ended_is_refused(voice: Voice, day: date, term: str) -> None:
    write(voice, RECORD + "until = 2027-01-02\n")
    with pytest.raises(InputProblem, match="holds only from 2026-01-02 until 2027-01-02"):
        consent_of(voice, Cloning(), today=day)


def test_a_slip_in_the_record_is_named(voice: Voice) -> None:
    write(voice, RECORD + "prupose = 1\n")
    with pytest.raises(InputProblem, match="prupose"):
        consent_of(voice, Cloning())


def test_a_stock_voice_and_a_blend_need_none(voice: Voice) -> None:
    assert consent_of(replace(voice, folder=None), Cloning()) is None
    assert consent_of(voice, ToneEngine()) is None
