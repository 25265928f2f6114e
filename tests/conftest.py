"""The command line, run in this process, with voices and output of its own; a book of which text would be lost."""

import io
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reciter.cli import main
from reciter.settings import get_settings

VOICES = {"quick": "", "broken": 'fail_on = "ninety"'}

# Time decides no test: a busy machine must not make one fail.
settings.register_profile("reciter", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", parent=settings.get_profile("reciter"), max_examples=20)
settings.load_profile("reciter")


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, what it wrote."""

    code: int
    out: str
    err: str


CommandLine = Callable[..., Ended]
Row = Sequence[str]
CheckRows = Callable[..., None]


@pytest.fixture
def check_rows() -> CheckRows:
    """Check a table of cases, and fail with all rows that are wrong: what is written, expected, said."""

    def check(rows: Iterable[Row], said: Callable[[Row], str], *, expected: int = 1) -> None:
        heard = [(row, said(row)) for row in rows]
        assert heard, "the table has no rows"
        wrong = [
            f"{row[0]}: {row[expected]!r} expected, {now!r} said"
            for row, now in heard
            if now != row[expected]
        ]
        assert not wrong, "\n".join([f"{len(wrong)} of {len(heard)} rows are wrong", *wrong])

    return check


@pytest.fixture
def lossy(tmp_path: Path) -> Path:
    """An EPUB of which one paragraph is swallowed by a comment that never ends."""
    swallowed = (
        "<p>Heard well enough.</p><!-- begun and never ended <p>" + "This is not heard. " * 50 + "</p>"
    )
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>B</dc:title><dc:language>en</dc:language></metadata>'
        '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="package.opf"/></rootfiles></container>'
    (tmp_path / "lossy").mkdir()
    path = tmp_path / "lossy" / "book.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("package.opf", opf)
        archive.writestr("a.xhtml", f"<html><body>{swallowed}</body></html>")
    return path


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home folder with two quick voices; output and cache lie in it."""
    home = tmp_path / "home"
    for name, drill in VOICES.items():
        (home / "voices" / name).mkdir(parents=True)
        text = f'engine = "tone"\nname = "Tone {name}"\n[tone]\nspeed = 20.0\n{drill}\n'
        (home / "voices" / name / "voice.toml").write_text(text, "utf-8")
    monkeypatch.setenv("RECITER_HOME", str(home))
    monkeypatch.setenv("RECITER_CACHE", str(home / "cache"))
    monkeypatch.delenv("RECITER_OUTPUT", raising=False)
    get_settings.cache_clear()
    yield home
    get_settings.cache_clear()


@pytest.fixture
def reciter(
    installation: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """Run `reciter` with the given words."""

    def run(*words: object, stdin: str = "") -> Ended:
        get_settings.cache_clear()
        monkeypatch.setattr(sys, "argv", ["reciter", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return Ended(int(end.value.code or 0), said.out, said.err)

    return run
