"""What evidence of a Statement is made of: the Documents that report it, whole, and the seals over them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, or_, select

from record.clock import Clock
from record.evidence import Leaf, sha256
from record.store.chain import Link, Seal, chain_of, each_seal
from record.store.engine import read
from record.store.evidence import unpacked
from record.store.seals import FORGOTTEN, leaves_of
from record.store.tables import (
    bodies,
    captures,
    documents,
    events,
    reports,
    revision_captures,
    revisions,
    speakers,
    statements,
)
from record.types import Json


@dataclass(frozen=True, slots=True)
class KeptCapture:
    """An answer as the record has it; `body` is None where its bytes were dropped or forgotten."""

    id: int
    url: str
    fetched_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    sha256: str
    size: int
    body: bytes | None


@dataclass(frozen=True, slots=True)
class KeptRevision:
    """A Revision as the record has it, and what was sealed of it."""

    id: int
    document_id: int
    source: str
    observed_at: datetime
    title: str
    text: str
    quoted: str
    lang: str | None
    gone: bool
    leaf: Leaf
    captures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KeptDocument:
    id: int
    key: str
    url: str
    outlet: str
    kind: str
    forgotten: datetime | None  # since then only its hashes are kept


@dataclass(frozen=True, slots=True)
class KeptReport:
    id: int
    revision_id: int
    recorded_at: datetime
    body: Json  # as record/store/shapes.py writes it


@dataclass(frozen=True, slots=True)
class KeptEvent:
    kind: str
    at: datetime
    report_id: int | None
    data: Json


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that speaks for one Statement."""

    public_id: str
    speaker: str
    text: str
    stance: str
    said_at: datetime | None
    first_seen_at: datetime
    documents: tuple[KeptDocument, ...]
    revisions: tuple[KeptRevision, ...]
    reports: tuple[KeptReport, ...]
    captures: tuple[KeptCapture, ...]
    events: tuple[KeptEvent, ...]
    seals: tuple[Link, ...]  # all of them: the chain


