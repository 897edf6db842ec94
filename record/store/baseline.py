"""What is baseline: what stood there before its source was added is recorded, and not told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from record.store.tables import documents, events, origins, reports, sources
from record.types import EventKind, Poll

SETTLED = timedelta(days=1)  # a post that is older than its account is here was never news here
FEEDS = {"substack", "medium", "newsroom"}  # what their sites show today may bear the date of its draft
FEED_SETTLED = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Origin:
    """What decides whether a Document that this Poll shows is baseline."""

    kind: str  # "site", or the platform of an account
    added_at: datetime
    baseline_at: datetime | None  # None before the first healthy poll of the origin
    first_of_source: bool

    def is_baseline(self, published_at: datetime | None) -> bool:
        """Baseline ends with the first healthy poll of the origin; a later feed or mirror of the same
        origin brings its own old items once. What is dated after the origin was added is never baseline,
        and an old post always is: it may be pinned, or shown by another mirror, at any time."""
        first_of_origin = self.baseline_at is None
        if published_at is not None:
            long = FEED_SETTLED if self.kind in FEEDS else SETTLED
            settled = self.kind != "site" and published_at < self.added_at - long
            first = first_of_origin or self.first_of_source
            return settled or (published_at < self.added_at and first)
        return first_of_origin or (self.first_of_source and self.kind == "site")

    def is_lifted(self, known: Row[Any], published_at: datetime | None) -> bool:
        """Whether a post that came since, with an old date, turns out to be new: one mirror that dates it
        wrongly must not silence it for the others. `known`: its Document."""
        if not known.baseline or self.baseline_at is None or published_at is None:
            return False
        return bool(known.first_seen_at > self.baseline_at and published_at >= self.added_at)


def origin_of(connection: Connection, poll: Poll) -> Origin:
    joined = select(origins.c.added_at, origins.c.baseline_at, sources.c.listed_at)
    joined = joined.join(sources, sources.c.origin == origins.c.key).where(sources.c.id == poll.source.id)
    row = connection.execute(joined).one()
    return Origin(
        kind=poll.source.origin.partition(":")[0],
        added_at=row.added_at,
        baseline_at=row.baseline_at,
        first_of_source=row.listed_at is None,
    )


def complete_baseline(connection: Connection, poll: Poll) -> None:
    first = update(origins).where(origins.c.key == poll.source.origin, origins.c.baseline_at.is_(None))
    connection.execute(first.values(baseline_at=poll.at))
    listed = update(sources).where(sources.c.id == poll.source.id, sources.c.listed_at.is_(None))
    connection.execute(listed.values(listed_at=poll.at))


def lift_baseline(
    connection: Connection, document_id: int, published_at: datetime | None, now: datetime
) -> None:
    """It is news after all: what was withheld of it as baseline is judged again."""
    new = {"baseline": False, "published_at": published_at}
    connection.execute(update(documents).where(documents.c.id == document_id).values(**new))
    mine = select(reports.c.id, reports.c.statement_id).where(reports.c.document_id == document_id)
    event = {"kind": EventKind.REPORTED, "at": now, "batch": f"lifted:{document_id}", "data": {}}
    again = [
        {**event, "report_id": row.id, "statement_id": row.statement_id}
        for row in connection.execute(mine.order_by(reports.c.id))
    ]
    if again:
        connection.execute(insert(events), again)


def is_dated_later(connection: Connection, source_id: str, published_at: datetime | None) -> bool:
    """Dated after its origin was added: never baseline, even where the feed gave no date."""
    added = select(origins.c.added_at).join(sources, sources.c.origin == origins.c.key)
    added_at = connection.scalar(added.where(sources.c.id == source_id))
    return published_at is not None and added_at is not None and published_at >= added_at
