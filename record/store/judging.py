"""What dispatch reads and writes: Events in, Hits, Alerts and pending Deliveries out, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, insert, select

from record.clock import Clock
from record.errors import Crossed, LeaseLost
from record.store import claims
from record.store.engine import database_now, read, write
from record.store.loading import events_of
from record.store.readdressing import Notify, readdress, strays
from record.store.recheckrows import hasten
from record.store.rows import insert_new
from record.store.tables import alert_hits, alerts, deliveries, events, hits, reports, statements
from record.store.waiting import release, waiting_on
from record.told import PastHit, Told, known_of, told_of
from record.types import AccountAlert, Alert, AnyAlert, Event, EventKind, Hit, Json

LEASE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class ClaimedEvents:
    """Events that were written together, with the claim on them."""

    events: tuple[Event, ...]
    token: str
    attempts: int


def delivery_key(alert: AnyAlert, recipient: int) -> str:
    """The name of one Delivery, also sent as Idempotency-Key and in the Message-ID.

    The Statement's public id (of a Source's Event or an account's, its `ref`) makes it differ between
    records: two desks must not silence each other.
    """
    event = alert.event
    lasting = event.statement.public_id if event.statement else event.data["ref"]
    return hashlib.sha256(f"{lasting}|{event.id}|{alert.channel}|{recipient}".encode()).hexdigest()[:32]


def recipient_hash(key: str, recipient: str) -> str:
    """Who a Delivery is for, salted with its key: two Deliveries do not show that they go to one person.

    `recipient` is what alerts.channels.recipient_ids gives; the record keeps neither it nor an address.
    """
    return hashlib.sha256(f"{key}|{recipient}".encode()).hexdigest()[:32]


class JudgingStore:
    """Dispatch's verbs. Every method is one transaction and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def claim_events(self, limit: int) -> list[ClaimedEvents]:
        """Up to `limit` batches of Events that nobody has judged yet."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            rows = claims.claim(connection, events, now, limit=limit, lease=LEASE, together=events.c.batch)
            by_id = {event.id: event for event in events_of(connection, rows)}
            batches: dict[str, list[int]] = {}
            for row in rows:
                batches.setdefault(row.batch, []).append(row.id)
            tokens = {row.batch: (row.lease_token, row.attempts) for row in rows}
            return [
                ClaimedEvents(tuple(by_id[event_id] for event_id in ids), *tokens[batch])
                for batch, ids in batches.items()
            ]

    @contextmanager
    def judging(self, claimed: ClaimedEvents) -> Iterator[Judging]:
        """One write transaction in which the Events are judged and done. Errors: LeaseLost; Crossed.

        The Statements are locked before the Events, in the order in which a merge takes them.
        """
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            statement_ids = _lock_statements(connection, claimed.events)
            for event in claimed.events:
                claims.finish(connection, events, event.id, claimed.token, now)
            yield Judging(connection, now, statement_ids)

    def readdress(self, notify: Notify, recipients: Mapping[str, Sequence[str]]) -> int:
        """What is left for Channels that their watches have no more is told to those that they have now; how
        many Hits. `recipients`: see Judging.record."""
        with read(self._engine) as connection:
            if not strays(connection, notify, recipients, database_now(connection, self._clock)):
                return 0
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            found = strays(connection, notify, recipients, now)
            return readdress(connection, found, notify, now, lambda *new: _insert_for(recipients, now, *new))

    def give_back(self, claimed: ClaimedEvents) -> None:
        """The Events are due again at once, and this attempt was none. Errors: LeaseLost."""
        with write(self._engine) as connection:
            for event in claimed.events:
                claims.give_back(connection, events, event.id, claimed.token)

    def quarantine(self, claimed: ClaimedEvents, error: str) -> None:
        """The Events are kept with the error and are not judged again. Errors: LeaseLost."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            for event in claimed.events:
                claims.finish(connection, events, event.id, claimed.token, now, error)

    def postpone(self, claimed: ClaimedEvents, error: str, pause: timedelta) -> None:
        """The Events are judged again after a pause. Errors: LeaseLost."""
        with write(self._engine) as connection:
            until = database_now(connection, self._clock) + pause
            for event in claimed.events:
                claims.postpone(connection, events, event.id, claimed.token, until, error)


