"""Steps from an empty database to the tables of this version: a numbered list of our own.

Alembic would want an environment and a folder of scripts, and starts slower than a review store opens; the steps here
are run for every book's file, inside one transaction. A step is never changed once it was released: add one.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, inspect, text

from reciter.errors import InputProblem

_IDENTITY = {
    "sqlite": "INTEGER PRIMARY KEY",
    "postgresql": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
}
_VERDICTS = """
CREATE TABLE verdicts (
    id {identity},
    book TEXT NOT NULL,
    sentence TEXT NOT NULL,
    take TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'flag', 'edit', 'withdraw')),
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL,
    written TEXT NOT NULL,
    heard TEXT NOT NULL,
    edit TEXT NOT NULL,
    withdraws BIGINT REFERENCES verdicts (id),
    CHECK ((kind = 'withdraw') = (withdraws IS NOT NULL))
)"""
_KEPT = {
    "sqlite": (
        "CREATE TRIGGER verdicts_never_change BEFORE UPDATE ON verdicts "
        "BEGIN SELECT RAISE(ABORT, 'a verdict is never changed'); END",
        "CREATE TRIGGER verdicts_never_go BEFORE DELETE ON verdicts "
        "BEGIN SELECT RAISE(ABORT, 'a verdict is never deleted'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION verdicts_are_kept() RETURNS trigger AS "
        "$$ BEGIN RAISE EXCEPTION 'a verdict is never changed or deleted'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER verdicts_never_change BEFORE UPDATE OR DELETE ON verdicts "
        "FOR EACH ROW EXECUTE FUNCTION verdicts_are_kept()",
    ),
}
STEPS: tuple[dict[str, tuple[str, ...]], ...] = (
    {
        dialect: (
            _VERDICTS.format(identity=identity),
            "CREATE INDEX verdicts_of_sentence ON verdicts (book, sentence, id)",
            *_KEPT[dialect],
        )
        for dialect, identity in _IDENTITY.items()
    },
)
"""Statements of each step, by dialect."""

_LOCK = 0x7265_6369_7465  # any number: it names our advisory lock among those of a Postgres server


def migrate(engine: Engine) -> None:
    """Bring a database to the tables of this version; nothing is written when it has them.

    Raises:
        InputProblem: a later version of Reciter made it, or its kind of database is not known.
    """
    if engine.dialect.name not in _IDENTITY:
        what = f"verdicts cannot be kept in {engine.dialect.name}."
        raise InputProblem(what, how="Give a SQLite or a PostgreSQL database.")
    with engine.connect() as connection:
        done = _done(connection)
    _refuse_later(done)
    if done < len(STEPS):
        with engine.execution_options(writes=True).begin() as connection:
            _run(connection)


def _run(connection: Connection) -> None:
    """Run the steps that are missing; another process may have run them while this one waited."""
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    connection.execute(
        text("CREATE TABLE IF NOT EXISTS steps (number INTEGER PRIMARY KEY, at TEXT NOT NULL)")
    )
    for number in range(_done(connection) + 1, len(STEPS) + 1):
        for statement in STEPS[number - 1][dialect]:
            connection.execute(text(statement))
        row = {"number": number, "at": datetime.now(UTC).isoformat()}
        connection.execute(text("INSERT INTO steps (number, at) VALUES (:number, :at)"), row)


def _done(connection: Connection) -> int:
    if not inspect(connection).has_table("steps"):
        return 0
    return int(connection.execute(text("SELECT COALESCE(MAX(number), 0) FROM steps")).scalar_one())


def _refuse_later(done: int) -> None:
    if done > len(STEPS):
        what = f"this database has step {done}; this version of Reciter knows {len(STEPS)}."
        raise InputProblem(what, how="Use the later version of Reciter that made it.")
