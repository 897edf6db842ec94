"""Deliveries that stand by: a fallback for when its Channel fails, an escalation for when nobody answers.

They are made with the Alert (see judging.py), wait in their rows, and end in the transaction that records why
they are not needed: a kill at any moment leaves either both or neither.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, or_, select, update

from record.store.claims import UNHELD
from record.store.tables import deliveries
from record.types import Purpose


def withdraw(
    connection: Connection, purpose: Purpose, of: ColumnElement[bool], reason: str, now: datetime
) -> int:
    """What is open of that purpose, and not on its way, is not needed; how many. `of` says which Deliveries.

    One that was claimed and not yet begun loses its claim: whoever holds it finds so before a byte goes out.
    """
    values = {"state": "suppressed", "done_at": now, "error": reason}
    open_ones = update(deliveries).where(*_open(purpose), of)
    return connection.execute(open_ones.values(**values, **UNHELD)).rowcount


def release_fallbacks(connection: Connection, delivery_id: int, reason: str, now: datetime) -> int:
    """Its message was taken: nobody has to be told instead."""
    return withdraw(connection, "fallback", deliveries.c.stands_for == delivery_id, reason, now)


def hasten(connection: Connection, delivery_id: int, now: datetime) -> int:
    """It was given up: its fallbacks are due at once; how many."""
    waits = or_(deliveries.c.not_before.is_(None), deliveries.c.not_before > now)
    mine = (*_open("fallback"), deliveries.c.stands_for == delivery_id, deliveries.c.attempts == 0, waits)
    return connection.execute(update(deliveries).where(*mine).values(not_before=now)).rowcount


def stood_for(connection: Connection, delivery_id: int | None) -> tuple[str | None, datetime | None]:
    """(Channel, due time) of the Delivery that one stands for."""
    if delivery_id is None:
        return None, None
    query = select(deliveries.c.channel, deliveries.c.due_at).where(deliveries.c.id == delivery_id)
    row = connection.execute(query).first()
    return (row.channel, row.due_at) if row else (None, None)


def next_escalation(
    connection: Connection, alert_id: int, purpose: Purpose
) -> tuple[str | None, datetime | None]:
    """(Channel, due time) of the soonest one that an acknowledgement would stop."""
    if purpose == "escalation":
        return None, None
    due = select(deliveries.c.channel, deliveries.c.due_at).where(*_open("escalation"))
    mine = due.where(deliveries.c.alert_id == alert_id).order_by(deliveries.c.due_at, deliveries.c.id)
    row = connection.execute(mine.limit(1)).first()
    return (row.channel, row.due_at) if row else (None, None)


def _open(purpose: Purpose) -> tuple[ColumnElement[bool], ...]:
    waiting = deliveries.c.state.in_(("pending", "in_doubt"))
    return (deliveries.c.purpose == purpose, deliveries.c.done_at.is_(None), waiting)
