"""What a later Revision does to the Statements of its Document: edited, deleted, back.

What was there is told from the Events, for a Report is never changed: its words stand until an edit takes
them out, and again from the edit that brings them back; its Document is gone from a deletion until the
return. Two mirrors that show one edit, or one deletion, tell of it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from record.amending import Former
from record.store.eventrows import write_event
from record.store.tables import events, reports, revisions, statements
from record.types import EventKind, Report, Revision


@dataclass(frozen=True, slots=True)
class Before:
    """What the same Source showed of the Document before; empty where this is the first time."""

    text: str = ""
    gone: bool = False  # since


@dataclass(frozen=True, slots=True)
class Edit:
    """One of `was` and `now` may be empty: taken out, or there again."""

    statement_id: int
    report_id: int  # the Report as it reads now, or as it read where it stands there no more
    was: str
    now: str


def shown_before(connection: Connection, revision: Revision) -> Before:
    """Mirrors differ: what another one has shown says nothing of an edit."""
    query = (
        select(revisions.c.gone)
        .where(
            revisions.c.document_id == revision.document.id,
            revisions.c.source_id == revision.source_id,
            revisions.c.id < revision.id,
        )
        .order_by(revisions.c.id.desc())
        .limit(1)
    )
    there = query.with_only_columns(revisions.c.text).where(revisions.c.gone.is_(False))
    return Before(connection.scalar(there) or "", bool(connection.scalar(query)))


def formers_of(connection: Connection, document_id: int) -> list[Former]:
    """The Reports of a Document, in the order of their recording."""
    words = reports.c.body["text"].as_string().label("words")
    query = select(reports.c.id, reports.c.statement_id, reports.c.speaker_id, words)
    rows = connection.execute(query.where(reports.c.document_id == document_id).order_by(reports.c.id)).all()
    out = _taken_out(connection, document_id) if rows else set()
    return [
        Former(row.id, row.statement_id, row.speaker_id, row.words, (row.statement_id, row.words) not in out)
        for row in rows
    ]


def write_edit(connection: Connection, edit: Edit, batch: str, now: datetime) -> None:
    write_event(
        connection,
        EventKind.EDITED,
        batch,
        now,
        statement_id=edit.statement_id,
        report_id=edit.report_id,
        data={"was": edit.was, "now": edit.now},
    )


def speak_as_edited(connection: Connection, former: Former, report_id: int, report: Report) -> None:
    """The Statement speaks the new words where the old ones were the original, or all that there was."""
    mine = statements.c.id == former.statement_id
    spoken = {"text": report.text, "stance": report.stance, "polarity": report.polarity}
    original = update(statements).where(mine, statements.c.original_id == former.report_id)
    if connection.execute(original.values(original_id=report_id, **spoken)).rowcount:
        return
    own, document_of = reports.alias(), select(reports.c.document_id).where(reports.c.id == former.report_id)
    elsewhere = (
        select(own.c.id)
        .where(own.c.statement_id == former.statement_id, own.c.document_id != document_of.scalar_subquery())
        .exists()
    )
    alone = (mine, statements.c.text == former.text, ~elsewhere)
    connection.execute(update(statements).where(*alone).values(**spoken))


def write_deletions(
    connection: Connection, document_id: int, standing: Sequence[Former], batch: str, now: datetime
) -> None:
    """Once for each Statement with words that stood in the Document when it went."""
    gone = _gone_from(connection, document_id)
    newest = {each.statement_id: each.report_id for each in standing}
    for statement_id, report_id in newest.items():
        if statement_id not in gone:
            _write(connection, EventKind.DELETED, batch, now, statement_id, report_id)


def write_returns(
    connection: Connection, document_id: int, formers: Sequence[Former], batch: str, now: datetime
) -> None:
    """Once for each Statement whose deletion was told."""
    gone = _gone_from(connection, document_id)
    newest = {each.statement_id: each.report_id for each in formers}
    for statement_id, report_id in newest.items():
        if statement_id in gone:
            _write(connection, EventKind.BACK, batch, now, statement_id, report_id)


def _write(
    connection: Connection, kind: EventKind, batch: str, now: datetime, statement_id: int, report_id: int
) -> None:
    write_event(connection, kind, batch, now, statement_id=statement_id, report_id=report_id)


def _taken_out(connection: Connection, document_id: int) -> set[tuple[int, str]]:
    """(Statement, words) that stand in the Document no more."""
    out: set[tuple[int, str]] = set()
    for row in _events_in(connection, document_id, EventKind.EDITED):
        out.add((row.statement_id, row.data["was"]))
        out.discard((row.statement_id, row.data["now"]))
    return out


def _gone_from(connection: Connection, document_id: int) -> set[int]:
    """Statements of which the last that was told is that this Document is gone."""
    last = {
        row.statement_id: row.kind
        for row in _events_in(connection, document_id, EventKind.DELETED, EventKind.BACK)
    }
    return {statement_id for statement_id, kind in last.items() if kind == EventKind.DELETED}


def _events_in(connection: Connection, document_id: int, *kinds: EventKind) -> Iterable[Any]:
    query = (
        select(events.c.kind, events.c.statement_id, events.c.data)
        .join(reports, reports.c.id == events.c.report_id)
        .where(
            reports.c.document_id == document_id,
            events.c.statement_id == reports.c.statement_id,  # by its index
            events.c.kind.in_(kinds),
        )
    )
    return connection.execute(query.order_by(events.c.id))
