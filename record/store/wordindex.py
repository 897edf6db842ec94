"""The index of what Reports hold (see record/search.py), in each database's own way.

SQLite has FTS5, which gets the keys cut and separated by spaces, and keeps no text; PostgreSQL a vector of
keys beside each Report. Neither is a table of record/store/tables: to each other they are nothing alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    cast,
    column,
    literal_column,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from record.search import Clause, Key, keys_of
from record.store.engine import write
from record.types import Report, Revision

NAME = "report_words"
CREATE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE {NAME} USING fts5"
        "(keys, content='', columnsize=0, detail=none, tokenize='ascii')",
    ),
    "postgresql": (
        f"CREATE TABLE {NAME} (report_id BIGINT PRIMARY KEY REFERENCES reports (id), keys TSVECTOR NOT NULL)",
        # What is frequent is found out by looking, and not by a guess.
        f"ALTER TABLE {NAME} ALTER COLUMN keys SET STATISTICS 0",
        # A short list of what waits for the index: every search reads all of it.
        f"CREATE INDEX ix_{NAME}_keys ON {NAME} USING gin (keys) WITH (gin_pending_list_limit = 512)",
    ),
}
_INSERT = {
    "sqlite": "INSERT INTO report_words (rowid, keys) VALUES (:id, :keys)",
    "postgresql": "INSERT INTO report_words (report_id, keys) VALUES (:id, array_to_tsvector(:keys))",
}
_DELETE = {
    "sqlite": "INSERT INTO report_words (report_words, rowid, keys) VALUES ('delete', :id, :keys)",
    "postgresql": "DELETE FROM report_words WHERE report_id = :id",
}
_CLEAN = "INSERT INTO report_words (report_words) VALUES ('optimize')"
_KEYS = column("keys", TSVECTOR)
_INDEX = table(NAME, column("rowid", BigInteger), column("report_id", BigInteger), _KEYS)


def report_id(dialect: str) -> ColumnElement[int]:
    """Of the index's rows."""
    return _INDEX.c.rowid if dialect == "sqlite" else _INDEX.c.report_id


def passes(clauses: Sequence[Clause], dialect: str) -> ColumnElement[bool]:
    """That a row passes them all."""
    asked = matching(clauses, dialect)
    if dialect == "sqlite":
        return literal_column(NAME).bool_op("MATCH")(asked)
    return _KEYS.bool_op("@@")(cast(asked, TSQUERY))


def is_of_index(name: str | None) -> bool:
    """Whether a table is the index, or one that FTS5 keeps it in."""
    return (name or "").startswith(NAME)


def add(connection: Connection, reports: Iterable[tuple[int, Report, Revision]]) -> None:
    _write(connection, _INSERT, reports)


def remove(connection: Connection, reports: Iterable[tuple[int, Report, Revision]]) -> None:
    """They are given as they were added: FTS5 asks for what it is to forget."""
    _write(connection, _DELETE, reports)


def _write(
    connection: Connection, statement: dict[str, str], reports: Iterable[tuple[int, Report, Revision]]
) -> None:
    flat = connection.dialect.name == "sqlite"
    kept = ((id, keys_of(report, revision)) for id, report, revision in reports)
    rows = [{"id": id, "keys": " ".join(keys) if flat else keys} for id, keys in kept if keys]
    if rows:
        connection.execute(text(statement[connection.dialect.name]), rows)


def matching(clauses: Sequence[Clause], dialect: str) -> str:
    """The clauses in the words of the database: for MATCH, or for @@."""
    quote, both, either = (_fts5, " AND ", " OR ") if dialect == "sqlite" else (_tsquery, " & ", " | ")
    return both.join(
        f"({either.join(_bracket(both.join(map(quote, sorted(row)))) for row in sorted(clause, key=sorted))})"
        for clause in clauses
    )


def _bracket(row: str) -> str:
    return f"({row})"


def _fts5(key: Key) -> str:
    quoted = key.text.replace('"', '""')
    return f'"{quoted}" *' if key.beginning else f'"{quoted}"'


def _tsquery(key: Key) -> str:
    quoted = key.text.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*" if key.beginning else f"'{quoted}'"


def clean(engine: Engine) -> None:
    """FTS5 keeps what it is told to forget until its lists are written anew. PostgreSQL has its vacuum."""
    if engine.dialect.name == "sqlite":
        with write(engine) as connection:
            connection.execute(text(_CLEAN))
