"""How much memory this process has used at most."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_bytes() -> int:
    """The largest resident memory of this process since its program started.

    On Linux `getrusage` will not do: its maximum outlives `exec`, so that a child reports the size of the parent that
    started it. Where the kernel keeps no high-water mark of its own (macOS), `getrusage` is what there is.
    """
    if _STATUS.exists():
        for line in _STATUS.read_text("utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest if sys.platform == "darwin" else largest * 1024
