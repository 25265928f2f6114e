"""`reciter voice import` and `reciter voice check`: a cloned voice from its files, and how good it is."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reciter.cli import voice_enrol, voice_fit
from reciter.cli.output import Json, print_json, print_line, print_table
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.production.train import Lesson, train
from reciter.production.voice_check import LanguageScore, check_voices
from reciter.production.voice_import import GivenClip, import_voice, pretrained
from reciter.settings import get_settings

if TYPE_CHECKING:
    from reciter.engines.gpt_sovits.training.loop import Outcome, Progress

app = typer.Typer(
    no_args_is_help=True, help="Cloned voices: enrol, fit, train or import one, and hear how good it is."
)
app.command("enrol")(voice_enrol.command)
app.command("fit")(voice_fit.command)

Name = Annotated[str, typer.Argument(help="Folder of the voice under voices/.")]
LANGUAGES = ("zh", "en", "ja", "ko", "yue")


@app.command("import")
def import_command(
    name: Name,
    semantic: Annotated[Path | None, typer.Option(help="Checkpoint of stage 1 (.ckpt).")] = None,
    acoustic: Annotated[Path | None, typer.Option(help="Checkpoint of stage 2 (.pth).")] = None,
    published: Annotated[
        str, typer.Option("--pretrained", help="Instead of both: a published version, such as v2ProPlus.")
    ] = "",
    clip: Annotated[Path | None, typer.Option(help="Recording of the narrator, 3 to 10 s.")] = None,
    transcript: Annotated[str, typer.Option(help="What is said in the clip.")] = "",
    language: Annotated[str, typer.Option(help=f"Its language: {', '.join(LANGUAGES)}.")] = "zh",
    title: Annotated[str, typer.Option(help="Narrator's name, as written into the files.")] = "",
    consent: Annotated[Path | None, typer.Option(help="The narrator's consent.toml.")] = None,
    as_json: Json = False,
) -> None:
    """Make a cloned voice from two checkpoints and a recording; or give a voice that is there other weights."""
    settings = get_settings()
    if language not in LANGUAGES:
        raise InputProblem(f"there is no language {language!r}.", how=f"One of: {', '.join(LANGUAGES)}.")
    stages = pretrained(published, settings.cache) if published else _given(semantic, acoustic)
    given = GivenClip(clip, transcript, language) if clip else None
    done = import_voice(name, *stages, settings.voices_folder, clip=given, title=title, record=consent)
    if as_json:
        findings = [asdict(one) for one in done.findings]
        print_json(
            {"voice": name, "version": done.version, "consent": done.has_consent, "findings": findings}
        )
        return
    _print_findings(done.findings)
    print_line(f"{name}: {done.version}, in {settings.voices_folder / name}")
    if not done.has_consent:
        print_line(
            f"It speaks as soon as {settings.voices_folder / name / 'consent.toml'} is there (docs/files.md)."
        )


@app.command("check")
def check_command(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME…", help="Folders of voices under voices/, or stock voices.")
    ],
    language: Annotated[
        list[str] | None, typer.Option(help="Only these languages; may be given more than once.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Look at voices' clips, let each say the same sentences, and listen: errors, naturalness, likeness, pace."""
    found = check_voices(
        names,
        get_settings(),
        languages=language or (),
        report=lambda line: print(line, file=sys.stderr, flush=True),
    )
    if as_json:
        print_json(asdict(found))
        return
    for one in found.voices:
        _print_findings(one.findings)
    columns = ["voice", "language", "sentences", "errors %", "DNSMOS", "similarity", "time / audio", "note"]
    rows = [[one.voice, *_cells(score)] for one in found.voices for score in one.scores]
    print_table(columns, rows, numbers=frozenset(columns[2:-1]))
    print_line("loaded in " + ", ".join(f"{one.loading_s:.1f} s ({one.voice})" for one in found.voices))
    if found.like:
        print_line(
            f"similarity: to the recordings of {found.like}; one person in two languages has 0.75 to 0.95, "
            "two strangers 0.45 to 0.70"
        )


