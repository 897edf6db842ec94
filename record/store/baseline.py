"""What is baseline: what stood there before its source was added is recorded, and not told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from record.store.tables import origins, sources
from record.types import Poll

SETTLED = timedelta(days=1)  # a post that is older than its account is here was never news here


@dataclass(frozen=True, slots=True)
class Origin:
    """What decides whether a Document that this Poll shows is baseline."""

    kind: str  # "site", or the platform of an account
    added_at: datetime
    first_of_origin: bool
    first_of_source: bool

    def is_baseline(self, published_at: datetime | None) -> bool:
        """Baseline ends with the first healthy poll of the origin; a later feed or mirror of the same
        origin brings its own old items once. What is dated after the origin was added is never baseline,
        and an old post always is: it may be pinned, or shown by another mirror, at any time."""
        if published_at is not None:
            settled = self.kind != "site" and published_at < self.added_at - SETTLED
            first = self.first_of_origin or self.first_of_source
            return settled or (published_at < self.added_at and first)
        return self.first_of_origin or (self.first_of_source and self.kind == "site")


def origin_of(connection: Connection, poll: Poll) -> Origin:
    joined = select(origins.c.added_at, origins.c.baseline_at, sources.c.listed_at)
    joined = joined.join(sources, sources.c.origin == origins.c.key).where(sources.c.id == poll.source.id)
    row = connection.execute(joined).one()
    return Origin(
        kind=poll.source.origin.partition(":")[0],
        added_at=row.added_at,
        first_of_origin=row.baseline_at is None,
        first_of_source=row.listed_at is None,
    )


def complete_baseline(connection: Connection, poll: Poll) -> None:
    first = update(origins).where(origins.c.key == poll.source.origin, origins.c.baseline_at.is_(None))
    connection.execute(first.values(baseline_at=poll.at))
    listed = update(sources).where(sources.c.id == poll.source.id, sources.c.listed_at.is_(None))
    connection.execute(listed.values(listed_at=poll.at))


def is_dated_later(connection: Connection, source_id: str, published_at: datetime | None) -> bool:
    """Dated after its origin was added: never baseline, even where the feed gave no date."""
    added = select(origins.c.added_at).join(sources, sources.c.origin == origins.c.key)
    added_at = connection.scalar(added.where(sources.c.id == source_id))
    return published_at is not None and added_at is not None and published_at >= added_at
