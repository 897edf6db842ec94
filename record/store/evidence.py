"""The answers that Revisions are read from: kept with the Revision, their bytes once for each hash.

Bytes stay where the Document has a Report; of the others only the hash does.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, select

from record.evidence import Capture
from record.store.rows import insert_new
from record.store.tables import bodies, captures, documents, reports, revision_captures, revisions
from record.types import Post


def pack(answers: Iterable[Capture | None]) -> None:
    """Ahead of `keep`, and before the record is locked: megabytes take their time."""
    for answer in answers:
        if answer is not None:
            answer.packed, answer.digest  # noqa: B018 - they are kept with the answer


def keep(connection: Connection, revision_id: int, answers: Iterable[Capture | None]) -> None:
    """Of the Revision that was just written. Of an answer that shows a forgotten post too, the hash."""
    out = _forgotten_beside(connection, revision_id)
    for answer in answers:
        if answer is not None:
            values = {"revision_id": revision_id, "capture_id": _capture_id(connection, answer)}
            insert_new(connection, revision_captures, values)
            if _any_in(answer.body, out):
                connection.execute(delete(bodies).where(bodies.c.sha256 == answer.digest))
    done = select(revisions.c.done_at).where(revisions.c.id == revision_id)
    if connection.scalar(done) is not None:  # nobody will read it
        drop_unused(connection, revision_id)


def answers_to(post: Post, answers: Collection[Capture]) -> list[Capture]:
    """Those answers of a conversation that a post was read from: they name it. Where none does, all."""
    names = _names(post.key, post.url)
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


def drop_listings(connection: Connection, document_ids: Collection[int]) -> None:
    """An answer shows a post that is forgotten, also where only others were read from it."""
    names = _names_by_account(connection, documents.c.id.in_(document_ids))
    for account, mine in names.items():
        for digest in _digests_of(connection, account):
            packed = connection.scalar(select(bodies.c.packed).where(bodies.c.sha256 == digest))
            if packed is not None and _any_in(unpacked(packed), mine):
                connection.execute(delete(bodies).where(bodies.c.sha256 == digest))


def unpacked(packed: bytes) -> bytes:
    """What cannot be unpacked was tampered with: it comes back empty, and its hash will show it."""
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""


def _capture_id(connection: Connection, answer: Capture) -> int:
    """Posts of one poll share their answers."""
    digest = answer.digest
    if connection.scalar(select(bodies.c.sha256).where(bodies.c.sha256 == digest)) is None:
        insert_new(connection, bodies, {"sha256": digest, "packed": answer.packed})
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


def _forgotten_beside(connection: Connection, revision_id: int) -> list[str]:
    """Names of the forgotten posts of the same account."""
    mine = select(documents.c.account).join(revisions, revisions.c.document_id == documents.c.id)
    account = connection.scalar(mine.where(revisions.c.id == revision_id))
    if account is None:
        return []
    gone = (documents.c.account == account) & (documents.c.state == "forgotten")
    return _names_by_account(connection, gone).get(account, [])


def _names_by_account(connection: Connection, which: ColumnElement[bool]) -> dict[str, list[str]]:
    query = select(documents.c.account, documents.c.key, documents.c.url)
    found: dict[str, list[str]] = {}
    for row in connection.execute(query.where(which, documents.c.account.is_not(None))):
        found.setdefault(row.account, []).extend(_names(row.key, row.url))
    return found


def _digests_of(connection: Connection, account: str) -> list[str]:
    query = (
        select(captures.c.sha256)
        .join(revision_captures, revision_captures.c.capture_id == captures.c.id)
        .join(revisions, revisions.c.id == revision_captures.c.revision_id)
        .join(documents, documents.c.id == revisions.c.document_id)
    )
    return sorted(set(connection.scalars(query.where(documents.c.account == account))))


def _any_in(body: bytes, names: Iterable[str]) -> bool:
    return any(name.encode("utf-8", "replace") in body for name in names)


def _names(key: str, url: str) -> list[str]:
    """The post's id as a mirror writes it, by itself or at the end of its address."""
    name = key.partition(":")[2].rpartition("/")[2]
    address = url.rstrip("/").rpartition("/")[2]
    return [each for each in dict.fromkeys((name, address)) if each]


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
