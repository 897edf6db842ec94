"""Posts as a mirror shows them: new Documents, and known ones that may have changed.

Revisions are compared within one Source only. The words that another mirror has shown already are kept as
this one's version without being read again; any others are read, since the first mirror may have cut them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from record.revising import Difference, compare, is_said
from record.store.baseline import Origin
from record.store.rows import insert_new
from record.store.shapes import content_hash, facts_body
from record.store.tables import documents, revisions
from record.store.versions import last_shown, shown_of
from record.types import Json, Poll, Post

_GONE: Json = {"added": [], "removed": []}


def record_posts(connection: Connection, poll: Poll, posts: Sequence[Post], origin: Origin) -> int:
    """How many have something in them that nobody has read yet."""
    ids = _ids(connection, [post.key for post in posts])
    last = last_shown(connection, poll.source.id, ids.values())
    new = 0
    for post in posts:
        document_id = ids.get(post.key)
        if document_id is None:
            new += _record_new(connection, poll, post, origin)
        else:
            new += _record_known(connection, poll, post, document_id, last.get(document_id))
    return new


def record_gone(connection: Connection, poll: Poll) -> list[int]:
    """The platform says that these posts are deleted: once, where this Source has shown them; their ids."""
    listed = {post.key for post in poll.posts}
    ids = _ids(connection, [key for key in poll.gone if key not in listed])
    last = last_shown(connection, poll.source.id, ids.values())
    left = [row for _, row in sorted(last.items()) if not row.gone_since]
    for row in left:
        values = {
            "title": row.title,
            "text": "",
            "lang": row.lang,
            "published_raw": row.published_raw,
            "published_at": row.published_at,
            "authors": row.authors,
            "content_hash": content_hash(row.title, "", ""),
            "gone": True,
            "changes": _GONE,
            "done_at": poll.at,
        }
        _insert(connection, poll, row.document_id, values)
    return [row.document_id for row in left]


def first_seen(poll: Poll) -> dict[str, Any]:
    return {"source_id": poll.source.id, "outlet": poll.source.name, "first_seen_at": poll.at}


def _ids(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    query = select(documents.c.key, documents.c.id).where(documents.c.key.in_(keys))
    return {row.key: row.id for row in connection.execute(query)} if keys else {}


def _record_new(connection: Connection, poll: Poll, post: Post, origin: Origin) -> bool:
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
    if new is None:  # another mirror's poll has recorded it just now
        return _record_known(connection, poll, post, _ids(connection, [post.key])[post.key], None)
    _add_revision(connection, poll, post, new.id)
    return True


def _record_known(
    connection: Connection, poll: Poll, post: Post, document_id: int, last: Row[Any] | None
) -> bool:
    """Whether there is something to read."""
    if last is None:
        read = _is_known_elsewhere(connection, document_id, post)
        _add_revision(connection, poll, post, document_id, done_at=poll.at if read else None)
        return not read
    difference = compare(shown_of(last), post)
    if difference is None:
        return False
    done_at = None if difference.added else poll.at
    _add_revision(connection, poll, post, document_id, difference, done_at)
    return bool(difference.added)


def _is_known_elsewhere(connection: Connection, document_id: int, post: Post) -> bool:
    query = select(revisions.c.text).where(
        revisions.c.document_id == document_id, revisions.c.gone.is_(False)
    )
    return is_said(post.text, connection.scalars(query), post.facts.complete)


def _add_revision(
    connection: Connection,
    poll: Poll,
    post: Post,
    document_id: int,
    difference: Difference | None = None,
    done_at: datetime | None = None,
) -> None:
    values = {
        "title": post.title,
        "text": post.text,
        "quoted": post.quoted,
        "lang": poll.source.lang,
        "published_raw": post.published_raw,
        "published_at": post.published_at,
        "authors": [post.author] if post.author else [],
        "content_hash": content_hash(post.title, post.text, post.quoted),
        "facts": facts_body(post.facts),
        "done_at": done_at,
    }
    if difference:
        values["changes"] = difference.as_json()
    _insert(connection, poll, document_id, values)


def _insert(connection: Connection, poll: Poll, document_id: int, values: dict[str, Any]) -> None:
    own = {"document_id": document_id, "source_id": poll.source.id, "observed_at": poll.at}
    connection.execute(insert(revisions).values(**own, **values))
