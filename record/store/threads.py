"""Answers and threads: who answered whom, as rows; and the Events on the Statements that are answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from record.placing import Answer, AnswerTo, Located, Other, Placement, Rumour
from record.store.answerable import others, rumours_of
from record.store.eventrows import write_event
from record.store.gistrows import gist_body, gist_vectors
from record.store.reportrows import new_public_id
from record.store.rows import insert_new
from record.store.tables import answers, events, rumours, statements, threads, voices
from record.types import EventKind

MOST_RUMOURS = 5  # wordings of what one Statement answers
_TELLS = {"reverses": EventKind.REVERSED, "denies": EventKind.DENIED}
_WIDEST = 200  # characters of a voice


@dataclass(frozen=True, slots=True)
class Tied:
    """A new Report that has its place."""

    located: Located
    placement: Placement
    statement_id: int  # that it stands in
    report_id: int
    opened: bool  # it opened the Statement
    said_at: datetime
    document_id: int
    batch: str  # of the Events that are written


def tie(connection: Connection, tied: Tied, answers_to: AnswerTo, now: datetime) -> bool:
    """Writes what the Report's Statement answers; whether it is its thread's first denial, opened now. The
    lock on threads is held, see record/store/intake.py."""
    found = others(
        connection, tied.located, tied.said_at, tied.placement, tied.statement_id, tied.document_id
    )
    _know_voices(connection, tied.located)
    known = rumours_of(connection, {tied.statement_id}).get(tied.statement_id, [])
    binds = tied.opened or _is_original(connection, tied)
    given = [
        answer
        for answer in answers_to(tied.located, tied.said_at, tied.placement, found, known)
        if answer.statement_id != tied.statement_id
        and (binds or answer.kind != "reverses")
        and not _is_known(connection, tied.statement_id, answer)
    ]
    if given:
        thread_id = _thread_for(connection, tied, given, now)
        for answer in given:
            _write(connection, tied, answer, thread_id, now)
    first = tied.opened and tied.located.report.stance == "deny" and _is_first(connection, tied, found)
    if first:
        mine = statements.c.id == tied.statement_id
        connection.execute(update(statements).where(mine).values(first_denial=True))
    return first


def join_threads(connection: Connection, kept_id: int, merged_id: int, now: datetime) -> None:  # noqa: ARG001
    """Two Statements turn out to be one: it has the answers of both, and their threads are one."""
    both = select(statements.c.thread_id, statements.c.first_denial)
    rows = connection.execute(both.where(statements.c.id.in_((kept_id, merged_id)))).all()
    for column in (answers.c.statement_id, answers.c.answered_id):
        connection.execute(update(answers).where(column == merged_id).values({column: kept_id}))
    connection.execute(update(events).where(events.c.other_id == merged_id).values(other_id=kept_id))
    connection.execute(delete(answers).where(answers.c.statement_id == answers.c.answered_id))
    _drop_repeated(connection, kept_id)
    standing = {row.thread_id for row in rows if row.thread_id is not None}
    values: dict[str, Any] = {"first_denial": any(row.first_denial for row in rows)}
    if standing:
        values["thread_id"] = _one_thread(connection, standing)
    connection.execute(update(statements).where(statements.c.id == kept_id).values(**values))


def _drop_repeated(connection: Connection, statement_id: int) -> None:
    """One answer of a kind to one Statement, the first."""
    same = (answers.c.statement_id, answers.c.kind, answers.c.answered_id)
    touched = (answers.c.statement_id == statement_id) | (answers.c.answered_id == statement_id)
    kept = select(func.min(answers.c.id)).where(touched, answers.c.answered_id.is_not(None)).group_by(*same)
    ids = connection.scalars(kept).all()
    later = delete(answers).where(touched, answers.c.answered_id.is_not(None), answers.c.id.not_in(ids))
    connection.execute(later)


def _is_original(connection: Connection, tied: Tied) -> bool:
    """Others' Reports that join bring no reversal: how they put it is not how it was said."""
    mine = (statements.c.id == tied.statement_id, statements.c.original_id == tied.report_id)
    return connection.scalar(select(statements.c.id).where(*mine)) is not None


def _know_voices(connection: Connection, located: Located) -> None:
    speaker_id = located.report.speaker.id
    for voice in sorted(located.parties.voices | {speaker_id}):
        insert_new(connection, voices, {"voice": voice[:_WIDEST], "speaker_id": speaker_id})


