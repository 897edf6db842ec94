"""The seal of a day: a hash over every Revision that was read in it and is evidence, and over the day before.

A Revision belongs to the day (in UTC) on which it was read, and is sealed where somebody was found to speak
in its Document by the end of that day. What a stage wrote a little late belongs to the next seal.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, exists, func, insert, select

from record.clock import Clock
from record.evidence import NO_ROOT, Answered, Leaf, chain_leaf, head_hash, json_hash, root_of, words_hash
from record.store.chain import Link, Seal, chain_of, seal_of
from record.store.engine import read, write
from record.store.rows import insert_new
from record.store.tables import (
    alerts,
    captures,
    documents,
    events,
    reports,
    revision_captures,
    revisions,
    seals,
    sources,
    statements,
)
from record.types import EventKind, Json

SETTLED = timedelta(minutes=5)  # after midnight: a transaction of the day before has ended by then
FORGOTTEN = "forgotten"  # state of a Document, see record/store/forgetting.py
_MOST_BROKEN = 50  # Sources that are named
_SOME = 500  # Revisions whose texts are in memory at once


class SealStore:
    """The verbs of sealing. Each is one transaction and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def seal_days(self) -> list[Seal]:
        """Every day that is over and has no seal yet, each with its Event; two runners write one."""
        made = []
        while (day := self._due()) is not None:
            seal = self._seal(day)
            if seal is None:
                break  # another runner is at it
            made.append(seal)
        return made

    def all(self) -> Sequence[Link]:
        """In the order of their days."""
        with read(self._engine) as connection:
            return chain_of(connection)

    def _due(self) -> date | None:
        """The first seal is that of the last day that is over, once anything was read by its end."""
        over = (self._clock.now() - SETTLED).date() - timedelta(days=1)
        with read(self._engine) as connection:
            last = connection.scalar(select(func.max(seals.c.day)))
            began = connection.scalar(select(func.min(revisions.c.done_at)))
        if last is None:
            return over if began and began < bounds(over)[1] else None
        day = date.fromisoformat(last) + timedelta(days=1)
        return day if day <= over else None

    def _seal(self, day: date) -> Seal | None:
        now = self._clock.now()
        with write(self._engine) as connection:
            before = _last_seals(connection, 2)
            previous = before[0].root if before else NO_ROOT
            leaves = tuple(_leaves_of(connection, day, before))
            hashes = [chain_leaf(day.isoformat(), previous), *(digest for _, digest in leaves)]
            seal = Seal(day.isoformat(), previous, root_of(hashes), leaves, now)
            values = {"day": seal.day, "root": seal.root, "leaves": [list(leaf) for leaf in leaves]}
            if insert_new(connection, seals, {**values, "sealed_at": now}) is None:
                return None
            _write_event(connection, seal, day)
            return seal


def leaves_of(connection: Connection, revision_ids: Collection[int]) -> dict[int, Leaf]:
    """Revision id -> its Leaf, as the record has it now."""
    of = documents.c.key, documents.c.url, documents.c.outlet
    query = select(revisions, *of).join(documents, documents.c.id == revisions.c.document_id)
    rows = connection.execute(query.where(revisions.c.id.in_(revision_ids))).all()
    answered, said = _captures_of(connection, revision_ids), _reports_of(connection, revision_ids)
    return {row.id: _leaf(row, answered.get(row.id, []), said.get(row.id, [])) for row in rows}


def bounds(day: date) -> tuple[datetime, datetime]:
    """The day in UTC, its end exclusive."""
    start = datetime.combine(day, time(), UTC)
    return start, start + timedelta(days=1)


def _last_seals(connection: Connection, number: int) -> list[Seal]:
    """The newest first; of the oldest of them the root before it is not known here."""
    rows = connection.execute(select(seals).order_by(seals.c.day.desc()).limit(number + 1)).all()
    roots = [*(row.root for row in rows[1:]), NO_ROOT]
    return [seal_of(row, previous) for row, previous in zip(rows, roots, strict=False)][:number]


