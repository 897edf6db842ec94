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
_KEY = (reports.c.id, reports.c.document_id, reports.c.fingerprint)
_GIST = (reports.c.gist, reports.c.vectors)
_PLACE = (reports.c.body["sentence"].label("sentence"), reports.c.body["content"].label("content"))


Key = tuple[int, int, str]  # id, Document, fingerprint: SQLite may give an id again that was rolled back


class Members:
    """Wordings by their Report: they never change, and reading them is what takes long. Which of them stand,
    and in which Statement, is asked of the record each time: what is forgotten leads no more."""

    def __init__(self) -> None:
        self._known: dict[Key, Member] = {}

    def candidates(
        self, connection: Connection, speaker_id: str, said_at: datetime, window: timedelta
    ) -> list[Candidate]:
        """The Speaker's Statements with a Report within the window, oldest first."""
        query = (
            select(*_KEY, reports.c.statement_id)
            .where(
                reports.c.speaker_id == speaker_id,
                reports.c.said_at.between(said_at - window, said_at + window),
                reports.c.leading,
            )
            .order_by(reports.c.id.desc())
            .limit(MOST)
        )
        rows = connection.execute(query).all()
        known = self._load(connection, [_key(row) for row in rows])
        grouped: dict[int, list[Member]] = {}
        for row in reversed(rows):
            grouped.setdefault(row.statement_id, []).append(known[_key(row)])
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
        query = select(*_KEY).where(*mine).order_by(reports.c.id.desc()).limit(AT_ONCE)
        keys = [_key(row) for row in reversed(connection.execute(query).all())]
        known = self._load(connection, keys)
        return [known[key] for key in keys]

    def _load(self, connection: Connection, keys: Sequence[Key]) -> dict[Key, Member]:
        found = {key: self._known[key] for key in keys if key in self._known}
        missing = {key[0]: key for key in keys if key not in found}
        if len(self._known) + len(missing) > REMEMBERED:
            self._known = dict(found)
        ids = list(missing)
        for first in range(0, len(ids), AT_ONCE):
            chosen = reports.c.id.in_(ids[first : first + AT_ONCE])
            query = select(*_MEMBER, *_BODY, *_GIST, *_PLACE).join(
                documents, documents.c.id == reports.c.document_id
            )
            found |= {missing[row.id]: member_of(row) for row in connection.execute(query.where(chosen))}
        self._known |= found
        return found


def _key(row: Any) -> Key:
    return row.id, row.document_id, row.fingerprint


def _stances(connection: Connection, statement_ids: Sequence[int]) -> dict[int, Any]:
    query = select(statements.c.id, statements.c.stance)
    found: dict[int, Any] = {}
    for first in range(0, len(statement_ids), AT_ONCE):
        chosen = statements.c.id.in_(statement_ids[first : first + AT_ONCE])
        found |= {row.id: row.stance for row in connection.execute(query.where(chosen))}
    return found


def member_of(row: Any) -> Member:
    """Of a Report with the columns that this module asks for; without places where none were asked for."""
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
        sentence=tuple(getattr(row, "sentence", ())),
        content=tuple((start, end) for start, end in getattr(row, "content", ())),
    )