@app.command("train")
def train_command(
    name: Name,
    clips: Annotated[
        Path, typer.Argument(help="Folder of clips with a .txt beside each, or a .list of GPT-SoVITS.")
    ],
    language: Annotated[str, typer.Option(help=f"Of a folder's clips: {', '.join(LANGUAGES)}.")] = "en",
    version: Annotated[str, typer.Option(help="Published version to fine-tune.")] = "v2ProPlus",
    judges: Annotated[Path | None, typer.Option(help="The s2D file; beside the s2G file otherwise.")] = None,
    semantic_epochs: Annotated[int, typer.Option(min=0, help="Of stage 1.")] = 15,
    acoustic_epochs: Annotated[int, typer.Option(min=0, help="Of stage 2.")] = 8,
    batch: Annotated[int, typer.Option(min=1, help="Clips of a step.")] = 4,
    seed: Annotated[int, typer.Option(help="Of the order of the clips and of all chance.")] = 0,
    precision: Annotated[
        Literal["float32", "bfloat16", "float16"], typer.Option(help="Of the passes.")
    ] = "float32",
    spare_memory: Annotated[bool, typer.Option("--spare-memory", help="Slower, with less memory.")] = False,
    held_out: Annotated[
        int, typer.Option(min=0, help="Clips kept from learning and judged; 0: none, and no early end.")
    ] = 3,
    check_every: Annotated[int, typer.Option(min=1, help="Epochs between two checks of these.")] = 1,
    patience: Annotated[
        int, typer.Option(min=1, help="Checks without a better one after which a stage ends.")
    ] = 3,
    lora: Annotated[
        int, typer.Option(min=0, help="Rank of adapters that learn in place of the weights; 0: the weights.")
    ] = 0,
) -> None:
    """Fine-tune a published version to a narrator. Run again after a stop, it goes on where it was."""
    lesson = Lesson(
        version,
        semantic_epochs,
        acoustic_epochs,
        batch,
        seed=seed,
        precision=precision,
        spare_memory=spare_memory,
        judges=judges,
        held_out=held_out,
        check_every=check_every,
        patience=patience,
        lora=lora,
    )
    done = train(name, clips, get_settings(), lesson, language=language, report=_print_progress)
    for refused in done.tuned.refused:
        print_line(f"not learnt from: {refused.path}: {refused.reason}")
    for number, outcome in enumerate(done.tuned.outcomes, 1):
        print_line(f"stage {number}: {_ending(outcome)}")
    print_line(f"{name}: {done.voice.version}, from {done.tuned.samples} clips, {done.tuned.seconds:.0f} s")


def _ending(outcome: Outcome) -> str:
    """How a stage ended, and what its weights came to on held-out clips, before and after."""
    ended = f"{outcome.steps} steps, {outcome.end}, at most {outcome.peak_bytes / 1e9:.1f} GB"
    ended += f" (weights, gradients and optimisers {outcome.held_bytes / 1e9:.1f})"
    if not outcome.best:
        return ended
    checks = " → ".join(
        f"similarity {check['similarity']:.3f}, errors {100 * check['error_rate']:.1f} %"
        for check in (outcome.checks[0], outcome.best)
    )
    return f"{ended}; held out: {checks} (step {outcome.best['step']:.0f})"


def _print_progress(progress: Progress) -> None:
    print(
        f"{progress.stage} {progress.step}/{progress.steps}  loss {progress.losses['loss']:.3f}  "
        f"{progress.seconds_left / 60:.0f} min left",
        file=sys.stderr,
        flush=True,
    )


def _given(semantic: Path | None, acoustic: Path | None) -> tuple[Path, Path]:
    if semantic is None or acoustic is None:
        how = "Give --semantic (.ckpt) and --acoustic (.pth), or --pretrained with a published version."
        raise InputProblem("a voice needs the checkpoints of both stages.", how=how)
    return semantic, acoustic


def _cells(score: LanguageScore) -> list[str]:
    if score.refused:
        return [score.language, *[""] * 5, score.refused]
    alike = "" if score.similarity is None else f"{score.similarity:.2f}"
    return [
        score.language,
        str(score.sentences),
        f"{100 * score.error_rate:.1f}",
        f"{score.naturalness:.2f}",
        alike,
        f"{score.real_time_factor:.2f}",
        "",
    ]


def _print_findings(findings: tuple[Finding, ...]) -> None:
    for one in findings:
        print_line(f"{one.severity}: {one.message} [{one.code}] ({one.where})")