def _leaves_of(connection: Connection, day: date, before: Sequence[Seal]) -> Iterator[tuple[int, str]]:
    """Those that the seals before left out are among them: for being late, or since nobody was found to speak
    in their Document yet."""
    start, end = bounds(day)
    if before:
        start = min(start, bounds(date.fromisoformat(before[-1].day))[0])
    sealed = {revision_id for seal in before for revision_id, _ in seal.leaves}
    spoken = exists().where(reports.c.document_id == revisions.c.document_id, reports.c.recorded_at < end)
    query = (
        select(revisions.c.id)
        .join(documents, documents.c.id == revisions.c.document_id)
        .where(spoken, revisions.c.done_at < end, documents.c.state != FORGOTTEN)
    )
    if before:  # else everything that was ever recorded
        silent = ~exists().where(
            reports.c.document_id == revisions.c.document_id, reports.c.recorded_at < start
        )
        query = query.where((revisions.c.done_at >= start) | silent)
    ids = [id for id in connection.scalars(query.order_by(revisions.c.id)) if id not in sealed]
    for first in range(0, len(ids), _SOME):
        some = ids[first : first + _SOME]
        known = leaves_of(connection, some)
        yield from ((id, known[id].hash()) for id in some)


def _leaf(row: Row[Any], answered: Sequence[Answered], said: Sequence[str]) -> Leaf:
    return Leaf(
        revision=row.id,
        document=row.key,
        url=row.url,
        outlet=row.outlet,
        source=row.source_id,
        lang=row.lang,
        authors=tuple(row.authors),
        published_at=row.published_at.isoformat() if row.published_at else None,
        published_raw=row.published_raw,
        observed_at=row.observed_at.isoformat(),
        gone=row.gone,
        words=words_hash(row.title, row.text, row.quoted),
        content_hash=row.content_hash,
        captures=tuple(answered),
        reports=tuple(said),
    )


def _captures_of(connection: Connection, revision_ids: Collection[int]) -> dict[int, list[Answered]]:
    query = (
        select(captures, revision_captures.c.revision_id)
        .join(revision_captures, revision_captures.c.capture_id == captures.c.id)
        .where(revision_captures.c.revision_id.in_(revision_ids))
        .order_by(captures.c.id)
    )
    found: dict[int, list[Answered]] = {}
    for row in connection.execute(query):
        head = head_hash(row.status, row.headers)
        answered = Answered(row.url, row.fetched_at.isoformat(), row.sha256, head)
        found.setdefault(row.revision_id, []).append(answered)
    return found


def _reports_of(connection: Connection, revision_ids: Collection[int]) -> dict[int, list[str]]:
    query = select(reports.c.revision_id, reports.c.body).where(reports.c.revision_id.in_(revision_ids))
    found: dict[int, list[str]] = {}
    for row in connection.execute(query.order_by(reports.c.id)):
        found.setdefault(row.revision_id, []).append(json_hash(row.body))
    return found


def _write_event(connection: Connection, seal: Seal, day: date) -> None:
    """`ref` makes it differ between records: two desks must not silence each other."""
    values = {"kind": EventKind.SEALED, "at": seal.sealed_at, "batch": f"seal:{seal.day}"}
    data = {**_digest(connection, seal, day), "ref": secrets.token_hex(8)}
    connection.execute(insert(events).values(**values, data=data))


def _digest(connection: Connection, seal: Seal, day: date) -> Json:
    """{"day", "root", "previous", "leaves", "statements", "alerts": numbers of that day, "broken": names of
    Sources that are broken now}."""
    start, end = bounds(day)
    opened = select(func.count()).where(statements.c.first_seen_at >= start, statements.c.first_seen_at < end)
    told = select(func.count()).where(alerts.c.at >= start, alerts.c.at < end)
    broken = select(sources.c.name).where(sources.c.broken_at.is_not(None)).distinct()
    return {
        "day": seal.day,
        "root": seal.root,
        "previous": seal.previous,
        "leaves": len(seal.leaves),
        "statements": connection.scalar(opened.where(statements.c.merged_into.is_(None))),
        "alerts": connection.scalar(told),
        "broken": list(connection.scalars(broken.order_by(sources.c.name).limit(_MOST_BROKEN))),
    }
