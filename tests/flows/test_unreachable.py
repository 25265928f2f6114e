"""A server that the environment names and that is not there."""

import socket

import pytest

from reciter.errors import InputProblem


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_a_server_that_does_not_answer_is_told_in_a_line(
    closed_port: int,
    tmp_path: object,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from flows import audiobook

    url = f"http://127.0.0.1:{closed_port}/api"
    monkeypatch.setenv("PREFECT_API_URL", url)
    monkeypatch.setattr("sys.argv", ["audiobook", str(tmp_path)])
    monkeypatch.setattr("signal.signal", lambda *_: None)
    assert audiobook.main() == InputProblem.exit_code
    told = capsys.readouterr().err
    assert url in told
    assert "make up" in told
    assert len(told.splitlines()) == 1
