"""Posts as a mirror shows them: new Documents, and known ones that may have changed.

Revisions are compared within one Source only. The words that another mirror has shown already are kept as
this one's version without being read again; any others are read, since the first mirror may have cut them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from record.revising import Difference, brings, compare, is_said
from record.store.absences import confirm_gone, end_absences, keep_absences
from record.store.baseline import Origin, lift_baseline
from record.store.engine import read
from record.store.evidence import answers_to, keep, pack
from record.store.lastshown import last_shown, shown_before, shown_of
from record.store.postkeys import documents_of, insert_post
from record.store.seals import FORGOTTEN
from record.store.shapes import content_hash, facts_body
from record.store.tables import revisions
from record.types import Json, Outcome, Poll, Post

_GONE: Json = {"added": [], "removed": []}
_SWING = timedelta(hours=1)  # for which a version stays before the one that it took the place of counts again
_FORMER = 50  # versions of which a sentence is known


def pack_answers(engine: Engine, poll: Poll, posts: Sequence[Post]) -> None:
    """Those that a post is read from which this Source has not shown so, ahead of the posts themselves."""
    if not poll.captures:
        return
    with read(engine) as connection:
        known = documents_of(connection, poll.source.origin, [post.key for post in posts])
        last = last_shown(connection, poll.source.id, [row.id for row in known.values()])
    for post in posts:
        if _is_changed(post, known.get(post.key), last):
            pack(answers_to(post, poll.captures))


def _is_changed(post: Post, row: Row[Any] | None, last: Mapping[int, Row[Any]]) -> bool:
    if row is None:
        return True
    before = last.get(row.id)
    return row.state != FORGOTTEN and (before is None or compare(shown_of(before), post) is not None)


def record_timeline(connection: Connection, poll: Poll, posts: Sequence[Post], origin: Origin) -> int:
    """What an account shows. What an answer that is empty or refused leaves out, it says nothing of."""
    new = record_posts(connection, poll, posts, origin) if posts else 0
    if poll.outcome is Outcome.OK and poll.gone:
        end_absences(connection, poll.source.id, record_gone(connection, poll))
    if posts:
        keep_absences(connection, poll)
    return new


def record_posts(connection: Connection, poll: Poll, posts: Sequence[Post], origin: Origin) -> int:
    """How many have something in them that nobody has read yet."""
    known = documents_of(connection, poll.source.origin, [post.key for post in posts])
    last = last_shown(connection, poll.source.id, [row.id for row in known.values()])
    new = 0
    for post in posts:
        row = known.get(post.key)
        if row is None:
            new += _record_new(connection, poll, post, origin)
            continue
        if row.state == FORGOTTEN:
            continue
        if origin.is_lifted(row, post.published_at):
            lift_baseline(connection, row.id, post.published_at, poll.at)
        new += _record_known(connection, poll, post, row.id, last.get(row.id))
    return new


def record_gone(connection: Connection, poll: Poll) -> list[int]:
    """The platform says again that these posts are deleted: once, where this Source has shown them; their
    ids. What one answer says may be a slip."""
    listed = {post.key for post in poll.posts}
    known = documents_of(connection, poll.source.origin, [key for key in poll.gone if key not in listed])
    last = last_shown(connection, poll.source.id, [row.id for row in known.values()])
    forgotten = {row.id for row in known.values() if row.state == FORGOTTEN}
    there = {id for id, row in last.items() if not row.gone_since and id not in forgotten}
    left = [last[document_id] for document_id in sorted(confirm_gone(connection, poll, there))]
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
        }
        _insert(connection, poll, row.document_id, values)
    return [row.document_id for row in left]


def first_seen(poll: Poll) -> dict[str, Any]:
    return {"source_id": poll.source.id, "outlet": poll.source.name, "first_seen_at": poll.at}


def _record_new(connection: Connection, poll: Poll, post: Post, origin: Origin) -> bool:
    values = {
        "key": post.key,
        "kind": "post",
        "state": "recorded",
        "url": post.url,
        "title": post.title,
        "account": poll.source.origin,
        "published_raw": post.published_raw,
        "published_at": post.published_at,
        "baseline": origin.is_baseline(post.published_at),
        "done_at": poll.at,
    }
    new = insert_post(connection, {**values, **first_seen(poll)})
    if new is None:
        (row,) = documents_of(connection, poll.source.origin, [post.key]).values()
        return _record_known(connection, poll, post, row.id, None)
    _add_revision(connection, poll, post, new.id)
    return True


def _record_known(
    connection: Connection, poll: Poll, post: Post, document_id: int, last: Row[Any] | None
) -> bool:
    """Whether there is something to read."""
    if last is None:
        known = _is_known_elsewhere(connection, document_id, post)
        _add_revision(connection, poll, post, document_id, done_at=poll.at if known else None)
        return not known
    difference = compare(shown_of(last), post)
    if difference is None or (difference.change == "changed" and _swings(connection, poll, post, last)):
        return False
    new = brings(post.text, difference.added, _former(connection, document_id))
    edited = difference.change in ("edited", "changed") and bool(difference.added or difference.removed)
    due = new or edited or last.gone_since  # what was taken away, or is back, is told of too
    _add_revision(connection, poll, post, document_id, difference, None if due else poll.at)
    return new


def _swings(connection: Connection, poll: Poll, post: Post, last: Row[Any]) -> bool:
    """Whether it is back at the version before so soon: servers of one mirror may show either in turn."""
    if last.gone_since or not timedelta() <= poll.at - last.observed_at < _SWING:
        return False
    before = shown_before(connection, last)
    return before is not None and compare(before, post) is None


def _is_known_elsewhere(connection: Connection, document_id: int, post: Post) -> bool:
    return is_said(post.text, _former(connection, document_id), post.facts.complete)


def _former(connection: Connection, document_id: int) -> Sequence[str]:
    """What it has said, whoever showed that; the last first."""
    mine = (revisions.c.document_id == document_id, revisions.c.gone.is_(False))
    query = select(revisions.c.text).where(*mine).order_by(revisions.c.id.desc())
    return connection.scalars(query.limit(_FORMER)).all()


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
    new_id = _insert(connection, poll, document_id, values)
    keep(connection, new_id, answers_to(post, poll.captures))


def _insert(connection: Connection, poll: Poll, document_id: int, values: dict[str, Any]) -> int:
    """The id of the Revision."""
    own = {"document_id": document_id, "source_id": poll.source.id, "observed_at": poll.at}
    new = insert(revisions).values(**own, **values).returning(revisions.c.id)
    return int(connection.execute(new).scalar_one())
