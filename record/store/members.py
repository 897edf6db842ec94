"""The Statements that a new Report might belong to, as `place` sees them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from record.placing import Candidate, Member, own_post
from record.store.gistrows import gist_of
from record.store.tables import documents, reports, statements

MOST = 2_000  # wordings of one Speaker within the window; of more, the newest
AT_ONCE = 500  # that are loaded with one query
REMEMBERED = 5_000  # wordings, of about 6 kB each

_BODY = tuple(
    reports.c.body[name].as_string().label(name) for name in ("text", "stance", "kind", "provenance")
)
_MEMBER = (reports.c.id, reports.c.document_id, reports.c.polarity, reports.c.said_at, documents.c.account)
_GIST = (reports.c.gist, reports.c.vectors)
_PLACE = (reports.c.body["sentence"].label("sentence"), reports.c.body["content"].label("content"))


class Members:
    """Wordings by the id of their Report: they never change, and reading them is what takes long."""

    def __init__(self) -> None:
        self._known: dict[int, Member] = {}

    def candidates(
        self, connection: Connection, speaker_id: str, said_at: datetime, window: timedelta
    ) -> list[Candidate]:
        """The Speaker's Statements with a Report within the window, oldest first."""
        query = (
            select(reports.c.id, reports.c.statement_id)
            .where(
                reports.c.speaker_id == speaker_id,
                reports.c.said_at.between(said_at - window, said_at + window),
                reports.c.leading,
            )
            .order_by(reports.c.id.desc())
            .limit(MOST)
        )
        rows = connection.execute(query).all()
        known = self._load(connection, [report_id for report_id, _ in rows])
        grouped: dict[int, list[Member]] = {}
        for report_id, statement_id in reversed(rows):
            grouped.setdefault(statement_id, []).append(known[report_id])
        stances = _stances(connection, list(grouped))
        return [
            Candidate(
                statement_id=statement_id,
                speaker_id=speaker_id,
                stance=stances[statement_id],
                said_at=of[0].said_at,
                members=tuple(of),
            )
            for statement_id, of in sorted(grouped.items())
        ]

    def of_statement(self, connection: Connection, statement_id: int) -> list[Member]:
        """The wordings of one Statement, oldest first, whenever they were said."""
        mine = (reports.c.statement_id == statement_id, reports.c.leading)
        query = select(reports.c.id).where(*mine).order_by(reports.c.id.desc()).limit(AT_ONCE)
        ids = list(reversed(connection.scalars(query).all()))
        known = self._load(connection, ids)
        return [known[report_id] for report_id in ids]

    def _load(self, connection: Connection, ids: Sequence[int]) -> dict[int, Member]:
        missing = [report_id for report_id in ids if report_id not in self._known]
        if len(self._known) + len(missing) > REMEMBERED:
            self._known = {report_id: self._known[report_id] for report_id in ids if report_id in self._known}
        found = {report_id: self._known[report_id] for report_id in ids if report_id in self._known}
        for first in range(0, len(missing), AT_ONCE):
            chosen = reports.c.id.in_(missing[first : first + AT_ONCE])
            query = select(*_MEMBER, *_BODY, *_GIST, *_PLACE).join(
                documents, documents.c.id == reports.c.document_id
            )
            found |= {row.id: _member(row) for row in connection.execute(query.where(chosen))}
        self._known |= found
        return found


def _stances(connection: Connection, statement_ids: Sequence[int]) -> dict[int, Any]:
    query = select(statements.c.id, statements.c.stance)
    found: dict[int, Any] = {}
    for first in range(0, len(statement_ids), AT_ONCE):
        chosen = statements.c.id.in_(statement_ids[first : first + AT_ONCE])
        found |= {row.id: row.stance for row in connection.execute(query.where(chosen))}
    return found


def _member(row: Any) -> Member:
    return Member(
        report_id=row.id,
        document_id=row.document_id,
        text=row.text,
        gist=gist_of(row.gist, row.vectors),
        said_at=row.said_at,
        stance=row.stance,
        polarity=row.polarity,
        kind=row.kind,
        post=own_post(row.account, row.document_id, row.provenance),
        sentence=tuple(row.sentence),
        content=tuple((start, end) for start, end in row.content),
    )
