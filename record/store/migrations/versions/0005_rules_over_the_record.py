"""Rules over the record: the index of what Reports hold, and Events by their time"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from record.store import wordindex
from record.store.shapes import Row, document_of, report_of, revision_of
from record.store.tables import Tree
from record.types import Report, Revision

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BATCH = 2_000
reports = sa.table(
    "reports", sa.column("id"), sa.column("revision_id"), sa.column("document_id"), sa.column("body", Tree)
)
revisions = sa.table("revisions", *map(sa.column, ("id", "source_id", "title", "text", "lang")))
documents = sa.table("documents", *map(sa.column, ("id", "key", "kind", "url", "outlet", "account")))


def upgrade() -> None:
    op.create_index("ix_events_at", "events", ["at"])
    connection = op.get_bind()
    for statement in wordindex.CREATE[connection.dialect.name]:
        op.execute(statement)
    last = 0
    while rows := _reports_after(connection, last):
        last = rows[-1].id
        wordindex.add(connection, _read(connection, rows))


def _reports_after(connection: sa.Connection, last: int) -> list[sa.Row[Any]]:
    query = sa.select(reports).where(reports.c.id > last).order_by(reports.c.id).limit(BATCH)
    return list(connection.execute(query).all())


def _read(connection: sa.Connection, rows: list[sa.Row[Any]]) -> Iterator[tuple[int, Report, Revision]]:
    versions = _by_id(connection, revisions, {row.revision_id for row in rows})
    owners = _by_id(connection, documents, {row.document_id for row in rows})
    for row in rows:
        document = document_of({**owners[row.document_id], "first_seen_at": None, "baseline": False})
        version = {**versions[row.revision_id], **dict.fromkeys(("observed_at", "published_at", "facts"))}
        empty = {"changes": None, "quoted": "", "authors": (), "gone": False}
        yield row.id, report_of(row.body), revision_of({**version, **empty}, document)


def _by_id(connection: sa.Connection, table: sa.TableClause, ids: set[int]) -> dict[int, Row]:
    found = connection.execute(sa.select(table).where(table.c.id.in_(ids)))
    return {row.id: row._mapping for row in found}
