"""How long what was told took, step by step: read from the times that every stage leaves behind.

Of the Reports that brought something new. An edit, a deletion and a return have no time at which they were
published, and fallbacks and escalations are late because they are meant to be: these are left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, select

from record.passage import Passage
from record.store.engine import read
from record.store.tables import (
    alert_hits,
    alerts,
    captures,
    deliveries,
    documents,
    events,
    hits,
    reports,
    revision_captures,
    revisions,
    statements,
)
from record.types import EventKind

BROUGHT = (  # by a Report, whose times these are
    EventKind.NEW,
    EventKind.FIRST_DENIAL,
    EventKind.REPORTED,
    EventKind.NEW_WORDS,
    EventKind.UPGRADED,
    EventKind.ORIGINAL,
)
AHEAD = timedelta(minutes=1)  # so far the clock of a Source may be from ours; dated later, it is not believed
_TIME_OF_DAY = re.compile(r"\d:\d\d|\dT\d\d|\d{10}")  # 14:03, 20261122T1403, seconds since 1970
_READ_AT_ONCE = 1000  # rows


class LatencyStore:
    """The ledger's verbs. They block: call them in a thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def passages(
        self, since: datetime, source: str | None = None, channel: str | None = None
    ) -> Iterator[Passage]:
        """What was delivered since then, the earliest first; each Report once a Channel."""
        query = _query().where(deliveries.c.sent_at >= since)
        if source is not None:
            query = query.where(revisions.c.source_id == source)
        if channel is not None:
            query = query.where(deliveries.c.channel == channel)
        yield from self._read(query)

    def of_statement(self, public_id: str) -> list[Passage]:
        """How its Reports were told."""
        return list(self._read(_query().where(statements.c.public_id == public_id)))

    def _read(self, query: Select[Any]) -> Iterator[Passage]:
        """Several watches, or several recipients, may have been told of one Report: the first counts."""
        seen: set[tuple[int, str]] = set()
        with read(self._engine) as connection:
            ordered = query.order_by(deliveries.c.sent_at, deliveries.c.id)
            found = connection.execute(ordered.execution_options(yield_per=_READ_AT_ONCE))
            for rows in found.partitions():
                firsts = [row for row in rows if not _was_seen(seen, (row.report_id, row.channel))]
                fetched = _fetched(connection, {row.revision_id for row in firsts})
                yield from (_passage(row, fetched.get(row.revision_id, row.observed_at)) for row in firsts)


def _was_seen(seen: set[tuple[int, str]], told: tuple[int, str]) -> bool:
    """And from now on it was."""
    if told in seen:
        return True
    seen.add(told)
    return False


def _fetched(connection: Connection, revision_ids: Collection[int]) -> dict[int, datetime]:
    """When the last of the answers was there that each Revision was read from. By itself and not in the same
    query: without statistics PostgreSQL looks at every capture for every row."""
    mine = revision_captures.c.revision_id
    query = (
        select(mine, func.max(captures.c.fetched_at).label("at")).group_by(mine).where(mine.in_(revision_ids))
    )
    joined = query.join(captures, captures.c.id == revision_captures.c.capture_id)
    return {row.revision_id: row.at for row in connection.execute(joined)}


def _query() -> Select[Any]:
    return (
        select(
            statements.c.public_id,
            events.c.report_id,
            reports.c.body["said_at"].as_string().label("said"),
            reports.c.recorded_at.label("extracted"),
            revisions.c.id.label("revision_id"),
            revisions.c.source_id,
            revisions.c.published_raw,
            revisions.c.published_at,
            revisions.c.observed_at,
            revisions.c.changes.is_(None).label("first"),
            documents.c.kind,
            documents.c.first_seen_at,
            hits.c.at.label("matched"),
            alerts.c.at.label("decided"),
            deliveries.c.key,
            deliveries.c.channel,
            deliveries.c.due_at,
            deliveries.c.sent_at,
        )
        .select_from(deliveries)
        .join(alerts, alerts.c.id == deliveries.c.alert_id)
        .join(alert_hits, alert_hits.c.alert_id == alerts.c.id)
        .join(hits, hits.c.id == alert_hits.c.hit_id)
        .join(events, events.c.id == hits.c.event_id)
        .join(statements, statements.c.id == hits.c.statement_id)
        .join(reports, reports.c.id == events.c.report_id)
        .join(revisions, revisions.c.id == reports.c.revision_id)
        .join(documents, documents.c.id == revisions.c.document_id)
        .where(deliveries.c.state == "sent", deliveries.c.purpose == "alert", events.c.kind.in_(BROUGHT))
    )


def _passage(row: Row[Any], fetched: datetime) -> Passage:
    published = _published(row, fetched)
    decided = max(row.decided, row.matched)  # of a bundle: it was there before this came to it
    return Passage(
        statement=row.public_id,
        source=row.source_id,
        channel=row.channel,
        delivery=row.key,
        said=_said(row.said, published),
        published=published,
        listed=_listed(row, fetched),
        fetched=fetched,
        recorded=row.observed_at,
        extracted=row.extracted,
        matched=row.matched,
        decided=decided,
        # What is wanted before its time, for its original has come, goes out before it is due.
        due=min(max(row.due_at or decided, decided), row.sent_at),
        delivered=row.sent_at,
    )


def _published(row: Row[Any], fetched: datetime) -> datetime | None:
    """Of a later Revision nobody says when it was published, and a day alone begins at midnight."""
    only_a_day = row.published_raw is not None and not _TIME_OF_DAY.search(row.published_raw)
    if row.published_at is None or not row.first or only_a_day:
        return None
    return None if row.published_at > fetched + AHEAD else row.published_at


def _said(written: str | None, published: datetime | None) -> datetime | None:
    """As the text has it; said later than published, it is ahead of us all and not believed."""
    said = datetime.fromisoformat(written) if written else None
    return None if said is None or published is None or said > published else said


def _listed(row: Row[Any], fetched: datetime) -> datetime | None:
    if not row.first:
        return None
    return fetched if row.kind == "post" else min(row.first_seen_at, fetched)
