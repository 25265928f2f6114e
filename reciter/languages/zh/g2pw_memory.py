"""Answers of a g2pW model on disk: the network is slow, and a book is read at every render, impact and sheet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from reciter.errors import InputProblem
from reciter.languages.zh.g2pw import Question
from reciter.languages.zh.g2pw_files import find_network
from reciter.shelf.fingerprint import file_sha256, fingerprint

_PATIENCE_S = 60.0
"""Another process may be writing."""


class AnswersOnDisk:
    """A file of answers; several processes may use it at once.

    Args:
        path: the file; it is made when it is not there.

    Raises:
        InputProblem: the file is no such file, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._opened() as file:
            file.execute(
                "create table if not exists answers (question text primary key, syllable text not null)"
            )

    @classmethod
    def of(cls, model: Path, folder: Path) -> AnswersOnDisk:
        """The answers of the model in a folder: another model, or other tables beside it, has a file of its own."""
        tables = (
            find_network(model),
            *(model / name for name in ("POLYPHONIC_CHARS.txt", "config.py", "vocab.txt")),
        )
        return cls(folder / f"{fingerprint([file_sha256(path) for path in tables if path.exists()])}.sqlite")

    def recall(self, questions: Sequence[Question]) -> Mapping[Question, str]:
        """Answers to those of some questions that were asked before."""
        with self._opened() as file:
            each = ((one, file.execute(_FIND, (_key(one),)).fetchone()) for one in questions)
            return {question: str(row[0]) for question, row in each if row}

    def keep(self, answers: Mapping[Question, str]) -> None:
        """Keep answers."""
        with self._opened() as file:
            file.executemany(_PUT, [(_key(question), syllable) for question, syllable in answers.items()])

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            file = sqlite3.connect(self.path, timeout=_PATIENCE_S)
            try:
                with file:
                    yield file
            finally:
                file.close()
        except sqlite3.Error as problem:
            what, how = (
                f"kept answers of g2pW cannot be used: {problem}.",
                "Remove this file; it only saves time.",
            )
            raise InputProblem(what, where=str(self.path), how=how) from problem


_FIND = "select syllable from answers where question = ?"
_PUT = "insert or replace into answers values (?, ?)"


def _key(question: Question) -> str:
    """In ASCII: a text may hold what UTF-8 cannot write."""
    return json.dumps(question)
