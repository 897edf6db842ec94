"""The migrations make exactly the schema that the tables say, on both databases."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from record.clock import Clock
from record.errors import RecordError
from record.store import Record, open_record
from record.store.engine import migrate, read
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
        ("sqlite:////no/such/folder/onrecord.db", "cannot be opened"),
    ],
)
def test_an_address_that_cannot_be_a_record_is_refused_with_the_way_out(address: str, words: str) -> None:
    with pytest.raises(RecordError, match=words):
        open_record(address, Clock())
