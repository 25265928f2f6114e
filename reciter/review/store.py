"""The review store: verdicts and edits of one book. Rows are added; none is ever changed or deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Engine, Integer, MetaData, Row, Table, Text, select

from reciter.errors import InputProblem
from reciter.review.database import WAIT_S, changing, connect, reading, shown, told
from reciter.review.edit import Edit, read_edit
from reciter.review.migrations import migrate
from reciter.review.standing import (
    EditsNow,
    State,
    edits_on,
    latest_edits,
    latest_on,
    not_withdrawn,
    states_of,
    wanted_of,
)
from reciter.review.verdict import Heard, Kind, Verdict, check_words

VERDICTS = Table(
    "verdicts",
    MetaData(),
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    *(
        Column(name, Text, nullable=False)
        for name in (
            "book",
            "sentence",
            "take",
            "kind",
            "reason",
            "note",
            "reviewer",
            "at",
            "written",
            "heard",
        )
    ),
    Column("edit", Text, nullable=False),
    Column("withdraws", BigInteger),
)


class ReviewStore:
    """Verdicts of one book. Any number of processes and threads may use the same database at once.

    Args:
        engine: of the database, whose tables are those of this version.
        where: path or URL, for messages.
        book: id of the book in a database that many share; empty in a book's own file.
        clock: says what time it is.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        where: str,
        book: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._engine, self._where, self._book, self._clock = engine, where, book, clock

    @classmethod
    def open(cls, where: Path | str, *, book: str = "", wait_s: float = WAIT_S) -> ReviewStore:
        """Open the verdicts of a book; an empty database is given its tables.

        Args:
            where: a SQLite file (its folder is made), or a database URL.
            book: id of the book; needed by a URL, since all books share that database.
            wait_s: how long to wait for others that write; SQLite only.

        Raises:
            InputProblem: the database is damaged, locked, out of reach, or made by a later version.
        """
        name = shown(where)
        engine = connect(where, wait_s=wait_s)
        with told(name):
            if isinstance(where, Path):
                where.parent.mkdir(parents=True, exist_ok=True)
            migrate(engine)
        return cls(engine, where=name, book="" if isinstance(where, Path) else book)

    def decide(
        self,
        heard: Heard,
        kind: Kind,
        *,
        reviewer: str,
        reason: str = "",
        note: str = "",
        edit: Edit | None = None,
        seen: int | None = None,
    ) -> Verdict:
        """Add a verdict about a take.

        Args:
            heard: the take and its sentence.
            kind: accept, flag or edit; for withdraw see `withdraw`.
            reviewer: a name.
            reason: of a flag.
            note: the reviewer's own words.
            edit: what an edit asks for.
            seen: id of the sentence's latest verdict that the reviewer knew of, 0 for none; None does not look.

        Raises:
            InputProblem: a word that no verdict may hold; an edit without its fields; or, with `seen`, a verdict that
                somebody else has given since. Nothing is written then.
        """
        check_words(kind, reason, note, reviewer)
        if (kind == "edit") != (edit is not None) or kind == "withdraw":
            raise InputProblem("an edit, and nothing else, says what is to change.", where=heard.sentence)
        row = self._row(heard, kind, reviewer=reviewer, reason=reason, note=note, edit=edit)
        with changing(self._engine, self._where) as connection:
            if seen is not None:
                self._refuse_unseen(connection, heard.sentence, seen)
            return _insert(connection, row)

    def withdraw(self, verdict: int, *, reviewer: str) -> Verdict:
        """Take back a verdict, by a row of its own; what stood before it stands again.

        Raises:
            InputProblem: there is no such verdict, or it was withdrawn before.
        """
        check_words("withdraw", "", "", reviewer)
        with changing(self._engine, self._where) as connection:
            rows = {row.id: row for row in not_withdrawn(self._read(connection))}
            if verdict not in rows:
                how = "Load the page again to see what stands."
                raise InputProblem(
                    "this verdict is not there, or was withdrawn.", where=str(verdict), how=how
                )
            old = rows[verdict]
            heard = Heard(old.sentence, old.take, old.written, old.heard)
            return _insert(
                connection, {**self._row(heard, "withdraw", reviewer=reviewer), "withdraws": verdict}
            )

    def verdicts(self, sentence: str | None = None) -> list[Verdict]:
        """All rows, or those of one sentence, in the order in which they were given."""
        with reading(self._engine, self._where) as connection:
            return self._read(connection, sentence)

    def current(self, sentence: str) -> Verdict | None:
        """The latest verdict on a sentence that was not withdrawn, whichever take it was given on."""
        rows = not_withdrawn(self.verdicts(sentence))
        return rows[-1] if rows else None

    def edits(self) -> dict[str, Edit]:
        """The edit that stands for each sentence, whatever text the sentence has now; see `edits_on`."""
        return {sentence: row.edit for sentence, row in latest_edits(self.verdicts()).items() if row.edit}

    def edits_on(self, written_now: Mapping[str, str]) -> EditsNow:
        """Edits to obey, and those made on a text that their sentence no longer has.

        Args:
            written_now: sentence id and written text, of the whole book.
        """
        return edits_on(written_now, self.verdicts())

    def latest(self, takes_now: Mapping[str, str]) -> dict[str, Verdict]:
        """The verdict that stands on the take each sentence has now; sentences without one are left out."""
        return latest_on(takes_now, self.verdicts())

    def wanted(self, takes_now: Mapping[str, str]) -> dict[str, str]:
        """Sentences to be spoken again and why: the reason of the flag, or `edit`.

        Verdicts on another take do not count.

        Args:
            takes_now: sentence id and the fingerprint of the take it has now.
        """
        return wanted_of(self.latest(takes_now))

    def states(self, takes_now: Mapping[str, str]) -> dict[str, State]:
        """What was decided about the take that each sentence has now."""
        return states_of(takes_now, self.latest(takes_now))

    def import_rows(self, rows: Sequence[Verdict]) -> int:
        """Add rows of another database as they are, with their ids and times; returns how many were not there yet."""
        with changing(self._engine, self._where) as connection:
            known = {row.id for row in self._read(connection)}
            new = [row for row in rows if row.id not in known]
            for row in new:
                connection.execute(VERDICTS.insert().values(**row_values(row), book=self._book))
            return len(new)

    def _row(
        self,
        heard: Heard,
        kind: Kind,
        *,
        reviewer: str,
        reason: str = "",
        note: str = "",
        edit: Edit | None = None,
    ) -> dict[str, Any]:
        return {
            "book": self._book,
            "sentence": heard.sentence,
            "take": heard.take,
            "kind": kind,
            "reason": reason,
            "note": note,
            "reviewer": reviewer.strip(),
            "at": self._clock().astimezone(UTC).isoformat(timespec="milliseconds"),
            "written": heard.written,
            "heard": heard.transcript,
            "edit": edit.to_json() if edit else "",
            "withdraws": None,
        }

    def _read(self, connection: Connection, sentence: str | None = None) -> list[Verdict]:
        query = select(VERDICTS).where(VERDICTS.c.book == self._book).order_by(VERDICTS.c.id)
        if sentence is not None:
            query = query.where(VERDICTS.c.sentence == sentence)
        return [verdict_of(row) for row in connection.execute(query)]

    def _refuse_unseen(self, connection: Connection, sentence: str, seen: int) -> None:
        rows = not_withdrawn(self._read(connection, sentence))
        if rows and rows[-1].id > seen:
            who = f"{rows[-1].reviewer} has given a verdict on this sentence meanwhile: {rows[-1].kind}."
            raise InputProblem(who, where=sentence, how="Look at it, then decide again.")


def _insert(connection: Connection, row: dict[str, Any]) -> Verdict:
    return verdict_of(connection.execute(VERDICTS.insert().values(row).returning(*VERDICTS.c)).one())


def verdict_of(row: Row[Any]) -> Verdict:
    """A row of the table as a verdict."""
    values = row._asdict()
    values.pop("book")
    edit = values.pop("edit")
    return Verdict(**values, edit=read_edit(edit) if edit else None)


def row_values(verdict: Verdict) -> dict[str, Any]:
    """A verdict as columns of the table, without the book."""
    return {**vars(verdict), "edit": verdict.edit.to_json() if verdict.edit else ""}
