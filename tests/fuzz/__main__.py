"""`make fuzz`: atheris on every target in turn, each in a process of its own, for some seconds."""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.seeds import SEEDS

NAMES = tuple(SEEDS)


def main() -> int:
    """Fuzz the targets named, or all; 0 also where atheris is not installed, which it says."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description="Fuzz the importer and the languages."
    )
    parser.add_argument("targets", nargs="*", choices=[*NAMES, []], metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--here", action="store_true", help="fuzz one target in this process, without end")
    wanted = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print(
            "atheris is not installed, so nothing was fuzzed: python -m pip install atheris (Linux, x86-64)."
        )
        return 0
    if wanted.here:
        return _fuzz(wanted.targets[0], wanted.seconds)
    return max(_in_a_process(name, wanted.seconds) for name in wanted.targets or NAMES)


def _in_a_process(name: str, seconds: int) -> int:
    print(f"{name}: {seconds} s", flush=True)
    command = [sys.executable, "-m", "tests.fuzz", "--here", name, "--seconds", str(seconds)]
    return subprocess.run(command, check=False).returncode


def _fuzz(name: str, seconds: int) -> int:
    import atheris

    with atheris.instrument_imports(include=["reciter.manuscript", "reciter.languages", "reciter.text"]):
        from tests.fuzz.targets import LONGEST_BYTES, TARGETS
    corpus = Path(tempfile.mkdtemp(prefix=f"reciter-fuzz-{name}-"))
    for number, seed in enumerate(SEEDS[name]):
        (corpus / str(number)).write_bytes(seed.encode())
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST_BYTES}",
        "-timeout=60",
        f"-artifact_prefix={corpus}-",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
