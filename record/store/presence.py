"""Who else runs on this record: a runner that is alone may end the leases of the dead at once.

SQLite: a lock file beside the database. PostgreSQL: a session advisory lock. Both vanish with their process,
however it dies.
"""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine, text

RUNNER_LOCK = 0x0EC0_4D02


class Presence:
    """Held for as long as a runner works on the record."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._file: IO[bytes] | None = None
        self._connection: Connection | None = None

    def enter(self) -> bool:
        """Show that a runner is here; True when no other was."""
        if self._engine.dialect.name == "postgresql":
            return self._enter_postgresql()
        return self._enter_sqlite()

    def leave(self) -> None:
        """The runner ends."""
        if self._file is not None:
            self._file.close()
        if self._connection is not None:
            self._connection.close()
        self._file = self._connection = None

    def _enter_sqlite(self) -> bool:
        database = self._engine.url.database
        if not database or database == ":memory:":
            return True
        self._file = Path(f"{database}.runner").open("ab")  # noqa: SIM115 - kept open on purpose
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            alone = True
        except BlockingIOError:
            alone = False
        fcntl.flock(self._file, fcntl.LOCK_SH)
        return alone

    def _enter_postgresql(self) -> bool:
        self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        alone = bool(self._connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": RUNNER_LOCK}))
        self._connection.execute(text("SELECT pg_advisory_lock_shared(:key)"), {"key": RUNNER_LOCK})
        if alone:
            self._connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": RUNNER_LOCK})
        return alone
