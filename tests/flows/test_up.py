"""`make up` as a user meets it: server, worker and deployments; a deployment run does the job; all ends together."""

import urllib.request
from pathlib import Path

import pytest

from reciter.production.plan import load_chapter
from reciter.production.review import open_review
from reciter.review.verdict import Heard
from reciter.settings import Settings
from reciter.shelf.layout import Shelf
from tests.flows.serving import ROOT, Served, serving
from tests.production.conftest import files

pytestmark = [pytest.mark.flow]


def test_the_deployment_renders_the_book_and_an_interrupt_ends_everything(lamp: Path, tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        done = served.render(f"manuscript={lamp / 'manuscript.md'}", "voice=tone")
        assert done.returncode == 0, done.stdout + done.stderr + served.told()
        assert (tmp_path / "output/lamp/master/001 - One.mp3").stat().st_size > 10_000
        speak_again(served, tmp_path)
        refused = served.render("profile=loud", f"manuscript={lamp}")
        assert refused.returncode == 1
        assert "loud" in refused.stdout + refused.stderr
        assert served.stop() == 0
    with pytest.raises(OSError):  # noqa: PT011  # refused or unreachable: any means that nobody listens
        urllib.request.urlopen(f"http://127.0.0.1:{served.port}/api/health", timeout=2)


def speak_again(served: Served, folder: Path) -> None:
    """Flag a sentence of the first chapter; the other deployment makes that chapter again, and nothing else."""
    settings = Settings(home=ROOT, output=folder / "output")
    shelf = Shelf(settings.output_folder / "lamp")
    before, one = files(shelf.master), load_chapter(shelf, 1).sentences[-1]
    heard = Heard(one.sentence.id, one.take, one.sentence.written)
    open_review(shelf, settings).decide(heard, "flag", reviewer="Ann", reason="noise")
    done = served.run("audiobook/rerender", "book=lamp")
    assert done.returncode == 0, done.stdout + done.stderr + served.told()
    after = files(shelf.master)
    assert before["001 - One.mp3"] != after["001 - One.mp3"]
    assert {name for name in before if before[name] != after[name]} <= {"001 - One.mp3", "001 - One.vtt"}
    assert len(after) > 2
