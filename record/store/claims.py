"""Work is claimed, never passed: the one piece of code by which every stage takes its rows.

A row is due while `done_at` is empty, no lease runs and `not_before` has passed. A claim sets a lease and a
fencing token; whoever settles must still hold the token. There is no high-water mark over ids, and one
poisonous row holds nobody else.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    func,
    or_,
    select,
    text,
    update,
)

from record.errors import LeaseLost

UNHELD = {"lease_until": None, "lease_token": None}  # the values of a row that nobody works on


def claim(
    connection: Connection,
    table: Table,
    now: datetime,
    *,
    limit: int,
    lease: timedelta,
    where: Sequence[ColumnElement[bool]] = (),
    together: Column[Any] | None = None,
    before: ColumnElement[Any] | None = None,
    fair: Column[Any] | None = None,
    share: int = 1,
) -> list[Row[Any]]:
    """Take up to `limit` due rows (or, with `together`, all due rows of up to `limit` values of it).

    They come in the order of their ids; `before` is looked at first. With `fair` each value of it has its
    turn, and no more than `share` rows. Neither goes with `together`.
    """
    due = and_(_is_due(table, now), *where)
    order = (table.c.id,) if before is None else (before, table.c.id)
    if fair is not None:
        in_turn = _in_turn(table, due, order, fair, share).limit(limit)
        chosen = select(table.c.id).where(due, table.c.id.in_(in_turn))
    elif together is None:
        chosen = select(table.c.id).where(due).order_by(*order).limit(limit)
    else:
        _one_claimer_at_a_time(connection, table)
        first = select(together).where(due).group_by(together).order_by(func.min(table.c.id)).limit(limit)
        chosen = select(table.c.id).where(due, together.in_(first))
    ids = connection.scalars(chosen.with_for_update(skip_locked=True)).all()
    return _take(connection, table, ids, now + lease) if ids else []


def _take(connection: Connection, table: Table, ids: Sequence[int], until: datetime) -> list[Row[Any]]:
    """Set the lease and the token of these rows, which are locked."""
    taken = (
        update(table)
        .where(table.c.id.in_(ids))
        .values(**held_until(until), attempts=table.c.attempts + 1)
        .returning(*table.c)
    )
    return sorted(connection.execute(taken), key=lambda row: int(row.id))


def settle(connection: Connection, table: Table, row_id: int, token: str, **values: Any) -> None:
    """Write the row's values and give up the lease, if it is still ours. Errors: LeaseLost."""
    what = f"{table.name} {row_id}"
    write_held(connection, table, table.c.id == row_id, token, {**UNHELD, **values}, what)


def write_held(
    connection: Connection,
    table: Table,
    row: ColumnElement[bool],
    token: str,
    values: Mapping[str, Any],
    what: str,
) -> None:
    """Write these values if the lease of that row is still ours; `what` it is called. Errors: LeaseLost."""
    mine = and_(row, table.c.lease_token == token)
    if connection.execute(update(table).where(mine).values(**values)).rowcount != 1:
        raise LeaseLost(f"{what} was taken over by another runner")


def hold(
    connection: Connection, table: Table, row_id: int, token: str, until: datetime, **values: Any
) -> None:
    """Write values and keep the lease until a later time. Errors: LeaseLost."""
    settle(connection, table, row_id, token, lease_until=until, lease_token=token, **values)


def finish(
    connection: Connection, table: Table, row_id: int, token: str, now: datetime, error: str | None = None
) -> None:
    """The row is done; with an error it is quarantined: kept, shown, and never claimed again."""
    settle(connection, table, row_id, token, done_at=now, error=error)


def postpone(
    connection: Connection, table: Table, row_id: int, token: str, until: datetime, error: str
) -> None:
    """The row is tried again later."""
    settle(connection, table, row_id, token, not_before=until, error=error)


def give_back(connection: Connection, table: Table, row_id: int, token: str) -> None:
    """The row is due again at once, and this attempt was none."""
    settle(connection, table, row_id, token, attempts=table.c.attempts - 1)


def held_until(until: datetime) -> dict[str, Any]:
    """The values of a row that is held from now on, with a fencing token of its own."""
    return {"lease_until": until, "lease_token": secrets.token_hex(16)}


def is_unheld(table: Table, now: datetime) -> ColumnElement[bool]:
    """No lease of it runs."""
    return or_(table.c.lease_until.is_(None), table.c.lease_until < now)


def reclaim(connection: Connection, tables: Sequence[Table]) -> None:
    """End every lease at once: only for a runner that knows it is alone (see presence.py)."""
    for table in tables:
        connection.execute(update(table).where(table.c.lease_until.is_not(None)).values(lease_until=None))


def _is_due(table: Table, now: datetime) -> ColumnElement[bool]:
    return and_(
        table.c.done_at.is_(None),
        is_unheld(table, now),
        or_(table.c.not_before.is_(None), table.c.not_before <= now),
    )


def _in_turn(
    table: Table, due: ColumnElement[bool], order: Sequence[ColumnElement[Any]], fair: Column[Any], share: int
) -> Select[Any]:
    """Ids, the first of each value before the second of any. PostgreSQL locks no rows of a window: its own
    query."""
    turn = func.row_number().over(partition_by=fair, order_by=order).label("turn")
    place = func.row_number().over(order_by=order).label("place")
    ranked = select(table.c.id, turn, place).where(due).subquery()
    return select(ranked.c.id).where(ranked.c.turn <= share).order_by(ranked.c.turn, ranked.c.place)


def _one_claimer_at_a_time(connection: Connection, table: Table) -> None:
    """Rows that belong together must not be split between two claimers that skip each other's locks."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"claim {table.name}"}
        )
