"""Runs: work that the studio asks the production line for. The studio itself speaks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from reciter.errors import InputProblem, TransientProblem

FLOW = "audiobook"
_FINAL = frozenset({"COMPLETED", "FAILED", "CRASHED", "CANCELLED"})


@dataclass(frozen=True)
class Run:
    """One start of a deployment.

    Attributes:
        id: of the run.
        name: for people.
        state: as Prefect calls it, such as `RUNNING`.
        message: what the state says besides.
        is_over: whether it has ended.
        is_good: whether it has ended well.
    """

    id: str
    name: str
    state: str
    message: str
    is_over: bool
    is_good: bool


class Runs(Protocol):
    """Starts deployments and says how they fare."""

    def start(self, deployment: str, parameters: Mapping[str, Any], *, key: str) -> Run:
        """Start a deployment of the flow `audiobook`.

        Args:
            deployment: its name.
            parameters: of the flow.
            key: the same key starts nothing twice, and gives the run it started first.

        Raises:
            TransientProblem: the production line cannot be reached.
            InputProblem: it has no such deployment, or refuses the parameters.
        """
        ...

    def find(self, run: str) -> Run | None:
        """How a run fares; None when it is not known. Raises as `start`."""
        ...


class PrefectRuns:
    """Runs on a Prefect server, over its HTTP interface, so that the library needs no Prefect.

    Args:
        client: its base URL ends with `/api`.
    """

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def start(self, deployment: str, parameters: Mapping[str, Any], *, key: str) -> Run:
        """See `Runs.start`."""
        found = self._ask("GET", f"/deployments/name/{FLOW}/{deployment}")
        if found is None:
            what = f"Prefect has no deployment {FLOW}/{deployment}."
            raise InputProblem(
                what, where=str(self._client.base_url), how="Run make up, or deploy prefect.yaml."
            )
        body = {"parameters": dict(parameters), "idempotency_key": key}
        run = self._ask("POST", f"/deployments/{found['id']}/create_flow_run", json=body)
        if run is None:
            raise InputProblem("the deployment has just been removed.", where=f"{FLOW}/{deployment}")
        return _run_of(run)

    def find(self, run: str) -> Run | None:
        """See `Runs.find`."""
        found = self._ask("GET", f"/flow_runs/{run}")
        return _run_of(found) if found else None

    def _ask(self, method: str, path: str, *, json: object = None) -> dict[str, Any] | None:
        where = str(self._client.base_url)
        try:
            answer = self._client.request(method, path, json=json)
        except httpx.HTTPError as error:
            how = "Start the production line with make up, then try again."
            raise TransientProblem(f"Prefect does not answer ({error}).", where=where, how=how) from error
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        if answer.is_error:
            raise InputProblem(f"Prefect refuses: {answer.text[:300]}.", where=where)
        value: dict[str, Any] = answer.json()
        return value


def _run_of(run: Mapping[str, Any]) -> Run:
    state = run.get("state") or {}
    kind = str(state.get("type") or "SCHEDULED")
    message = str(state.get("message") or "")
    return Run(str(run["id"]), str(run.get("name", "")), kind, message, kind in _FINAL, kind == "COMPLETED")
