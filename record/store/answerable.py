"""Statements that a new Report might answer, found by who spoke and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from record.placing import Located, Other, Placement, Rumour
from record.store.gistrows import gist_of
from record.store.tables import documents, reports, rumours, statements, voices

OWN = timedelta(days=90)  # in which one reverses what one has said
OTHERS = timedelta(days=14)  # in which one answers somebody else
SLACK = timedelta(days=1)  # a saying is often dated by its day alone
MOST_OWN = 150  # Reports, the newest
MOST_VOICES = 60  # Speakers
MOST_OTHERS = 150  # Reports, the newest
MOST_RUMOURS = 60  # the newest
MOST_DENIALS = 60  # Statements, the newest
LOOKED_THROUGH = 5_000  # Statements among which they are looked for
WORDINGS = 3  # of one Statement

_TEXT = reports.c.body["text"].as_string().label("words")
_SHOWN = (
    *(reports.c[name] for name in ("statement_id", "document_id", "speaker_id", "gist", "vectors")),
    reports.c.said_at.label("reported_at"),
    statements.c.said_at,
    statements.c.stance,
    statements.c.polarity,
    statements.c.thread_id,
    documents.c.baseline,
    _TEXT,
)


def others(
    connection: Connection,
    located: Located,
    said_at: datetime,
    placement: Placement,
    statement_id: int,
    document_id: int,
) -> list[Other]:
    """Wordings of the Speaker's own Statements and of those whom the Document may mean, the newest first."""
    rows = [
        *_own(connection, located, said_at, statement_id),
        *_of_others(connection, located, said_at, statement_id),
        *_like(connection, placement, statement_id),
        *_of_rumours(connection, located, said_at, statement_id),
        *_denials(connection, located, said_at, statement_id),
    ]
    kept = _some_wordings(rows)
    answered = rumours_of(connection, {row.statement_id for row in kept})
    spoken = _voices_of(connection, {row.speaker_id for row in kept})
    here = _standing_beside(connection, statement_id, document_id)
    return [
        Other(
            statement_id=row.statement_id,
            speaker_id=row.speaker_id,
            voices=frozenset(spoken.get(row.speaker_id, ())) | {row.speaker_id},
            said_at=row.said_at or row.reported_at,
            stance=row.stance,
            polarity=row.polarity,
            text=row.words,
            gist=gist_of(row.gist, row.vectors),
            rumours=tuple(answered.get(row.statement_id, ())),
            thread_id=row.thread_id,
            here=row.statement_id in here,
            baseline=row.baseline,
        )
        for row in kept
    ]


def _rows(
    connection: Connection, statement_id: int, most: int, *conditions: ColumnElement[bool]
) -> list[Row[Any]]:
    query = (
        select(*_SHOWN)
        .join(statements, statements.c.id == reports.c.statement_id)
        .join(documents, documents.c.id == reports.c.document_id)
        .where(
            reports.c.leading,
            statements.c.merged_into.is_(None),
            reports.c.statement_id != statement_id,
            *conditions,
        )
        .order_by(reports.c.said_at.desc(), reports.c.id.desc())
        .limit(most)
    )
    return list(connection.execute(query))


def _own(
    connection: Connection, located: Located, said_at: datetime, statement_id: int
) -> Iterable[Row[Any]]:
    mine = reports.c.speaker_id == located.report.speaker.id
    within = reports.c.said_at.between(said_at - OWN, said_at + SLACK)
    return _rows(connection, statement_id, MOST_OWN, mine, within)


def _of_others(
    connection: Connection, located: Located, said_at: datetime, statement_id: int
) -> Iterable[Row[Any]]:
    """Those for whom somebody of the same organisation speaks, or somebody whom the Document names."""
    meant = located.parties.voices | located.parties.named
    query = select(voices.c.speaker_id).where(voices.c.voice.in_(meant)).distinct()
    query = query.where(voices.c.speaker_id != located.report.speaker.id).limit(MOST_VOICES)
    speakers = connection.scalars(query).all() if meant else []
    within = reports.c.said_at.between(said_at - OTHERS, said_at + SLACK)
    theirs = reports.c.speaker_id.in_(speakers)
    return _rows(connection, statement_id, MOST_OTHERS, theirs, within) if speakers else []


def _like(connection: Connection, placement: Placement, statement_id: int) -> Iterable[Row[Any]]:
    ids = [near.statement_id for near in placement.near]
    return _rows(connection, statement_id, MOST_OWN, reports.c.statement_id.in_(ids)) if ids else []


def _of_rumours(
    connection: Connection, located: Located, said_at: datetime, statement_id: int
) -> Iterable[Row[Any]]:
    """Whoever has answered a rumour of these days: it may be the same one."""
    if located.rumour is None:
        return []
    recent = (
        select(rumours.c.report_id)
        .where(rumours.c.at.between(said_at - OTHERS, said_at + SLACK))
        .order_by(rumours.c.at.desc())
        .limit(MOST_RUMOURS)
    )
    ids = connection.scalars(recent).all()
    return _rows(connection, statement_id, MOST_RUMOURS, reports.c.id.in_(ids)) if ids else []


def _denials(
    connection: Connection, located: Located, said_at: datetime, statement_id: int
) -> Iterable[Row[Any]]:
    """What anybody has denied of late, named or not: a denial may be the second one of its matter."""
    if located.report.stance != "deny":
        return []
    newest = select(func.max(statements.c.id)).scalar_subquery()
    recent = (
        select(statements.c.id)
        .where(statements.c.stance == "deny", statements.c.id > newest - LOOKED_THROUGH)
        .order_by(statements.c.id.desc())
        .limit(MOST_DENIALS)
    )
    ids = connection.scalars(recent).all()
    within = reports.c.said_at.between(said_at - OTHERS, said_at + SLACK)
    return (
        _rows(connection, statement_id, MOST_OTHERS, reports.c.statement_id.in_(ids), within) if ids else []
    )


def _some_wordings(rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    """A few of each Statement, and each once."""
    kept: dict[int, dict[str, Row[Any]]] = {}
    for row in rows:
        wordings = kept.setdefault(row.statement_id, {})
        if len(wordings) < WORDINGS:
            wordings.setdefault(row.words, row)
    return [row for wordings in kept.values() for row in wordings.values()]


def rumours_of(connection: Connection, statement_ids: Collection[int]) -> dict[int, list[Rumour]]:
    """What each Statement has answered."""
    query = (
        select(reports.c.statement_id, rumours.c.text, rumours.c.gist, rumours.c.vectors)
        .join(reports, reports.c.id == rumours.c.report_id)
        .where(reports.c.statement_id.in_(statement_ids))
    )
    found: dict[int, list[Rumour]] = {}
    for row in connection.execute(query):
        made = Rumour(row.text, (0, 0), gist_of(row.gist, row.vectors))
        found.setdefault(row.statement_id, []).append(made)
    return found


def _voices_of(connection: Connection, speaker_ids: Collection[str]) -> dict[str, list[str]]:
    query = select(voices).where(voices.c.speaker_id.in_(speaker_ids))
    found: dict[str, list[str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.speaker_id, []).append(row.voice)
    return found


def _standing_beside(connection: Connection, statement_id: int, document_id: int) -> set[int]:
    """Statements that one Document gives together with this one: said at one time, whoever reports it."""
    where = select(reports.c.document_id).where(reports.c.statement_id == statement_id)
    shared = or_(reports.c.document_id == document_id, reports.c.document_id.in_(where))
    return set(connection.scalars(select(reports.c.statement_id).where(shared).distinct()))
