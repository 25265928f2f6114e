"""`make bench`: all benchmarks, one after the other, each writing to benchmarks/results/."""

from __future__ import annotations

import subprocess
import sys

MODULES = (
    "benchmarks.importing",
    "benchmarks.frontend",
    "benchmarks.growth",
    "benchmarks.engine",
    "benchmarks.pipeline",
    "benchmarks.studio",
    "benchmarks.rerender",
    "benchmarks.checking_share",
)


def main() -> None:
    """Run every benchmark in a process of its own."""
    for module in MODULES:
        print(f"== {module}", flush=True)
        subprocess.run([sys.executable, "-m", module], check=True)


if __name__ == "__main__":
    main()
