"""What the crawler writes: Sources, Polls, Documents and Revisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from record.ailments import JudgeHealth
from record.clock import Clock
from record.evidence import Capture
from record.likeness import likeness_of
from record.paragraphs import ArticleText, revision_key
from record.store import claims
from record.store.baseline import complete_baseline, is_dated_later, origin_of
from record.store.engine import database_now, read, write
from record.store.entries import record_entry
from record.store.evidence import keep, pack
from record.store.health import keep_health
from record.store.identity import join_document, keep_identity, same_document
from record.store.posts import pack_answers, record_timeline
from record.store.profiles import keep_profile
from record.store.recheckrows import schedule
from record.store.rows import insert_new
from record.store.shapes import content_hash
from record.store.sourcestate import add_source, lock_source, remember, set_state
from record.store.tables import documents, origins, polls, revisions, sources
from record.store.turns import end_turn, lock_turn, take_turn, until_at_most
from record.types import (
    Article,
    Entry,
    Listed,
    Outcome,
    Poll,
    Remembered,
    Source,
    Turn,
    Visitor,
    Wait,
)
from record.urls import document_key

FETCH_LEASE = timedelta(minutes=3)
FETCH_SHARE = 4  # of a claim: a Source that is slow or huge holds no other
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
                add_source(connection, source, now)

    def last_polls(self) -> dict[str, datetime]:
        """When each Source was last polled; a Source that never was is absent. A clock that was ahead counts
        as now."""
        with read(self._engine) as connection:
            now = self._clock.now()
            rows = connection.execute(select(sources.c.id, sources.c.last_polled_at))
            return {row.id: min(row.last_polled_at, now) for row in rows if row.last_polled_at}

    def fails(self) -> dict[str, int]:
        """How many polls in a row have failed, of the Sources where the last one did."""
        with read(self._engine) as connection:
            rows = connection.execute(select(sources.c.id, sources.c.fails).where(sources.c.fails > 0))
            return {row.id: row.fails for row in rows}

    def waits(self) -> dict[str, float]:
        """Seconds for which each Source is still to be left alone; the others are absent."""
        with read(self._engine) as connection:
            now = self._clock.now()
            waiting = select(sources.c.id, sources.c.wait_until).where(sources.c.wait_until > now)
            rows = connection.execute(waiting)
            until = {row.id: until_at_most(row.wait_until, now, row.id) for row in rows}
            return {source_id: (end - now).total_seconds() for source_id, end in until.items()}

    def remembered(self, source_id: str) -> Remembered:
        """What decides how to ask it next."""
        with read(self._engine) as connection:
            return remember(connection, source_id, self._clock.now())

    def record_poll(self, poll: Poll, judge: JudgeHealth | None = None) -> int:
        """Entries and posts first, then the validators that vouch for them; how many are new.

        `judge` says whether something is wrong with the Source; what changes is an Event. Without it nobody
        is told.
        """
        # In one order, so that no two polls wait for each other; and before the record is locked.
        entries = sorted(((document_key(entry.url), entry) for entry in poll.entries), key=itemgetter(0))
        posts = sorted(poll.posts, key=attrgetter("key"))
        pack_answers(self._engine, poll, posts)
        with write(self._engine) as connection:
            before = lock_source(connection, poll.source.id)
            origin = origin_of(connection, poll)
            new = sum(record_entry(connection, poll, entry, key, origin) for key, entry in entries)
            new += record_timeline(connection, poll, posts, origin)
            found = len(poll.entries) + len(poll.posts)
            if poll.outcome is Outcome.OK and found:
                complete_baseline(connection, poll)
            set_state(connection, before, poll)
            row = insert(polls).values(**_poll_row(poll, found, new)).returning(polls.c.id)
            poll_id = connection.execute(row).scalar_one()
            keep_profile(connection, poll, f"profile:{poll_id}")
            if judge:
                keep_health(connection, before, poll, f"poll:{poll_id}", judge)
            return new

    def take_turn(self, name: str, lease: timedelta) -> Turn | Wait:
        """The right to ask this platform, or how long to wait before asking for it again."""
        with write(self._engine) as connection:
            row = lock_turn(connection, name)
            return take_turn(connection, row, lease, database_now(connection, self._clock))

    def end_turn(self, turn: Turn, wait: Wait | None, visitor: Visitor | None, blocks: int) -> None:
        """Nobody asks this platform before `wait` is over. Errors: LeaseLost.

        `blocks`: refusals in a row by now.
        """
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            end_turn(connection, turn, wait, visitor, blocks, now)

    def claim_listed(self, source_ids: Collection[str], limit: int) -> list[Listed]:
        """Documents that are known by their address and wait to be fetched; of each Source a few."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            where = (documents.c.state == "listed", documents.c.source_id.in_(source_ids))
            rows = claims.claim(
                connection,
                documents,
                now,
                limit=limit,
                lease=FETCH_LEASE,
                where=where,
                fair=documents.c.source_id,
                share=FETCH_SHARE,
            )
            return [_listed(row) for row in rows]

    def record_article(self, listed: Listed, article: Article, capture: Capture | None = None) -> None:
        """The fetched article as the Document's Revision, with the answer it is from. Errors: LeaseLost.

        Where it is a Document that is known at another address, that is noted and nothing else.
        """
        likeness = likeness_of(article.text)
        revision = _revision_row(listed, article)
        pack([capture])
        with write(self._engine) as connection:
            now = self._clock.now()
            row = connection.execute(select(documents).where(documents.c.id == listed.document_id)).one()
            other_id = same_document(connection, row, article, likeness)
            if other_id is not None:
                known = {"state": "same", "same_as": other_id, "error": None, "done_at": now}
                claims.settle(connection, documents, row.id, listed.token, **known)
                join_document(connection, row, article, other_id)
            else:
                values = _recorded_values(connection, row, article, now)
                claims.settle(connection, documents, row.id, listed.token, **values, likeness=likeness)
                keep_identity(connection, row, article, likeness, now)
                dated = {"observed_at": now, "published_at": values["published_at"]}
                new = insert(revisions).values(**revision, **dated).returning(revisions.c.id)
                keep(connection, connection.execute(new).scalar_one(), [capture])
                schedule(connection, listed, values["published_at"], bool(values["baseline"]), now)

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


def _recorded_values(connection: Connection, row: Any, article: Article, now: datetime) -> dict[str, Any]:
    """What becomes of the Document once its article is there. Another site's word on its date comes last."""
    dates = (row.published_at, article.published_at)
    published_at = next(filter(None, dates if row.own_site else reversed(dates)), None)
    return {
        "state": "recorded",
        "title": article.title or row.title,
        "published_at": published_at,
        "baseline": row.baseline and not is_dated_later(connection, row.source_id, published_at),
        "error": None,
        "done_at": now,
    }


def _revision_row(listed: Listed, article: Article) -> dict[str, Any]:
    return {
        "document_id": listed.document_id,
        "source_id": listed.source_id,
        "title": article.title,
        "text": article.text,
        "lang": article.lang,
        "published_raw": listed.entry.published_raw or article.published_raw,
        "authors": list(article.authors),
        "content_hash": content_hash(article.title, article.text, ""),
        "revision_key": revision_key(ArticleText(article.title, article.text)),
    }


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
