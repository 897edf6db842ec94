"""What several rooms' tests begin with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.postgres import Server, serve_postgres
from record.clock import Clock
from record.store import Record, open_record
from record.store.tables import metadata

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of this session's own."""
    with serve_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty record to copy: a copy takes an eighth of the time of the migrations."""
    path = tmp_path_factory.mktemp("record") / "onrecord.db"
    open_record(f"sqlite:///{path}", Clock()).close()
    return path


@pytest.fixture(scope="session")
def postgres_record(postgres: Server) -> str:
    """The database of a record that each test finds empty."""
    postgres.say("CREATE DATABASE record")
    open_record(postgres.address_of("record"), Clock()).close()
    return "record"


def empty(server: Server, database: str) -> None:
    """Whatever a test before left in it or holds of it."""
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    server.say(
        f"{others} AND pid <> pg_backend_pid()",
        f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY CASCADE",  # the word index is beside them
        database=database,
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty record, on both kinds of database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_record"), tmp_path / "onrecord.db")
        return f"sqlite:///{tmp_path}/onrecord.db"
    server, database = request.getfixturevalue("postgres"), request.getfixturevalue("postgres_record")
    empty(server, database)
    return str(server.address_of(database))


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """An open, empty record."""
    opened = open_record(record_url, Clock())
    yield opened
    opened.close()
