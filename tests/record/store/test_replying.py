"""A later message about a Statement answers the first one that its reader was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from record.store import Record
from record.store.engine import write
from record.store.eventrows import write_event
from record.store.tables import alerts
from record.types import Alert, Delivery, EventKind, Hit, SendClass, SendResult
from tests.builders import NOW
from tests.record.store.test_sending import LEASE, MESSAGE, PASSED, judged

DESK = {"desk": ("one", "two")}


def send(record: Record) -> list[Delivery]:
    """All that is due; the Channel calls each message by its recipient's place and its number."""
    sent = record.sending.claim_deliveries(10, LEASE)
    for delivery in sent:
        attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
        result = SendResult(SendClass.OK, 200, remote_id=f"{delivery.recipient}-{delivery.alert_id}")
        record.sending.acknowledge(delivery, attempt, result, None)
    return sent


def edit(record: Record, recipients: Mapping[str, Sequence[str]] = DESK) -> list[Delivery]:
    """The Statement is edited, and that is told: what is claimed for it."""
    statement = record.reading.statements()[0]
    with write(record.engine) as connection:
        report_id = statement.reports[0].id
        write_event(connection, EventKind.EDITED, "edit", NOW, statement_id=statement.id, report_id=report_id)
    (claimed,) = record.judging.claim_events(10)
    hit = Hit("us", "Xiaomi in the US", claimed.events[0], {})
    with record.judging.judging(claimed) as judging:
        judging.record([(hit, PASSED)], [Alert(channel, (hit,)) for channel in recipients], recipients)
    return record.sending.claim_deliveries(10, LEASE)


def test_a_later_event_answers_the_first_message_to_the_same_recipient(record: Record) -> None:
    judged(record, recipients=DESK)
    first = send(record)
    later = edit(record, {"desk": ("two", "one")})
    answered = [
        record.sending.first_told(each, name) for each, name in zip(later, ("two", "one"), strict=True)
    ]
    assert answered == [f"1-{first[1].alert_id}", f"0-{first[0].alert_id}"]


def test_who_was_sent_nothing_yet_has_nothing_to_answer(record: Record) -> None:
    judged(record, recipients=DESK)
    (delivery, _) = record.sending.claim_deliveries(10, LEASE)
    assert record.sending.first_told(delivery, "one") is None


def test_another_recipient_and_another_channel_have_a_thread_of_their_own(record: Record) -> None:
    judged(record, recipients={"desk": ("one",)})
    send(record)
    stranger, phone = edit(record, {"desk": ("three",), "phone": ("one",)})
    assert record.sending.first_told(stranger, "three") is None
    assert record.sending.first_told(phone, "one") is None


def test_a_message_that_gathers_begins_no_thread_and_answers_none(record: Record) -> None:
    judged(record, recipients={"desk": ("one",)})
    send(record)
    (later,) = edit(record, {"desk": ("one",)})
    for gathers, own in (("digest", None), (None, later.alert_id)):
        with write(record.engine) as connection:
            connection.execute(update(alerts).values(gathers=None))
            if own is None:
                connection.execute(
                    update(alerts).where(alerts.c.id == later.alert_id).values(gathers=gathers)
                )
            else:
                connection.execute(update(alerts).where(alerts.c.id != own).values(gathers="digest"))
        assert record.sending.first_told(later, "one") is None
    with write(record.engine) as connection:
        assert set(connection.scalars(select(alerts.c.gathers))) == {"digest", None}
        connection.execute(update(alerts).values(gathers=None))
    assert record.sending.first_told(later, "one") is not None
