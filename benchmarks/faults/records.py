"""An empty record for each episode, copied from one that is migrated and knows its Source."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.postgres import Server
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

    server: Server

    def prepare(self, sources: Iterable[Source]) -> None:
        self.server.say(f"CREATE DATABASE {TEMPLATE}")
        _fill(self.server.address_of(TEMPLATE), sources)

    def new(self, name: str) -> str:
        self.server.say(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return self.server.address_of(name)

    def drop(self, name: str) -> None:
        self.server.say(f"DROP DATABASE {name} WITH (FORCE)")


Records = Sqlite | Postgres


def _fill(url: str, sources: Iterable[Source]) -> None:
    record = open_record(url, Clock())
    record.crawl.add_sources(sources)
    record.close()
