"""How the Sources are, as one table: for `onrecord sources`, the demo's checker and the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Connection, Row, func, select

from record.store.tables import polls, sources
from record.types import Outcome

ANSWERS = 20  # the last ones that listed something tell what is usual
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """How one Source is."""

    id: str
    name: str  # the outlet's
    state: str | None  # the Outcome of its last Poll; None where it was never polled
    reason: str  # of that, in words
    fails: int  # polls in a row that failed
    last_polled_at: datetime | None
    last_ok_at: datetime | None
    wait_until: datetime | None  # it is not asked before then; None where that is over
    wait_reason: str  # "Retry-After", "ttl", "max-age", …
    broken_at: datetime | None  # when the operator was told that something is wrong with it
    broken_state: str  # what he was told: an Outcome, "fewer" or "silent"
    broken_reason: str
    validators_believed: bool  # False: it lied about them, and is asked for the whole answer each time
    last_new_at: datetime | None = None  # when a Poll last brought something that was new
    new_last_24h: int = 0  # without what stood there before it was added
    usual_found: float | None = None  # entries in one answer: the median of the last twenty
    usual_new: float | None = None  # a day, over the last week; None before its second day


def source_rows(connection: Connection, now: datetime) -> list[SourceRow]:
    """Every Source that was ever on the catalog, by id."""
    last_new = _last_new(connection)
    day, week = _new_since(connection, now - DAY), _new_since(connection, now - WEEK)
    return [
        replace(
            _source_row(row, now),
            last_new_at=last_new.get(row.id),
            new_last_24h=day.get(row.id, 0),
            usual_found=usual_found(connection, row.id),
            usual_new=_a_day(week.get(row.id, 0), row.listed_at, now),
        )
        for row in connection.execute(select(sources).order_by(sources.c.id)).all()
    ]


def usual_found(connection: Connection, source_id: str) -> float | None:
    """How many entries an answer of the Source usually lists."""
    listed = select(polls.c.found).where(polls.c.source_id == source_id, polls.c.outcome == Outcome.OK)
    found = connection.scalars(listed.order_by(polls.c.at.desc()).limit(ANSWERS)).all()
    return median(found) if found else None


def _source_row(row: Row[Any], now: datetime) -> SourceRow:
    """What stands in the table of Sources itself."""
    waits = row.wait_until if row.wait_until and row.wait_until > now else None
    return SourceRow(
        id=row.id,
        name=row.name,
        state=row.state,
        reason=row.reason,
        fails=row.fails,
        last_polled_at=row.last_polled_at,
        last_ok_at=row.last_ok_at,
        wait_until=waits,
        wait_reason=(row.wait_reason or "") if waits else "",
        broken_at=row.broken_at,
        broken_state=row.broken_state or "",
        broken_reason=row.broken_reason or "",
        validators_believed=row.validators_believed,
    )


def _a_day(new: int, listed_at: datetime | None, now: datetime) -> float | None:
    known = min(now - listed_at, WEEK) if listed_at else timedelta()
    return new / (known / DAY) if known >= DAY else None


def _last_new(connection: Connection) -> Mapping[str, datetime]:
    query = select(polls.c.source_id, func.max(polls.c.at)).where(polls.c.new > 0)
    return {row[0]: row[1] for row in connection.execute(query.group_by(polls.c.source_id))}


def _new_since(connection: Connection, since: datetime) -> Mapping[str, int]:
    """Source id -> what its Polls since then brought, but for the one that was its baseline."""
    query = (
        select(polls.c.source_id, func.sum(polls.c.new))
        .join(sources, sources.c.id == polls.c.source_id)
        .where(polls.c.new > 0, polls.c.at >= since, polls.c.at > sources.c.listed_at)
    )
    return {row[0]: int(row[1]) for row in connection.execute(query.group_by(polls.c.source_id))}
