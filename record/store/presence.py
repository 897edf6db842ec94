"""Who else runs on this record: a runner that is alone may end the leases of the dead at once.

SQLite: a lock file beside the database. PostgreSQL: a session advisory lock. Both vanish with their process,
however it dies.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable
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

    def enter(self, when_alone: Callable[[], None]) -> None:
        """Show that a runner is here; `when_alone` is called while no other can come in."""
        if self._engine.dialect.name == "postgresql":
            self._enter_postgresql(when_alone)
        else:
            self._enter_sqlite(when_alone)

    def leave(self) -> None:
        """The runner ends."""
        if self._file is not None:
            self._file.close()
        if self._connection is not None:
            self._connection.close()
        self._file = self._connection = None

    def _enter_sqlite(self, when_alone: Callable[[], None]) -> None:
        self._file = Path(f"{self._engine.url.database}.runner").open("ab")  # noqa: SIM115 - kept open
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            when_alone()
        except BlockingIOError:
            pass  # another runner is here, and its leases are its own
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def _enter_postgresql(self, when_alone: Callable[[], None]) -> None:
        self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        key = {"key": RUNNER_LOCK}
        if self._connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), key):
            when_alone()
            self._connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)
        self._connection.execute(text("SELECT pg_advisory_lock_shared(:key)"), key)
