"""`report.md` of an enrolled voice: what the recordings are like, which slices were taken and why not the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reciter.enrolment.measures import Measures
from reciter.enrolment.slices import Slice
from reciter.finding import Finding

_TITLES = {
    "seconds": "length, s",
    "speech_s": "speech, s",
    "level_db": "level of the speech, dBFS",
    "peak_db": "highest peak, dBFS",
    "floor_db": "noise between the words, dBFS",
    "snr_db": "speech over noise, dB",
    "reverberation_s": "reverberation, s",
    "band_hz": "reaches up to, Hz",
    "clipped": "cut peaks, places a minute",
}


def report_markdown(
    name: str,
    measured: Mapping[str, Measures],
    findings: Sequence[Finding],
    slices: Sequence[Slice],
    *,
    references: Mapping[str, Sequence[Slice]],
    plots: Sequence[str],
) -> str:
    """The report.

    Args:
        name: of the voice.
        measured: figures by file name of the recording.
        findings: about the recordings.
        slices: all of them.
        references: by mood, the best first; the usual manner is under an empty name.
        plots: file names of the pictures, relative to the report.
    """
    parts = [f"# {name}\n", "## Recordings\n", _figures(measured), *_advice(findings)]
    parts += ["## References\n", _references(references)]
    parts += ["## Slices\n", _slices(slices), *[f"![{plot}]({plot})\n" for plot in plots]]
    return "\n".join(parts)


def _figures(measured: Mapping[str, Measures]) -> str:
    rows = [
        [title, *(_cell(getattr(one, field)) for one in measured.values())]
        for field, title in _TITLES.items()
    ]
    return _table(["", *measured], rows)


def _advice(findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return ["Nothing is wrong with them.\n"]
    return ["\n".join(f"- {one.severity}: {_plain(one.message)} (`{one.code}`)" for one in findings) + "\n"]


def _references(references: Mapping[str, Sequence[Slice]]) -> str:
    rows = [
        [
            mood or "usual",
            one.file,
            _cell(one.seconds),
            one.language,
            _cell(one.naturalness),
            _cell(one.likeness),
            one.text,
        ]
        for mood, slices in references.items()
        for one in slices
    ]
    return _table(["mood", "file", "s", "language", "DNSMOS", "likeness", "text"], rows)


def _slices(slices: Sequence[Slice]) -> str:
    columns = [
        "file",
        "recording",
        "s",
        "language",
        "SNR dB",
        "pitch Hz",
        "DNSMOS",
        "likeness",
        "set aside",
        "text",
    ]
    return _table(columns, [_row(one) for one in slices])


def _row(one: Slice) -> list[str]:
    figures = (one.snr_db, one.pitch_hz, one.naturalness, one.likeness)
    place = f"{one.start_s:.1f}–{one.end_s:.1f}"
    cells = [_cell(figure) for figure in figures]
    return [one.file, one.recording, place, one.language, *cells, one.aside, one.text or one.heard]


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(_plain(cell) for cell in line) + " |" for line in lines) + "\n"


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:g}" if not isinstance(value, float) else f"{round(value, 2):g}"


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing else."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
