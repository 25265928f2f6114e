"""Each fault of the tokens is told with its place, in seconds."""

import pytest

pytest.importorskip("torch")

from reciter.engines.gpt_sovits.findings import findings_of
from reciter.engines.gpt_sovits.semantic.faults import Fault, FaultKind, find_faults

CODES = {
    FaultKind.LOOP: "speech-loop",
    FaultKind.HUM: "speech-hum",
    FaultKind.SWALLOWED: "speech-swallowed",
    FaultKind.ENDLESS: "speech-endless",
}


@pytest.mark.parametrize("kind", FaultKind)
def test_every_kind_has_its_code_and_its_place(kind: FaultKind) -> None:
    [finding] = findings_of([Fault(kind, 25, 60, 5)])
    assert (finding.code, finding.severity) == (CODES[kind], "warning")
    assert finding.evidence == {"first_s": 1.0, "seconds": 2.4}
    assert "2.4 s" in finding.message


def test_tokens_that_go_round_and_do_not_end_give_two_findings() -> None:
    tokens = [*range(10), *([1, 2, 3, 4] * 20)]
    faults = find_faults(tokens, phones=30, fastest_hz=25, ended=False)
    assert [finding.code for finding in findings_of(faults)] == ["speech-loop", "speech-endless"]
    assert findings_of(find_faults(list(range(60)), phones=30, fastest_hz=25, ended=True)) == ()
