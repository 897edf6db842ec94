"""What one Source last showed of posts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, case, exists, func, select

from record.revising import Shown
from record.store.postkeys import plain_key
from record.store.shapes import facts_of
from record.store.tables import absences, documents, revisions
from record.types import KnownPost, PostFacts

MOST_KNOWN = 100  # posts of an account that a mirror is told of


def last_shown(connection: Connection, source_id: str, document_ids: Collection[int]) -> dict[int, Row[Any]]:
    """Document id -> the row of the last Revision in which it was there, with `gone_since`."""
    there = func.max(case((revisions.c.gone.is_(False), revisions.c.id)))
    last = (
        select(there.label("there"), (func.max(revisions.c.id) > there).label("gone_since"))
        .where(revisions.c.source_id == source_id, revisions.c.document_id.in_(document_ids))
        .group_by(revisions.c.document_id)
        .subquery()
    )
    rows = connection.execute(select(revisions, last.c.gone_since).join(last, last.c.there == revisions.c.id))
    return {row.document_id: row for row in rows}


def known_posts(connection: Connection, source_id: str, account: str) -> tuple[KnownPost, ...]:
    """The account's newest posts, newest first; what nobody dated comes last. Those that this Source has
    shown go before the others: what another one invents must not take their places."""
    newest = documents.c.published_at.desc().nulls_last(), documents.c.id.desc()
    shown = exists().where(revisions.c.document_id == documents.c.id, revisions.c.source_id == source_id)
    query = select(documents.c.id).where(documents.c.account == account)
    ids = connection.scalars(query.order_by(shown.desc(), *newest).limit(MOST_KNOWN)).all()
    query = select(documents.c.id, documents.c.key, documents.c.published_at)
    posts = connection.execute(query.where(documents.c.id.in_(ids)).order_by(*newest)).all()
    last = last_shown(connection, source_id, ids)
    missed = absences.c.source_id == source_id, absences.c.document_id.in_(ids)
    absent = frozenset(connection.scalars(select(absences.c.document_id).where(*missed)))
    return tuple(_known_post(post, last.get(post.id), post.id in absent) for post in posts)


def _known_post(post: Any, last: Row[Any] | None, absent: bool) -> KnownPost:
    """Whether this Source can show the whole of what only another has shown, nobody knows yet."""
    key = plain_key(post.key)
    if last is None:
        return KnownPost(key, post.published_at, shown=False, complete=False, edits=None)
    facts = facts_of(last.facts) or PostFacts()
    gone = bool(last.gone_since)
    return KnownPost(key, post.published_at, True, facts.complete, facts.edits, absent, gone)


def shown_of(row: Row[Any]) -> Shown:
    """A row of `last_shown` for comparing."""
    return Shown(row.title, row.text, facts_of(row.facts), bool(row.gone_since))


def shown_before(connection: Connection, row: Row[Any]) -> Shown | None:
    """What the same Source showed before that Revision."""
    mine = (revisions.c.document_id == row.document_id, revisions.c.source_id == row.source_id)
    there = (*mine, revisions.c.gone.is_(False), revisions.c.id < row.id)
    before = connection.execute(select(revisions).where(*there).order_by(revisions.c.id.desc())).first()
    return Shown(before.title, before.text, facts_of(before.facts)) if before else None
