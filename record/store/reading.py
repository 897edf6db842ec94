"""What explain, the page and the demo's checker read: nothing here writes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, or_, select

from record.clock import Clock
from record.originals import Sought
from record.store.absences import absences_of
from record.store.accounts import account_states
from record.store.engine import database_now, read
from record.store.history import Seen, history_of
from record.store.identity import documents_at
from record.store.loading import events_of, load_statements
from record.store.originals import sought_of
from record.store.sourcerows import SourceRow, source_rows
from record.store.tables import (
    alert_hits,
    alerts,
    attempts,
    deliveries,
    documents,
    events,
    hits,
    polls,
    rechecks,
    reports,
    revisions,
    statements,
)
from record.store.threadrows import thread_of
from record.threads import Thread
from record.types import Account, AccountState, Event, Gathering, Json, Purpose, Statement


@dataclass(frozen=True, slots=True)
class RecordedHit:
    """A Hit with the checks that it went through."""

    watch_id: str
    watch_name: str
    event: Event
    at: datetime
    explanation: Json
    checks: tuple[Json, ...]  # {check, passed, reason}


@dataclass(frozen=True, slots=True)
class RecordedAttempt:
    """One try to send, as the log has it."""

    started_at: datetime
    ended_at: datetime | None
    kind: str | None  # a SendClass
    status: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class RecordedDelivery:
    """A Delivery with all its Attempts."""

    key: str
    alert_id: int
    watches: tuple[str, ...]  # the watches of its Alert that hit this Statement
    channel: str
    recipient: int
    state: str
    doubt: bool
    alerted_at: datetime
    sent_at: datetime | None
    error: str | None
    attempts: tuple[RecordedAttempt, ...]
    purpose: Purpose = "alert"
    stands_for: str | None = None  # the Channel that was to be told
    not_before: datetime | None = None  # of one that waits
    gathers: Gathering | None = None
    others: int = 0  # further Statements in the same message
    forgotten: bool = False  # a dead one whose message was thrown away


@dataclass(frozen=True, slots=True)
class DocumentState:
    """Where one Document stands: for an address under which nobody was found to speak."""

    url: str
    title: str
    state: str
    error: str | None
    first_seen_at: datetime
    baseline: bool
    revisions: int
    waiting: int  # Revisions that nobody has extracted from yet
    quarantined: tuple[str, ...]  # errors of Revisions that cannot be read
    history: tuple[Seen, ...]
    absent: tuple[tuple[str, datetime], ...] = ()  # (Source id, since when it no longer lists this post)
    kind: str = "article"  # or "post"


class ReadingStore:
    """Read-only verbs. Every method is one view of the record and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def statement(self, public_id: str) -> Statement | None:
        """The Statement of that public id; a merged one answers as the one it went into."""
        with read(self._engine) as connection:
            query = select(statements).where(statements.c.public_id == public_id)
            row = connection.execute(query).first()
            if row is None:
                return None
            statement_id = row.merged_into or row.id
            return load_statements(connection, [statement_id])[statement_id]

    def statements_at(self, url: str, keys: Collection[str] = ()) -> list[Statement]:
        """Statements with a Report in the Document at this address, oldest first; `keys` as there."""
        with read(self._engine) as connection:
            found = documents_at(connection, url, keys)
            query = select(reports.c.statement_id).where(reports.c.document_id.in_(found))
            known = load_statements(connection, set(connection.scalars(query)))
            return [known[statement_id] for statement_id in sorted(known)]

    def statements(self, speaker_id: str | None = None) -> list[Statement]:
        """Every Statement (of one Speaker) that went into no other one, oldest first."""
        with read(self._engine) as connection:
            query = select(statements.c.id).where(statements.c.merged_into.is_(None))
            query = query.order_by(statements.c.id)
            if speaker_id is not None:
                query = query.where(statements.c.speaker_id == speaker_id)
            ids = connection.scalars(query).all()
            known = load_statements(connection, ids)
            return [known[statement_id] for statement_id in ids]

    def document(self, url: str, keys: Collection[str] = ()) -> DocumentState | None:
        """How far the Document at this address has come; `keys` as in documents_at."""
        with read(self._engine) as connection:
            query = select(documents).where(documents.c.id.in_(documents_at(connection, url, keys)))
            row = connection.execute(query).first()
            if row is None:
                return None
            mine = select(revisions).where(revisions.c.document_id == row.id).order_by(revisions.c.id)
            versions = connection.execute(mine).all()
            return DocumentState(
                url=row.url,
                title=row.title,
                state=row.state,
                error=row.error,
                first_seen_at=row.first_seen_at,
                baseline=row.baseline,
                revisions=len(versions),
                waiting=sum(version.done_at is None for version in versions),
                quarantined=tuple(v.error for v in versions if v.done_at and v.error),
                history=history_of(versions, row.kind),
                absent=absences_of(connection, row.id),
                kind=row.kind,
            )

    def events(self, statement: Statement) -> list[Event]:
        """Everything that happened to the Statement, in order."""
        with read(self._engine) as connection:
            query = select(events).where(events.c.statement_id == statement.id).order_by(events.c.id)
            return events_of(connection, connection.execute(query).all())

    def thread(self, statement: Statement) -> Thread | None:
        """Who answered whom about what; None where the Statement stands alone."""
        with read(self._engine) as connection:
            return thread_of(connection, statement.id)

    def sought(self, statement: Statement, accounts: Collection[Account]) -> Sought | None:
        """What decides whether the original was found, see statements/originals.py; None: nobody says that
        it was posted. `accounts`: the Speaker's."""
        with read(self._engine) as connection:
            return sought_of(connection, statement.id, accounts)

    def hits(self, statement: Statement) -> list[RecordedHit]:
        """Every Hit on the Statement, told or not, in order."""
        with read(self._engine) as connection:
            query = select(hits).where(hits.c.statement_id == statement.id).order_by(hits.c.id)
            rows = connection.execute(query).all()
            event_rows = connection.execute(
                select(events).where(events.c.id.in_({row.event_id for row in rows}))
            ).all()
            by_id = {event.id: event for event in events_of(connection, event_rows)}
            return [
                RecordedHit(
                    row.watch_id,
                    row.watch_name,
                    by_id[row.event_id],
                    row.at,
                    row.explanation,
                    tuple(row.checks),
                )
                for row in rows
            ]

    def deliveries(self, statement: Statement) -> list[RecordedDelivery]:
        """Every Delivery of an Alert in which the Statement had a Hit."""
        with read(self._engine) as connection:
            watches = _watches_by_alert(connection, statement.id)
            stood_for = deliveries.alias()
            query = (
                select(
                    deliveries,
                    *(alerts.c.at.label("alerted_at"), alerts.c.gathers),
                    stood_for.c.channel.label("instead_of"),
                )
                .join(alerts, alerts.c.id == deliveries.c.alert_id)
                .outerjoin(stood_for, stood_for.c.id == deliveries.c.stands_for)
                .where(deliveries.c.alert_id.in_(watches))
                .order_by(deliveries.c.id)
            )
            rows = connection.execute(query).all()
            log = _attempts_by_delivery(connection, [row.id for row in rows])
            told = _statements_by_alert(connection, watches)
            now = database_now(connection, self._clock)
            return [
                _delivery(row, watches[row.alert_id], log.get(row.id, ()), told[row.alert_id], now)
                for row in rows
            ]

    def alerted(self, ref: str) -> list[Statement]:
        """What the Alerts of these Deliveries told, oldest first; `ref` begins their keys."""
        with read(self._engine) as connection:
            query = (
                select(hits.c.statement_id)
                .join(alert_hits, alert_hits.c.hit_id == hits.c.id)
                .join(deliveries, deliveries.c.alert_id == alert_hits.c.alert_id)
                .where(deliveries.c.key.startswith(ref, autoescape=True))
                .distinct()
                .order_by(hits.c.statement_id)
            )
            ids = [id for id in connection.scalars(query) if id is not None]
            known = load_statements(connection, ids)
            return [known[statement_id] for statement_id in ids]

    def sources(self) -> list[SourceRow]:
        """Every Source that was ever on the catalog, with its state."""
        with read(self._engine) as connection:
            return source_rows(connection, self._clock.now())

    def accounts(self) -> dict[str, AccountState]:
        """What is known of each account that was ever read, by its key."""
        with read(self._engine) as connection:
            return account_states(connection)

    def poll_counts(self) -> dict[str, int]:
        """How often each Source was polled."""
        with read(self._engine) as connection:
            counted = select(polls.c.source_id, func.count()).group_by(polls.c.source_id)
            return _counts(connection, counted)

    def activity(self, since: datetime) -> Json:
        """What was done since then, in numbers: polls by outcome, Statements, Deliveries by state, articles
        and posts that were seen edited or gone."""
        outcomes = select(polls.c.outcome, func.count()).where(polls.c.at >= since)
        states = select(deliveries.c.state, func.count())
        tried = select(attempts.c.delivery_id).where(attempts.c.started_at >= since)
        states = states.join(alerts, alerts.c.id == deliveries.c.alert_id)
        states = states.where(or_(alerts.c.at >= since, deliveries.c.id.in_(tried)))
        opened = select(func.count()).select_from(statements).where(statements.c.first_seen_at >= since)
        seen_again = (revisions.c.changes.is_not(None), revisions.c.observed_at >= since)
        edit = revisions.c.changes["change"].as_string().is_distinct_from("completed")
        changed = select(revisions.c.gone, func.count()).where(*seen_again, edit).group_by(revisions.c.gone)
        with read(self._engine) as connection:
            counted = _counts(connection, changed)
            return {
                "polls": _counts(connection, outcomes.group_by(polls.c.outcome)),
                "statements": connection.scalar(opened),
                "deliveries": _counts(connection, states.group_by(deliveries.c.state)),
                "edited": counted.get(False, 0),
                "gone": counted.get(True, 0),
            }

    def looks(self) -> int:
        """How often articles were looked at again, ever; also those looks that failed."""
        with read(self._engine) as connection:
            return connection.scalar(select(func.sum(rechecks.c.made))) or 0

    def waiting(self) -> dict[str, int]:
        """How much work waits in each stage: fetch, extract, judge, deliver."""
        stages = {"fetch": documents, "extract": revisions, "judge": events, "deliver": deliveries}
        with read(self._engine) as connection:
            return {
                stage: connection.scalar(select(func.count()).where(table.c.done_at.is_(None))) or 0
                for stage, table in stages.items()
            }


