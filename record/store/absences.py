"""Posts that a Source no longer lists, though it lists older and newer ones.

That is no deletion: a mirror can leave out a post, and only the platform can say that it is deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from record.store.rows import insert_new
from record.store.tables import absences, documents
from record.store.versions import last_shown
from record.types import Outcome, Poll, Post

Window = tuple[datetime, datetime]


def keep_absences(connection: Connection, poll: Poll) -> None:
    """What is listed is there again; what a whole listing leaves out, between its posts, is missed."""
    listed = select(documents.c.id).where(documents.c.key.in_([post.key for post in poll.posts]))
    end_absences(connection, poll.source.id, connection.scalars(listed).all())
    window = window_of(poll.posts) if poll.outcome is Outcome.OK else None
    if window:
        for document_id in _left_out(connection, poll, window):
            values = {"document_id": document_id, "source_id": poll.source.id, "since": poll.at}
            insert_new(connection, absences, values)


def end_absences(connection: Connection, source_id: str, document_ids: Collection[int]) -> None:
    """They are seen again, or are known to be gone."""
    mine = (absences.c.source_id == source_id, absences.c.document_id.in_(document_ids))
    connection.execute(delete(absences).where(*mine))


def absences_of(connection: Connection, document_id: int) -> tuple[tuple[str, datetime], ...]:
    """(Source id, since when) of every Source that no longer lists the Document."""
    query = select(absences.c.source_id, absences.c.since).where(absences.c.document_id == document_id)
    return tuple((row.source_id, row.since) for row in connection.execute(query.order_by(absences.c.since)))


def window_of(posts: Sequence[Post]) -> Window | None:
    """The times of the oldest and the newest post of a listing; None where they say nothing.

    Pinned posts do not count, and a mirror that does not say which are pinned has them out of order at the
    top: only the posts at the end count, as far up as each is newer than the one below.
    """
    run: list[datetime] = []
    for post in reversed(posts):
        if post.published_at is None or post.facts.pinned:
            continue
        if run and post.published_at < run[-1]:
            break
        run.append(post.published_at)
    return (run[0], run[-1]) if len(run) > 1 else None


def _left_out(connection: Connection, poll: Poll, window: Window) -> list[int]:
    """Documents of this account that this Source has shown, and does not list among those of their time."""
    query = select(documents.c.id).where(
        documents.c.account == poll.source.origin,
        documents.c.published_at > window[0],
        documents.c.published_at < window[1],
        documents.c.key.not_in([post.key for post in poll.posts]),
    )
    last = last_shown(connection, poll.source.id, connection.scalars(query).all())
    return sorted(document_id for document_id, row in last.items() if not row.gone_since)
