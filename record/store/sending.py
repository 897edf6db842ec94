"""What the outbox reads and writes: Deliveries and their Attempts.

    pending --claim, freeze--> sending --acknowledge--> sent | dead | pending (tried again)

An Attempt is written before any byte goes out. A Delivery that is found in `sending` when it is claimed was
in flight when its runner died: it is in doubt, and doubt is sticky.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, func, insert, not_, or_, select, update

from record.clock import Clock
from record.originals import Sought
from record.store import claims
from record.store.engine import database_now, read, write
from record.store.loading import load_alert
from record.store.originals import sought_of
from record.store.shapes import message_of
from record.store.tables import attempts, deliveries
from record.types import Account, AnyAlert, Delivery, Message, SendClass, SendResult, Statement


class SendingStore:
    """The outbox's verbs. Every method is one transaction and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def claim_deliveries(self, limit: int, lease: timedelta, without: Collection[str] = ()) -> list[Delivery]:
        """Deliveries that are due, of all Channels but those; one found in `sending` comes back in doubt.

        The longest due come first, and those never tried before them: one recipient that always fails for a
        while holds nobody of its Channel.
        """
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            rows = claims.claim(
                connection,
                deliveries,
                now,
                limit=limit,
                lease=lease,
                where=[deliveries.c.channel.not_in(without)],
                before=deliveries.c.not_before.asc().nulls_first(),
            )
            return [_claimed(connection, row, now) for row in rows]

    def alert(self, delivery: Delivery) -> AnyAlert:
        """What is to be told, as the record has it now."""
        with read(self._engine) as connection:
            return load_alert(connection, delivery.alert_id)

    def sought(self, statement: Statement, accounts: Collection[Account]) -> Sought | None:
        """What decides whether its original was found, as record/store/originals.py has it."""
        with read(self._engine) as connection:
            return sought_of(connection, statement.id, accounts)

    def begin_attempt(self, delivery: Delivery, message: Message, lease: timedelta) -> int:
        """Freeze the payload and write the Attempt, before any I/O; its id. Errors: LeaseLost."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            values = {"state": "sending", "payload": asdict(message)}
            row_id = _row_id(connection, delivery)
            claims.hold(connection, deliveries, row_id, delivery.token, now + lease, **values)
            started = insert(attempts).values(delivery_id=row_id, started_at=now).returning(attempts.c.id)
            return int(connection.execute(started).scalar_one())

    def acknowledge(
        self, delivery: Delivery, attempt_id: int, result: SendResult, retry_in: timedelta | None
    ) -> None:
        """Close the Attempt: sent, tried again after a pause, or dead (no `retry_in`). Errors: LeaseLost."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            _close_attempt(connection, attempt_id, result, now)
            row_id, token = _row_id(connection, delivery), delivery.token
            doubt = delivery.doubt or result.kind is SendClass.IN_DOUBT
            if result.kind is SendClass.OK:
                sent = {"state": "sent", "sent_at": now, "done_at": now, "error": None}
                claims.settle(connection, deliveries, row_id, token, **sent)
            elif retry_in is None:
                dead = {"state": "dead", "done_at": now, "doubt": doubt, "error": result.detail}
                claims.settle(connection, deliveries, row_id, token, **dead)
            else:
                state = "in_doubt" if result.kind is SendClass.IN_DOUBT else "pending"
                later = {"state": state, "not_before": now + retry_in, "doubt": doubt}
                claims.settle(connection, deliveries, row_id, token, error=result.detail, **later)

    def fail_making(self, delivery: Delivery, error: str, pause: timedelta, most: int) -> bool:
        """Nothing was sent, for no message could be made: an Attempt, tried again after a pause, dead after
        `most`. Whether it is dead. Errors: LeaseLost."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            row_id, token = _row_id(connection, delivery), delivery.token
            failed = {"delivery_id": row_id, "started_at": now, "ended_at": now, "detail": error}
            connection.execute(insert(attempts).values(**failed, **{"class": SendClass.NOT_SENT}))
            # Until a payload is frozen nothing was begun: every Attempt so far is one of these.
            hopeless = delivery.payload is None and _count_attempts(connection, row_id) >= most
            if hopeless:
                claims.settle(connection, deliveries, row_id, token, state="dead", done_at=now, error=error)
            else:
                claims.postpone(connection, deliveries, row_id, token, now + pause, error)
            return hopeless

    def postpone(self, delivery: Delivery, error: str, pause: timedelta) -> None:
        """Nothing was sent: try again after a pause. Errors: LeaseLost."""
        with write(self._engine) as connection:
            until = database_now(connection, self._clock) + pause
            row_id = _row_id(connection, delivery)
            claims.postpone(connection, deliveries, row_id, delivery.token, until, error)

    def undelivered(self, channels: Collection[str] | None = None) -> int:
        """How many Deliveries are open (of these Channels, or of all).

        With one that waits for its time and was never tried nothing is wrong: it is left out.
        """
        with read(self._engine) as connection:
            now = database_now(connection, self._clock)
            waits = and_(deliveries.c.attempts == 0, deliveries.c.not_before > now)
            due = or_(deliveries.c.not_before.is_(None), not_(waits))
            open_ones = select(func.count()).select_from(deliveries)
            open_ones = open_ones.where(deliveries.c.done_at.is_(None), due)
            if channels is not None:
                open_ones = open_ones.where(deliveries.c.channel.in_(channels))
            return int(connection.execute(open_ones).scalar_one())


def _claimed(connection: Connection, row: Row[Any], now: datetime) -> Delivery:
    doubt = row.doubt or row.state == "sending"
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
    )


def _row_id(connection: Connection, delivery: Delivery) -> int:
    return int(
        connection.execute(select(deliveries.c.id).where(deliveries.c.key == delivery.key)).scalar_one()
    )


def _count_attempts(connection: Connection, row_id: int) -> int:
    made = select(func.count()).select_from(attempts).where(attempts.c.delivery_id == row_id)
    return int(connection.execute(made).scalar_one())


def _close_attempt(connection: Connection, attempt_id: int, result: SendResult, now: datetime) -> None:
    values = {
        "ended_at": now,
        "class": result.kind,
        "status": result.status,
        "retry_after": result.retry_after,
        "detail": result.detail,
    }
    connection.execute(update(attempts).where(attempts.c.id == attempt_id).values(**values))
