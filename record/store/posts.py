"""A Post as a mirror shows it: a new Document, or one that is known and may have changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from record.store.baseline import Origin
from record.store.rows import insert_new
from record.store.shapes import content_hash
from record.store.tables import documents, revisions
from record.types import Poll, Post


def record_post(connection: Connection, poll: Poll, post: Post, origin: Origin) -> bool:
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
    new = insert_new(connection, documents, {**values, **first_seen(poll)})
    if new is not None:
        _add_revision(connection, new.id, poll, post)
        return True
    return _compare_revision(connection, poll, post)


def first_seen(poll: Poll) -> dict[str, Any]:
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
