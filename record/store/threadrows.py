"""A thread as it is shown."""

from __future__ import annotations

from sqlalchemy import Connection, select

from record.store.loading import load_statements
from record.store.tables import answers, rumours, statements, threads
from record.threads import Entry, RecordedAnswer, Thread
from record.types import Statement

MOST = 100  # Statements of one thread


def thread_of(connection: Connection, statement_id: int) -> Thread | None:
    """The thread that the Statement stands in; None where it answers nothing and nobody has answered it."""
    mine = select(statements.c.thread_id).where(statements.c.id == statement_id)
    row = connection.execute(select(threads).where(threads.c.id == mine.scalar_subquery())).first()
    if row is None:
        return None
    standing = (statements.c.thread_id == row.id, statements.c.merged_into.is_(None))
    ids = connection.scalars(select(statements.c.id).where(*standing).order_by(statements.c.id).limit(MOST))
    known = load_statements(connection, list(ids))
    given = _answers(connection, known)
    ordered = sorted(known.values(), key=lambda each: (each.said_at or each.first_seen_at, each.id))
    entries = tuple(Entry(each, tuple(given.get(each.id, ()))) for each in ordered)
    return Thread(row.public_id, row.subject, row.opened_at, entries)


def _answers(connection: Connection, known: dict[int, Statement]) -> dict[int, list[RecordedAnswer]]:
    query = (
        select(answers, rumours.c.text.label("rumour"))
        .outerjoin(rumours, rumours.c.id == answers.c.rumour_id)
        .where(answers.c.statement_id.in_(known))
        .order_by(answers.c.id)
    )
    found: dict[int, list[RecordedAnswer]] = {}
    for row in connection.execute(query):
        answered = known[row.answered_id].public_id if row.answered_id in known else None
        made = RecordedAnswer(row.kind, answered, row.rumour, row.at, row.reason)
        found.setdefault(row.statement_id, []).append(made)
    return found
