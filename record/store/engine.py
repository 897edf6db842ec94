"""Opening the record: SQLite in WAL mode or PostgreSQL, migrated to the newest schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from record.clock import Clock
from record.errors import Crossed, RecordAway, RecordError
from record.failpoints import reach

BUSY_SECONDS = 30
MIGRATION_LOCK = 0x0EC0_4D01
_CROSSED = ("40001", "40P01")  # PostgreSQL: a serialization failure, a deadlock
# No connection, no resources (a full disk too), shut down, an error of the system; no code: it is gone.
_AWAY_POSTGRESQL = ("08", "53", "57", "58")
_AWAY_SQLITE = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
)


def open_engine(url: str) -> Engine:
    """An Engine on the record's address. Errors: RecordError for any but SQLite and PostgreSQL."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        # The address may hold a password: it is not repeated, nor is the error that quotes it.
        raise RecordError("record_url is not an address; try sqlite:///onrecord.db") from None
    if address.get_backend_name() == "sqlite":
        return _sqlite(url)
    if address.get_backend_name() == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    raise RecordError(f"record_url must be sqlite:/// or postgresql://, not {address.drivername}://")


def _sqlite(url: str) -> Engine:
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come too late, see _begin
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A read that turns into a write fails at once, whatever the busy timeout: writers say so first.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


@contextmanager
def write(engine: Engine) -> Iterator[Connection]:
    """One write transaction: committed when the block ends, rolled back when it raises.

    Errors: Crossed, RecordAway.
    """
    try:
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection
            reach("record.writing")
        reach("record.written")
    except OperationalError as error:
        if _is_crossed(error.orig):
            raise Crossed(f"another runner was at work on the same rows: {error.orig}") from error
        if _is_away(error.orig):
            raise RecordAway(f"the record cannot be written now: {error.orig}") from error
        raise


def _is_crossed(error: object) -> bool:
    busy = (
        isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    )
    return busy or getattr(error, "sqlstate", None) in _CROSSED


def _is_away(error: object) -> bool:
    """It is the record's fault, whatever was to be written."""
    if isinstance(error, sqlite3.OperationalError):
        return error.sqlite_errorcode & 0xFF in _AWAY_SQLITE
    state = getattr(error, "sqlstate", None)
    return state is None or state[:2] in _AWAY_POSTGRESQL


@contextmanager
def read(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the record. Errors: RecordAway."""
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    except OperationalError as error:
        if _is_away(error.orig):
            raise RecordAway(f"the record cannot be read now: {error.orig}") from error
        raise


def database_now(connection: Connection, clock: Clock) -> datetime:
    """The database's time plus the Clock's offset: leases of several machines compare with it."""
    if connection.dialect.name == "sqlite":
        raw = connection.scalar(text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')"))
        return datetime.fromisoformat(str(raw)).replace(tzinfo=UTC) + clock.offset
    moment: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return moment.astimezone(UTC) + clock.offset


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest version; two runners may start at once."""
    from alembic import command  # here: it takes as long to import as all the rest
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    try:
        with write(engine) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DatabaseError as error:
        raise RecordError(f"the record cannot be opened: {error.orig}") from error
    except RecordAway as error:
        raise RecordError(f"the record cannot be opened: {error}") from error
    except CommandError as error:
        raise RecordError(f"the record was written by a newer Onrecord: {error}") from error
