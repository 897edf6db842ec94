"""The health of a Source in the record: its history for the judge, and the Events of what changes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, text, update

from record.ailments import FEWER, Ailment, History, JudgeHealth, change
from record.store.mirrorhealth import said_of_mirror
from record.store.tables import events, polls, sources
from record.types import EventKind, Json, Outcome, Poll

LATELY = timedelta(minutes=15)  # or twice the Source's own pause, where that is longer
LAST, USUAL = 3, 20  # answers
USUAL_FOR = timedelta(days=14)  # then what it lists now is its usual
RHYTHM_FOR = timedelta(days=28)
OF_SOURCES = (EventKind.SOURCE_BROKEN, EventKind.SOURCE_RECOVERED)
QUIET = timedelta(hours=1)  # who brought something new within that is not silent


def keep_health(connection: Connection, before: Row[Any], poll: Poll, batch: str, judge: JudgeHealth) -> None:
    """Ask the judge, and write what changed: the Source's ailment, and an Event for the operator.

    `before` is the Source's row as it was before this Poll.
    """
    history = _history(connection, before, poll)
    health = judge(history)
    if health.away != history.away:
        _change_away(connection, history, health.away, batch)
    if health.away and poll.outcome is Outcome.UNREACHABLE:
        return  # it is told of all of them at once
    kind = change(history.ailment, health.ailment)
    if kind is EventKind.SOURCE_BROKEN and health.ailment:
        _set_ailment(connection, poll, health.ailment)
        since = _failing_since(connection, poll, before) if health.ailment.failing else poll.at
        data = _data(poll, health.ailment, since, before, history.fails)
        _tell(connection, kind, poll, batch, data, health.ailment, since, history.well_at)
    elif kind is EventKind.SOURCE_RECOVERED and history.ailment:
        _set_ailment(connection, poll, None)
        since = history.well_at if history.ailment.failing else before.broken_at
        data = _data(poll, history.ailment, since, before, before.fails)
        _tell(connection, kind, poll, batch, data, history.ailment, since, history.well_at)


# ---------------------------------------------------------------- what the judge is told


def _history(connection: Connection, before: Row[Any], poll: Poll) -> History:
    history = History(
        at=poll.at,
        outcome=poll.outcome,
        reason=poll.reason,
        fails=0 if poll.outcome.healthy else before.fails + 1,
        well_at=before.last_ok_at or before.added_at,
        listed=before.listed_at is not None,
        ailment=_ailment_of(before),
        away=_told_of_all(connection) is not None,
        pause=poll.wait.seconds if poll.wait else 0.0,
    )
    # Only what the verdict can depend on is asked for: most Polls are answers 304 of a Source that is well.
    if poll.outcome is Outcome.UNREACHABLE or history.away:
        polled, unreachable = _around(connection, before, poll)
        history = replace(history, polled=polled, unreachable=unreachable)
    if poll.outcome is Outcome.OK or (poll.outcome.healthy and history.ailment):
        found, usual = _yields(connection, before, poll, history.ailment)
        history = replace(history, found=found, usual=usual)
    if poll.outcome.healthy:
        last_new_at = _last_new_at(connection, poll.source.id)
        history = replace(history, last_new_at=last_new_at, gaps=_gaps(connection, poll, last_new_at))
    return history


def _yields(
    connection: Connection, before: Row[Any], poll: Poll, ailment: Ailment | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Entries in the last answers, and in those before; while it gives fewer, in those before that."""
    found = _found(connection, poll, poll.at, LAST + USUAL)
    fewer = ailment is not None and ailment.state == FEWER
    usual = _found(connection, poll, before.broken_at, USUAL) if fewer else found[LAST:]
    return found[:LAST], usual


def _ailment_of(row: Row[Any]) -> Ailment | None:
    return Ailment(row.broken_state or "", row.broken_reason or "") if row.broken_at else None


def _found(connection: Connection, poll: Poll, until: datetime, most: int) -> tuple[int, ...]:
    """Entries in its answers up to a time, newest first; what is old tells nothing of what is usual now."""
    query = select(polls.c.found).where(
        polls.c.source_id == poll.source.id,
        polls.c.at.between(poll.at - USUAL_FOR, until),
        polls.c.outcome == Outcome.OK,
    )
    return tuple(connection.scalars(query.order_by(polls.c.at.desc()).limit(most)))


