"""When a Document's recheck is due: scheduled with its first Revision, hastened by what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, case, exists, or_, select, update

from record.cadence import FIRST, Course, is_old, pause_at
from record.store.rows import insert_new
from record.store.tables import documents, events, hits, rechecks, reports, statements
from record.types import Listed


def schedule(
    connection: Connection, listed: Listed, published_at: datetime | None, baseline: bool, now: datetime
) -> None:
    """The first recheck of an article that was just recorded.

    What was there before its Source was added sleeps until it turns out to be important: a first run must not
    be followed by a storm. What is old even then has none.
    """
    if baseline and is_old(published_at, now):
        return
    values = {
        "document_id": listed.document_id,
        "source_id": listed.source_id,
        "url": listed.url,
        "not_before": now + FIRST,
        "done_at": now if baseline else None,
    }
    insert_new(connection, rechecks, values)


def hasten(connection: Connection, document_ids: Iterable[int], now: datetime) -> None:
    """These Documents became important: they are looked at as often as their age asks for."""
    for document_id in sorted(set(document_ids)):  # in one order, so that no two wait for each other
        pause = pause_at(course_of(connection, document_id).age(now))
        if pause is None:
            continue
        soon = now + pause
        late = or_(rechecks.c.done_at.is_not(None), rechecks.c.not_before > soon)
        values = {"done_at": None, "not_before": case((late, soon), else_=rechecks.c.not_before)}
        connection.execute(update(rechecks).where(rechecks.c.document_id == document_id).values(**values))


def course_of(connection: Connection, document_id: int) -> Course:
    """What the next look depends on, as the record has it now."""
    dates = select(documents.c.first_seen_at, documents.c.published_at).where(documents.c.id == document_id)
    row = connection.execute(dates).one()
    return Course(row.first_seen_at, row.published_at, _is_important(connection, document_id))


def _is_important(connection: Connection, document_id: int) -> bool:
    """It has a Hit of any watch, told or not, or holds the original of a Statement."""
    here = reports.c.document_id == document_id
    # By the Statement first: that is what hits are indexed by.
    judged = hits.join(events, events.c.id == hits.c.event_id).join(
        reports, (reports.c.id == events.c.report_id) & (reports.c.statement_id == hits.c.statement_id)
    )
    spoken = statements.join(reports, reports.c.id == statements.c.original_id)
    found = select(
        or_(
            exists(select(1).select_from(judged).where(here)),
            exists(select(1).select_from(spoken).where(here)),
        )
    )
    return bool(connection.scalar(found))