def _counts(connection: Connection, query: Select[Any]) -> dict[Any, int]:
    return {row[0]: row[1] for row in connection.execute(query)}


def _watches_by_alert(connection: Connection, statement_id: int) -> dict[int, tuple[str, ...]]:
    query = (
        select(alert_hits.c.alert_id, hits.c.watch_name)
        .join(hits, hits.c.id == alert_hits.c.hit_id)
        .where(hits.c.statement_id == statement_id)
        .order_by(alert_hits.c.rank)
    )
    found: dict[int, tuple[str, ...]] = {}
    for row in connection.execute(query):
        found[row.alert_id] = (*found.get(row.alert_id, ()), row.watch_name)
    return found


def _attempts_by_delivery(
    connection: Connection, delivery_ids: Sequence[int]
) -> dict[int, tuple[RecordedAttempt, ...]]:
    query = select(attempts).where(attempts.c.delivery_id.in_(delivery_ids)).order_by(attempts.c.id)
    found: dict[int, tuple[RecordedAttempt, ...]] = {}
    for row in connection.execute(query):
        kind = row._mapping["class"]
        attempt = RecordedAttempt(row.started_at, row.ended_at, kind, row.status, row.detail)
        found[row.delivery_id] = (*found.get(row.delivery_id, ()), attempt)
    return found


def _statements_by_alert(connection: Connection, alert_ids: Collection[int]) -> dict[int, int]:
    """How many Statements each of them tells."""
    query = (
        select(alert_hits.c.alert_id, func.count(hits.c.statement_id.distinct()))
        .join(hits, hits.c.id == alert_hits.c.hit_id)
        .where(alert_hits.c.alert_id.in_(alert_ids))
    )
    return _counts(connection, query.group_by(alert_hits.c.alert_id))


def _delivery(
    row: Row[Any], watches: tuple[str, ...], log: Sequence[RecordedAttempt], told: int, now: datetime
) -> RecordedDelivery:
    return RecordedDelivery(
        key=row.key,
        alert_id=row.alert_id,
        watches=watches,
        channel=row.channel,
        recipient=row.recipient,
        state=row.state,
        doubt=row.doubt,
        alerted_at=row.alerted_at,
        sent_at=row.sent_at,
        error=row.error,
        attempts=tuple(log),
        purpose=row.purpose,
        stands_for=row.instead_of,
        not_before=row.not_before if row.done_at is None else None,
        gathers=row.gathers,
        others=told - 1,
        forgotten=row.state == "dead" and row.expires_at is not None and row.expires_at <= now,
    )
