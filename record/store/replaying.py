"""The record's Events once more, in the batches and the order in which they were judged.

Each comes with its Statement as dispatch saw it: with the Reports that were there when it was judged, or,
where nobody has judged it, when it happened. Two Statements that turned out to be one are one from the
beginning, and words that were forgotten are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Row, Select, func, select
from sqlalchemy.exc import SQLAlchemyError

from record.errors import RecordError
from record.store.engine import open_engine, read
from record.store.loading import event_of, events_of, load_evidence, load_statements
from record.store.tables import events, reports, statements
from record.types import Event, Evidence, Statement

T = TypeVar("T")
CHUNK = 400  # Events whose Statements are in memory at once
_OF_STATEMENTS = events.c.statement_id.is_not(None)
_COLUMNS = [
    getattr(events.c, name)
    for name in ("id", "kind", "at", "batch", "statement_id", "report_id", "other_id", "data", "done_at")
]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The Events of Statements since some time, as they were counted once."""

    first: int = 0  # id of its first Event
    last: int = -1
    events: int = 0
    statements: int = 0
    begins: datetime | None = None  # its first Event; None where there is none
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Events that were written together, and so are judged together."""

    events: tuple[Event, ...]
    at: datetime  # when they were judged; where nobody has, when they happened
    closed: tuple[int, ...]  # Statements to which nothing happens later
    earlier: bool = False  # than the stretch: read for what was told before


class ReplayingStore:
    """Read-only verbs over many Events. Each blocks: call it in a thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stretch(self, since: datetime | None = None) -> Stretch:
        """How much there is to judge since then; without a time, in the whole record."""
        wanted = [_OF_STATEMENTS, *([] if since is None else [events.c.at >= since])]
        counts = (func.count(), func.count(events.c.statement_id.distinct()))
        ends = (func.min(events.c.at), func.max(events.c.at))
        query = select(func.min(events.c.id), func.max(events.c.id), *counts, *ends).where(*wanted)
        with read(self._engine) as connection:
            first, last, count, told_of, begins, finishes = connection.execute(query).one()
        return Stretch() if first is None else Stretch(first, last, count, told_of, begins, finishes)

    def batches(self, stretch: Stretch) -> Iterator[Batch]:
        """All Events of the stretch, after those earlier ones that decide what is told in it: of Statements
        with an Event in the stretch, and what was written together with them."""
        with read(self._engine) as connection:
            earlier = list(connection.scalars(_earlier(stretch)))
        for names in _chunks(earlier):
            yield from self._read(names, range(stretch.first), earlier=True)
        yield from self._pages(stretch)

    def _pages(self, stretch: Stretch) -> Iterator[Batch]:
        """A batch whose Events do not stand in a row is read whole with the first of them."""
        at, ahead = stretch.first, set[int]()
        while at <= stretch.last:
            names, upto = self._page(at, stretch.last)
            for batch in self._read(names, range(at, stretch.last + 1), ahead):
                ahead.update(event.id for event in batch.events if event.id > upto)
                yield batch
            ahead = {id for id in ahead if id > upto}
            at = upto + 1

    def _page(self, at: int, last: int) -> tuple[list[str], int]:
        """The batches of the next Events, and the id of the last of these."""
        query = select(events.c.batch, events.c.id).where(events.c.id.between(at, last), _OF_STATEMENTS)
        with read(self._engine) as connection:
            rows = connection.execute(query.order_by(events.c.id).limit(CHUNK)).all()
        return list({row.batch: None for row in rows}), rows[-1].id if rows else last

    def _read(
        self, names: Sequence[str], ids: range, without: Collection[int] = (), *, earlier: bool = False
    ) -> list[Batch]:
        """Of these batches the Events with these ids."""
        query = select(*_COLUMNS).where(events.c.batch.in_(names), _OF_STATEMENTS).order_by(events.c.id)
        with read(self._engine) as connection:
            rows = [row for row in connection.execute(query) if row.id in ids and row.id not in without]
            concerned = {row.statement_id for row in rows}
            wanted = concerned | {row.other_id for row in rows if row.other_id is not None}
            known = load_statements(connection, wanted)
            recorded = _recorded(connection, wanted)
            ends = _ends(connection, concerned)
        return [
            Batch(
                tuple(_seen(row, known, recorded) for row in together),
                together[0].done_at or together[0].at,
                tuple(row.statement_id for row in together if row.id == ends[row.statement_id]),
                earlier,
            )
            for together in _together(rows)
        ]

    def events(self, ids: Collection[int]) -> dict[int, Event]:
        """Events by id, with their Statements as they are now."""
        with read(self._engine) as connection:
            rows = connection.execute(select(events).where(events.c.id.in_(ids))).all()
            return {event.id: event for event in events_of(connection, rows)}

    def latest(self, since: datetime | None = None, most: int = 2_000) -> Iterator[Evidence]:
        """The Reports of the newest Statements that were first seen since then."""
        query = select(statements.c.id).where(statements.c.merged_into.is_(None))
        if since is not None:
            query = query.where(statements.c.first_seen_at >= since)
        with read(self._engine) as connection:
            newest = list(connection.scalars(query.order_by(statements.c.id.desc()).limit(most)))
            for ids in _chunks(newest):
                found = load_evidence(connection, ids)
                yield from (each for id in ids for each in found.get(id, ()))


