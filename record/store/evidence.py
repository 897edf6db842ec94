"""The answers that Revisions are read from: kept with the Revision, their bytes once for each hash.

Bytes stay where the Document has a Report; of the others only the hash does.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, exists, insert, select

from record.evidence import Capture, sha256
from record.store.rows import insert_new
from record.store.tables import bodies, captures, reports, revision_captures, revisions
from record.types import Post

LEVEL = 6  # of zlib: higher ones cost twice as long for a hundredth of the size


def keep(connection: Connection, revision_id: int, answers: Iterable[Capture | None]) -> None:
    """Of the Revision that was just written."""
    for answer in answers:
        if answer is not None:
            values = {"revision_id": revision_id, "capture_id": _capture_id(connection, answer)}
            insert_new(connection, revision_captures, values)
    done = select(revisions.c.done_at).where(revisions.c.id == revision_id)
    if connection.scalar(done) is not None:  # nobody will read it
        drop_unused(connection, revision_id)


def answers_to(post: Post, answers: Collection[Capture]) -> list[Capture]:
    """Those answers of a conversation that a post was read from: they name it. Where none does, all."""
    names = _names(post)
    naming = [answer for answer in answers if any(_holds(answer, name) for name in names)]
    return naming or list(answers)


def drop_unused(connection: Connection, revision_id: int) -> None:
    """A Revision was read. Where nobody was ever found to say anything in its Document, the bytes go."""
    if _is_evidence(connection, revision_id):
        return
    for digest in _digests(connection, [revision_id]):
        if not _is_wanted(connection, digest, revision_id):
            connection.execute(delete(bodies).where(bodies.c.sha256 == digest))


def drop_bodies(connection: Connection, revision_ids: Collection[int]) -> None:
    """Whoever else was read from the same answer: the words to be forgotten stand in it."""
    digests = _digests(connection, revision_ids)
    connection.execute(delete(bodies).where(bodies.c.sha256.in_(digests)))


def unpacked(packed: bytes) -> bytes:
    """What cannot be unpacked was tampered with: it comes back empty, and its hash will show it."""
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""


def _capture_id(connection: Connection, answer: Capture) -> int:
    """Posts of one poll share their answers."""
    digest = sha256(answer.body)
    insert_new(connection, bodies, {"sha256": digest, "packed": zlib.compress(answer.body, LEVEL)})
    same = captures.c.sha256 == digest, captures.c.fetched_at == answer.fetched_at
    known = connection.scalar(select(captures.c.id).where(*same, captures.c.url == answer.url))
    if known is not None:
        return int(known)
    values = {
        "url": answer.url,
        "fetched_at": answer.fetched_at,
        "status": answer.status,
        "headers": [list(header) for header in answer.headers],
        "sha256": digest,
        "size": len(answer.body),
    }
    return int(connection.execute(insert(captures).values(**values).returning(captures.c.id)).scalar_one())


def _names(post: Post) -> list[str]:
    """The post's id as a mirror writes it, by itself or at the end of its address."""
    key = post.key.partition(":")[2].rpartition("/")[2]
    address = post.url.rstrip("/").rpartition("/")[2]
    return [name for name in dict.fromkeys((key, address)) if name]


def _holds(answer: Capture, name: str) -> bool:
    return name in answer.url or name.encode("utf-8", "replace") in answer.body


def _digests(connection: Connection, revision_ids: Collection[int]) -> list[str]:
    query = select(captures.c.sha256).join(revision_captures, revision_captures.c.capture_id == captures.c.id)
    mine = query.where(revision_captures.c.revision_id.in_(revision_ids))
    return sorted(set(connection.scalars(mine)))


def _is_evidence(connection: Connection, revision_id: int) -> bool:
    """Also what stands there no more is: the version in which it does not."""
    document_id = select(revisions.c.document_id).where(revisions.c.id == revision_id).scalar_subquery()
    return bool(connection.scalar(select(exists().where(reports.c.document_id == document_id))))


def _is_wanted(connection: Connection, digest: str, revision_id: int) -> bool:
    """By another Revision that is not read yet, or whose Document has a Report."""
    others = (
        select(revisions.c.id)
        .join(revision_captures, revision_captures.c.revision_id == revisions.c.id)
        .join(captures, captures.c.id == revision_captures.c.capture_id)
        .where(captures.c.sha256 == digest, revisions.c.id != revision_id)
    )
    reported = exists().where(reports.c.document_id == revisions.c.document_id)
    wanted = others.where(revisions.c.done_at.is_(None) | reported)
    return connection.execute(wanted.limit(1)).first() is not None
