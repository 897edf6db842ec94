"""Hits, Alerts and Deliveries: what is acknowledged is never sent again, what was in flight is in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest

from record.clock import Clock
from record.errors import LeaseLost
from record.placing import Placement
from record.store import Record
from record.store.alertrows import recipient_hash
from record.store.judging import ClaimedEvents
from record.types import Alert, Delivery, Hit, Json, Message, SendClass, SendResult
from statements.grouping import WINDOW
from tests.builders import record_articles, report
from tests.record.store.test_intake import claim_all, never_join, placed

LEASE = timedelta(minutes=1)
PASSED: list[Json] = [{"check": "dedup", "passed": True, "reason": "first"}]
WITHHELD: list[Json] = [{"check": "baseline", "passed": False, "reason": "old"}]
MESSAGE = Message("subject", "text")
DESK = {"desk": ("somebody",)}


def judged(
    record: Record, checks: list[Json] = PASSED, recipients: Mapping[str, Sequence[str]] = DESK
) -> ClaimedEvents:
    """One article with one Report, judged to one Hit and one Alert to each Channel."""
    record_articles(record, "one")
    record.intake.record_reports(claim_all(record)[0], [placed(report())], never_join, WINDOW)
    (claimed,) = record.judging.claim_events(10)
    hit = Hit("us", "Xiaomi in the US", claimed.events[0], {})
    with record.judging.judging(claimed) as judging:
        alerts = [Alert(channel, (hit,)) for channel in recipients] if checks[0]["passed"] else []
        judging.record([(hit, checks)], alerts, recipients)
    return claimed


def claim_one(record: Record) -> Delivery:
    (delivery,) = record.sending.claim_deliveries(1, LEASE)
    return delivery


def reopen(record: Record) -> None:
    """A new runner that knows it is alone takes over from one that died."""
    record.presence.leave()
    record.enter()


def test_a_judgement_gives_one_pending_delivery_a_recipient(record: Record) -> None:
    judged(record, recipients={"desk": ("a", "b", "c")})
    deliveries = record.sending.claim_deliveries(10, LEASE)
    assert [delivery.recipient for delivery in deliveries] == [0, 1, 2]
    assert len({delivery.key for delivery in deliveries}) == 3
    assert record.sending.alert(deliveries[0]).event.evidence is not None


def test_a_delivery_says_who_it_is_for_and_no_two_say_it_alike(record: Record) -> None:
    judged(record, recipients={"desk": ("a", "b"), "phone": ("a",)})
    deliveries = record.sending.claim_deliveries(10, LEASE)
    assert [d.recipient_hash for d in deliveries] == [
        recipient_hash(delivery.key, name) for delivery, name in zip(deliveries, "aba", strict=True)
    ]
    assert len({delivery.recipient_hash for delivery in deliveries}) == 3


def test_the_deliveries_of_a_channel_can_be_left_alone(record: Record) -> None:
    judged(record, recipients={"desk": ("a", "b"), "phone": ("c",)})
    claimed = record.sending.claim_deliveries(10, LEASE, without={"desk"})
    assert [delivery.channel for delivery in claimed] == ["phone"]


def test_one_that_always_fails_holds_none_that_waits_longer(record: Record) -> None:
    judged(record, recipients={"desk": ("a", "b", "c")})
    for expected in (0, 1, 2, 0, 1):
        delivery = claim_one(record)
        assert delivery.recipient == expected
        attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
        record.sending.acknowledge(delivery, attempt, SendResult(SendClass.TRANSIENT, 451), timedelta())


def test_a_message_that_cannot_be_made_is_dead_after_so_many_attempts(record: Record) -> None:
    judged(record)
    for number in (1, 2, 3):
        dead = record.sending.fail_making(claim_one(record), "no words", timedelta(), most=3)
        assert dead is (number == 3)
    assert record.sending.claim_deliveries(10, LEASE) == []
    (kept,) = record.reading.deliveries(record.reading.statements()[0])
    assert (kept.state, kept.doubt, kept.error) == ("dead", False, "no words")
    assert [(attempt.kind, attempt.detail) for attempt in kept.attempts] == [("not_sent", "no words")] * 3


def test_once_a_message_was_made_a_later_failure_of_ours_is_no_reason_to_give_up(record: Record) -> None:
    judged(record)
    delivery = claim_one(record)
    attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
    record.sending.acknowledge(delivery, attempt, SendResult(SendClass.NOT_SENT), timedelta())
    assert record.sending.fail_making(claim_one(record), "the record was away", timedelta(), most=1) is False
    assert record.sending.undelivered() == 1


def test_a_told_hit_is_known_and_one_withheld_as_baseline_is_not(record: Record) -> None:
    claimed = judged(record)
    record_articles(record, "two")
    record.intake.record_reports(
        claim_all(record)[0], [placed(report("again"))], lambda *_: Placement(1), WINDOW
    )
    (later,) = record.judging.claim_events(10)
    with record.judging.judging(later) as judging:
        statement = claimed.events[0].statement
        assert statement is not None
        assert judging.known_hits() == {("us", statement.id)}


def test_a_baseline_hit_is_recorded_with_its_reason_and_sends_nothing(record: Record) -> None:
    judged(record, WITHHELD)
    (statement,) = record.reading.statements()
    (hit,) = record.reading.hits(statement)
    assert hit.checks == tuple(WITHHELD)
    assert record.sending.undelivered() == 0


def test_events_are_judged_once(record: Record) -> None:
    claimed = judged(record)
    assert record.judging.claim_events(10) == []
    with pytest.raises(LeaseLost), record.judging.judging(claimed):
        pytest.fail("the block must not run")


def test_an_acknowledged_delivery_is_never_claimed_again(record: Record) -> None:
    judged(record)
    delivery = claim_one(record)
    attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
    record.sending.acknowledge(delivery, attempt, SendResult(SendClass.OK, 200), None)
    reopen(record)
    assert record.sending.claim_deliveries(10, LEASE) == []
    (sent,) = record.reading.deliveries(record.reading.statements()[0])
    assert (sent.state, sent.doubt, len(sent.attempts)) == ("sent", False, 1)


def test_a_delivery_in_flight_at_a_crash_comes_back_in_doubt_with_its_frozen_payload(record: Record) -> None:
    judged(record)
    record.sending.begin_attempt(claim_one(record), MESSAGE, LEASE)
    reopen(record)
    again = claim_one(record)
    assert (again.doubt, again.payload) == (True, MESSAGE)


def test_a_crash_before_the_attempt_leaves_no_doubt(record: Record) -> None:
    judged(record)
    claim_one(record)
    reopen(record)
    assert claim_one(record).doubt is False


def test_doubt_is_sticky_through_a_definite_failure(record: Record) -> None:
    judged(record)
    delivery = claim_one(record)
    attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
    record.sending.acknowledge(delivery, attempt, SendResult(SendClass.IN_DOUBT), timedelta())
    delivery = claim_one(record)
    attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
    record.sending.acknowledge(delivery, attempt, SendResult(SendClass.TRANSIENT, 500), timedelta())
    assert claim_one(record).doubt is True


def test_a_channel_that_is_down_keeps_its_delivery_waiting(record: Record) -> None:
    judged(record)
    delivery = claim_one(record)
    attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
    down = SendResult(SendClass.NOT_SENT, detail="connection refused")
    record.sending.acknowledge(delivery, attempt, down, timedelta(minutes=1))
    assert record.sending.claim_deliveries(10, LEASE) == []
    assert record.sending.undelivered() == 1
    (waiting,) = record.reading.deliveries(record.reading.statements()[0])
    assert (waiting.state, waiting.doubt, waiting.error) == ("pending", False, "connection refused")


def test_a_permanent_failure_is_kept_as_dead(record: Record) -> None:
    judged(record)
    delivery = claim_one(record)
    attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
    record.sending.acknowledge(delivery, attempt, SendResult(SendClass.PERMANENT, 404, detail="gone"), None)
    (dead,) = record.reading.deliveries(record.reading.statements()[0])
    assert (dead.state, dead.error, dead.attempts[0].status) == ("dead", "gone", 404)


def test_a_stale_acknowledgement_changes_nothing(record: Record) -> None:
    judged(record)
    stale = claim_one(record)
    attempt = record.sending.begin_attempt(stale, MESSAGE, LEASE)
    reopen(record)
    claim_one(record)
    with pytest.raises(LeaseLost):
        record.sending.acknowledge(stale, attempt, SendResult(SendClass.OK), None)
    assert record.sending.undelivered() == 1


def test_another_runner_waits_for_the_lease(record: Record) -> None:
    judged(record)
    claim_one(record)
    late = type(record.sending)(record.engine, Clock(2 * LEASE))
    assert record.sending.claim_deliveries(1, LEASE) == []
    assert len(late.claim_deliveries(1, LEASE)) == 1
