"""What the tables are made of: the metadata, types for both databases, the columns of a claim."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite gives out row ids for INTEGER PRIMARY KEY only.
Id = BigInteger().with_variant(Integer, "sqlite")
Tree = JSON().with_variant(JSONB(), "postgresql")


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out; SQLite keeps no zone, so it is taken off and put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone reached the record: {value}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name == "postgresql":
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


def row_id() -> Column[Any]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def claimable() -> tuple[Column[Any], ...]:
    """What makes a row claimable; see record/store/claims.py."""
    return (
        Column("done_at", UtcTime),
        Column("lease_until", UtcTime),
        Column("lease_token", String(32)),
        Column("not_before", UtcTime),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("error", Text),
    )
