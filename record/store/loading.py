"""Statements, Events and Alerts as types, from their rows: shared by judging, sending and reading."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from record.store.shapes import document_of, report_of, revision_of, statement_of
from record.store.tables import (
    alert_hits,
    alerts,
    documents,
    events,
    hits,
    profiles,
    reports,
    revisions,
    speakers,
    statements,
    threads,
)
from record.types import (
    AccountAlert,
    Alert,
    AnyAlert,
    Event,
    EventKind,
    Evidence,
    Hit,
    OperatorAlert,
    Revision,
    Speaker,
    Statement,
)

# Only what their types hold: a likeness is long, and every time is made anew.
_DOCUMENT = [
    getattr(documents.c, name)
    for name in ("id", "key", "kind", "url", "outlet", "first_seen_at", "baseline", "account", "copy_of")
]
_VERSION = [
    getattr(revisions.c, name)
    for name in (
        *("id", "document_id", "source_id", "observed_at", "title", "text", "quoted", "lang", "published_at"),
        *("authors", "gone", "changes", "facts"),
    )
]


def load_evidence(connection: Connection, statement_ids: Collection[int]) -> dict[int, list[Evidence]]:
    """Statement id -> its Reports with Revision and Document, in the order of their recording."""
    # Their gists and vectors are long, and nobody asks for them here.
    columns = (reports.c.id, reports.c.statement_id, reports.c.revision_id, reports.c.body)
    query = select(*columns).where(reports.c.statement_id.in_(statement_ids)).order_by(reports.c.id)
    rows = connection.execute(query).all()
    known = _load_revisions(connection, {row.revision_id for row in rows})
    found: dict[int, list[Evidence]] = {}
    for row in rows:
        evidence = Evidence(row.id, report_of(row.body), known[row.revision_id], row.statement_id)
        found.setdefault(row.statement_id, []).append(evidence)
    return found


def _load_revisions(connection: Connection, revision_ids: Collection[int]) -> dict[int, Revision]:
    """Each once, however many Reports stand in it: texts are long."""
    versions = connection.execute(select(*_VERSION).where(revisions.c.id.in_(revision_ids))).all()
    owners = {version.document_id for version in versions}
    rows = connection.execute(select(*_DOCUMENT).where(documents.c.id.in_(owners))).all()
    badges = _badges(connection, {row.account for row in rows if row.account})
    known = {row.id: document_of(row._mapping, badges.get(row.account)) for row in rows}
    ends = _ends(connection, owners)
    return {
        version.id: revision_of(
            version._mapping,
            known[version.document_id],
            first=version.id == ends[version.document_id, version.source_id][0],
            last=version.id >= ends[version.document_id, version.source_id][1],
        )
        for version in versions
    }


def _badges(connection: Connection, accounts: Collection[str]) -> dict[str, bool]:
    """Account -> whether the platform says that it is verified; of several mirrors the latest counts."""
    query = select(profiles.c.account, profiles.c.verified).where(
        profiles.c.account.in_(accounts), profiles.c.verified.is_not(None)
    )
    return {row.account: row.verified for row in connection.execute(query.order_by(profiles.c.seen_at))}


def _ends(connection: Connection, document_ids: Collection[int]) -> dict[tuple[int, str], tuple[int, int]]:
    """(Document id, Source id) -> its first Revision there, and the last that took anything back.

    By Source: two mirrors may write one post in two ways, and nobody has edited it. Nor has anybody where a
    text that was cut is whole at last.
    """
    mine = (revisions.c.document_id, revisions.c.source_id)
    completed = revisions.c.changes["change"].as_string() == "completed"
    last = func.max(case((completed, None), else_=revisions.c.id))
    query = select(*mine, func.min(revisions.c.id), last).group_by(*mine)
    rows = connection.execute(query.where(revisions.c.document_id.in_(document_ids)))
    return {(document, source): (first, last) for document, source, first, last in rows}


def load_statements(connection: Connection, statement_ids: Collection[int]) -> dict[int, Statement]:
    """Statement id -> Statement, whole."""
    evidence = load_evidence(connection, statement_ids)
    joined = (
        select(statements, speakers.c.kind, speakers.c.name, threads.c.public_id.label("thread"))
        .join(speakers, speakers.c.id == statements.c.speaker_id)
        .outerjoin(threads, threads.c.id == statements.c.thread_id)
        .where(statements.c.id.in_(statement_ids))
    )
    return {
        row.id: statement_of(
            row._mapping,
            Speaker(row.speaker_id, row.kind, row.name),
            tuple(evidence.get(row.id, ())),
            row.thread,
        )
        for row in connection.execute(joined)
    }


def events_of(connection: Connection, rows: Collection[Row[Any]]) -> list[Event]:
    """Rows of `events` as Events with their Statements."""
    ids = {row.statement_id for row in rows} | {row.other_id for row in rows}
    known = load_statements(connection, ids - {None})
    return [event_of(row, known) for row in rows]


def event_of(row: Row[Any], known: Mapping[int, Statement]) -> Event:
    """The evidence of a reversal or a denial is a Report of the other Statement."""
    statement, other = known.get(row.statement_id), known.get(row.other_id)
    reports = (each for one in (statement, other) if one for each in one.reports)
    evidence = next((each for each in reports if each.id == row.report_id), None)
    return Event(row.id, EventKind(row.kind), row.at, row.batch, statement, evidence, row.data, other)


def load_alert(connection: Connection, alert_id: int) -> AnyAlert:
    """An Alert with its Hits, best first, and the Statements as they are now; one without Hits tells of an
    account, or the operator of a Source."""
    joined = (
        select(hits, alerts.c.channel, alerts.c.gathers, alerts.c.slot)
        .join(alert_hits, alert_hits.c.hit_id == hits.c.id)
        .join(alerts, alerts.c.id == alert_hits.c.alert_id)
        .where(alerts.c.id == alert_id)
        .order_by(alert_hits.c.rank)
    )
    rows = connection.execute(joined).all()
    if not rows:
        return _load_bare_alert(connection, alert_id)
    event_rows = connection.execute(select(events).where(events.c.id.in_({row.event_id for row in rows})))
    by_id = {event.id: event for event in events_of(connection, event_rows.all())}
    found = tuple(
        Hit(row.watch_id, row.watch_name, by_id[row.event_id], row.explanation, row.severity) for row in rows
    )
    return Alert(rows[0].channel, found, gathers=rows[0].gathers, slot=rows[0].slot)


def _load_bare_alert(connection: Connection, alert_id: int) -> OperatorAlert | AccountAlert:
    joined = select(events, alerts.c.channel, alerts.c.watches)
    joined = joined.join(alerts, alerts.c.event_id == events.c.id)
    row = connection.execute(joined.where(alerts.c.id == alert_id)).one()
    (event,) = events_of(connection, [row])
    if event.kind is EventKind.ACCOUNT_CHANGED:
        return AccountAlert(row.channel, event, tuple(row.watches or ()))
    return OperatorAlert(row.channel, event)
