"""The flow `audiobook` on a real Prefect server: states, names, artifacts, retries."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.flow, pytest.mark.usefixtures("prefect_server")]


def run(book: Path, **parameters: Any) -> Any:
    from flows.audiobook import render

    return render(str(book), return_state=True, **parameters)


def task_runs(flow_run_id: Any) -> dict[str, Any]:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    async def read() -> dict[str, Any]:
        async with get_client() as client:
            found = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id]))
            for _ in range(50):  # task runs reach the server as events, a moment later
                runs = await client.read_task_runs(flow_run_filter=found)
                if runs and all(one.state and one.state.is_final() for one in runs):
                    break
                await asyncio.sleep(0.2)
            return {one.name: one for one in runs}

    return asyncio.run(read())


def artifacts(key: str) -> list[Any]:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

    async def read() -> list[Any]:
        async with get_client() as client:
            return await client.read_artifacts(
                artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=[key]))
            )

    return asyncio.run(read())


def test_a_run_completes_with_readable_task_names_and_a_table_of_files(lamp: Path, tmp_path: Path) -> None:
    state = run(lamp)
    assert state.is_completed()
    assert state.message.startswith("2 chapters mastered")
    names = set(task_runs(state.state_details.flow_run_id))
    assert names == {
        "prepare-lamp",
        "speak-ch01-b1",
        "speak-ch02-b1",
        "master-ch01",
        "master-ch02",
        "deliver-lamp",
    }
    assert sorted(path.name for path in (tmp_path / "output/lamp/master").glob("*.mp3")) == [
        "001 - One.mp3",
        "002 - Two.mp3",
    ]
    table = artifacts("lamp-chapters")[-1]
    assert "001 - One.mp3" in table.data
    assert "none" in table.data
    assert artifacts("lamp-progress")[-1].data == 100.0

    again = run(lamp)
    assert again.is_completed()
    assert "no sentence was spoken" in again.message
    assert set(task_runs(again.state_details.flow_run_id)) == {"prepare-lamp", "deliver-lamp"}


def test_a_held_back_chapter_fails_the_run_finishes_the_rest_and_is_named(lamp: Path, tmp_path: Path) -> None:
    state = run(lamp, voice="broken")
    assert state.is_failed()
    assert "held back: 1" in state.message
    assert [path.name for path in (tmp_path / "output/lamp/master").glob("*.mp3")] == ["002 - Two.mp3"]


def test_a_transient_problem_is_retried_by_prefect_and_nothing_else_is(
    lamp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tasks import production

    monkeypatch.setattr(production.speak, "retry_delay_seconds", [0, 0, 0])
    monkeypatch.setattr(production.speak, "retry_jitter_factor", None)
    state = run(lamp, voice="moody")
    assert state.is_completed()
    assert task_runs(state.state_details.flow_run_id)["speak-ch01-b1"].run_count == 2


def test_an_unknown_voice_fails_the_run_with_the_list_of_voices(lamp: Path) -> None:
    state = run(lamp, voice="qick")
    assert state.is_failed()
    assert "'quick'" in str(state.result(raise_on_failure=False))


def test_a_run_that_would_lose_text_stops_with_the_list_and_goes_on_when_told(
    lamp: Path, lossy: Path, tmp_path: Path
) -> None:
    book = lossy.rename(lamp / "manuscript.epub").parent
    (lamp / "manuscript.md").unlink()
    stopped = run(book)
    assert stopped.is_failed()
    told = str(stopped.result(raise_on_failure=False))
    assert "characters are neither spoken nor skipped" in told
    assert "broken markup" in told
    assert not list((tmp_path / "output").rglob("*.mp3"))
    done = run(book, accept_loss=True)
    assert done.is_completed()
    assert done.message.startswith("1 chapter mastered")
