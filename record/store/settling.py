"""One Delivery in its row: as it is claimed, and as an Attempt leaves it. All of it is part of a transaction
of sending.py.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select, update

from record.store import claims
from record.store.shapes import message_of
from record.store.standbys import hasten, next_escalation, release_fallbacks, stood_for
from record.store.tables import attempts, deliveries
from record.types import Delivery, SendClass, SendResult

DEAD_KEPT = timedelta(days=30)


def claimed_of(connection: Connection, row: Row[Any], now: datetime) -> Delivery:
    """A row as it was before the claim but for that: one found in `sending` is in doubt from now on."""
    doubt = row.doubt or row.state == "sending"
    stands_for, since = stood_for(connection, row.stands_for)
    escalates_to, escalates_at = next_escalation(connection, row.alert_id, row.purpose)
    if row.state == "sending":
        connection.execute(
            update(deliveries).where(deliveries.c.id == row.id).values(doubt=True, state="in_doubt")
        )
        unknown = {
            "ended_at": now,
            "class": SendClass.IN_DOUBT,
            "detail": "its end was never recorded: the runner died, or the record was away",
        }
        left_open = and_(attempts.c.delivery_id == row.id, attempts.c.ended_at.is_(None))
        connection.execute(update(attempts).where(left_open).values(**unknown))
    return Delivery(
        key=row.key,
        channel=row.channel,
        recipient=row.recipient,
        recipient_hash=row.recipient_hash,
        token=row.lease_token,
        attempts=row.attempts,
        doubt=doubt,
        alert_id=row.alert_id,
        payload=message_of(row.payload),
        purpose=row.purpose,
        stands_for=stands_for,
        since=since or row.due_at,
        escalates_to=escalates_to,
        escalates_at=escalates_at,
    )


def settle(
    connection: Connection, delivery: Delivery, result: SendResult, retry_in: timedelta | None, now: datetime
) -> None:
    """Sent, tried again after a pause, or dead; with it go those that stand by. Errors: LeaseLost."""
    row_id, token = row_id_of(connection, delivery), delivery.token
    doubt = delivery.doubt or result.kind is SendClass.IN_DOUBT
    if result.kind is SendClass.OK:
        sent = {"state": "sent", "sent_at": now, "done_at": now, "error": None}
        claims.settle(connection, deliveries, row_id, token, remote_id=result.remote_id, **sent)
        release_fallbacks(connection, row_id, f"not needed: {delivery.channel} took the message", now)
    elif retry_in is None:
        give_up(connection, row_id, token, result.detail, now, doubt=doubt)
    else:
        state = "in_doubt" if result.kind is SendClass.IN_DOUBT else "pending"
        later = {"state": state, "not_before": now + retry_in, "doubt": doubt}
        claims.settle(connection, deliveries, row_id, token, error=result.detail, **later)


def give_up(
    connection: Connection, row_id: int, token: str, error: str, now: datetime, **values: bool
) -> None:
    """Kept as dead for a while; its fallbacks are due. Errors: LeaseLost."""
    dead = {"state": "dead", "done_at": now, "expires_at": now + DEAD_KEPT, "error": error, **values}
    claims.settle(connection, deliveries, row_id, token, **dead)
    hasten(connection, row_id, now)


def row_id_of(connection: Connection, delivery: Delivery) -> int:
    return int(
        connection.execute(select(deliveries.c.id).where(deliveries.c.key == delivery.key)).scalar_one()
    )


def count_attempts(connection: Connection, row_id: int) -> int:
    made = select(func.count()).select_from(attempts).where(attempts.c.delivery_id == row_id)
    return int(connection.execute(made).scalar_one())


def close_attempt(connection: Connection, attempt_id: int, result: SendResult, now: datetime) -> None:
    values = {
        "ended_at": now,
        "class": result.kind,
        "status": result.status,
        "retry_after": result.retry_after,
        "detail": result.detail,
    }
    connection.execute(update(attempts).where(attempts.c.id == attempt_id).values(**values))
