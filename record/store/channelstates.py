"""The state of each Channel in the record: its bucket, its breaker, and the Events of what changes.

`data` of CHANNEL_FAILING and CHANNEL_RECOVERED:

    ref         differs between records
    channel     its name
    kind        the class of the last Attempt ("permanent", "transient", "not_sent", "in_doubt"; "ok" where it
                recovered), or "late": nothing says that it fails, but what is due has waited too long (see
                lateness.py)
    reason      in words, without a secret; may be empty
    since       since when it fails, or when the oldest was due
    last_ok_at  its last success, or null
    waiting     how many Deliveries are due and open
    oldest      when the oldest of them was due, or null
    dead        how many were given up since then; `onrecord deliveries replay` sends them
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, or_, select, update

from record.channelstate import ChannelState, Rate, Verdict
from record.store.claims import is_unheld
from record.store.rows import insert_new
from record.store.tables import channels, deliveries, events
from record.types import EventKind, Json

LATE = "late"
Rates = Mapping[str, Rate]
_STATE = [getattr(channels.c, name) for name in ChannelState.__dataclass_fields__]


@dataclass(frozen=True, slots=True)
class Bucket:
    """A Channel's row as a claim needs it."""

    name: str
    state: ChannelState
    tokens: float | None  # None: full
    refilled_at: datetime | None

    def filled(self, rate: Rate, now: datetime) -> float:
        """Tokens as of now. A clock that was put back takes none away."""
        if self.tokens is None or self.refilled_at is None:
            return rate.capacity
        passed = max(0.0, (now - self.refilled_at).total_seconds())
        return min(rate.capacity, self.tokens + passed * rate.per_second)

    def wait(self, rate: Rate, now: datetime) -> timedelta:
        """Until there is a token."""
        return timedelta(seconds=max(0.0, 1 - self.filled(rate, now)) / rate.per_second)

    def rests(self, now: datetime) -> bool:
        return self.state.rests_until is not None and self.state.rests_until > now


# ---------------------------------------------------------------- what a claim asks


def load_buckets(connection: Connection) -> dict[str, Bucket]:
    """Every Channel that was ever told anything; there are few."""
    return {
        row.name: Bucket(row.name, _state_of(row), row.tokens, row.refilled_at)
        for row in connection.execute(select(channels))
    }


def held(buckets: Mapping[str, Bucket], rates: Rates, now: datetime) -> set[str]:
    """Channels that rest, or have taken all that they may for now."""
    resting = {name for name, bucket in buckets.items() if bucket.rests(now)}
    spent = {name for name, _ in _spent(buckets, rates, now)}
    return resting | spent


def soonest_token(
    connection: Connection, rates: Rates, without: Collection[str], now: datetime
) -> timedelta | None:
    """How long until a Channel may be told again that rests for its pace alone and has something due."""
    buckets = load_buckets(connection)
    waits = {
        name: wait
        for name, wait in _spent(buckets, rates, now)
        if name not in without and not buckets[name].rests(now)
    }
    free = is_unheld(deliveries, now)
    query = select(deliveries.c.channel).where(*_due(now), free, deliveries.c.channel.in_(waits))
    return min((waits[name] for name in connection.scalars(query.distinct())), default=None)


def _spent(buckets: Mapping[str, Bucket], rates: Rates, now: datetime) -> Iterator[tuple[str, timedelta]]:
    for name, bucket in buckets.items():
        wait = bucket.wait(rates[name], now) if name in rates else timedelta()
        if wait:
            yield name, wait


def take_token(
    connection: Connection, name: str, known: Bucket | None, rate: Rate | None, now: datetime, probe: datetime
) -> None:
    """One Delivery of it was claimed; where it fails no other one is, until that has ended or `probe`."""
    if known is None:
        values = {"name": name, "tokens": rate.capacity - 1 if rate else None, "refilled_at": now}
        if insert_new(connection, channels, values) is not None:
            return
        known = load_buckets(connection)[name]
    # Two runners may take the last one: then it is in debt, and both wait for it.
    tokens = known.filled(rate, now) - 1 if rate else None
    rests = {"rests_until": probe} if known.state.fails else {}
    mine = update(channels).where(channels.c.name == name)
    connection.execute(mine.values(tokens=tokens, refilled_at=now, **rests))


# ---------------------------------------------------------------- what an Attempt changes


def state_of_channel(connection: Connection, name: str) -> ChannelState:
    """As it is, held until the transaction ends: two Attempts that fail at once are told once."""
    insert_new(connection, channels, {"name": name})
    row = connection.execute(select(*_STATE).where(channels.c.name == name).with_for_update()).one()
    return _state_of(row)


def keep_state(
    connection: Connection, name: str, before: ChannelState, verdict: Verdict, kind: str, now: datetime
) -> None:
    """What an Attempt of that class came to, and the Event of it; its Delivery is settled already."""
    if verdict.state == before:
        return
    connection.execute(update(channels).where(channels.c.name == name).values(**asdict(verdict.state)))
    if verdict.told is not None:
        recovered = verdict.told is EventKind.CHANNEL_RECOVERED
        tell(connection, name, verdict.told, kind, before if recovered else verdict.state, now)


def tell(
    connection: Connection, name: str, kind: EventKind, why: str, state: ChannelState, now: datetime
) -> None:
    """The Event of it. `state`: as it fails, or as it failed until now."""
    oldest, waiting = _waiting(connection, name, now)
    since = state.failing_since or oldest or now
    data = {
        "channel": name,
        "kind": why,
        "reason": state.reason or "",
        "since": since.isoformat(),
        "last_ok_at": state.last_ok_at.isoformat() if state.last_ok_at else None,
        "waiting": waiting,
        "oldest": oldest.isoformat() if oldest else None,
        "dead": _given_up(connection, name, since),
    }
    _write_event(connection, kind, data, now)


def _state_of(row: Row[Any]) -> ChannelState:
    return ChannelState(**{column.name: getattr(row, column.name) for column in _STATE})


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Open, and its time has come."""
    due = or_(deliveries.c.not_before.is_(None), deliveries.c.not_before <= now)
    return (deliveries.c.done_at.is_(None), due)


def _waiting(connection: Connection, name: str, now: datetime) -> tuple[datetime | None, int]:
    """(due time of the oldest, how many) of what is open and was due by now."""
    was_due = or_(deliveries.c.due_at.is_(None), deliveries.c.due_at <= now)
    query = select(func.min(deliveries.c.due_at), func.count())
    query = query.where(deliveries.c.channel == name, deliveries.c.done_at.is_(None), was_due)
    oldest, waiting = connection.execute(query).one()
    return oldest, waiting


def _given_up(connection: Connection, name: str, since: datetime) -> int:
    dead = (deliveries.c.channel == name, deliveries.c.state == "dead", deliveries.c.done_at >= since)
    return int(connection.execute(select(func.count()).select_from(deliveries).where(*dead)).scalar_one())


def _write_event(connection: Connection, kind: EventKind, data: Json, now: datetime) -> None:
    ref = secrets.token_hex(8)
    batch = f"channel:{ref}"
    values = {"kind": kind, "at": now, "batch": batch, "data": {"ref": ref, **data}}
    connection.execute(insert(events).values(**values))