def _last_new_at(connection: Connection, source_id: str) -> datetime | None:
    brought = select(func.max(polls.c.at)).where(polls.c.source_id == source_id, polls.c.new > 0)
    last: datetime | None = connection.scalar(brought)
    return last


def _gaps(connection: Connection, poll: Poll, last_new_at: datetime | None) -> tuple[float, ...]:
    """Seconds between the Polls that brought something new; looked for only where it is quiet."""
    if last_new_at is None or poll.at - last_new_at < QUIET:
        return ()
    query = select(polls.c.at).where(
        polls.c.source_id == poll.source.id, polls.c.new > 0, polls.c.at >= last_new_at - RHYTHM_FOR
    )
    times: Sequence[datetime] = connection.scalars(query.order_by(polls.c.at)).all()
    return tuple((after - before).total_seconds() for before, after in pairwise(times))


def _around(connection: Connection, before: Row[Any], poll: Poll) -> tuple[int, int]:
    """(Sources that were polled lately, those of them that gave no answer at all)."""
    own_pause = poll.at - before.last_polled_at if before.last_polled_at else LATELY
    since = poll.at - max(LATELY, 2 * own_pause)
    silent = func.count().filter(sources.c.state == Outcome.UNREACHABLE)
    counted = select(func.count(), silent).where(sources.c.last_polled_at >= since)
    row = connection.execute(counted).one()
    return row[0], row[1]


def _told_of_all(connection: Connection) -> Json | None:
    """What the operator was told when nothing could be reached; None where that is over."""
    of_all = select(events.c.kind, events.c.data).where(
        events.c.statement_id.is_(None), events.c.source_id.is_(None), events.c.kind.in_(OF_SOURCES)
    )
    row = connection.execute(of_all.order_by(events.c.id.desc()).limit(1)).first()
    return row.data if row and row.kind == EventKind.SOURCE_BROKEN else None


# ---------------------------------------------------------------- what is written


def _change_away(connection: Connection, history: History, away: bool, batch: str) -> None:
    """One Event of all Sources; two Polls that see the same at once write one."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('away'))"))
    told = _told_of_all(connection)
    if (told is not None) == away:
        return
    since = told["since"] if told else history.well_at.isoformat()
    data = {"state": Outcome.UNREACHABLE, "reason": history.reason, "since": since}
    counts = {"polled": history.polled, "unreachable": history.unreachable}
    kind = EventKind.SOURCE_BROKEN if away else EventKind.SOURCE_RECOVERED
    _write_event(connection, kind, history.at, batch, {**data, **counts})


def _tell(connection: Connection, kind: EventKind, poll: Poll, batch: str, data: Json, *of: Any) -> None:
    """Of a mirror once: when the first of its accounts breaks, and when the last is well."""
    said = said_of_mirror(connection, kind, poll, *of)
    if said is not None:
        _write_event(connection, kind, poll.at, batch, {**data, **said})


def _failing_since(connection: Connection, poll: Poll, before: Row[Any]) -> datetime:
    """The first Poll after the last success."""
    query = select(func.min(polls.c.at)).where(polls.c.source_id == poll.source.id)
    if before.last_ok_at:
        query = query.where(polls.c.at > before.last_ok_at)
    return connection.scalar(query) or poll.at


def _data(poll: Poll, ailment: Ailment, since: datetime, before: Row[Any], fails: int) -> Json:
    return {
        "source": poll.source.id,
        "name": poll.source.name,
        "state": ailment.state,
        "reason": ailment.reason,
        "fails": fails,
        "since": since.isoformat(),
        "last_ok_at": before.last_ok_at.isoformat() if before.last_ok_at else None,
    }


def _set_ailment(connection: Connection, poll: Poll, ailment: Ailment | None) -> None:
    values = {
        "broken_at": poll.at if ailment else None,
        "broken_state": ailment.state if ailment else None,
        "broken_reason": ailment.reason if ailment else None,
    }
    connection.execute(update(sources).where(sources.c.id == poll.source.id).values(**values))


def _write_event(connection: Connection, kind: EventKind, at: datetime, batch: str, data: Json) -> None:
    """`ref` makes it differ between records: two desks must not silence each other."""
    values = {
        "kind": kind,
        "at": at,
        "batch": batch,
        "source_id": data.get("source"),
        "data": {**data, "ref": secrets.token_hex(8)},
    }
    connection.execute(insert(events).values(**values))
