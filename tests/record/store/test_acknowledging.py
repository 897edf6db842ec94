"""An Alert that somebody has seen is not escalated; what is on its way is said to be."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from record.clock import Clock
from record.store import Record
from record.store.acknowledging import Acknowledged
from record.store.engine import write
from record.store.sending import SendingStore
from record.store.tables import acks, alerts, deliveries
from tests.builders import NOW
from tests.record.store.test_sending import LEASE, MESSAGE, judged
from tests.record.store.test_standbys import AFTER, OK, standby, with_standby


def statement_id(record: Record) -> int:
    (statement,) = record.reading.statements()
    return statement.id


def counts(ended: Acknowledged | list[str]) -> tuple[int, int, int, int]:
    """(Alerts, seen before, stopped, too late)."""
    assert isinstance(ended, Acknowledged)
    return ended.alerts, ended.already, len(ended.stopped), len(ended.too_late)


def test_by_its_statement_an_alert_is_acknowledged_and_not_escalated(record: Record) -> None:
    with_standby(record, "escalation")
    ended = record.acknowledging.acknowledge_statement(statement_id(record), "I call them")
    assert counts(ended) == (1, 0, 1, 0)
    assert (ended.stopped[0].key, ended.stopped[0].channel) == ("standby", "phone")
    assert standby(record) == ("suppressed", "acknowledged")
    with record.engine.connect() as connection:
        assert connection.execute(select(acks.c.note)).scalar_one() == "I call them"
    assert [each.channel for each in record.sending.claim_deliveries(10, LEASE)] == ["desk"]


def test_it_can_be_said_twice_and_stops_nothing_more(record: Record) -> None:
    with_standby(record, "escalation")
    record.acknowledging.acknowledge_statement(statement_id(record))
    assert counts(record.acknowledging.acknowledge_statement(statement_id(record))) == (1, 1, 0, 0)


def test_by_the_ref_of_any_of_its_deliveries(record: Record) -> None:
    with_standby(record, "escalation")
    with record.engine.connect() as connection:
        ref = connection.execute(select(deliveries.c.key).order_by(deliveries.c.id)).scalars().first()
    assert counts(record.acknowledging.acknowledge_ref(str(ref)[:6])) == (1, 0, 1, 0)
    assert counts(record.acknowledging.acknowledge_ref("nobody")) == (0, 0, 0, 0)


def test_a_fallback_stays_for_it_waits_for_the_channel(record: Record) -> None:
    with_standby(record, "fallback")
    assert counts(record.acknowledging.acknowledge_statement(statement_id(record))) == (1, 0, 0, 0)
    assert standby(record)[0] == "pending"


def test_one_that_is_on_its_way_is_told_to_be(record: Record) -> None:
    with_standby(record, "escalation")
    store = SendingStore(record.engine, Clock(2 * AFTER))
    _, escalation = store.claim_deliveries(2, LEASE)
    attempt = store.begin_attempt(escalation, MESSAGE, LEASE)
    assert counts(record.acknowledging.acknowledge_statement(statement_id(record))) == (1, 0, 0, 1)
    store.acknowledge(escalation, attempt, OK, None)
    assert standby(record)[0] == "sent"


def test_a_ref_of_several_alerts_is_not_guessed_at(record: Record) -> None:
    judged(record, recipients={"desk": ("a",), "phone": ("b",)})
    with write(record.engine) as connection:
        for number, row in enumerate(connection.execute(select(deliveries)).all()):
            key = f"abcdef{number}"
            connection.execute(update(deliveries).where(deliveries.c.id == row.id).values(key=key))
    assert record.acknowledging.acknowledge_ref("abcdef") == ["abcdef0", "abcdef1"]
    assert counts(record.acknowledging.acknowledge_ref("abcdef1")) == (1, 0, 0, 0)


def test_a_digest_that_waits_for_its_time_has_told_nobody(record: Record) -> None:
    with_standby(record, "escalation")
    with write(record.engine) as connection:
        slot = NOW + timedelta(hours=1)
        connection.execute(update(alerts).values(gathers="digest", slot=slot))
    assert counts(record.acknowledging.acknowledge_statement(statement_id(record))) == (0, 0, 0, 0)
    assert standby(record)[0] == "pending"