def newest_reports(url: str, since: datetime, most: int) -> list[Evidence]:
    """As `ReplayingStore.latest`, of a record that is only looked at: it is not migrated.

    Errors: RecordError, also for one that is empty or of another version.
    """
    engine = open_engine(url)
    try:
        return list(ReplayingStore(engine).latest(since, most))
    except SQLAlchemyError as error:
        raise RecordError("the record cannot be read as it is") from error
    finally:
        engine.dispose()


def _earlier(stretch: Stretch) -> Select[Any]:
    before = (events.c.id < stretch.first, _OF_STATEMENTS)
    concerned = select(events.c.statement_id).where(events.c.id >= stretch.first, _OF_STATEMENTS)
    found = select(events.c.batch).where(*before, events.c.statement_id.in_(concerned))
    return found.group_by(events.c.batch).order_by(func.min(events.c.id))


def _chunks(of: Sequence[T]) -> Iterator[Sequence[T]]:
    return (of[at : at + CHUNK] for at in range(0, len(of), CHUNK))


def _together(rows: Sequence[Row[Any]]) -> list[list[Row[Any]]]:
    """By batch, in the order of their first Events."""
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.batch, []).append(row)
    return list(found.values())


def _recorded(connection: Connection, statement_ids: Collection[int]) -> dict[int, datetime]:
    """Report id -> when it was recorded."""
    query = select(reports.c.id, reports.c.recorded_at).where(reports.c.statement_id.in_(statement_ids))
    return {row.id: row.recorded_at for row in connection.execute(query)}


def _ends(connection: Connection, statement_ids: Collection[int]) -> dict[int, int]:
    """Statement id -> its last Event."""
    query = select(events.c.statement_id, func.max(events.c.id).label("last")).group_by(events.c.statement_id)
    rows = connection.execute(query.where(events.c.statement_id.in_(statement_ids)))
    return {row.statement_id: row.last for row in rows}


def _seen(row: Row[Any], known: Mapping[int, Statement], recorded: Mapping[int, datetime]) -> Event:
    """The Event as it was judged; its evidence was there, whatever a clock says."""
    moment = row.done_at or row.at
    ids = (id for id in (row.statement_id, row.other_id) if id is not None)

    def was_there(report_id: int) -> bool:
        return bool(recorded[report_id] <= moment or report_id == row.report_id)

    return event_of(row, {id: _as_of(known[id], was_there) for id in ids})


def _as_of(statement: Statement, was_there: Callable[[int], bool]) -> Statement:
    there = tuple(each for each in statement.reports if was_there(each.id))
    if len(there) == len(statement.reports):
        return statement
    return replace(statement, reports=there, original=_original(statement, there))


def _original(statement: Statement, there: Sequence[Evidence]) -> Evidence | None:
    """What was the original by then: of one that was edited since, an earlier wording."""
    now = statement.original
    if now is None or any(each.id == now.id for each in there):
        return now
    own = [each for each in there if each.report.first_party]
    same = [each for each in own if each.revision.document.id == now.revision.document.id]
    return same[-1] if same else next(iter(own), None)
