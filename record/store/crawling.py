"""What the crawler writes: Sources, Polls, Documents and Revisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from record.clock import Clock
from record.store import claims
from record.store.engine import database_now, read, write
from record.store.shapes import content_hash
from record.store.tables import documents, origins, polls, revisions, sources
from record.types import Article, Entry, Listed, Outcome, Poll, Post, Source, Validators
from record.urls import document_key

FETCH_LEASE = timedelta(minutes=3)
FETCH_ATTEMPTS = 30  # with these pauses about a day: a network that is away loses nothing
FETCH_PAUSE, LONGEST_FETCH_PAUSE = timedelta(seconds=30), timedelta(hours=1)
GONE_ATTEMPTS, GONE_PAUSE = 2, timedelta(minutes=10)  # a page may be listed a little before it is there


def insert_new(connection: Connection, table: Table, values: dict[str, Any]) -> Any | None:
    """Insert unless a unique key stands already; the new row, or None."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**values).on_conflict_do_nothing().returning(*table.c)
    return connection.execute(statement).first()


@dataclass(frozen=True, slots=True)
class _Origin:
    """What decides whether a Document that this Poll shows is baseline."""

    kind: str  # "site", or the platform of an account
    added_at: datetime
    first_of_origin: bool
    first_of_source: bool

    def is_baseline(self, published_at: datetime | None) -> bool:
        """Baseline ends with the first healthy poll of the origin; a later feed or mirror of the same
        origin brings its own old items once. What is dated after the origin was added is never baseline."""
        if published_at is not None:
            return published_at < self.added_at and (self.first_of_origin or self.first_of_source)
        return self.first_of_origin or (self.first_of_source and self.kind == "site")


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
            origin = _origin(connection, poll)
            new = sum(_list_entry(connection, poll, entry, origin) for entry in poll.entries)
            new += sum(_record_post(connection, poll, post, origin) for post in poll.posts)
            found = len(poll.entries) + len(poll.posts)
            if poll.outcome is Outcome.OK and found:
                _complete_baseline(connection, poll)
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
                "baseline": row.baseline and not _dated_later(connection, row.source_id, published_at),
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


def _origin(connection: Connection, poll: Poll) -> _Origin:
    joined = select(origins.c.added_at, origins.c.baseline_at, sources.c.listed_at)
    joined = joined.join(sources, sources.c.origin == origins.c.key).where(sources.c.id == poll.source.id)
    row = connection.execute(joined).one()
    return _Origin(
        kind=poll.source.origin.partition(":")[0],
        added_at=row.added_at,
        first_of_origin=row.baseline_at is None,
        first_of_source=row.listed_at is None,
    )


def _list_entry(connection: Connection, poll: Poll, entry: Entry, origin: _Origin) -> bool:
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
    return insert_new(connection, documents, {**values, **_first_seen(poll)}) is not None


def _record_post(connection: Connection, poll: Poll, post: Post, origin: _Origin) -> bool:
    values = {
        "key": post.key,
        "kind": "post",
        "state": "recorded",
        "url": post.url,
        "title": post.title,
        "account": post.account.key,
        "published_raw": post.published_raw,
        "published_at": post.published_at,
        "baseline": origin.is_baseline(post.published_at),
        "done_at": poll.at,
    }
    new = insert_new(connection, documents, {**values, **_first_seen(poll)})
    if new is not None:
        _add_revision(connection, new.id, poll, post)
        return True
    return _compare_revision(connection, poll, post)


def _first_seen(poll: Poll) -> dict[str, Any]:
    return {"source_id": poll.source.id, "outlet": poll.source.name, "first_seen_at": poll.at}


def _compare_revision(connection: Connection, poll: Poll, post: Post) -> bool:
    """A text that this mirror has not shown before is a new Revision. One that another mirror has shown word
    for word is kept as this mirror's version without being read again; any other is read, since the first
    mirror may have cut or changed the words."""
    document_id = connection.scalar(select(documents.c.id).where(documents.c.key == post.key))
    versions = select(revisions.c.source_id, revisions.c.content_hash).order_by(revisions.c.id)
    shown = connection.execute(versions.where(revisions.c.document_id == document_id)).all()
    mine = [version.content_hash for version in shown if version.source_id == poll.source.id]
    current = content_hash(post.title, post.text, post.quoted)
    if mine and mine[-1] == current:
        return False
    known_elsewhere = not mine and current in {version.content_hash for version in shown}
    _add_revision(connection, document_id, poll, post, done_at=poll.at if known_elsewhere else None)
    return not known_elsewhere


def _add_revision(
    connection: Connection, document_id: Any, poll: Poll, post: Post, done_at: datetime | None = None
) -> None:
    connection.execute(
        insert(revisions).values(
            document_id=document_id,
            source_id=poll.source.id,
            observed_at=poll.at,
            title=post.title,
            text=post.text,
            quoted=post.quoted,
            lang=poll.source.lang,
            published_raw=post.published_raw,
            published_at=post.published_at,
            authors=[post.author] if post.author else [],
            content_hash=content_hash(post.title, post.text, post.quoted),
            done_at=done_at,
        )
    )


def _complete_baseline(connection: Connection, poll: Poll) -> None:
    first = update(origins).where(origins.c.key == poll.source.origin, origins.c.baseline_at.is_(None))
    connection.execute(first.values(baseline_at=poll.at))
    listed = update(sources).where(sources.c.id == poll.source.id, sources.c.listed_at.is_(None))
    connection.execute(listed.values(listed_at=poll.at))


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


def _dated_later(connection: Connection, source_id: str, published_at: datetime | None) -> bool:
    """Dated after its origin was added: never baseline, even where the feed gave no date."""
    added = select(origins.c.added_at).join(sources, sources.c.origin == origins.c.key)
    added_at = connection.scalar(added.where(sources.c.id == source_id))
    return published_at is not None and added_at is not None and published_at >= added_at
