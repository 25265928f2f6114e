"""An ear that remembers on disk what it has heard, so that thresholds can be tried without hearing all again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from reciter.audio.waveform import Waveform
from reciter.checking.heard import Heard, HeardWord
from reciter.checking.hearing import Attention, Hearing
from reciter.shelf.atomic import write_bytes


class RememberingEar:
    """Asks an ear only for what is not in its file.

    Args:
        ear: that hears.
        path: JSON file; made at the first `save`.
    """

    def __init__(self, ear: Hearing, path: Path) -> None:
        self._ear, self._path = ear, path
        self._known: dict[str, list[dict[str, object]]] = (
            json.loads(path.read_text("utf-8")) if path.is_file() else {}
        )

    def hear(
        self, waves: Sequence[Waveform], language: str, *, attention: Attention | None = None
    ) -> list[Heard]:
        """See `Ear.hear`."""
        keys = [_key(wave, language, attention or Attention()) for wave in waves]
        new = [i for i, key in enumerate(keys) if key not in self._known]
        if new:
            found = self._ear.hear([waves[i] for i in new], language, attention=attention)
            self._known |= {
                keys[i]: [asdict(word) for word in each.words] for i, each in zip(new, found, strict=True)
            }
        return [Heard(tuple(HeardWord(**word) for word in self._known[key])) for key in keys]  # type: ignore[arg-type]

    def save(self) -> None:
        """Write what was heard."""
        write_bytes(self._path, json.dumps(self._known, ensure_ascii=False).encode())


def _key(wave: Waveform, language: str, attention: Attention) -> str:
    digest = hashlib.sha256(wave.samples.tobytes())
    digest.update(f"{wave.rate_hz} {language} {attention.beam} {attention.rest_s}".encode())
    return digest.hexdigest()[:24]