def _is_known(connection: Connection, statement_id: int, answer: Answer) -> bool:
    """Has another Report of the Statement answered the same, or enough rumours?"""
    mine = answers.c.statement_id == statement_id
    if answer.statement_id is not None:
        same = (mine, answers.c.kind == answer.kind, answers.c.answered_id == answer.statement_id)
        return connection.scalar(select(answers.c.id).where(*same)) is not None
    query = select(rumours.c.text).join(answers, answers.c.rumour_id == rumours.c.id).where(mine)
    written = connection.scalars(query).all()
    told = answer.rumour.text if answer.rumour else ""
    return len(written) >= MOST_RUMOURS or told in written


# ---------------------------------------------------------------- writing


def _thread_for(connection: Connection, tied: Tied, given: Sequence[Answer], now: datetime) -> int:
    """The thread of all that are answered, the oldest where there are several; else a new one."""
    ids = {tied.statement_id, *(answer.statement_id for answer in given if answer.statement_id)}
    query = select(statements.c.id, statements.c.thread_id, statements.c.text).where(statements.c.id.in_(ids))
    rows = connection.execute(query).all()
    standing = {row.thread_id for row in rows if row.thread_id is not None}
    words = {row.id: row.text for row in rows}
    thread_id = _one_thread(connection, standing) if standing else _open(connection, given, words, now)
    connection.execute(update(statements).where(statements.c.id.in_(ids)).values(thread_id=thread_id))
    return thread_id


def _one_thread(connection: Connection, standing: Collection[int]) -> int:
    first, *later = sorted(standing)
    for table in (statements, rumours):
        joins = update(table).where(table.c.thread_id.in_(later)).values(thread_id=first)
        connection.execute(joins)
    connection.execute(delete(threads).where(threads.c.id.in_(later)))
    return first


def _open(connection: Connection, given: Sequence[Answer], words: dict[int, str], now: datetime) -> int:
    told = next((answer.rumour.text for answer in given if answer.rumour), None)
    subject = told or words[min(words)]
    values = {"public_id": new_public_id("th_"), "subject": subject, "opened_at": now}
    made = connection.execute(insert(threads).values(**values).returning(threads.c.id))
    return int(made.scalar_one())


def _write(connection: Connection, tied: Tied, answer: Answer, thread_id: int, now: datetime) -> None:
    rumour_id = None
    if answer.rumour is not None and answer.statement_id is None:
        rumour_id = _insert_rumour(connection, tied, answer.rumour, thread_id)
    values = {
        "statement_id": tied.statement_id,
        "kind": answer.kind,
        "answered_id": answer.statement_id,
        "rumour_id": rumour_id,
        "report_id": tied.report_id,
        "at": now,
        "reason": answer.reason,
    }
    connection.execute(insert(answers).values(**values))
    kind = _TELLS.get(answer.kind)
    if kind is not None and answer.statement_id is not None:
        _tell(connection, tied, kind, answer.statement_id, now)


def _insert_rumour(connection: Connection, tied: Tied, rumour: Rumour, thread_id: int) -> int:
    values = {
        "thread_id": thread_id,
        "report_id": tied.report_id,
        "text": rumour.text,
        "at": tied.said_at,
        "gist": gist_body(rumour.gist),
        "vectors": gist_vectors(rumour.gist),
    }
    made = connection.execute(insert(rumours).values(**values).returning(rumours.c.id))
    return int(made.scalar_one())


def _tell(connection: Connection, tied: Tied, kind: EventKind, answered_id: int, now: datetime) -> None:
    """Once for two Statements, however many Reports they have."""
    told = select(events.c.id).where(
        events.c.statement_id == answered_id,
        events.c.other_id == tied.statement_id,
        events.c.kind == kind.value,
    )
    if connection.scalar(told) is None:
        write_event(
            connection,
            kind,
            tied.batch,
            now,
            statement_id=answered_id,
            report_id=tied.report_id,
            other_id=tied.statement_id,
        )


def _is_first(connection: Connection, tied: Tied, found: Sequence[Other]) -> bool:
    """No other denial stands in its thread; where it has none, in its Document by the same Speaker."""
    mine = select(statements.c.thread_id).where(statements.c.id == tied.statement_id)
    thread_id = connection.scalar(mine)
    if thread_id is None:
        speaker_id = tied.located.report.speaker.id
        return not any(
            each.here and each.stance == "deny" and each.speaker_id == speaker_id for each in found
        )
    earlier = select(statements.c.id).where(
        statements.c.thread_id == thread_id,
        statements.c.id != tied.statement_id,
        statements.c.stance == "deny",
        statements.c.merged_into.is_(None),
    )
    return connection.scalar(earlier.limit(1)) is None
