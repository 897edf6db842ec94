"""Alerts that gather: Hits join one while nobody has touched it, and open another once somebody has."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Row, select

from record.clock import Clock
from record.store import Record
from record.store import bundles as joining
from record.store.engine import read, write
from record.store.sending import SendingStore
from record.store.tables import alert_hits, alerts, deliveries
from record.store.traffic import count_channels, count_watches
from record.types import Alert, Delivery, Gathering, Hit, Standby
from statements.grouping import WINDOW
from tests.builders import record_articles, report
from tests.record.store.test_intake import claim_all, never_join, placed
from tests.record.store.test_sending import DESK, LEASE, PASSED

NOW = Clock().now()
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SLOT = NOW + HOUR


def gather(
    record: Record,
    name: str,
    slot: datetime | None = SLOT,
    gathers: Gathering | None = "digest",
    recipients: Mapping[str, Sequence[str]] = DESK,
    **more: Any,
) -> None:
    """One Statement in an article of its own, judged to one Hit in an Alert to the desk."""
    record_articles(record, name)
    for own in claim_all(record):
        record.intake.record_reports(own, [placed(report(f"words of {name}"))], never_join, WINDOW)
    (claimed,) = record.judging.claim_events(10)
    hit = Hit("us", "Xiaomi in the US", claimed.events[0], {})
    alert = Alert("desk", (hit,), gathers=gathers, slot=slot if gathers else None, **more)
    with record.judging.judging(claimed) as judging:
        judging.record([(hit, PASSED)], [alert], recipients)


def sizes(record: Record) -> list[int]:
    """How many Hits each Alert holds."""
    with read(record.engine) as connection:
        held = list(connection.scalars(select(alert_hits.c.alert_id)))
        return [
            held.count(alert_id) for alert_id in connection.scalars(select(alerts.c.id).order_by(alerts.c.id))
        ]


def rows(record: Record) -> Sequence[Row[Any]]:
    with read(record.engine) as connection:
        return connection.execute(select(deliveries).order_by(deliveries.c.id)).all()


def due(record: Record) -> list[Delivery]:
    """What can be claimed once the slot has come."""
    return SendingStore(record.engine, Clock(2 * HOUR)).claim_deliveries(10, LEASE)


def test_what_has_the_same_slot_is_one_message_in_the_order_in_which_it_came(record: Record) -> None:
    for name in ("one", "two", "three"):
        gather(record, name)
    assert sizes(record) == [3]
    (delivery,) = due(record)
    told = record.sending.alert(delivery)
    assert isinstance(told, Alert)
    words = [hit.event.statement.text for hit in told.hits if hit.event.statement]
    assert words == ["words of one", "words of two", "words of three"]


def test_nothing_of_it_is_claimed_before_its_slot(record: Record) -> None:
    gather(record, "one")
    assert record.sending.claim_deliveries(10, LEASE) == []
    assert len(due(record)) == 1


@pytest.mark.parametrize(
    ("slot", "gathers"), [(SLOT + HOUR, "digest"), (SLOT, "quiet"), (SLOT, "burst"), (SLOT, None)]
)
def test_another_time_or_another_reason_is_another_message(
    record: Record, slot: datetime, gathers: Gathering | None
) -> None:
    gather(record, "one")
    gather(record, "two", slot, gathers)
    assert sizes(record) == [1, 1]


def test_one_that_is_in_somebodys_hands_takes_no_more(record: Record) -> None:
    gather(record, "one")
    (delivery,) = due(record)
    gather(record, "two")
    assert sizes(record) == [1, 1]
    assert [each.alert_id for each in due(record)] != [delivery.alert_id]


def test_one_whose_slot_is_over_takes_no_more(record: Record) -> None:
    gather(record, "one", NOW - MINUTE)
    gather(record, "two", NOW - MINUTE)
    assert sizes(record) == [1, 1]


def test_a_full_one_is_followed_by_another(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MOST_HITS", 2)
    for name in ("one", "two", "three"):
        gather(record, name)
    assert sizes(record) == [2, 1]


def test_its_standbys_are_made_with_it_each_once_and_as_soon_as_any_wants_it(record: Record) -> None:
    both = {**DESK, "phone": ("somebody",)}
    for name, after in (("one", 20), ("two", 5), ("three", 30)):
        gather(record, name, recipients=both, standbys=(Standby("fallback", "phone", after * MINUTE),))
    first, standby = rows(record)
    assert (standby.purpose, standby.stands_for, standby.channel) == ("fallback", first.id, "phone")
    assert first.due_at == SLOT
    assert standby.not_before == standby.due_at == SLOT + 5 * MINUTE


def test_what_is_explained_says_what_it_waits_for_and_with_how_many(record: Record) -> None:
    both = {**DESK, "phone": ("somebody",)}
    gather(record, "one", recipients=both, standbys=(Standby("escalation", "phone", MINUTE),))
    gather(record, "two")
    statement = next(each for each in record.reading.statements() if each.text == "words of two")
    first, standby = record.reading.deliveries(statement)
    assert (first.gathers, first.not_before, first.others) == ("digest", SLOT, 1)
    assert (standby.purpose, standby.stands_for) == ("escalation", "desk")


def test_a_claim_says_who_is_told_unless_somebody_acknowledges(record: Record) -> None:
    both = {**DESK, "phone": ("somebody",)}
    gather(record, "one", recipients=both, standbys=(Standby("escalation", "phone", HOUR),))
    (told,) = SendingStore(record.engine, Clock(HOUR + MINUTE)).claim_deliveries(10, LEASE)
    assert (told.escalates_to, told.escalates_at) == ("phone", SLOT + HOUR)
    escalation = next(
        each
        for each in SendingStore(record.engine, Clock(3 * HOUR)).claim_deliveries(10, LEASE)
        if each.purpose == "escalation"
    )
    assert (escalation.stands_for, escalation.escalates_to) == ("desk", None)


def test_what_was_gathered_counts_for_no_burst_and_no_throttle(record: Record) -> None:
    gather(record, "one")
    gather(record, "two", gathers=None)
    with read(record.engine) as connection:
        assert count_channels(connection, NOW - MINUTE) == {"desk": 1}
        assert count_watches(connection, {"us": NOW - MINUTE}) == {"us": 1}
        assert count_channels(connection, NOW + HOUR) == {}


def test_who_claims_while_a_hit_joins_has_it_or_leaves_it_to_another_message(record: Record) -> None:
    """The joiner holds the row: a claim passes over it, and finds both Hits afterwards."""
    if record.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: a claim waits for the whole judgement")
    gather(record, "one")
    joined, claimed = threading.Event(), threading.Event()

    def join() -> None:
        with write(record.engine) as connection:
            alert = record.sending.alert(Delivery("", "desk", 0, "", "", 0, False, alert_id=1))
            assert isinstance(alert, Alert)
            assert joining.open_bundle(connection, alert, NOW) is not None
            joined.set()
            claimed.wait(10)

    thread = threading.Thread(target=join)
    thread.start()
    try:
        assert joined.wait(10)
        assert due(record) == []
    finally:
        claimed.set()
        thread.join()
    assert len(due(record)) == 1
