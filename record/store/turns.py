"""Turns: the right to ask a platform that bears one asker at a time, over all processes.

With it go the platform's pause after a refusal, the refusals in a row and the cookie of the one visitor.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, update

from record.store.claims import UNHELD, held_until, write_held
from record.store.rows import insert_new
from record.store.tables import turns
from record.types import Turn, Visitor, Wait

LOOK_AGAIN = 60.0  # seconds, at most: who has the turn may be done long before the lease ends
ANOTHER_ASKS = "another is asking"
LONGEST = timedelta(days=1)  # nothing asks for a longer wait than that: a clock was ahead

logger = logging.getLogger(__name__)


def lock_turn(connection: Connection, name: str) -> Row[Any]:
    """The row of that name; whoever else wants it waits for the end of the transaction."""
    insert_new(connection, turns, {"name": name})
    return connection.execute(select(turns).where(turns.c.name == name).with_for_update()).one()


def take_turn(connection: Connection, row: Row[Any], lease: timedelta, now: datetime) -> Turn | Wait:
    """Of a row that is locked; `now` is the database's time after that."""
    wait = _wait(_believable(connection, row, now), now)
    if wait:
        return wait
    mine = update(turns).where(turns.c.name == row.name).values(**held_until(now + lease))
    held = connection.execute(mine.returning(turns.c.lease_token)).one()
    visitor = Visitor(row.cookie, row.minted_at) if row.cookie and row.minted_at else None
    return Turn(row.name, held.lease_token, visitor, row.blocks)


def end_turn(
    connection: Connection,
    turn: Turn,
    wait: Wait | None,
    visitor: Visitor | None,
    blocks: int,
    now: datetime,
) -> None:
    """Whoever is next waits as long as this one was told to. Errors: LeaseLost."""
    values: dict[str, Any] = {
        **UNHELD,
        "not_before": now + timedelta(seconds=wait.seconds) if wait else None,
        "wait_reason": wait.reason if wait else None,
        "blocks": blocks,
    }
    if visitor:
        values |= {"cookie": visitor.cookie, "minted_at": visitor.minted_at}
    row, what = turns.c.name == turn.name, f"the turn to ask {turn.name}"
    write_held(connection, turns, row, turn.token, values, what)


def until_at_most(until: datetime, now: datetime, name: str) -> datetime:
    """What was kept by a clock that was ahead would silence a Source for as long."""
    if until <= now + LONGEST:
        return until
    logger.warning("%s is kept as waiting until %s: a clock was wrong, it waits for a day", name, until)
    return now + LONGEST


def _believable(connection: Connection, row: Row[Any], now: datetime) -> Row[Any]:
    kept = {"lease_until": row.lease_until, "not_before": row.not_before}
    values = {key: until and until_at_most(until, now, row.name) for key, until in kept.items()}
    if values == kept:
        return row
    mine = update(turns).where(turns.c.name == row.name).values(**values)
    return connection.execute(mine.returning(turns)).one()


def _wait(row: Row[Any], now: datetime) -> Wait | None:
    if row.lease_until and row.lease_until > now:
        return Wait(min(LOOK_AGAIN, (row.lease_until - now).total_seconds()), ANOTHER_ASKS)
    if row.not_before and row.not_before > now:
        return Wait((row.not_before - now).total_seconds(), row.wait_reason or "")
    return None
