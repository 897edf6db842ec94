"""What is due and does not go out: the operator hears of a Channel once, also where nothing fails.

Its bucket may be too small for a flood, the recipient may be gone from the watchlist, a sender may hang.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select, update

from record.channelstate import ChannelState
from record.clock import Clock
from record.store.channelstates import LATE, Bucket, load_buckets, tell
from record.store.engine import database_now, read, write
from record.store.rows import insert_new
from record.store.tables import channels, deliveries
from record.types import EventKind


def tell_late(engine: Engine, clock: Clock, age: timedelta) -> int:
    """Write an Event of each Channel whose oldest due Delivery has become older than `age`, and of each
    that has caught up; how many."""
    with read(engine) as connection:
        now = database_now(connection, clock)
        if not any(True for _ in _changed(connection, now, age)):
            return 0
    with write(engine) as connection:
        now = database_now(connection, clock)
        found = list(_changed(connection, now, age))
        return sum(_tell(connection, *change, now) for change in found)


def _changed(
    connection: Connection, now: datetime, age: timedelta
) -> Iterator[tuple[str, ChannelState, EventKind]]:
    buckets = load_buckets(connection)
    late = {row.channel for row in _oldest(connection, now - age)}
    for name in late:
        state = _state(buckets, name)
        caught_up = state.recovered_at is not None and state.recovered_at > now - age
        if not state.told_at and not caught_up:
            yield name, state, EventKind.CHANNEL_FAILING
    for name, bucket in buckets.items():
        if bucket.state.told_at and not bucket.state.failing_since and name not in late:
            yield name, bucket.state, EventKind.CHANNEL_RECOVERED


def _oldest(connection: Connection, before: datetime) -> list[Row[Any]]:
    """Channels with an open Delivery that was due before that time."""
    query = select(deliveries.c.channel, func.min(deliveries.c.due_at)).group_by(deliveries.c.channel)
    return list(connection.execute(query.where(deliveries.c.done_at.is_(None), deliveries.c.due_at < before)))


def _state(buckets: dict[str, Bucket], name: str) -> ChannelState:
    return buckets[name].state if name in buckets else ChannelState()


def _tell(connection: Connection, name: str, state: ChannelState, kind: EventKind, now: datetime) -> bool:
    """Unless another runner has told it meanwhile."""
    insert_new(connection, channels, {"name": name})
    failing = kind is EventKind.CHANNEL_FAILING
    told = channels.c.told_at.is_(None) if failing else channels.c.told_at.is_not(None)
    mine = update(channels).where(channels.c.name == name, told)
    values = {"told_at": now} if failing else {"told_at": None, "recovered_at": now}
    if connection.execute(mine.values(**values)).rowcount != 1:
        return False
    since = state.failing_since if failing else state.told_at
    reason = state.reason or _error_of_oldest(connection, name)
    tell(connection, name, kind, LATE, replace(state, failing_since=since, reason=reason), now)
    return True


def _error_of_oldest(connection: Connection, name: str) -> str | None:
    query = select(deliveries.c.error).where(deliveries.c.channel == name, deliveries.c.done_at.is_(None))
    return connection.execute(query.order_by(deliveries.c.due_at).limit(1)).scalar()
