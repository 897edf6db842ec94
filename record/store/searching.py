"""Looking for Reports in the whole record, newest first: candidates by the word index, in pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, select, text

from record.search import Query
from record.store.engine import read
from record.store.loading import load_evidence
from record.store.shapes import document_of, report_of, revision_of
from record.store.tables import documents, reports, revisions, statements
from record.store.wordindex import passes, report_id
from record.types import Evidence, Report, Revision

FIRST_PAGE, LARGEST_PAGE = 50, 1_000  # Reports
WINDOW = 4_096  # Reports that PostgreSQL looks through one by one before it asks the index for all
EVER = 1 << 62  # above every id
SLACK = timedelta(days=7)  # a Report is never dated later than that after its recording


@dataclass(frozen=True, slots=True)
class Page:
    """Reports, newest first; what is forgotten was taken, and is not among them."""

    evidence: list[Evidence]
    taken: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A Statement as search tells of it."""

    public_id: str
    reports: tuple[Evidence, ...]


class SearchStore:
    """Read-only verbs. Each blocks: call it in a thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def pages(self, query: Query, most: int) -> Iterator[Page]:
        """The newest Reports (up to `most`) that may be meant, newest recorded first, in growing pages.
        Without a clause it is all of them."""
        finder = _finder(query, self._engine.dialect.name)
        below, size = EVER, FIRST_PAGE
        with read(self._engine) as connection:
            lowest = _lowest(connection, query.since)
        while most > 0:
            with read(self._engine) as connection:
                ids = finder.page(connection, _Range(below, lowest), min(size, most))
                loaded = list(_load(connection, ids))
            yield Page([Evidence(id, said, where, of) for id, said, where, of in loaded], len(ids))
            if len(ids) < min(size, most):
                return
            below, most, size = ids[-1], most - len(ids), min(2 * size, LARGEST_PAGE)

    def heard(self, statement_ids: Collection[int]) -> dict[int, Heard]:
        """Statements by id, with all their Reports."""
        query = select(statements.c.id, statements.c.public_id).where(statements.c.id.in_(statement_ids))
        with read(self._engine) as connection:
            known = load_evidence(connection, statement_ids)
            rows = connection.execute(query).all()
        return {row.id: Heard(row.public_id, tuple(known.get(row.id, ()))) for row in rows}

    def counted(self) -> int:
        """How many Reports there are, about: their highest id."""
        with read(self._engine) as connection:
            return _highest(connection)


def read_reports(
    connection: Connection, report_ids: Collection[int]
) -> Iterator[tuple[int, Report, Revision]]:
    """As the word index is given them."""
    return ((id, report, revision) for id, report, revision, _ in _load(connection, sorted(report_ids)))


# ---------------------------------------------------------------- which


@dataclass(frozen=True, slots=True)
class _Range:
    """Reports below an id, and from the lowest one on."""

    below: int
    lowest: int


class _Finder(Protocol):
    def page(self, connection: Connection, among: _Range, size: int) -> list[int]:
        """The ids of the newest so many, newest first."""


def _finder(query: Query, dialect: str) -> _Finder:
    if not query.clauses:
        return _Streamed(query, select(reports.c.id), reports.c.id)
    id = report_id(dialect)
    found = select(id).where(passes(query.clauses, dialect))
    return _Streamed(query, found, id) if dialect == "sqlite" else _Looked(query, found, id)


@dataclass(frozen=True, slots=True)
class _Streamed:
    """FTS5 reads its lists from their ends: what is frequent is soon found. So does whoever reads all."""

    query: Query
    found: Select[Any]
    id: ColumnElement[int]

    def page(self, connection: Connection, among: _Range, size: int) -> list[int]:
        newest = _within(self.found, self.query, self.id, among).order_by(self.id.desc()).limit(size)
        return list(connection.scalars(newest))


@dataclass(slots=True)
class _Looked:
    """PostgreSQL's index gives all that match, in no order: too many where a word is frequent. So the newest
    are looked through one by one, and where these hold few, the index is asked for all."""

    query: Query
    found: Select[Any]
    id: ColumnElement[int]
    older: list[int] | None = None  # what the index gave

    def page(self, connection: Connection, among: _Range, size: int) -> list[int]:
        found: list[int] = []
        if self.older is None:
            among = replace(among, below=min(among.below, 1 + _highest(connection)))
            window = replace(among, lowest=max(among.lowest, among.below - WINDOW))
            found = self._look(connection, window, size)
            if len(found) < size and window.lowest > among.lowest:
                among = replace(among, below=window.lowest)
                self.older = self._all(connection, among)
        older = (id for id in self.older or () if id < among.below)
        return [*found, *islice(older, size - len(found))]

    def _look(self, connection: Connection, among: _Range, size: int) -> list[int]:
        newest = _within(self.found, self.query, self.id, among).order_by(self.id.desc()).limit(size)
        connection.execute(text("SET LOCAL enable_bitmapscan = off"))
        found = connection.scalars(newest).all()
        connection.execute(text("SET LOCAL enable_bitmapscan = on"))
        return list(found)

    def _all(self, connection: Connection, among: _Range) -> list[int]:
        found = self.found.cte("found").prefix_with("MATERIALIZED")
        id = found.c.report_id
        return list(connection.scalars(_within(select(id), self.query, id, among).order_by(id.desc())))


def _within(found: Select[Any], query: Query, id: ColumnElement[int], among: _Range) -> Select[Any]:
    found = found.where(id < among.below, id >= among.lowest)
    said = reports.c.said_at
    times = [*([said >= query.since] if query.since else []), *([said < query.until] if query.until else [])]
    if times and id is not reports.c.id:
        found = found.join(reports, reports.c.id == id)
    return found.where(*times)


def _highest(connection: Connection) -> int:
    return connection.scalar(select(func.max(reports.c.id))) or 0


def _lowest(connection: Connection, since: datetime | None) -> int:
    """An id below which nothing was recorded since then: ids go with the time of recording."""
    low, high = 0, _highest(connection)
    if since is None:
        return low
    while low < high:
        middle = (low + high) // 2
        after = select(reports.c.recorded_at).where(reports.c.id >= middle).order_by(reports.c.id).limit(1)
        at = connection.scalar(after)
        low, high = (middle + 1, high) if at is not None and at < since - SLACK else (low, middle)
    return low


# ---------------------------------------------------------------- what


def _load(connection: Connection, ids: Sequence[int]) -> Iterator[tuple[int, Report, Revision, int]]:
    """In this order. Of the Document and the Revision it is what a rule reads: they say nothing of badges."""
    columns = (reports.c.id, reports.c.statement_id, reports.c.revision_id, reports.c.body)
    rows = connection.execute(select(*columns).where(reports.c.id.in_(ids))).all()
    known = _revisions(connection, {row.revision_id for row in rows})
    by_id = {row.id: row for row in rows}
    for id in ids:
        if (row := by_id.get(id)) and row.body["text"]:  # without it, it is forgotten
            yield id, report_of(row.body), known[row.revision_id], row.statement_id


def _revisions(connection: Connection, ids: Collection[int]) -> dict[int, Revision]:
    versions = connection.execute(select(revisions).where(revisions.c.id.in_(ids))).all()
    owners = select(documents).where(documents.c.id.in_({row.document_id for row in versions}))
    known = {row.id: document_of(row._mapping) for row in connection.execute(owners)}
    return {row.id: revision_of(row._mapping, known[row.document_id]) for row in versions}
