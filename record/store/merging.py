"""Two Statements that turn out to be one: the older is kept, and all that the younger had is its own.

Whoever was told of either was told of it: the Hits of both count. A merged Statement goes into one that is
merged into none, and its public id still leads there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from record.store.tables import events, hits, mutes, reports, statements
from record.store.threads import join_threads


def merge(connection: Connection, statement_ids: Iterable[int], now: datetime) -> int:
    """The id of the one that is kept."""
    ids = sorted(set(statement_ids))
    query = select(statements).where(statements.c.id.in_(ids)).order_by(statements.c.id)
    kept, *others = connection.execute(query.with_for_update()).all()
    for other in others:
        join_threads(connection, kept.id, other.id, now)
        _move(connection, kept.id, other.id)
        _lend_original(connection, kept.id, other)
    return int(kept.id)


def _move(connection: Connection, kept_id: int, merged_id: int) -> None:
    moving = (reports.c.statement_id, events.c.statement_id, events.c.other_id, hits.c.statement_id)
    for column in (*moving, mutes.c.statement_id):
        moved = update(column.table).where(column == merged_id)
        connection.execute(moved.values({column.name: kept_id}))
    into = or_(statements.c.id == merged_id, statements.c.merged_into == merged_id)
    connection.execute(update(statements).where(into).values(merged_into=kept_id))


def _lend_original(connection: Connection, kept_id: int, merged: Row[Any]) -> None:
    """The Statement speaks the words of the original, whichever of the two had it."""
    if merged.original_id is None:
        return
    spoken = {name: getattr(merged, name) for name in ("original_id", "text", "stance", "polarity")}
    without = (statements.c.id == kept_id, statements.c.original_id.is_(None))
    connection.execute(update(statements).where(*without).values(**spoken))
