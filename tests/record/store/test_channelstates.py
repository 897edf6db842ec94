"""The state of Channels in the record: pace, breaker, what the operator is told, for several runners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from alerts.sending.breaker import judge
from alerts.sending.pacing import rate
from record.channelstate import Rate
from record.clock import Clock
from record.errors import LeaseLost
from record.store import Record
from record.store.sending import SendingStore
from record.store.tables import channels, deliveries, events
from record.types import Delivery, EventKind, Json, SendClass, SendResult
from tests.record.store.test_sending import LEASE, MESSAGE, judged

MINUTE = timedelta(minutes=1)
TEN_MINUTES = 10 * MINUTE
OK = SendResult(SendClass.OK, 200)
GONE = SendResult(SendClass.PERMANENT, 404, detail="HTTP 404")
DOWN = SendResult(SendClass.NOT_SENT, detail="connection refused")


def moved(record: Record, by: timedelta) -> SendingStore:
    """Another runner, at a later time."""
    return SendingStore(record.engine, Clock(by))


def claimed(store: SendingStore, rates: dict[str, Rate] | None = None) -> list[str]:
    """Channels of all that can be claimed one after the other."""
    found: list[str] = []
    while taken := store.claim_deliveries(1, LEASE, rates=rates or {}):
        found += [each.channel for each in taken]
    return found


def end(store: SendingStore, delivery: Delivery, result: SendResult) -> None:
    attempt = store.begin_attempt(delivery, MESSAGE, LEASE)
    store.acknowledge(delivery, attempt, result, None, partial(judge, result=result, attempts=1))


def try_once(store: SendingStore, result: SendResult) -> Delivery | None:
    """What is claimed next, and how its sending ends."""
    for delivery in store.claim_deliveries(1, LEASE):
        end(store, delivery, result)
        return delivery
    return None


def told(record: Record) -> list[tuple[str, Json]]:
    """(kind, data) of the Events of Channels."""
    kinds = (EventKind.CHANNEL_FAILING, EventKind.CHANNEL_RECOVERED)
    with record.engine.connect() as connection:
        query = select(events.c.kind, events.c.data).where(events.c.kind.in_(kinds)).order_by(events.c.id)
        return [(row.kind, row.data) for row in connection.execute(query)]


def many(record: Record, count: int = 4, others: Sequence[str] = ()) -> None:
    """Deliveries to so many recipients of the desk, and one to each of the others."""
    judged(record, recipients={"desk": [str(each) for each in range(count)], **dict.fromkeys(others, ("x",))})


def test_a_channel_gets_no_more_than_its_bucket_holds_and_other_channels_go_on(record: Record) -> None:
    many(record, 6, others=("phone",))
    rates = {"desk": rate(8)}  # two at once, then one about every 9 s
    assert claimed(record.sending, rates) == ["desk", "desk", "phone"]
    wait = record.sending.soonest_token(rates, ())
    assert wait is not None
    assert timedelta() < wait < timedelta(seconds=10)
    assert record.sending.soonest_token(rates, {"desk"}) is None
    assert claimed(moved(record, timedelta(seconds=10)), rates) == ["desk"]
    assert claimed(moved(record, timedelta(seconds=30)), rates) == ["desk", "desk"]


def test_nobody_waits_for_the_pace_of_what_is_not_there(record: Record) -> None:
    many(record, 2)
    rates = {"desk": rate(8)}
    assert len(claimed(record.sending, rates)) == 2
    assert record.sending.soonest_token(rates, ()) is None


def test_a_channel_that_rests_is_left_alone_by_every_runner(record: Record) -> None:
    many(record, 3, others=("phone",))
    try_once(record.sending, DOWN)
    (phone,) = record.sending.claim_deliveries(1, LEASE)
    assert phone.channel == "phone"
    end(record.sending, phone, OK)
    assert claimed(record.sending) == []
    assert claimed(moved(record, MINUTE)) == ["desk"]


def test_a_channel_that_fails_has_one_probe_at_a_time(record: Record) -> None:
    many(record, 3)
    try_once(record.sending, DOWN)
    later = moved(record, MINUTE)
    (probe,) = later.claim_deliveries(1, LEASE)
    assert claimed(moved(record, MINUTE)) == []
    end(later, probe, OK)
    assert len(claimed(later)) == 2


def test_a_probe_whose_runner_died_holds_the_channel_no_longer_than_its_lease(record: Record) -> None:
    many(record, 3)
    try_once(record.sending, DOWN)
    assert len(moved(record, MINUTE).claim_deliveries(1, LEASE)) == 1
    assert len(moved(record, MINUTE + 2 * LEASE).claim_deliveries(1, LEASE)) == 1


def test_a_refusal_of_the_channel_costs_one_delivery_and_is_told_once(record: Record) -> None:
    many(record, 4)
    for hours in range(5):
        try_once(moved(record, timedelta(hours=hours)), GONE)
    with record.engine.connect() as connection:
        states = sorted(connection.scalars(select(deliveries.c.state)))
    assert states == ["dead", "pending", "pending", "pending"]
    ((kind, data),) = told(record)
    assert kind == EventKind.CHANNEL_FAILING
    assert (data["channel"], data["kind"], data["reason"]) == ("desk", "permanent", "HTTP 404")
    assert (data["waiting"], data["dead"], data["last_ok_at"]) == (3, 1, None)
    assert data["oldest"] is not None
    assert data["ref"]


def test_that_it_takes_messages_again_is_told_once_with_what_was_given_up(record: Record) -> None:
    many(record, 4)
    try_once(record.sending, GONE)
    for _ in range(2):
        try_once(moved(record, timedelta(hours=1)), OK)
    (_, failing), (kind, data) = told(record)
    assert kind == EventKind.CHANNEL_RECOVERED
    assert (data["channel"], data["reason"], data["since"]) == ("desk", "HTTP 404", failing["since"])
    assert (data["waiting"], data["dead"]) == (2, 1)


def test_a_stale_end_says_nothing_of_its_channel(record: Record) -> None:
    many(record, 1)
    (stale,) = record.sending.claim_deliveries(1, LEASE)
    attempt = record.sending.begin_attempt(stale, MESSAGE, LEASE)
    moved(record, 2 * LEASE).claim_deliveries(1, LEASE)
    say = partial(judge, result=GONE, attempts=1)
    with pytest.raises(LeaseLost):
        record.sending.acknowledge(stale, attempt, GONE, None, say)
    assert told(record) == []
    with record.engine.connect() as connection:
        assert list(connection.scalars(select(channels.c.fails))) == [0]


# ---------------------------------------------------------------- what is late


def test_what_is_due_for_long_is_told_once_and_so_is_that_it_has_caught_up(record: Record) -> None:
    many(record, 2)
    assert record.sending.tell_late(TEN_MINUTES) == 0
    late = moved(record, timedelta(minutes=11))
    assert [late.tell_late(TEN_MINUTES) for _ in range(2)] == [1, 0]
    try_once(late, OK)
    assert late.tell_late(TEN_MINUTES) == 0
    try_once(late, OK)
    assert [late.tell_late(TEN_MINUTES) for _ in range(2)] == [1, 0]
    (failing, data), (recovered, end_data) = told(record)
    assert (failing, recovered) == (EventKind.CHANNEL_FAILING, EventKind.CHANNEL_RECOVERED)
    assert (data["channel"], data["kind"], data["waiting"]) == ("desk", "late", 2)
    assert data["since"] == data["oldest"]
    assert (end_data["kind"], end_data["waiting"]) == ("late", 0)


def test_what_waits_for_its_time_is_not_late(record: Record) -> None:
    many(record, 2)
    evening = Clock().now() + timedelta(hours=8)
    with record.engine.begin() as connection:
        connection.execute(update(deliveries).values(not_before=evening, due_at=evening))
    assert moved(record, timedelta(hours=8)).tell_late(TEN_MINUTES) == 0
    assert moved(record, timedelta(hours=9)).tell_late(TEN_MINUTES) == 1


def test_what_waited_for_a_channel_that_has_recovered_is_not_late(record: Record) -> None:
    many(record, 3)
    try_once(record.sending, GONE)
    day = timedelta(hours=24)
    assert moved(record, day).tell_late(TEN_MINUTES) == 0  # the operator knows
    try_once(moved(record, day), OK)
    assert moved(record, day + MINUTE).tell_late(TEN_MINUTES) == 0
    assert moved(record, day + 2 * TEN_MINUTES).tell_late(TEN_MINUTES) == 1
