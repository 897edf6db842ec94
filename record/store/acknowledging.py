"""That somebody has seen an Alert: its open escalations are withdrawn in the transaction that says so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, or_, select

from record.clock import Clock
from record.store.engine import database_now, write
from record.store.naming import deliveries_named
from record.store.rows import insert_new
from record.store.standbys import withdraw
from record.store.tables import acks, alert_hits, alerts, deliveries, hits

ACKNOWLEDGED = "acknowledged"  # why an escalation is not needed


@dataclass(frozen=True, slots=True)
class Escalated:
    """An escalation of an Alert that was acknowledged."""

    key: str
    channel: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What an acknowledgement came to."""

    alerts: int  # that it concerns
    already: int  # of them, those that were acknowledged before
    stopped: tuple[Escalated, ...] = ()
    too_late: tuple[Escalated, ...] = ()  # on their way, or there

    @property
    def found(self) -> bool:
        return self.alerts > 0


class AcknowledgingStore:
    """The acknowledgements' verbs. Every method is one transaction and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def acknowledge_statement(self, statement_id: int, note: str = "") -> Acknowledged:
        """Every Alert that told of it. A digest that still waits for its time has told nobody."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            query = (
                select(alerts.c.id)
                .join(alert_hits, alert_hits.c.alert_id == alerts.c.id)
                .join(hits, hits.c.id == alert_hits.c.hit_id)
                .where(hits.c.statement_id == statement_id)
                .where(or_(alerts.c.slot.is_(None), alerts.c.slot <= now))
            )
            return _acknowledge(connection, set(connection.scalars(query)), note, now)

    def acknowledge_ref(self, ref: str, note: str = "") -> Acknowledged | list[str]:
        """The Alert of the Delivery whose key begins like this; the keys, where several Alerts have such."""
        with write(self._engine) as connection:
            found = deliveries_named(connection, ref)
            concerned = {row.alert_id for row in found}
            if len(concerned) > 1:
                return [row.key for row in found]
            return _acknowledge(connection, concerned, note, database_now(connection, self._clock))


def _acknowledge(connection: Connection, ids: Collection[int], note: str, now: datetime) -> Acknowledged:
    values = ({"alert_id": id, "at": now, "note": note} for id in sorted(ids))
    new = sum(insert_new(connection, acks, each) is not None for each in values)
    mine = deliveries.c.alert_id.in_(ids)
    before = {each.key for each in _escalations(connection, mine, "suppressed")}
    withdraw(connection, "escalation", mine, ACKNOWLEDGED, now)
    suppressed = _escalations(connection, mine, "suppressed")
    stopped = tuple(each for each in suppressed if each.key not in before)
    too_late = tuple(_escalations(connection, mine, "sending", "sent"))
    return Acknowledged(len(ids), len(ids) - new, stopped, too_late)


def _escalations(connection: Connection, mine: ColumnElement[bool], *states: str) -> list[Escalated]:
    query = select(deliveries.c.key, deliveries.c.channel, deliveries.c.due_at).order_by(deliveries.c.id)
    query = query.where(mine, deliveries.c.purpose == "escalation", deliveries.c.state.in_(states))
    return [Escalated(*row) for row in connection.execute(query)]
