"""What dispatch reads and writes: Events in, Hits, Alerts and pending Deliveries out, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, insert, select

from record.clock import Clock
from record.errors import Crossed, LeaseLost
from record.store import claims
from record.store.alertrows import insert_alert
from record.store.engine import database_now, read, write
from record.store.loading import events_of
from record.store.readdressing import Notify, readdress, strays
from record.store.recheckrows import hasten
from record.store.tables import channels, events, hits, reports, statements
from record.store.traffic import active_mutes, count_channels, count_watches
from record.store.waiting import release, waiting_on
from record.told import PastHit, Told, known_of, told_of
from record.types import Alert, AnyAlert, Event, EventKind, Hit, Json

LEASE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class ClaimedEvents:
    """Events that were written together, with the claim on them."""

    events: tuple[Event, ...]
    token: str
    attempts: int


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
            yield Judging(connection, now, statement_ids, self._clock)

    def readdress(self, notify: Notify, recipients: Mapping[str, Sequence[str]]) -> int:
        """What is left for Channels that their watches have no more is told to those that they have now; how
        many Hits. `recipients`: see Judging.record."""
        with read(self._engine) as connection:
            if not strays(connection, notify, recipients, database_now(connection, self._clock)):
                return 0
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            found = strays(connection, notify, recipients, now)
            return readdress(connection, found, notify, now, recipients)

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
    clock: Clock

    def known_hits(self) -> frozenset[tuple[str, int]]:
        """See record.told.known_of."""
        return known_of(self._past())

    def told(self) -> Told:
        """What was told of these Statements before."""
        waiting = frozenset(each.pair for each in waiting_on(self.connection, self.statement_ids))
        return replace(told_of(self._past()), waiting=waiting, mutes=active_mutes(self.connection, self.now))

    def traffic(
        self, since: Mapping[str, datetime], lately: datetime
    ) -> tuple[dict[str, int], dict[str, int]]:
        """What was told at once: Alerts to each Channel since `lately`, and of each watch since its time."""
        return count_channels(self.connection, lately), count_watches(self.connection, since)

    def failing_channels(self) -> frozenset[str]:
        """Those that take nothing at present."""
        failing = select(channels.c.name).where(channels.c.failing_since.is_not(None))
        return frozenset(self.connection.scalars(failing))

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
        matched = database_now(self.connection, self.clock)  # the rules are done; `now` is when they began
        hit_ids = {
            (hit.watch_id, hit.event.id): self._insert_hit(hit, checks, matched) for hit, checks in judged
        }
        told_by = [hit.event.evidence.revision.document.id for hit, _ in judged if hit.event.evidence]
        hasten(self.connection, told_by, self.now)
        decided_at = database_now(self.connection, self.clock)
        for alert in decided:
            told = alert.hits if isinstance(alert, Alert) else ()
            ids = [hit_ids[(hit.watch_id, hit.event.id)] for hit in told]
            insert_alert(self.connection, alert, ids, recipients, decided_at)
        release(self.connection, self.statement_ids, _told_at_once(decided), self.now)

    def _insert_hit(self, hit: Hit, checks: Sequence[Json], matched: datetime) -> int:
        statement = hit.event.statement
        if statement is None:
            raise LeaseLost(f"event {hit.event.id} has no statement")
        values = {
            "watch_id": hit.watch_id,
            "watch_name": hit.watch_name,
            "event_id": hit.event.id,
            "statement_id": statement.id,
            "at": matched,
            "explanation": hit.explanation,
            "checks": list(checks),
            "withheld_by": next((check["check"] for check in checks if not check["passed"]), None),
            "severity": hit.severity,
        }
        return int(self.connection.execute(insert(hits).values(**values).returning(hits.c.id)).scalar_one())


def _told_at_once(decided: Sequence[AnyAlert]) -> frozenset[tuple[str, int]]:
    """(watch, Statement) of the Alerts that wait for nothing."""
    now = (alert for alert in decided if isinstance(alert, Alert) and not (alert.not_before or alert.slot))
    told = ((hit.watch_id, hit.event.statement) for alert in now for hit in alert.hits)
    return frozenset((watch_id, statement.id) for watch_id, statement in told if statement)


def _lock_statements(connection: Connection, found: Collection[Event]) -> tuple[int, ...]:
    """Two runners must not judge Events of one Statement at once: both would find no Hit yet."""
    ids = tuple(sorted({event.statement.id for event in found if event.statement}))
    mine = select(statements.c.merged_into).where(statements.c.id.in_(ids)).order_by(statements.c.id)
    if any(connection.scalars(mine.with_for_update())):
        raise Crossed("a statement turned out to be another one meanwhile; its events are judged again")
    return ids