@dataclass(frozen=True, slots=True)
class Judging:
    """The open transaction of one judgement."""

    connection: Connection
    now: datetime
    statement_ids: tuple[int, ...]

    def known_hits(self) -> frozenset[tuple[str, int]]:
        """See record.told.known_of."""
        return known_of(self._past())

    def told(self) -> Told:
        """What was told of these Statements before."""
        waiting = frozenset(each.pair for each in waiting_on(self.connection, self.statement_ids))
        return replace(told_of(self._past()), waiting=waiting)

    def _past(self) -> list[PastHit]:
        """The Hits on these Statements, in their order."""
        told = (hits.c.watch_id, hits.c.statement_id, hits.c.withheld_by)
        query = (
            select(*told, reports.c.document_id, events.c.kind, events.c.at, events.c.data)
            .join(events, events.c.id == hits.c.event_id)
            .join(reports, reports.c.id == events.c.report_id)
            .where(hits.c.statement_id.in_(self.statement_ids))
        )
        return [
            PastHit(watch, statement, document, EventKind(kind), at, data, withheld_by)
            for watch, statement, withheld_by, document, kind, at, data in self.connection.execute(
                query.order_by(hits.c.id)
            )
        ]

    def record(
        self,
        judged: Sequence[tuple[Hit, Sequence[Json]]],
        decided: Sequence[AnyAlert],
        recipients: Mapping[str, Sequence[str]],
    ) -> None:
        """Hits with the checks that they went through, Alerts, and one pending Delivery a recipient.

        `recipients` are those of each Channel, in its order, as alerts.channels.recipient_ids names them.
        """
        hit_ids = {(hit.watch_id, hit.event.id): self._insert_hit(hit, checks) for hit, checks in judged}
        told_by = [hit.event.evidence.revision.document.id for hit, _ in judged if hit.event.evidence]
        hasten(self.connection, told_by, self.now)
        for alert in decided:
            watches = list(alert.watches) if isinstance(alert, AccountAlert) else None
            values = {"event_id": alert.event.id, "channel": alert.channel, "at": self.now}
            inserted = insert_new(self.connection, alerts, {**values, "watches": watches})
            if inserted is None:
                continue
            for rank, hit in enumerate(alert.hits if isinstance(alert, Alert) else ()):
                link = {
                    "alert_id": inserted.id,
                    "hit_id": hit_ids[(hit.watch_id, hit.event.id)],
                    "rank": rank,
                }
                self.connection.execute(insert(alert_hits).values(**link))
            _insert_for(recipients, self.now, self.connection, inserted.id, alert)
        release(self.connection, self.statement_ids, _told_at_once(decided))

    def _insert_hit(self, hit: Hit, checks: Sequence[Json]) -> int:
        statement = hit.event.statement
        if statement is None:
            raise LeaseLost(f"event {hit.event.id} has no statement")
        values = {
            "watch_id": hit.watch_id,
            "watch_name": hit.watch_name,
            "event_id": hit.event.id,
            "statement_id": statement.id,
            "at": self.now,
            "explanation": hit.explanation,
            "checks": list(checks),
            "withheld_by": next((check["check"] for check in checks if not check["passed"]), None),
            "severity": hit.severity,
        }
        return int(self.connection.execute(insert(hits).values(**values).returning(hits.c.id)).scalar_one())


def _insert_for(
    recipients: Mapping[str, Sequence[str]],
    now: datetime,
    connection: Connection,
    alert_id: int,
    alert: AnyAlert,
) -> None:
    """One pending Delivery for each recipient of the Alert's Channel."""
    waits = alert.not_before if isinstance(alert, Alert) else None
    for index, recipient in enumerate(recipients[alert.channel]):
        key = delivery_key(alert, index)
        values = {
            "key": key,
            "alert_id": alert_id,
            "channel": alert.channel,
            "recipient": index,
            "recipient_hash": recipient_hash(key, recipient),
            "state": "pending",
            "doubt": False,
            "not_before": waits,
            "due_at": waits or now,
        }
        insert_new(connection, deliveries, values)


def _told_at_once(decided: Sequence[AnyAlert]) -> frozenset[tuple[str, int]]:
    """(watch, Statement) of the Alerts that wait for nothing."""
    alerts = (alert for alert in decided if isinstance(alert, Alert) and alert.not_before is None)
    told = ((hit.watch_id, hit.event.statement) for alert in alerts for hit in alert.hits)
    return frozenset((watch_id, statement.id) for watch_id, statement in told if statement)


def _lock_statements(connection: Connection, found: Collection[Event]) -> tuple[int, ...]:
    """Two runners must not judge Events of one Statement at once: both would find no Hit yet."""
    ids = tuple(sorted({event.statement.id for event in found if event.statement}))
    mine = select(statements.c.merged_into).where(statements.c.id.in_(ids)).order_by(statements.c.id)
    if any(connection.scalars(mine.with_for_update())):
        raise Crossed("a statement turned out to be another one meanwhile; its events are judged again")
    return ids
