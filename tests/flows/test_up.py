"""`make up` as a user meets it: server, worker and deployments; a deployment run does the job; all ends together."""

import urllib.request
from pathlib import Path

import pytest

from tests.flows.serving import serving

pytestmark = [pytest.mark.flow]


def test_the_deployment_renders_the_book_and_an_interrupt_ends_everything(lamp: Path, tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        done = served.render(f"manuscript={lamp / 'manuscript.md'}", "voice=tone")
        assert done.returncode == 0, done.stdout + done.stderr + served.told()
        assert (tmp_path / "output/lamp/master/001 - One.mp3").stat().st_size > 10_000
        refused = served.render("profile=loud", f"manuscript={lamp}")
        assert refused.returncode == 1
        assert "loud" in refused.stdout + refused.stderr
        assert served.stop() == 0
    with pytest.raises(OSError):  # noqa: PT011  # refused or unreachable: any means that nobody listens
        urllib.request.urlopen(f"http://127.0.0.1:{served.port}/api/health", timeout=2)
