"""What was sent, what waits and what was given up, and how each Channel is: nothing here writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, case, func, or_, select

from record.channelstate import ChannelState
from record.clock import Clock
from record.store.channelstates import load_buckets
from record.store.engine import database_now, read
from record.store.tables import alerts, attempts, deliveries

_OPEN = deliveries.c.done_at.is_(None)


@dataclass(frozen=True, slots=True)
class Logged:
    """A Delivery as the log shows it."""

    key: str
    channel: str
    purpose: str
    state: str
    doubt: bool
    at: datetime  # when it was decided
    due_at: datetime | None  # when it was to go out
    not_before: datetime | None  # of one that is open: until then it is left alone
    done_at: datetime | None
    expires_at: datetime | None  # of a dead one: when its message is thrown away
    tries: int
    error: str | None


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A Channel: what waits for it, and what the record knows of it."""

    name: str
    waiting: int  # due
    oldest: datetime | None  # of them: since when it is due
    later: int  # not due yet
    dead: int  # that can be sent again
    state: ChannelState


class DeliveryLog:
    """Read-only verbs. Every method is one view of the record and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def recent(
        self, since: datetime, limit: int, state: str | None = None, channel: str | None = None
    ) -> tuple[list[Logged], int]:
        """The newest of what was decided or ended since then, or is open, oldest first; and how many there
        are in all."""
        late = or_(alerts.c.at >= since, deliveries.c.done_at >= since, _OPEN)
        query = _query().where(late)
        if state is not None:
            query = query.where(deliveries.c.state == state)
        if channel is not None:
            query = query.where(deliveries.c.channel == channel)
        with read(self._engine) as connection:
            count = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
            newest = query.order_by(deliveries.c.id.desc()).limit(limit)
            rows = connection.execute(newest).all()
            return [_logged(row) for row in reversed(rows)], int(count)

    def channels(self) -> list[ChannelRow]:
        """Every Channel that was to be told anything, by name."""
        with read(self._engine) as connection:
            counted = _counts(connection, database_now(connection, self._clock))
            known = {name: bucket.state for name, bucket in load_buckets(connection).items()}
            return [
                ChannelRow(name, **counted.get(name, _NOTHING), state=known.get(name, ChannelState()))
                for name in sorted(counted.keys() | known.keys())
            ]


_NOTHING: Mapping[str, Any] = {"waiting": 0, "oldest": None, "later": 0, "dead": 0}


def _query() -> Select[Any]:
    tries = select(func.count()).where(attempts.c.delivery_id == deliveries.c.id).scalar_subquery()
    query = select(deliveries, alerts.c.at, tries.label("tries"))
    return query.join(alerts, alerts.c.id == deliveries.c.alert_id)


def _logged(row: Row[Any]) -> Logged:
    return Logged(**{name: getattr(row, name) for name in Logged.__dataclass_fields__})


def _counts(connection: Connection, now: datetime) -> dict[str, dict[str, Any]]:
    later = and_(_OPEN, deliveries.c.due_at > now)
    due = and_(_OPEN, or_(deliveries.c.due_at.is_(None), deliveries.c.due_at <= now))
    dead = and_(deliveries.c.state == "dead", deliveries.c.expires_at > now)
    query = select(
        deliveries.c.channel,
        _count(due).label("waiting"),
        func.min(case((due, deliveries.c.due_at))).label("oldest"),
        _count(later).label("later"),
        _count(dead).label("dead"),
    ).group_by(deliveries.c.channel)
    return {row.channel: {name: getattr(row, name) for name in _NOTHING} for row in connection.execute(query)}


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((which, 1)))
