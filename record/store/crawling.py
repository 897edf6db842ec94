"""What the crawler writes: Sources, Polls, Documents and Revisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from record.clock import Clock
from record.store import claims
from record.store.baseline import Origin, complete_baseline, is_dated_later, origin_of
from record.store.engine import database_now, read, write
from record.store.posts import first_seen, record_post
from record.store.rows import insert_new
from record.store.shapes import content_hash
from record.store.tables import documents, origins, polls, revisions, sources
from record.types import Article, Entry, Listed, Outcome, Poll, Source, Validators
from record.urls import document_key

FETCH_LEASE = timedelta(minutes=3)
FETCH_ATTEMPTS = 30  # with these pauses about a day: a network that is away loses nothing
FETCH_PAUSE, LONGEST_FETCH_PAUSE = timedelta(seconds=30), timedelta(hours=1)
GONE_ATTEMPTS, GONE_PAUSE = 2, timedelta(minutes=10)  # a page may be listed a little before it is there


class CrawlStore:
    """The crawler's verbs. Every method is one transaction and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_sources(self, catalog: Iterable[Source]) -> None:
        """Remember when each Source and each origin was first asked for; known ones stay."""
        with write(self._engine) as connection:
            # Posts are dated to the second: one of this very second is not older than its source.
            now = self._clock.now().replace(microsecond=0)
            for source in catalog:
                insert_new(connection, origins, {"key": source.origin, "added_at": now})
                new = {"id": source.id, "origin": source.origin, "name": source.name, "added_at": now}
                insert_new(connection, sources, new)

    def last_polls(self) -> dict[str, datetime]:
        """When each Source was last polled; a Source that never was is absent."""
        with read(self._engine) as connection:
            rows = connection.execute(select(sources.c.id, sources.c.last_polled_at))
            return {row.id: row.last_polled_at for row in rows if row.last_polled_at}

    def fails(self) -> dict[str, int]:
        """How many polls in a row have failed, of the Sources where the last one did."""
        with read(self._engine) as connection:
            rows = connection.execute(select(sources.c.id, sources.c.fails).where(sources.c.fails > 0))
            return {row.id: row.fails for row in rows}

    def validators(self, source_id: str) -> Validators | None:
        """What to ask conditionally with."""
        with read(self._engine) as connection:
            row = connection.execute(select(sources).where(sources.c.id == source_id)).first()
            return (
                Validators(row.etag, row.last_modified) if row and (row.etag or row.last_modified) else None
            )

    def record_poll(self, poll: Poll) -> int:
        """Entries and posts first, then the validators that vouch for them; how many are new."""
        with write(self._engine) as connection:
            origin = origin_of(connection, poll)
            new = sum(_list_entry(connection, poll, entry, origin) for entry in poll.entries)
            new += sum(record_post(connection, poll, post, origin) for post in poll.posts)
            found = len(poll.entries) + len(poll.posts)
            if poll.outcome is Outcome.OK and found:
                complete_baseline(connection, poll)
            _set_state(connection, poll)
            connection.execute(insert(polls).values(**_poll_row(poll, found, new)))
            return new

    def claim_listed(self, source_ids: Collection[str], limit: int) -> list[Listed]:
        """Documents that are known by their address and wait to be fetched."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            where = (documents.c.state == "listed", documents.c.source_id.in_(source_ids))
            rows = claims.claim(connection, documents, now, limit=limit, lease=FETCH_LEASE, where=where)
            return [_listed(row) for row in rows]

    def record_article(self, listed: Listed, article: Article) -> None:
        """The fetched article as the Document's Revision. Errors: LeaseLost."""
        with write(self._engine) as connection:
            now = self._clock.now()
            row = connection.execute(select(documents).where(documents.c.id == listed.document_id)).one()
            published_at = listed.entry.published_at or article.published_at
            values = {
                "state": "recorded",
                "title": article.title or row.title,
                "published_at": published_at,
                "baseline": row.baseline and not is_dated_later(connection, row.source_id, published_at),
                "error": None,
                "done_at": now,
            }
            claims.settle(connection, documents, listed.document_id, listed.token, **values)
            connection.execute(
                insert(revisions).values(
                    document_id=listed.document_id,
                    source_id=listed.source_id,
                    observed_at=now,
                    title=article.title,
                    text=article.text,
                    lang=article.lang,
                    published_raw=listed.entry.published_raw or article.published_raw,
                    published_at=published_at,
                    authors=list(article.authors),
                    content_hash=content_hash(article.title, article.text, ""),
                )
            )

    def fetch_failed(self, listed: Listed, reason: str, permanent: bool = False) -> None:
        """Try again later, with growing pauses; after the last attempt the Document is kept as failed.

        `permanent`: the site says that there is no such page; it is asked once more.
        """
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            row = connection.execute(select(documents).where(documents.c.id == listed.document_id)).one()
            if row.attempts >= (GONE_ATTEMPTS if permanent else FETCH_ATTEMPTS):
                given_up = {"state": "failed", "done_at": now, "error": reason}
                claims.settle(connection, documents, listed.document_id, listed.token, **given_up)
            else:
                growing = min(LONGEST_FETCH_PAUSE, FETCH_PAUSE * 2 ** (row.attempts - 1))
                later = now + (GONE_PAUSE if permanent else growing)
                claims.postpone(connection, documents, listed.document_id, listed.token, later, reason)


def _list_entry(connection: Connection, poll: Poll, entry: Entry, origin: Origin) -> bool:
    values = {
        "key": document_key(entry.url),
        "kind": "article",
        "state": "listed",
        "url": entry.url,
        "title": entry.title,
        "published_raw": entry.published_raw,
        "published_at": entry.published_at,
        "baseline": origin.is_baseline(entry.published_at),
    }
    return insert_new(connection, documents, {**values, **first_seen(poll)}) is not None


def _set_state(connection: Connection, poll: Poll) -> None:
    """The Source's state; an answer that is not healthy moves no validator."""
    values: dict[str, Any] = {"state": poll.outcome, "reason": poll.reason, "last_polled_at": poll.at}
    if poll.outcome.healthy:
        values |= {"fails": 0, "last_ok_at": poll.at}
    else:
        values["fails"] = sources.c.fails + 1
    if poll.outcome is Outcome.OK:
        given = poll.validators or Validators()
        values |= {"etag": given.etag, "last_modified": given.last_modified}
    connection.execute(update(sources).where(sources.c.id == poll.source.id).values(**values))


def _poll_row(poll: Poll, found: int, new: int) -> dict[str, Any]:
    return {
        "source_id": poll.source.id,
        "at": poll.at,
        "outcome": poll.outcome,
        "reason": poll.reason,
        "status": poll.status,
        "seconds": poll.seconds,
        "found": found,
        "new": new,
    }


def _listed(row: Any) -> Listed:
    entry = Entry(row.url, row.title, row.published_raw, row.published_at)
    return Listed(row.id, row.source_id, row.url, row.lease_token, entry)
