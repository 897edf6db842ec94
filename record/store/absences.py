"""Posts that a Source no longer lists, though it lists older and newer ones.

That is no deletion: a mirror can leave out a post, and only the platform can say that it is deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, exists, insert, or_, select, update

from record.store.lastshown import last_shown
from record.store.postkeys import documents_of
from record.store.rows import insert_new
from record.store.tables import absences, documents, revisions
from record.types import Outcome, Poll, Post

Window = tuple[datetime, datetime]
LATELY = timedelta(days=30)  # before the newest post of a listing
CONTRADICTED = timedelta(minutes=10)  # in which another Source that still has a post lists it
FLICKERS = timedelta(days=1)  # in which a post that is gone and back goes only where two Sources say so
MOST = 200  # posts that one listing can leave out


def keep_absences(connection: Connection, poll: Poll) -> None:
    """What is listed is there again; what a whole listing leaves out, between its posts, is missed."""
    known = documents_of(connection, poll.source.origin, [post.key for post in poll.posts])
    listed = {row.id for row in known.values()}
    end_absences(connection, poll.source.id, listed)
    _contradict(connection, listed)
    window = window_of(poll.posts) if poll.outcome is Outcome.OK else None
    missed = _left_out(connection, poll, window, listed) if window else []
    if missed:
        since = {"source_id": poll.source.id, "since": poll.at}
        rows = [{"document_id": document_id, **since} for document_id in missed]
        connection.execute(insert(absences), rows)


def end_absences(connection: Connection, source_id: str, document_ids: Collection[int]) -> None:
    """They are seen again, or are known to be gone."""
    mine = (absences.c.source_id == source_id, absences.c.document_id.in_(document_ids))
    connection.execute(delete(absences).where(*mine))


def _contradict(connection: Connection, document_ids: Collection[int]) -> None:
    """What is listed now is not deleted, whoever has said so."""
    said = (absences.c.document_id.in_(document_ids), absences.c.said_gone_at.is_not(None))
    connection.execute(update(absences).where(*said).values(said_gone_at=None))


def confirm_gone(connection: Connection, poll: Poll, document_ids: Collection[int]) -> frozenset[int]:
    """Those of which this Source, or another one of the account, has said at an earlier poll that they are
    deleted; of the others it is noted.

    Where another one has shown the post it is left time to list it again. What this one called deleted of
    late, and had again, it cannot call deleted alone.
    """
    said = (absences.c.document_id.in_(document_ids), absences.c.said_gone_at < poll.at)
    others = absences.c.source_id != poll.source.id
    shown = (revisions.c.document_id == absences.c.document_id, revisions.c.source_id != poll.source.id)
    apart = absences.c.said_gone_at <= poll.at - CONTRADICTED
    went = (revisions.c.document_id == absences.c.document_id, revisions.c.source_id == poll.source.id)
    lately = exists().where(*went, revisions.c.gone, revisions.c.observed_at > poll.at - FLICKERS)
    sure = or_(others, and_(~lately, or_(apart, ~exists().where(*shown))))
    before = frozenset(connection.scalars(select(absences.c.document_id).where(*said, sure)))
    for document_id in document_ids:
        own = {"document_id": document_id, "source_id": poll.source.id}
        insert_new(connection, absences, {**own, "since": poll.at})
        mine = (absences.c.document_id == document_id, absences.c.source_id == poll.source.id)
        first = update(absences).where(*mine, absences.c.said_gone_at.is_(None))
        connection.execute(first.values(said_gone_at=poll.at))
    return before


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


def _left_out(connection: Connection, poll: Poll, window: Window, listed: Collection[int]) -> list[int]:
    """Documents of this account that this Source has shown, and begins not to list among those of their
    time. The posts of a listing may lie years apart: only the newest count."""
    missed = exists().where(absences.c.document_id == documents.c.id, absences.c.source_id == poll.source.id)
    query = select(documents.c.id).where(
        documents.c.account == poll.source.origin,
        documents.c.published_at > max(window[0], window[1] - LATELY),
        documents.c.published_at < window[1],
        ~missed,
    )
    query = query.order_by(documents.c.published_at.desc()).limit(MOST + len(listed))
    left = [document_id for document_id in connection.scalars(query) if document_id not in listed]
    last = last_shown(connection, poll.source.id, left[:MOST])
    return sorted(document_id for document_id, row in last.items() if not row.gone_since)