class ProofStore:
    """Read-only. Each verb is one view of the record and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    def statement(self, public_id: str) -> Kept | None:
        """A merged one answers as the one it went into."""
        with read(self._engine) as connection:
            row = _statement(connection, public_id)
            return _kept(connection, row) if row else None

    def altered(self) -> list[tuple[str, int | None]]:
        """(day, Revision id) of what no longer reads as it was sealed; without an id the seal itself is
        broken. Of what was forgotten nothing may be left, and only its hash is."""
        with read(self._engine) as connection:
            return [fault for seal in each_seal(connection) for fault in _faults(connection, seal)]

    def forgotten(self) -> int:
        """Revisions of which only the hashes are left."""
        with read(self._engine) as connection:
            of = documents.c.id == revisions.c.document_id
            gone = select(func.count()).select_from(revisions.join(documents, of))
            return int(connection.scalar(gone.where(documents.c.state == FORGOTTEN)) or 0)

    def leaves(self, revision_ids: Collection[int]) -> dict[int, str]:
        """Revision id -> the hash of its leaf as the record has it now."""
        with read(self._engine) as connection:
            known: dict[int, Leaf] = {}
            for some in _in_parts(revision_ids):
                known |= leaves_of(connection, some)
            return {id: leaf.hash() for id, leaf in known.items()}


_SOME = 500


def _faults(connection: Connection, seal: Seal) -> list[tuple[str, int | None]]:
    found: list[tuple[str, int | None]] = [] if seal.holds else [(seal.day, None)]
    sealed = dict(seal.leaves)
    for some in _in_parts(sealed):
        gone = _forgotten(connection, some)
        now = leaves_of(connection, [id for id in some if id not in gone])
        faults = {id for id in some if id not in gone and (id not in now or now[id].hash() != sealed[id])}
        faults |= _swapped(connection, some) | _left(connection, gone)
        found += [(seal.day, id) for id in sorted(faults)]
    return found


def _in_parts(ids: Collection[int]) -> Iterator[list[int]]:
    every = list(ids)
    return (every[first : first + _SOME] for first in range(0, len(every), _SOME))


def _swapped(connection: Connection, revision_ids: Collection[int]) -> set[int]:
    """Those read from an answer whose bytes are kept, and are others now."""
    mine = revision_captures.c.revision_id.in_(revision_ids)
    of = captures.c.id == revision_captures.c.capture_id
    query = select(revision_captures.c.revision_id, captures.c.sha256).join(captures, of).where(mine)
    read_from: dict[str, set[int]] = {}
    for row in connection.execute(query):
        read_from.setdefault(row.sha256, set()).add(row.revision_id)
    found: set[int] = set()
    for digest, ids in read_from.items():
        packed = connection.scalar(select(bodies.c.packed).where(bodies.c.sha256 == digest))
        if packed is not None and sha256(unpacked(packed)) != digest:
            found |= ids
    return found


def _left(connection: Connection, revision_ids: Collection[int]) -> set[int]:
    """Those that are said to be forgotten, and have words."""
    words = or_(revisions.c.title != "", revisions.c.text != "", revisions.c.quoted != "")
    return set(connection.scalars(select(revisions.c.id).where(revisions.c.id.in_(revision_ids), words)))


def _forgotten(connection: Connection, revision_ids: Collection[int]) -> set[int]:
    query = select(revisions.c.id).join(documents, documents.c.id == revisions.c.document_id)
    return set(
        connection.scalars(query.where(revisions.c.id.in_(revision_ids), documents.c.state == FORGOTTEN))
    )


def _statement(connection: Connection, public_id: str) -> Row[Any] | None:
    query = select(statements, speakers.c.name).join(speakers, speakers.c.id == statements.c.speaker_id)
    row = connection.execute(query.where(statements.c.public_id == public_id)).first()
    while row is not None and row.merged_into:
        row = connection.execute(query.where(statements.c.id == row.merged_into)).first()
    return row


def _kept(connection: Connection, row: Row[Any]) -> Kept:
    said = connection.execute(
        select(reports).where(reports.c.statement_id == row.id).order_by(reports.c.id)
    ).all()
    document_ids = sorted({each.document_id for each in said})
    owners = connection.execute(
        select(documents).where(documents.c.id.in_(document_ids)).order_by(documents.c.id)
    )
    versions = _revisions(connection, document_ids)
    happened = or_(events.c.statement_id == row.id, events.c.other_id == row.id)
    told = connection.execute(select(events).where(happened).order_by(events.c.id))
    return Kept(
        public_id=row.public_id,
        speaker=row.name,
        text=row.text,
        stance=row.stance,
        said_at=row.said_at,
        first_seen_at=row.first_seen_at,
        documents=tuple(_document(each) for each in owners),
        revisions=versions,
        reports=tuple(KeptReport(each.id, each.revision_id, each.recorded_at, each.body) for each in said),
        captures=_captures(connection, sorted({id for each in versions for id in each.captures})),
        events=tuple(KeptEvent(each.kind, each.at, each.report_id, each.data) for each in told),
        seals=chain_of(connection, [each.id for each in versions]),
    )


def _document(row: Row[Any]) -> KeptDocument:
    forgotten = row.done_at if row.state == FORGOTTEN else None
    return KeptDocument(row.id, row.key, row.url, row.outlet, row.kind, forgotten)


def _revisions(connection: Connection, document_ids: Collection[int]) -> tuple[KeptRevision, ...]:
    mine = revisions.c.document_id.in_(document_ids)
    rows = connection.execute(select(revisions).where(mine).order_by(revisions.c.id)).all()
    ids = [row.id for row in rows]
    leaves = leaves_of(connection, ids)
    links: dict[int, list[int]] = {}
    query = select(revision_captures).where(revision_captures.c.revision_id.in_(ids))
    for link in connection.execute(query.order_by(revision_captures.c.capture_id)):
        links.setdefault(link.revision_id, []).append(link.capture_id)
    return tuple(_revision(row, leaves[row.id], links.get(row.id, [])) for row in rows)


def _revision(row: Row[Any], leaf: Leaf, answered: list[int]) -> KeptRevision:
    return KeptRevision(
        id=row.id,
        document_id=row.document_id,
        source=row.source_id,
        observed_at=row.observed_at,
        title=row.title,
        text=row.text,
        quoted=row.quoted,
        lang=row.lang,
        gone=row.gone,
        leaf=leaf,
        captures=tuple(answered),
    )


def _captures(connection: Connection, ids: Collection[int]) -> tuple[KeptCapture, ...]:
    query = select(captures, bodies.c.packed).outerjoin(bodies, bodies.c.sha256 == captures.c.sha256)
    rows = connection.execute(query.where(captures.c.id.in_(ids)).order_by(captures.c.id))
    return tuple(
        KeptCapture(
            id=row.id,
            url=row.url,
            fetched_at=row.fetched_at,
            status=row.status,
            headers=tuple((name, value) for name, value in row.headers),
            sha256=row.sha256,
            size=row.size,
            body=unpacked(row.packed) if row.packed is not None else None,
        )
        for row in rows
    )
