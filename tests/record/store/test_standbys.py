"""Fallbacks and escalations: withdrawn or hastened in the transaction that records why."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select

from record.clock import Clock
from record.errors import LeaseLost
from record.store import Record
from record.store.engine import database_now, write
from record.store.sending import SendingStore
from record.store.settling import DEAD_KEPT
from record.store.standbys import withdraw
from record.store.tables import deliveries
from record.types import Delivery, Purpose, SendClass, SendResult
from tests.record.store.test_sending import LEASE, MESSAGE, claim_one, judged

OK = SendResult(SendClass.OK, 200)
GONE = SendResult(SendClass.PERMANENT, 404, detail="HTTP 404")
AFTER = timedelta(minutes=10)


def with_standby(record: Record, purpose: Purpose = "fallback") -> None:
    """One Alert to the desk, and one that stands by at the phone."""
    judged(record)
    with write(record.engine) as connection:
        first = connection.execute(select(deliveries)).one()
        due = database_now(connection, Clock()) + AFTER
        waits = {"not_before": due, "due_at": due, "state": "pending", "doubt": False}
        told = {"channel": "phone", "recipient": 0, "recipient_hash": "?", "alert_id": first.alert_id}
        row = {"key": "standby", "purpose": purpose, "stands_for": first.id, **told, **waits}
        connection.execute(insert(deliveries).values(**row))


def standby(record: Record) -> tuple[str, str | None]:
    with record.engine.connect() as connection:
        row = connection.execute(select(deliveries).where(deliveries.c.key == "standby")).one()
        return row.state, row.error


def end(store: SendingStore, delivery: Delivery, result: SendResult) -> None:
    store.acknowledge(delivery, store.begin_attempt(delivery, MESSAGE, LEASE), result, None)


def late(record: Record) -> SendingStore:
    return SendingStore(record.engine, Clock(2 * AFTER))


def test_it_is_not_needed_once_its_message_was_taken(record: Record) -> None:
    with_standby(record)
    end(record.sending, claim_one(record), OK)
    assert standby(record) == ("suppressed", "not needed: desk took the message")
    assert late(record).claim_deliveries(10, LEASE) == []


def test_it_goes_out_where_the_first_one_is_still_waiting_at_its_time(record: Record) -> None:
    with_standby(record)
    delivery = claim_one(record)
    attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
    down = SendResult(SendClass.NOT_SENT, detail="connection refused")
    record.sending.acknowledge(delivery, attempt, down, timedelta(days=1))
    (fallback,) = late(record).claim_deliveries(10, LEASE)
    assert (fallback.channel, fallback.purpose, fallback.stands_for) == ("phone", "fallback", "desk")
    assert fallback.since == delivery.since


def test_it_is_due_at_once_where_the_first_one_was_given_up(record: Record) -> None:
    with_standby(record)
    end(record.sending, claim_one(record), GONE)
    (fallback,) = record.sending.claim_deliveries(10, LEASE)
    assert fallback.channel == "phone"


def test_it_is_due_at_once_where_the_first_one_could_not_even_be_made(record: Record) -> None:
    with_standby(record)
    assert record.sending.fail_making(claim_one(record), "no words", timedelta(), most=1)
    assert [each.channel for each in record.sending.claim_deliveries(10, LEASE)] == ["phone"]


def test_one_that_was_claimed_and_not_begun_is_withdrawn_and_never_sent(record: Record) -> None:
    with_standby(record)
    first, fallback = late(record).claim_deliveries(2, LEASE)
    end(record.sending, first, OK)
    with pytest.raises(LeaseLost):
        record.sending.begin_attempt(fallback, MESSAGE, LEASE)
    assert standby(record)[0] == "suppressed"


def test_one_that_is_on_its_way_is_left_to_end(record: Record) -> None:
    with_standby(record)
    first, fallback = late(record).claim_deliveries(2, LEASE)
    attempt = record.sending.begin_attempt(fallback, MESSAGE, LEASE)
    end(record.sending, first, OK)
    record.sending.acknowledge(fallback, attempt, OK, None)
    assert standby(record)[0] == "sent"


def test_an_escalation_waits_for_a_person_and_not_for_the_channel(record: Record) -> None:
    with_standby(record, "escalation")
    end(record.sending, claim_one(record), OK)
    assert standby(record)[0] == "pending"
    with write(record.engine) as connection:
        alert = connection.execute(select(deliveries.c.alert_id)).scalars().first()
        seen = deliveries.c.alert_id == alert
        assert (
            withdraw(connection, "escalation", seen, "acknowledged", datetime.now(Clock().now().tzinfo)) == 1
        )
    assert standby(record) == ("suppressed", "acknowledged")


# ---------------------------------------------------------------- dead letters


def test_a_dead_letter_is_kept_for_its_time_and_then_only_its_message_is_thrown_away(record: Record) -> None:
    judged(record)
    end(record.sending, claim_one(record), GONE)
    almost = SendingStore(record.engine, Clock(DEAD_KEPT - timedelta(hours=1)))
    over = SendingStore(record.engine, Clock(DEAD_KEPT + timedelta(hours=1)))
    assert [almost.forget_dead(), over.forget_dead(), over.forget_dead()] == [0, 1, 0]
    (kept,) = record.reading.deliveries(record.reading.statements()[0])
    assert (kept.state, kept.error, len(kept.attempts)) == ("dead", "HTTP 404", 1)
    with record.engine.connect() as connection:
        assert connection.execute(select(deliveries.c.payload)).scalar_one() is None
