"""The flow `voice/enrol`: recordings in, a voice out, and on demand Kokoro fitted to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed
from pydantic import Field

from flows.board import artifact_key
from reciter.production.consent import Consent
from reciter.production.enrolled_files import REPORT, Enrolling
from reciter.settings import silence_telemetry
from tasks import voices

silence_telemetry()


@flow(name="voice", flow_run_name="enrol-{name}", validate_parameters=True)
def enrol(
    name: Annotated[str, Field(description="Folder of the voice under voices/.", min_length=1)],
    recordings: Annotated[list[str], Field(description="Files, all of one person.", min_length=1)],
    speaker: Annotated[str, Field(description="Who speaks in them.", min_length=1)],
    purpose: Annotated[str, Field(description="What the voice may be used for.", min_length=1)],
    given_by: Annotated[str, Field(description="Who consents; empty: the speaker.")] = "",
    until: Annotated[date | None, Field(description="Last day it may be used.")] = None,
    transcript: Annotated[str, Field(description="File of what is said; empty: it is heard.")] = "",
    minutes: Annotated[
        float, Field(description="Longest time to fit Kokoro; 0: it is not fitted.", ge=0)
    ] = 10.0,
) -> State[Any]:
    """Make a voice from recordings. Run again, it goes on with a fit that was stopped."""
    log = get_run_logger()
    consent = Consent(
        speaker=speaker, given_by=given_by or speaker, given_on=date.today(), purpose=purpose, until=until
    )
    files = [Path(one) for one in recordings]
    done = voices.enrol_voice(
        Enrolling(name, files, Path(transcript) if transcript else None, consent=consent)
    )
    report = (done.folder / REPORT).read_text("utf-8").split("\n![")[0]
    create_markdown_artifact(report, key=f"{artifact_key(name)}-enrolment")
    for finding in done.findings:
        log.warning(finding.message)
    message = f"{done.speech_s:.0f} s of speech, {done.slices[0]} slices used."
    if minutes:
        fitted = voices.fit_voice(name, 60.0 * minutes)
        likeness = fitted.after[0].similarity
        message += (
            f" Fitted in {fitted.generations} generations; likeness {likeness:.2f}; it {fitted.verdict}."
        )
    log.info(message)
    return Completed(message=message)
