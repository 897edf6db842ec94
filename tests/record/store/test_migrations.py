"""The migrations make exactly the schema that the tables say, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from record.clock import Clock
from record.errors import RecordError
from record.store import Record, open_record
from record.store.engine import migrate, read, write
from record.store.tables import metadata


def test_a_migrated_record_has_the_schema_of_the_tables(record: Record) -> None:
    migrate(record.engine)
    with read(record.engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://localhost/x", "must be sqlite:/// or postgresql://"),
        ("not an address", "is not an address"),
        ("postgresql:/bob:s3cret@db/x", "is not an address|must be"),
        ("postgresql://bob:s3cret@h:abc/x", "is not an address"),
        ("sqlite:////no/such/folder/onrecord.db", "cannot be opened"),
    ],
)
def test_an_address_that_cannot_be_a_record_is_refused_with_the_way_out(address: str, words: str) -> None:
    with pytest.raises(RecordError, match=words) as raised:
        open_record(address, Clock())
    assert "s3cret" not in str(raised.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "watchlist.yaml"
    path.write_text("watches: []\n" * 100)
    with pytest.raises(RecordError, match="not a database"):
        open_record(f"sqlite:///{path}", Clock())


def test_a_record_of_a_newer_version_is_refused(record: Record, record_url: str) -> None:
    with write(record.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordError, match="newer Onrecord"):
        open_record(record_url, Clock())
