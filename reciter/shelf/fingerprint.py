"""Fingerprints: one name for one set of causes, so that equal causes share one result."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any


def fingerprint(value: Any) -> str:
    """SHA-256 over the canonical JSON of `value`, 40 hexadecimal digits (160 bits).

    `value` holds only JSON types; floats are written by `repr`, so equal numbers give equal names.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
